import { maybeDate } from '../prepare/dates';
import { maybeNumber } from '../prepare/numbers';
import { isBlank, type SampleRecord } from './header';
import { cellsOf, createRecordParser, type Marks } from './records';

/** A delimiter must cut at least this share of the records into the commonest number of cells. */
const STEADY = 0.9;
/** The same for a doubtful one. */
const VERY_STEADY = 0.97;
const SAMPLED_RECORDS = 1000;

/** The beginning of a file, read with some marks. */
export interface Sample {
  readonly records: readonly SampleRecord[];
  /** Cells with quote marks in wrong places, and a cell that never ends. */
  readonly damage: number;
  /** How many characters all cells have. */
  readonly size: number;
}

/** How well the marks cut it. */
export interface Shape {
  readonly score: number;
  readonly width: number;
  /** The share of the records that have this width. */
  readonly share: number;
}

/** @param complete whether the text is the whole file. */
export function readSample(text: string, marks: Marks, complete: boolean): Sample {
  const records: SampleRecord[] = [];
  let row = 0;
  let damage = 0;
  let size = 0;
  createRecordParser(marks).parse(
    text,
    complete,
    (record) => {
      const cells = cellsOf(record);
      records.push({ row: ++row, from: record.from, cells });
      for (const cell of cells) size += cell.length;
      damage += record.strayQuotes + (record.open ? 5 : 0);
      return records.length < SAMPLED_RECORDS;
    },
    () => row++,
  );
  return { records, damage, size };
}

/** How evenly a delimiter cuts records: no score when it is none, otherwise more for more columns. */
export function shapeOf({ records, damage }: Sample, doubtful: boolean): Shape {
  const filled = records.filter(({ cells }) => !isBlank(cells)).map(({ cells }) => cells);
  const harm = Math.min(0.5, damage / Math.max(1, filled.length));
  const none = { score: -harm, width: 1, share: 0 };
  if (filled.length === 0) return none;
  const { width, most } = commonWidth(filled, filled[0].length);
  if (width < 2) return { ...none, share: most / filled.length };
  const isShort = (cells: readonly string[]) => cells.length <= width / 2;
  let begin = 0;
  while (begin < filled.length && begin < 40 && isShort(filled[begin])) begin++;
  let end = filled.length;
  while (end > begin + 1 && filled.length - end < 20 && isShort(filled[end - 1])) end--;
  const body = filled.slice(begin, end);
  const fitting = commonWidth(body, width);
  const share = fitting.most / body.length;
  const shape = { score: 0, width: fitting.width, share };
  const headerFits = body[0].length === fitting.width || lacksOneName(body, fitting.width);
  if (fitting.width < 2 || (share < STEADY && !headerFits) || share < 0.5) return shape;
  if (begin > 0 && body.length < 2) return shape;
  const typed = typedShare(body.slice(1, 60));
  if (doubtful) {
    const times = body.every((cells) => cells.every((cell) => /^\d{1,2}$/.test(cell.trim())));
    const even = share >= VERY_STEADY && headerFits && begin === 0 && body.length > 2;
    if (!even || times || typed < 0.3) return shape;
  }
  const score =
    share +
    (headerFits ? 1 : 0) +
    Math.min(fitting.width, 50) / 100 +
    typed * 0.2 -
    (begin > 0 ? 0.4 : 0) -
    splitShare(body.slice(0, 100)) * 0.5 -
    harm;
  return { ...shape, score: Math.max(score, 0.01) };
}

/** Whether every row has one cell more than the header, as where R writes names of rows. */
function lacksOneName([header, ...rows]: readonly (readonly string[])[], width: number): boolean {
  return width > 2 && header.length === width - 1 && rows.every((cells) => cells.length === width);
}

/** The commonest number of cells; empty ones beyond the header are none. */
function commonWidth(
  records: readonly (readonly string[])[],
  header: number,
): { width: number; most: number } {
  const counts = new Map<number, number>();
  for (const record of records) {
    const beyond = record.length > header && isBlank(record.slice(header));
    const cells = beyond ? header : record.length;
    counts.set(cells, (counts.get(cells) ?? 0) + 1);
  }
  let width = 0;
  let most = 0;
  for (const [cells, count] of counts)
    if (count > most || (count === most && cells > width)) {
      most = count;
      width = cells;
    }
  return { width, most };
}

/** The share of the records in which a bracket opens one cell and closes another: a cut list. */
function splitShare(records: readonly (readonly string[])[]): number {
  const split = records.filter((cells) => {
    const opens = cells.findIndex((cell) => cell.length < 1000 && /[[({][^\])}]*$/.test(cell));
    return opens >= 0 && cells.slice(opens + 1).some((cell) => /^[^[({]*[\])}]\s*$/.test(cell));
  });
  return split.length / records.length;
}

/** The share of the filled cells that are numbers or dates. */
export function typedShare(records: readonly (readonly string[])[]): number {
  const cells = records.flat().filter((cell) => cell.trim() !== '');
  if (cells.length === 0) return 0;
  const typed = cells.filter(
    (cell) =>
      maybeNumber(cell) !== undefined ||
      maybeNumber(cell, ',') !== undefined ||
      maybeDate(cell) !== undefined,
  );
  return typed.length / cells.length;
}
