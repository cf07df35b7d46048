import type { Steps } from '../steps';
import {
  type CountedColumn,
  countRows,
  eachItem,
  type Examined,
  type Level,
} from './counted-column';
import { findLevels } from './examine-cells';
import { foldLevel } from './examine-levels';
import { createFinding, type Finding, SHOWN } from './finding';
import { topBars } from './plots';

export interface IdProfile {
  readonly kind: 'id';
  /** Ids that stand in more than one row. */
  readonly repeated: number;
  /** Rows whose id an earlier row has already. */
  readonly repeats: number;
}

/** Where so many rows repeat an id the file holds orders or visits, not customers. */
const ORDERS = 0.3;
/** A long number that a spreadsheet has shortened: its last digits are lost. */
const SHORTENED = /^\d[.,]\d+E\+\d{2}$/i;

export function* examineIds(counted: CountedColumn): Steps<Examined<IdProfile>> {
  const { column, levels, filled } = counted;
  const repeated = levels.filter(({ count }) => count > 1);
  const repeats = countRows(repeated) - repeated.length;
  const findings: Finding[] = [];
  if (repeats > 0) {
    const often = [...repeated].sort((a, b) => b.count - a.count || a.code - b.code);
    findings.push(
      createFinding(
        'repeated-ids',
        repeats > ORDERS * filled ? 'check' : 'problem',
        column.name,
        repeats,
        {
          rows: repeatRows(counted),
          cells: often.slice(0, SHOWN).map(({ cell }) => cell),
          figures: { share: repeats / filled, different: repeated.length },
        },
      ),
    );
  }
  const folded = new Map<string, Level>();
  const variants: Level[] = [];
  const shortened: Level[] = [];
  yield* eachItem(levels, (level) => {
    const key = foldLevel(level.cell);
    if (folded.has(key)) variants.push(level);
    else folded.set(key, level);
    if (SHORTENED.test(level.cell.trim())) shortened.push(level);
  });
  findings.push(
    ...findLevels(counted, 'id-variants', 'check', variants),
    ...findLevels(counted, 'id-exponents', 'problem', shortened),
  );
  const times = new Map<string, number>();
  for (const { count } of levels) times.set(`${count}`, (times.get(`${count}`) ?? 0) + 1);
  return {
    profile: { kind: 'id', repeated: repeated.length, repeats },
    plot: topBars(times, 'times'),
    findings,
  };
}

/** The first rows whose id has stood before. */
function repeatRows(counted: CountedColumn): number[] {
  const { column, levels, firstRow } = counted;
  const silent = new Uint8Array(column.levels.length).fill(1);
  for (const { code } of levels) silent[code] = 0;
  const known = new Uint8Array(column.levels.length);
  const rows: number[] = [];
  for (let row = 0; row < column.codes.length && rows.length < SHOWN; row++) {
    const code = column.codes[row];
    if (silent[code] === 1) continue;
    if (known[code] === 1) rows.push(row + firstRow);
    known[code] = 1;
  }
  return rows;
}
