/** A value of JSON. Objects are maps: their keys keep their order and may be called anything. */
export type JsonValue =
  string | number | bigint | boolean | null | readonly JsonValue[] | ReadonlyMap<string, JsonValue>;

/** Deeper nesting is no table, and would be more than the stack holds. */
const DEEPEST = 200;
/** Whole numbers of more digits may be more than a double tells apart. */
const SAFE_DIGITS = 15;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
  // Not of the standard, but Python writes them.
  ['NaN', null],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
];

/**
 * Parses one value. Whole numbers are kept exactly.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): JsonValue {
  let at = 0;

  function fail(): never {
    throw new SyntaxError(`unexpected at ${at}`);
  }

  function skipSpace(): number {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
      at++;
    }
  }

  function readValue(depth: number): JsonValue {
    if (depth > DEEPEST) fail();
    const code = skipSpace();
    if (code === 34) return readString();
    if (code === 123) return readObject(depth);
    if (code === 91) return readArray(depth);
    NUMBER.lastIndex = at;
    const match = NUMBER.exec(text);
    if (match === null) return readWord();
    if (text.startsWith('-Infinity', at)) return readWord();
    at += match[0].length;
    return numberOf(match[0]);
  }

  function readWord(): JsonValue {
    for (const [word, value] of WORDS)
      if (text.startsWith(word, at)) {
        at += word.length;
        return value;
      }
    fail();
  }

  function readString(): string {
    const start = at + 1;
    let end = text.indexOf('"', start);
    if (end < 0) fail();
    const plain = text.slice(start, end);
    if (!plain.includes('\\')) {
      at = end + 1;
      return plain;
    }
    while (isEscaped(text, end)) {
      end = text.indexOf('"', end + 1);
      if (end < 0) fail();
    }
    at = end + 1;
    // Line ends and tabs as they are, which the standard forbids, do no harm.
    const quoted = text
      .slice(start - 1, end + 1)
      .replace(
        CONTROL,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    return JSON.parse(quoted) as string;
  }

  function readObject(depth: number): JsonValue {
    const found = new Map<string, JsonValue>();
    at++;
    if (skipSpace() === 125) {
      at++;
      return found;
    }
    for (;;) {
      if (skipSpace() !== 34) fail();
      const key = readString();
      if (skipSpace() !== 58) fail();
      at++;
      found.set(key, readValue(depth + 1));
      const code = skipSpace();
      at++;
      if (code === 125) return found;
      if (code !== 44) fail();
    }
  }

  function readArray(depth: number): JsonValue {
    const found: JsonValue[] = [];
    at++;
    if (skipSpace() === 93) {
      at++;
      return found;
    }
    for (;;) {
      found.push(readValue(depth + 1));
      const code = skipSpace();
      at++;
      if (code === 93) return found;
      if (code !== 44) fail();
    }
  }

  const value = readValue(0);
  skipSpace();
  if (at < text.length) fail();
  return value;
}

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f]/g;

function isEscaped(text: string, quote: number): boolean {
  let slashes = 0;
  while (text[quote - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

function numberOf(text: string): JsonValue {
  if (text.length > SAFE_DIGITS && /^-?\d+$/.test(text)) return BigInt(text);
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

/** A value as JSON text, without spaces. */
export function writeJson(value: JsonValue): string {
  if (typeof value === 'bigint') return `${value}`;
  if (Array.isArray(value)) return `[${(value as JsonValue[]).map(writeJson).join(',')}]`;
  if (value instanceof Map)
    return `{${[...(value as ReadonlyMap<string, JsonValue>)]
      .map(([key, item]) => `${JSON.stringify(key)}:${writeJson(item)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}
