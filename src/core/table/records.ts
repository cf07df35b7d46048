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
  /** The UTF-16 code units of the text, with others behind them. */
  units: Uint16Array;
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
   * @param plain the end of the text as bytes, if known and each of them is an ASCII character.
   * @returns how many characters were used up.
   */
  parse(
    text: string,
    last: boolean,
    take: (record: RecordView) => boolean | void,
    takeComment?: (line: string) => void,
    plain?: Uint8Array,
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
    units: new Uint16Array(0),
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
  /** Read in place of the text, which engines look up several times slower. Zeros end it. */
  let units = record.units;
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
    const code = units[at];
    if (code === LF) return 1;
    if (code !== CR) return 0;
    if (at + 1 >= length) return last ? 1 : -1;
    if (units[at + 1] === LF) return 2;
    return anyReturn ? 1 : 0;
  }

  function isDelimiter(at: number): boolean {
    return units[at] === delimiter && (run < 2 || units[at + 1] === SPACE);
  }

  /** Whether a delimiter, a line end or the end of the text follows, blanks aside; -1 when unknown. */
  function closes(at: number): number {
    let next = at;
    for (let code = units[next]; code === SPACE || code === TAB;) {
      if (isDelimiter(next)) return next;
      code = units[++next];
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
      const code = units[next];
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
      const code = units[next];
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
    const here = units;
    const end = length;
    const mark = quote;
    const back = escape;
    let hash = SEED;
    let stray = false;
    let doubled = false;
    let i = begin;
    for (; i < end; i++) {
      let code = here[i];
      while (code !== mark && code !== back && i < end) {
        hash = Math.imul(hash ^ code, PRIME);
        code = here[++i];
      }
      if (i >= end) break;
      if (code === escape && i + 1 < length) {
        const next = here[i + 1];
        if (next === quote || next === BACKSLASH) {
          doubled = true;
          code = next;
          i++;
        }
      } else if (code === mark) {
        if (here[i + 1] === mark) {
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
              let after = i + 1;
              while (after < end && !isDelimiter(after) && lineEnd(after) === 0) after++;
              const said = undoubled(begin, i) + text.slice(i + 1, after);
              addCell(begin, after, hashCell(said), said);
              return after;
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
    // Local ones: engines read those of the closure again for every character.
    const here = units;
    const end = length;
    const mark = delimiter;
    let i = at;
    if (run > 0) while (units[i] === SPACE) i++;
    for (;;) {
      let code = units[i];
      if (spaced && (code === SPACE || code === TAB) && !isDelimiter(i)) {
        let inner = i;
        while ((code === SPACE || code === TAB) && !isDelimiter(inner)) code = units[++inner];
        if (code === quote) i = inner;
        else code = units[i];
      }
      if (code === quote) {
        i = quotedCell(i + 1);
        if (i < 0) return -1;
      } else {
        const begin = i;
        let hash = SEED;
        for (;;) {
          while (code !== mark && code !== LF && code !== CR && i < end) {
            hash = Math.imul(hash ^ code, PRIME);
            code = here[++i];
          }
          if (i >= end || code === LF) break;
          if (code === mark) {
            if (run < 2 || here[i + 1] === SPACE) break;
          } else {
            const ending = lineEnd(i);
            if (ending < 0) return -1;
            if (ending > 0) break;
          }
          hash = Math.imul(hash ^ code, PRIME);
          code = here[++i];
        }
        if (i >= end && !last) return -1;
        addCell(begin, i, hash);
      }
      if (i < end && isDelimiter(i)) {
        i++;
        if (run === 0) continue;
        while (here[i] === SPACE) i++;
        if (i < end && lineEnd(i) === 0) continue;
      }
      record.to = i;
      if (i >= end) return last ? end : -1;
      const ending = lineEnd(i);
      return ending < 0 ? -1 : i + ending;
    }
  }

  const parser: RecordParser = {
    expected: 0,
    parse(given, isLast, take, takeComment, plain) {
      text = given;
      length = given.length;
      last = isLast;
      units = unitsOf(given, plain, units);
      record.text = given;
      record.units = units;
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

/** The code units of a text, with two zeros behind them, in `place` if that is long enough. */
function unitsOf(text: string, plain: Uint8Array | undefined, place: Uint16Array): Uint16Array {
  const { length } = text;
  const units = place.length >= length + 2 ? place : new Uint16Array(length + 2);
  const known = plain === undefined ? 0 : Math.min(length, plain.length);
  for (let i = 0; i < length - known; i++) units[i] = text.charCodeAt(i);
  if (plain !== undefined) units.set(plain.subarray(plain.length - known), length - known);
  units.fill(0, length, length + 2);
  return units;
}
