import type { Role } from '../prepare/roles';
import type { Steps } from '../steps';
import { cellAt, isMissing, type Table } from '../table/table';
import { createFinding, type Finding, SHOWN } from './finding';

const BREATH = 16_384;
/** With fewer columns beside the id, customers who are alike are no wonder. */
const FEWEST_ALIKE = 3;

/**
 * For each row, the first row that is equal in all of these columns; itself where there is none
 * before it. Cells are equal when they are the same text.
 */
export function* firstEqualRows(table: Table, columns: readonly number[]): Steps<Int32Array> {
  const codes = columns.map((at) => table.columns[at].codes);
  const equal = (a: number, b: number) => codes.every((column) => column[a] === column[b]);
  const known = new Map<number, number>();
  const first = new Int32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    if (row % BREATH === BREATH - 1) yield { done: row, total: table.rows };
    let high = 0x9e3779b9;
    let low = 0x85ebca6b;
    for (const column of codes) {
      high = Math.imul(high ^ column[row], 0xcc9e2d51);
      high ^= high >>> 15;
      low = Math.imul(low + column[row] + 1, 0x1b873593);
      low ^= low >>> 13;
    }
    let key = (high >>> 0) * 0x200000 + (low >>> 11);
    for (;;) {
      const before = known.get(key);
      if (before === undefined) known.set(key, row);
      if (before === undefined || equal(before, row)) {
        first[row] = before ?? row;
        break;
      }
      key++;
    }
  }
  return first;
}

/** Rows in which no cell says anything. */
export function emptyRows(table: Table): Uint8Array {
  const empty = new Uint8Array(table.rows);
  let left = Array.from({ length: table.rows }, (_, row) => row);
  for (const column of table.columns) left = left.filter((row) => isMissing(cellAt(column, row)));
  for (const row of left) empty[row] = 1;
  return empty;
}

export interface RowProfile {
  /** Rows that an earlier row equals in every cell. */
  readonly repeated: number;
  /** The same but for their ids. */
  readonly alike: number;
  readonly empty: number;
}

export function* examineRows(
  table: Table,
  roles: readonly Role[],
  firstRow: number,
): Steps<{ profile: RowProfile; findings: Finding[] }> {
  const findings: Finding[] = [];
  const empty = emptyRows(table);
  const all = table.columns.map((_, at) => at);
  const whole = yield* firstEqualRows(table, all);
  const told = all.filter((at) => roles[at] !== 'id');
  const parted = told.length < all.length && told.length >= FEWEST_ALIKE;
  const others = parted ? yield* firstEqualRows(table, told) : whole;

  function tell(
    code: Finding['code'],
    severity: Finding['severity'],
    test: (row: number) => boolean,
  ) {
    const rows: number[] = [];
    let count = 0;
    for (let row = 0; row < table.rows; row++) {
      if (!test(row)) continue;
      count++;
      if (rows.length < SHOWN) rows.push(row + firstRow);
    }
    const figures = { share: count / Math.max(1, table.rows) };
    if (count > 0) findings.push(createFinding(code, severity, '', count, { rows, figures }));
    return count;
  }
  return {
    profile: {
      empty: tell('empty-rows', 'check', (row) => empty[row] === 1),
      repeated: tell('repeated-rows', 'check', (row) => whole[row] !== row && empty[row] === 0),
      alike: parted
        ? tell(
            'alike-rows',
            'note',
            (row) => others[row] !== row && whole[row] === row && empty[row] === 0,
          )
        : 0,
    },
    findings,
  };
}
