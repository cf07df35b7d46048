import { hashCell } from './records';
import type { Column } from './table';

const EMPTY = hashCell('');

/** Collects the cells of a column, each distinct text once. */
export interface ColumnBuilder {
  /** Adds the cell that stands at a place in a text. */
  add(text: string, from: number, to: number, hash: number): void;
  addText(cell: string): void;
  addBlank(): void;
  finish(): Column;
}

/** @param blanks how many rows are there already, with nothing in this column. */
export function createColumnBuilder(name: string, blanks = 0): ColumnBuilder {
  const levels: string[] = [];
  /** Open addressing, two numbers a place: one more than the level (0 for none), and its hash. */
  let slots = new Int32Array(64);
  let codes = new Int32Array(Math.max(1024, blanks * 2));
  let rows = blanks;
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
    if (rows === codes.length) codes = grown(codes);
    codes[rows++] = codeOf(text, from, to, hash);
  }

  return {
    add,
    addText: (cell) => add(cell, 0, cell.length, hashCell(cell)),
    addBlank: () => add('', 0, 0, EMPTY),
    finish: () => ({ name, levels, codes: codes.slice(0, rows) }),
  };
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

function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(values.length * 2);
  wider.set(values);
  return wider;
}
