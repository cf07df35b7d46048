import type { RecordView } from './records';

/** Rows taken together at most, and cells. */
const MOST_ROWS = 1024;
const MOST_CELLS = 1 << 16;

/**
 * Cells of some rows as places in one text, column after column: a column looks all of its own up in one
 * go, while what it knows is at hand.
 */
export interface CellBatch {
  text: string;
  units: Uint16Array;
  rows: number;
  readonly columns: number;
  /** Places between the cells of one column and of the next. */
  readonly stride: number;
  readonly starts: Int32Array;
  /** Where a cell says something else than its place: -1 less its position in `made`. */
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
  made: string[];
  /** For whoever looks the cells of a column up: one place a row. */
  readonly likely: Int32Array;
}

export function createCellBatch(columns: number): CellBatch {
  const stride = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / columns)));
  const places = () => new Int32Array(columns * stride);
  return {
    text: '',
    units: new Uint16Array(0),
    rows: 0,
    columns,
    stride,
    starts: places(),
    ends: places(),
    hashes: places(),
    made: [],
    likely: new Int32Array(stride),
  };
}

/** @param width how many cells of the record are taken; the row has no others. */
export function addToBatch(
  batch: CellBatch,
  record: RecordView,
  width: number,
  empty: number,
): void {
  const { starts, ends, hashes, stride, columns, made } = batch;
  batch.text = record.text;
  batch.units = record.units;
  let at = batch.rows++;
  for (let col = 0; col < width; col++, at += stride) {
    const said = col < record.making ? record.made[col] : undefined;
    starts[at] = record.starts[col];
    ends[at] = said === undefined ? record.ends[col] : -made.push(said);
    hashes[at] = record.hashes[col];
  }
  for (let col = width; col < columns; col++, at += stride) {
    starts[at] = 0;
    ends[at] = 0;
    hashes[at] = empty;
  }
}
