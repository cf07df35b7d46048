import type { Dialect } from './table';

/** The marks that cut a text into records and cells. */
export type Marks = Pick<
  Dialect,
  'delimiter' | 'quote' | 'newline' | 'escape' | 'comment' | 'spaced'
>;

/**
 * A record as places in the text. It is valid until the next one is read: whoever keeps cells takes
 * them out with `cells`.
 */
export interface RecordView {
  text: string;
  /** Where the record begins and, without its line end, ends. */
  from: number;
  to: number;
  width: number;
  /** How many cells hold at least one character. */
  filled: number;
  starts: Int32Array;
  ends: Int32Array;
  /** A hash of what each cell says. */
  hashes: Int32Array;
  /** Cells that say something else than what stands at their place, such as doubled quotes. */
  made: (string | undefined)[];
  /** How many of `made` may be set. */
  making: number;
  /** Cells with a quote mark in the wrong place. */
  strayQuotes: number;
  /** Whether the last cell begins with a quote that is never closed. */
  open: boolean;
}

export interface RecordParser {
  /** How many cells a record should have; 0 while that is unknown. It settles doubtful quotes. */
  expected: number;
  /**
   * Goes through the records of a text.
   *
   * @param last whether the text ends here; otherwise a record without its line end waits.
   * @param take gets each record; false ends the reading.
   * @returns how many characters were used up.
   */
  parse(
    text: string,
    last: boolean,
    take: (record: RecordView) => boolean | void,
    takeComment?: (line: string) => void,
  ): number;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const BACKSLASH = 92;
const SEED = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** The hash that a cell with this text has. */
export function hashCell(text: string): number {
  let hash = SEED;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}

export function cellOf(record: RecordView, col: number): string {
  if (col < record.making) {
    const made = record.made[col];
    if (made !== undefined) return made;
  }
  return record.text.slice(record.starts[col], record.ends[col]);
}

export function cellsOf(record: RecordView): string[] {
  return Array.from({ length: record.width }, (_, col) => cellOf(record, col));
}

/**
 * Reads records as RFC 4180 writes them, and as the world does: lines that end now in LF, now in CR LF
 * (and in CR where the dialect says so), blanks around quotes, quote marks inside quotes that nobody
 * doubled.
 */
export function createRecordParser(marks: Marks): RecordParser {
  const delimiter = marks.delimiter === '' ? -1 : marks.delimiter.charCodeAt(0);
  /** Delimiters that may be repeated: one space or more, two or more. */
  const run = delimiter === SPACE ? marks.delimiter.length : 0;
  const quote = marks.quote === '' ? -1 : marks.quote.charCodeAt(0);
  const escape = marks.escape === undefined ? -1 : BACKSLASH;
  const anyReturn = marks.newline === '\r';
  const comment = marks.comment ?? '';
  const spaced = marks.spaced === true;
  const record: RecordView = {
    text: '',
    from: 0,
    to: 0,
    width: 0,
    filled: 0,
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    hashes: new Int32Array(64),
    made: [],
    making: 0,
    strayQuotes: 0,
    open: false,
  };
  let text = '';
  let length = 0;
  let last = true;

  function addCell(start: number, end: number, hash: number, made?: string): void {
    const col = record.width++;
    if (col === record.starts.length) {
      record.starts = widened(record.starts);
      record.ends = widened(record.ends);
      record.hashes = widened(record.hashes);
    }
    record.starts[col] = start;
    record.ends[col] = end;
    record.hashes[col] = hash;
    if (end > start) record.filled++;
    if (made !== undefined) {
      while (record.making < col) record.made[record.making++] = undefined;
      record.made[col] = made;
      record.making = col + 1;
    }
  }

  /** How long the line end here is: 0 when there is none, -1 when the next piece will tell. */
  function lineEnd(at: number): number {
    const code = text.charCodeAt(at);
    if (code === LF) return 1;
    if (code !== CR) return 0;
    if (at + 1 >= length) return last ? 1 : -1;
    if (text.charCodeAt(at + 1) === LF) return 2;
    return anyReturn ? 1 : 0;
  }

  function isDelimiter(at: number): boolean {
    return text.charCodeAt(at) === delimiter && (run < 2 || text.charCodeAt(at + 1) === SPACE);
  }

  /** Whether a delimiter, a line end or the end of the text follows, blanks aside; -1 when unknown. */
  function closes(at: number): number {
    let next = at;
    for (let code = text.charCodeAt(next); code === SPACE || code === TAB;) {
      if (isDelimiter(next)) return next;
      code = text.charCodeAt(++next);
    }
    if (next >= length) return last ? next : -1;
    if (isDelimiter(next)) return next;
    const end = lineEnd(next);
    return end > 0 ? next : end < 0 ? -1 : -2;
  }

  /**
   * Whether a cell ends at a quote mark that something else follows: no other mark in its line closes
   * it, and this line and the next one have as many cells as they should.
   */
  function endsAtStray(at: number): boolean | undefined {
    const { expected } = parser;
    if (expected === 0) return false;
    let cells = record.width + 1;
    let next = at + 1;
    for (; next < length; next++) {
      const code = text.charCodeAt(next);
      if (code === quote) {
        const after = closes(next + 1);
        if (after === -1) return undefined;
        if (after >= 0) return false;
      }
      if (isDelimiter(next)) cells++;
      const end = lineEnd(next);
      if (end < 0) return undefined;
      if (end > 0) {
        next += end;
        break;
      }
    }
    if (next >= length && !last) return undefined;
    if (cells !== expected) return false;
    if (next >= length) return true;
    cells = 1;
    let inside = false;
    for (; next < length; next++) {
      const code = text.charCodeAt(next);
      if (code === quote) inside = !inside;
      else if (!inside && isDelimiter(next)) cells++;
      const end = lineEnd(next);
      if (end < 0) return undefined;
      if (end > 0) return inside ? cells <= expected : cells === expected;
    }
    return last ? cells === expected : undefined;
  }

  /** Reads the cell behind an opening quote mark; -1 when its end is not there yet. */
  function quotedCell(begin: number): number {
    let hash = SEED;
    let stray = false;
    let doubled = false;
    let i = begin;
    for (; i < length; i++) {
      let code = text.charCodeAt(i);
      if (code === escape && i + 1 < length) {
        const next = text.charCodeAt(i + 1);
        if (next === quote || next === BACKSLASH) {
          doubled = true;
          code = next;
          i++;
        }
      } else if (code === quote) {
        if (text.charCodeAt(i + 1) === quote) {
          doubled = true;
          i++;
        } else {
          if (i + 1 >= length && !last) return -1;
          const next = closes(i + 1);
          if (next === -1) return -1;
          if (next >= 0) {
            addCell(begin, i, hash, doubled ? undoubled(begin, i) : undefined);
            return next;
          }
          if (!stray) {
            record.strayQuotes++;
            stray = true;
            const ends = endsAtStray(i);
            if (ends === undefined && !last) return -1;
            if (ends === true) {
              let end = i + 1;
              while (end < length && !isDelimiter(end) && lineEnd(end) === 0) end++;
              const said = undoubled(begin, i) + text.slice(i + 1, end);
              addCell(begin, end, hashCell(said), said);
              return end;
            }
          }
        }
      }
      hash = Math.imul(hash ^ code, PRIME);
    }
    if (!last) return -1;
    record.open = true;
    addCell(begin, length, hash, doubled ? undoubled(begin, length) : undefined);
    return length;
  }

  function undoubled(from: number, to: number): string {
    const raw = text.slice(from, to);
    const twice = marks.quote + marks.quote;
    if (escape < 0) return raw.replaceAll(twice, marks.quote);
    const pattern = marks.quote === '"' ? /\\(["\\])|""/g : /\\(['\\])|''/g;
    return raw.replace(pattern, (_, said: string | undefined) => said ?? marks.quote);
  }

  /** Reads the record at a place; -1 when its end is not there yet. */
  function readRecord(at: number): number {
    record.from = at;
    record.width = 0;
    record.filled = 0;
    record.making = 0;
    record.strayQuotes = 0;
    record.open = false;
    let i = at;
    if (run > 0) while (text.charCodeAt(i) === SPACE) i++;
    for (;;) {
      let code = text.charCodeAt(i);
      if (spaced && (code === SPACE || code === TAB) && !isDelimiter(i)) {
        let inner = i;
        while ((code === SPACE || code === TAB) && !isDelimiter(inner))
          code = text.charCodeAt(++inner);
        if (code === quote) i = inner;
        else code = text.charCodeAt(i);
      }
      if (code === quote) {
        i = quotedCell(i + 1);
        if (i < 0) return -1;
      } else {
        const begin = i;
        let hash = SEED;
        while (i < length) {
          code = text.charCodeAt(i);
          if (code === delimiter) {
            if (run < 2 || text.charCodeAt(i + 1) === SPACE) break;
          } else if (code === LF) break;
          else if (code === CR) {
            const end = lineEnd(i);
            if (end < 0) return -1;
            if (end > 0) break;
          }
          hash = Math.imul(hash ^ code, PRIME);
          i++;
        }
        if (i >= length && !last) return -1;
        addCell(begin, i, hash);
      }
      if (i < length && isDelimiter(i)) {
        i++;
        if (run === 0) continue;
        while (text.charCodeAt(i) === SPACE) i++;
        if (i < length && lineEnd(i) === 0) continue;
      }
      record.to = i;
      if (i >= length) return last ? length : -1;
      const end = lineEnd(i);
      return end < 0 ? -1 : i + end;
    }
  }

  const parser: RecordParser = {
    expected: 0,
    parse(given, isLast, take, takeComment) {
      text = given;
      length = given.length;
      last = isLast;
      record.text = given;
      let used = 0;
      while (used < length) {
        if (comment !== '' && text.startsWith(comment, used)) {
          let end = used;
          while (end < length && lineEnd(end) === 0) end++;
          const ending = end < length ? lineEnd(end) : 0;
          if (ending < 0 || (end >= length && !last)) break;
          takeComment?.(text.slice(used, end));
          used = end + ending;
          continue;
        }
        const next = readRecord(used);
        if (next < 0) break;
        used = next;
        if (take(record) === false) break;
      }
      return used;
    },
  };
  return parser;
}

function widened(places: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(places.length * 2);
  wider.set(places);
  return wider;
}
