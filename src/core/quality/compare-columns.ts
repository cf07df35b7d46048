import { partOf } from '../prepare/roles';
import type { Steps } from '../steps';
import type { Column } from '../table/table';
import { createFinding, type Finding, type Measure } from './finding';
import { correlate, type MeasuredColumn } from './measured-column';

/** Two columns go together when their correlation is farther from 0 than this. */
const TOGETHER = 0.999;
/** A quick look at so many rows tells which pairs are worth a whole one. */
const LOOK = 1000;
const WORTH = 0.98;
/** In fewer rows columns are equal by chance. */
const FEWEST = 10;

/** A later column that says again what an earlier one says. */
export interface Repeat {
  readonly column: string;
  readonly of: string;
  readonly by: Measure;
  readonly measure: number;
}

/**
 * Columns that repeat another one: the same cells under other names (level for level), or numbers
 * with a correlation beyond 0.999. Each is told once, of the earliest column that it repeats.
 */
export function* compareColumns(columns: readonly MeasuredColumn[]): Steps<Finding[]> {
  const found = new Map<string, Repeat>();
  const kinds = new Map<string, Column>();
  for (const [at, { column, distinct }] of columns.entries()) {
    yield { done: at, total: 2 * columns.length };
    const rows = column.codes.length;
    if (distinct < 2 || rows < FEWEST) continue;
    const order = byAppearance(column);
    // Where every row differs, any two such columns are equal but for their names.
    const key =
      distinct >= 0.95 * rows
        ? `= ${column.levels.length} ${column.levels[0]}`
        : `${hashCodes(order)}`;
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, column);
    else if (
      distinct >= 0.95 * rows ? equalCells(known, column) : equalCodes(byAppearance(known), order)
    )
      found.set(column.name, { column: column.name, of: known.name, by: 'levels', measure: 1 });
  }
  const numbers = columns.filter(({ values, distinct }) => values !== undefined && distinct > 2);
  for (const [at, { column, values: b }] of numbers.entries()) {
    for (const [before, { column: earlier, values: a }] of numbers.slice(0, at).entries()) {
      if (a === undefined || b === undefined || found.has(column.name)) continue;
      if (before % 8 === 0) yield { done: columns.length + at, total: 2 * columns.length };
      const step = Math.ceil(a.length / LOOK);
      const quick = step > 1 ? Math.abs(correlate(a, b, step)) : 1;
      if (quick < WORTH) continue;
      const measure = correlate(a, b);
      if (Math.abs(measure) > TOGETHER)
        found.set(column.name, {
          column: column.name,
          of: earlier.name,
          by: 'correlation',
          measure,
        });
    }
  }
  const used = new Set(
    columns.filter(({ role }) => partOf(role) !== undefined).map(({ column }) => column.name),
  );
  const rows = columns[0]?.column.codes.length ?? 0;
  return [...found.values()].map(({ column, of, by, measure }) =>
    createFinding(
      'repeats-column',
      used.has(column) && used.has(of) ? 'check' : 'note',
      column,
      rows,
      { other: of, by, figures: { measure } },
    ),
  );
}

/** Codes counted in the order in which they first stand: equal for columns equal but for names. */
function byAppearance({ levels, codes }: Column): Int32Array {
  const position = new Int32Array(levels.length).fill(-1);
  let next = 0;
  return codes.map((code) => {
    if (position[code] < 0) position[code] = next++;
    return position[code];
  });
}

function hashCodes(codes: Int32Array): number {
  let hash = 0x9e3779b9;
  for (const code of codes) {
    hash = Math.imul(hash ^ code, 0xcc9e2d51);
    hash = (hash << 13) | (hash >>> 19);
  }
  return hash;
}

function equalCodes(a: Int32Array, b: Int32Array): boolean {
  return a.every((code, row) => code === b[row]);
}

function equalCells(a: Column, b: Column): boolean {
  return a.codes.every((code, row) => a.levels[code] === b.levels[b.codes[row]]);
}
