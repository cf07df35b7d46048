/**
 * Content hashes: 128 bits in four 32-bit lanes, each multiplied and rotated as in MurmurHash3
 * (Austin Appleby, public domain). Not for secrets; for telling contents apart. With 128 bits two of
 * a million texts collide with probability below 1e-26.
 */
export interface Hasher {
  text(value: string): Hasher;
  bytes(value: Uint8Array): Hasher;
  number(value: number): Hasher;
  /** 32 lower-case hexadecimal digits. */
  digest(): string;
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

function avalanche(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

export function createHasher(seed = 0): Hasher {
  let h1 = seed | 0;
  let h2 = seed ^ 0x51ed270b;
  let h3 = seed ^ 0x2545f491;
  let h4 = seed ^ 0x6c078965;
  let length = 0;
  const float = new Float64Array(1);
  const words = new Int32Array(float.buffer);

  function mix(word: number): void {
    length = (length + 1) | 0;
    let k = Math.imul(word, C1);
    k = (k << 15) | (k >>> 17);
    h1 ^= Math.imul(k, C2);
    h1 = (h1 << 19) | (h1 >>> 13);
    h1 = (Math.imul(h1 + h2, 5) + 0x561ccd1b) | 0;
    k = Math.imul(word ^ 0x3c6ef372, C2);
    k = (k << 16) | (k >>> 16);
    h2 ^= Math.imul(k, C3);
    h2 = (h2 << 17) | (h2 >>> 15);
    h2 = (Math.imul(h2 + h3, 5) + 0x0bcaa747) | 0;
    k = Math.imul(word ^ 0x1b873593, C3);
    k = (k << 17) | (k >>> 15);
    h3 ^= Math.imul(k, C4);
    h3 = (h3 << 15) | (h3 >>> 17);
    h3 = (Math.imul(h3 + h4, 5) + 0x96cd1c35) | 0;
    k = Math.imul(word ^ 0x5bd1e995, C4);
    k = (k << 18) | (k >>> 14);
    h4 ^= Math.imul(k, C1);
    h4 = (h4 << 13) | (h4 >>> 19);
    h4 = (Math.imul(h4 + h1, 5) + 0x32ac3b17) | 0;
  }

  /** `mix` for every four bytes; variables of its own keep the state out of the engine's heap. */
  function mixWords(value: Uint8Array, whole: number): void {
    let [a, b, c, d] = [h1, h2, h3, h4];
    const view = new DataView(value.buffer, value.byteOffset, value.length);
    for (let i = 0; i < whole; i += 4) {
      const word = view.getInt32(i, true);
      let k = Math.imul(word, C1);
      k = (k << 15) | (k >>> 17);
      a ^= Math.imul(k, C2);
      a = (a << 19) | (a >>> 13);
      a = (Math.imul(a + b, 5) + 0x561ccd1b) | 0;
      k = Math.imul(word ^ 0x3c6ef372, C2);
      k = (k << 16) | (k >>> 16);
      b ^= Math.imul(k, C3);
      b = (b << 17) | (b >>> 15);
      b = (Math.imul(b + c, 5) + 0x0bcaa747) | 0;
      k = Math.imul(word ^ 0x1b873593, C3);
      k = (k << 17) | (k >>> 15);
      c ^= Math.imul(k, C4);
      c = (c << 15) | (c >>> 17);
      c = (Math.imul(c + d, 5) + 0x96cd1c35) | 0;
      k = Math.imul(word ^ 0x5bd1e995, C4);
      k = (k << 18) | (k >>> 14);
      d ^= Math.imul(k, C1);
      d = (d << 13) | (d >>> 19);
      d = (Math.imul(d + a, 5) + 0x32ac3b17) | 0;
    }
    [h1, h2, h3, h4] = [a, b, c, d];
    length = (length + whole / 4) | 0;
  }

  const hasher: Hasher = {
    text(value) {
      mix(value.length);
      const even = value.length & ~1;
      for (let i = 0; i < even; i += 2) mix(value.charCodeAt(i) | (value.charCodeAt(i + 1) << 16));
      if (even < value.length) mix(value.charCodeAt(even));
      return hasher;
    },
    bytes(value) {
      mix(value.length);
      const whole = value.length & ~3;
      mixWords(value, whole);
      let rest = 0;
      for (let i = whole; i < value.length; i++) rest |= value[i] << (8 * (i - whole));
      if (whole < value.length) mix(rest);
      return hasher;
    },
    number(value) {
      float[0] = value === 0 ? 0 : value;
      mix(words[0]);
      mix(words[1]);
      return hasher;
    },
    digest() {
      let [a, b, c, d] = [h1 ^ length, h2 ^ length, h3 ^ length, h4 ^ length];
      a = (a + b + c + d) | 0;
      b = (b + a) | 0;
      c = (c + a) | 0;
      d = (d + a) | 0;
      a = avalanche(a);
      b = avalanche(b);
      c = avalanche(c);
      d = avalanche(d);
      a = (a + b + c + d) | 0;
      b = (b + a) | 0;
      c = (c + a) | 0;
      d = (d + a) | 0;
      return [a, b, c, d].map((h) => (h >>> 0).toString(16).padStart(8, '0')).join('');
    },
  };
  return hasher;
}

/** The hash of one text. */
export function hashText(text: string): string {
  return createHasher().text(text).digest();
}

/** The hash of a plain value by its JSON, with the keys of every object in order. */
export function hashPlain(value: unknown): string {
  return hashText(canonicalJson(value));
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
