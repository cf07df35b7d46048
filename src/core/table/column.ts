import type { CellBatch } from './cell-batch';
import { hashCell } from './records';
import type { Column } from './table';

/** Numbers that engines hold without a buffer of its own: a file may have very many columns. */
const SMALL = 16;
/** Cells up to this long are compared letter by letter, which saves a call. */
const SHORT = 64;
/** The hash of a cell that says nothing. */
export const EMPTY = hashCell('');

/** What a table takes while it is made, in bytes, without the room that is left for growing. */
export interface Taken {
  /** Numbers, which engines keep apart from everything else. */
  readonly numbers: number;
  /** Texts, which share one heap with all of the page. */
  readonly texts: number;
}

/** A code, and half of that again for the copy while a column grows. */
const CODE_BYTES = 6;
/** What finding a level again takes, in a table between one and two thirds full. */
const SLOT_BYTES = 18;
/** The head of a string and the place that refers to it. */
const LEVEL_BYTES = 18;

/** Collects the cells of a column, each distinct text once. */
export interface ColumnBuilder {
  readonly rows: number;
  /** Adds the cell that stands at a place in a text. */
  add(text: string, from: number, to: number, hash: number): void;
  addText(cell: string): void;
  /** Adds what a batch holds of one column. */
  addBatch(batch: CellBatch, col: number): void;
  /** Adds cells that say nothing. */
  addBlanks(count: number): void;
  /** @param width bytes of a character. */
  taken(width: 1 | 2): Taken;
  finish(): Column;
}

/** @param blanks how many rows are there already, with nothing in this column. */
export function createColumnBuilder(name: string, blanks = 0): ColumnBuilder {
  const levels: string[] = [];
  /** Open addressing, two numbers a place: one more than the level (0 for none), and its hash. */
  let slots = new Int32Array(SMALL);
  let codes = new Int32Array(Math.max(SMALL, blanks * 2));
  let rows = blanks;
  let letters = 0;
  if (blanks > 0) codeOf('', 0, 0, EMPTY);

  function codeOf(text: string, from: number, to: number, hash: number): number {
    const mask = slots.length - 2;
    let at = spread(hash) & mask;
    for (; slots[at] !== 0; at = (at + 2) & mask) {
      if (slots[at + 1] !== hash) continue;
      const code = slots[at] - 1;
      const level = levels[code];
      if (level.length === to - from && text.startsWith(level, from)) return code;
    }
    levels.push(ownText(text, from, to));
    letters += to - from;
    slots[at] = levels.length;
    slots[at + 1] = hash;
    if (levels.length * 3 > slots.length) widen();
    return levels.length - 1;
  }

  function widen(): void {
    const before = slots;
    slots = new Int32Array(before.length * 2);
    const mask = slots.length - 2;
    for (let i = 0; i < before.length; i += 2) {
      if (before[i] === 0) continue;
      let at = spread(before[i + 1]) & mask;
      while (slots[at] !== 0) at = (at + 2) & mask;
      slots[at] = before[i];
      slots[at + 1] = before[i + 1];
    }
  }

  function add(text: string, from: number, to: number, hash: number): void {
    if (rows === codes.length) codes = grown(codes, rows + 1);
    codes[rows++] = codeOf(text, from, to, hash);
  }

  /**
   * Looks all cells up in three rounds: the places in the table, the levels that may stand there, the
   * letters. A processor waits for many places of memory at once, but only for those that it knows.
   */
  function addBatch(batch: CellBatch, col: number): void {
    const { text, units, starts, ends, hashes, made, stride, likely } = batch;
    const { rows: count } = batch;
    const begin = col * stride;
    const places = slots;
    const mask = places.length - 2;
    for (let i = 0; i < count; i++) {
      const hash = hashes[begin + i];
      const at = spread(hash) & mask;
      likely[i] = places[at + 1] === hash ? places[at] - 1 : -1;
    }
    for (let i = 0; i < count; i++)
      if (likely[i] >= 0 && levels[likely[i]].length !== ends[begin + i] - starts[begin + i])
        likely[i] = -1;
    if (rows + count > codes.length) codes = grown(codes, rows + count);
    const found = codes;
    let row = rows;
    for (let i = 0; i < count; i++) {
      const from = starts[begin + i];
      const to = ends[begin + i];
      const hash = hashes[begin + i];
      if (to < 0) {
        const cell = made[-1 - to];
        found[row++] = codeOf(cell, 0, cell.length, hash);
        continue;
      }
      const code = likely[i];
      found[row++] =
        code >= 0 && says(levels[code], text, units, from) ? code : codeOf(text, from, to, hash);
    }
    rows = row;
  }

  return {
    get rows() {
      return rows;
    },
    add,
    addBatch,
    addText: (cell) => add(cell, 0, cell.length, hashCell(cell)),
    addBlanks(count) {
      if (count <= 0) return;
      if (rows + count > codes.length) codes = grown(codes, rows + count);
      codes.fill(codeOf('', 0, 0, EMPTY), rows, rows + count);
      rows += count;
    },
    taken: (width) => ({
      numbers: rows * CODE_BYTES + levels.length * SLOT_BYTES,
      texts: letters * width + levels.length * LEVEL_BYTES,
    }),
    finish() {
      // The larger array goes before the next column needs another one.
      codes = codes.slice(0, rows);
      return { name, levels, codes };
    },
  };
}

/** Whether a level stands at a place of a text. */
function says(level: string, text: string, units: Uint16Array, from: number): boolean {
  const { length } = level;
  if (length > SHORT) return text.startsWith(level, from);
  for (let i = 0; i < length; i++) if (level.charCodeAt(i) !== units[from + i]) return false;
  return true;
}

/** The cell without the piece of the file that it was cut from, which would stay in memory. */
function ownText(text: string, from: number, to: number): string {
  const cell = text.slice(from, to);
  // Engines copy short slices anyway.
  return to - from < 13 ? cell : [cell.slice(0, 1), cell.slice(1)].join('');
}

/** An even place for a hash. */
function spread(hash: number): number {
  return (hash ^ (hash >>> 15)) << 1;
}

function grown(values: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(SMALL, least, values.length * 2));
  wider.set(values);
  return wider;
}

/** What several columns take together. */
export function addTaken(all: Iterable<Taken>): Taken {
  let [numbers, texts] = [0, 0];
  for (const one of all) {
    numbers += one.numbers;
    texts += one.texts;
  }
  return { numbers, texts };
}
