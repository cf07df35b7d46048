/** A value as it stands in the text. */
export interface JsonPiece {
  readonly text: string;
  /** The line it begins on, from 1. */
  readonly line: number;
}

/** Cuts a long JSON text into its records without parsing them. */
export interface JsonSplitter {
  /** @throws SyntaxError where something stands between values that does not belong there. */
  push(text: string): void;
  /** @throws SyntaxError where the text ends too early. */
  finish(): void;
  /** Where the value begins that is not yet whole, or where the text now is. */
  readonly line: number;
  /** Characters of a value that is not yet whole. */
  readonly waiting: number;
}

/**
 * @param unwrap whether the text is one array, whose items are the values; otherwise they follow one
 * another with nothing but space between.
 */
export function createJsonSplitter(
  unwrap: boolean,
  take: (piece: JsonPiece) => void,
): JsonSplitter {
  let parts: string[] = [];
  let waiting = 0;
  let line = 1;
  let began = 1;
  let depth = 0;
  let kind: 'none' | 'nested' | 'string' | 'word' = 'none';
  let inString = false;
  let escaped = false;
  /** What may come next: in an array a first item or its end, an item, a comma or its end. */
  let expected: 'array' | 'first' | 'item' | 'comma' | 'value' | 'end' = unwrap ? 'array' : 'value';

  function fail(): never {
    throw new SyntaxError(`unexpected in line ${line}`);
  }

  function end(text: string, from: number, to: number): void {
    parts.push(text.slice(from, to));
    take({ text: parts.length === 1 ? parts[0] : parts.join(''), line: began });
    parts = [];
    waiting = 0;
    kind = 'none';
    expected = unwrap ? 'comma' : 'value';
  }

  /** Past the end of a string, or the length of the text. */
  function passString(text: string, from: number): number {
    const start = escaped && from < text.length ? from + 1 : from;
    if (from < text.length) escaped = false;
    for (let i = start; ;) {
      const quote = text.indexOf('"', i);
      if (quote < 0) {
        if (start < text.length) escaped = isEscaped(text, start, text.length);
        return text.length;
      }
      i = quote + 1;
      if (isEscaped(text, start, quote)) continue;
      inString = false;
      return i;
    }
  }

  function push(text: string): void {
    let from = 0;
    let i = 0;
    while (i < text.length) {
      if (inString) {
        i = passString(text, i);
        if (!inString && kind === 'string') {
          end(text, from, i);
          from = i;
        }
        continue;
      }
      const code = text.charCodeAt(i);
      const space = code === 32 || code === 9 || code === 10 || code === 13;
      if (kind === 'nested') {
        if (code === 34) inString = true;
        else if (code === 123 || code === 91) depth++;
        else if (code === 125 || code === 93) depth--;
        if (code === 10) line++;
        i++;
        if (depth === 0) {
          end(text, from, i);
          from = i;
        }
        continue;
      }
      if (kind === 'word') {
        if (space || code === 44 || code === 93 || code === 125) {
          end(text, from, i);
          from = i;
        } else i++;
        continue;
      }
      if (code === 10) line++;
      i++;
      if (!space && !passMark(code)) {
        if (expected === 'comma' || expected === 'end') fail();
        from = i - 1;
        began = line;
        kind = code === 34 ? 'string' : code === 123 || code === 91 ? 'nested' : 'word';
        if (code === 34) inString = true;
        if (kind === 'nested') depth = 1;
        if (code === 44 || code === 58 || code === 125 || code === 93) fail();
      }
    }
    if (kind === 'none') return;
    parts.push(text.slice(from));
    waiting += text.length - from;
  }

  /** Whether a character is one of the marks of the array around the values. */
  function passMark(code: number): boolean {
    if (expected === 'array') {
      if (code !== 91) fail();
      expected = 'first';
      return true;
    }
    if (code === 93 && (expected === 'first' || expected === 'comma')) {
      expected = 'end';
      return true;
    }
    if (code === 44 && expected === 'comma') {
      expected = 'item';
      return true;
    }
    return false;
  }

  return {
    push,
    finish() {
      if (kind === 'word') end('', 0, 0);
      if (kind !== 'none' || expected !== (unwrap ? 'end' : 'value')) fail();
    },
    get line() {
      return kind === 'none' ? line : began;
    },
    get waiting() {
      return waiting;
    },
  };
}

/** Whether the slashes before a place, back to `from`, leave it escaped. */
function isEscaped(text: string, from: number, at: number): boolean {
  let slashes = 0;
  while (at - 1 - slashes >= from && text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}
