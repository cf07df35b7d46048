const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
const BESIDE_UNSPACED =
  / (?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])|(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]) /gu;

/**
 * A text in small letters without punctuation, one space between words and none beside characters
 * that take none; one without any word as it is.
 */
export function normalForm(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase();
  const words = plain.replace(/['’](?=\p{L})/gu, '').match(/[\p{L}\p{M}\p{N}]+/gu);
  if (words === null) return plain.replace(/\s+/gu, '');
  const form = words.join(' ');
  return UNSPACED.test(form) ? form.replace(BESIDE_UNSPACED, '') : form;
}

const TOKEN =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]+/gu;

/**
 * The distinct shingles of a normal form as sorted 53-bit hashes; two shingles of a million texts
 * share one with probability below 1e-3.
 */
export function shinglesOf(form: string, size: number): Float64Array {
  const tokens = form.match(TOKEN) ?? [];
  const low: number[] = [];
  const high: number[] = [];
  for (const token of tokens) {
    let a = 0x811c9dc5;
    let b = 0x2545f491;
    for (let i = 0; i < token.length; i++) {
      const code = token.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x5bd1e995);
      b ^= b >>> 15;
    }
    low.push(mix(a));
    high.push(mix(b));
  }
  const hashes: number[] = [];
  const last = Math.max(1, tokens.length - size + 1);
  for (let i = 0; i < last; i++) {
    let a = 1;
    let b = 2;
    for (let j = i; j < Math.min(i + size, tokens.length); j++) {
      a = mix(Math.imul(a, 31) ^ low[j]);
      b = mix(Math.imul(b, 37) ^ high[j]);
    }
    hashes.push((a >>> 0) * 0x200000 + (b >>> 11));
  }
  const sorted = Float64Array.from(hashes).sort();
  let kept = 0;
  for (const hash of sorted) if (kept === 0 || sorted[kept - 1] !== hash) sorted[kept++] = hash;
  return sorted.slice(0, kept);
}

/** Shared shingles over all shingles of both; 0 as soon as it cannot reach the threshold any more. */
export function jaccard(a: Float64Array, b: Float64Array, threshold = 0): number {
  const needed = (threshold / (1 + threshold)) * (a.length + b.length) - 1e-9;
  let i = 0;
  let j = 0;
  let shared = 0;
  while (i < a.length && j < b.length) {
    if (shared + Math.min(a.length - i, b.length - j) < needed) return 0;
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  return shared / (a.length + b.length - shared);
}

/** A hash in which every bit depends on every bit (the finish of MurmurHash3). */
export function mix(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
