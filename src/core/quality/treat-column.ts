import { inferDateOrder, maybeDate } from '../prepare/dates';
import { type DecimalMark, inferDecimalMark, maybeNumber } from '../prepare/numbers';
import { type Part, partOf } from '../prepare/roles';
import { type Column, isMissing } from '../table/table';
import { maybeSerial, serialToDate, writeDate } from './excel-dates';
import { type ColumnRecipe, missingChoices } from './recipe';
import { type Fences, fencesOf, momentsOf, quantile, weigh } from './weighted';

/** What was done, and to how many cells (or rows, or columns). */
export const TREATMENTS = [
  'merged',
  'dated',
  'ordered',
  'marked',
  'clipped',
  'filled',
  'dropped-column',
  'dropped-missing',
  'dropped-outliers',
  'dropped-repeated',
  'dropped-empty',
] as const;
export type Treatment = (typeof TREATMENTS)[number];

export interface Receipt {
  readonly treatment: Treatment;
  /** Empty for the whole file. */
  readonly column: string;
  readonly count: number;
  /** What was written in their place, or the limits that were held. */
  readonly value: string;
}

export interface TreatedColumn {
  /** The new text of each of the column's levels. */
  readonly cells: readonly string[];
  /** Levels whose rows are to go, by the reason. */
  readonly dropMissing: Uint8Array;
  readonly dropOutliers: Uint8Array;
  readonly receipts: readonly Receipt[];
}

/**
 * One column by its recipe, level by level: spellings are merged, then dates and numbers written so
 * that they can be read one way only, then outliers held, then unknown cells filled. Medians and
 * limits come from all rows of the column as they are at that point.
 */
export function treatColumn(column: Column, recipe: ColumnRecipe): TreatedColumn {
  const counts = new Float64Array(column.levels.length);
  for (const code of column.codes) counts[code]++;
  const cells = [...column.levels];
  const receipts: Receipt[] = [];
  const drop = () => new Uint8Array(cells.length);
  const [dropMissing, dropOutliers] = [drop(), drop()];
  function rewrite(
    treatment: Treatment,
    write: (cell: string, code: number) => string,
    value = '',
  ) {
    let count = 0;
    cells.forEach((cell, code) => {
      const written = write(cell, code);
      if (written === cell) return;
      cells[code] = written;
      count += counts[code];
    });
    if (count > 0) receipts.push({ treatment, column: column.name, count, value });
  }

  if (recipe.merge.length > 0) {
    const merge = new Map(recipe.merge);
    rewrite('merged', (cell) => merge.get(cell) ?? cell);
  }
  if (recipe.asDate !== 'no')
    rewrite('dated', (cell) => dateOfSerial(cell, recipe.asDate === '1904') ?? cell, recipe.asDate);
  const { order } = recipe;
  if (order !== 'auto')
    rewrite(
      'ordered',
      (cell) => {
        const other = order === 'mdy' ? 'dmy' : 'mdy';
        const moment = maybeDate(cell, order) ?? maybeDate(cell, other);
        return moment === undefined ? cell : writeDate(moment);
      },
      order,
    );
  const { decimal } = recipe;
  if (decimal !== 'auto')
    rewrite(
      'marked',
      (cell) => {
        const value = isMissing(cell) ? undefined : maybeNumber(cell, decimal);
        return value === undefined ? cell : `${value}`;
      },
      decimal,
    );

  const part = partOf(recipe.role);
  const choice = missingChoices(recipe.role).includes(recipe.missing) ? recipe.missing : 'leave';
  const holds = part === 'number' && recipe.outliers !== 'keep';
  if (!holds && choice === 'leave') return { cells, dropMissing, dropOutliers, receipts };
  const { values, mark } = readCells(cells, part);

  if (holds && values !== undefined) {
    const fences = fencesOf(weigh(values, counts));
    if (fences !== undefined) {
      const limits = settleLimits(fences, values);
      const held = (code: number) => Math.min(limits.high, Math.max(limits.low, values[code]));
      if (recipe.outliers === 'clip') {
        const shown = `${limits.low} … ${limits.high}`;
        rewrite(
          'clipped',
          (cell, code) =>
            Number.isNaN(values[code]) || held(code) === values[code]
              ? cell
              : writeNumber(held(code), mark),
          shown,
        );
        cells.forEach((_, code) => (values[code] = held(code)));
      } else
        cells.forEach((_, code) => {
          if (!Number.isNaN(values[code]) && held(code) !== values[code]) dropOutliers[code] = 1;
        });
    }
  }

  const unknown = (code: number) =>
    values === undefined ? isMissing(cells[code]) : Number.isNaN(values[code]);
  if (choice === 'drop-rows')
    cells.forEach((_, code) => {
      if (unknown(code)) dropMissing[code] = 1;
    });
  else if (choice !== 'leave') {
    const fill = fillOf(recipe, values, counts, mark);
    if (fill !== undefined) rewrite('filled', (cell, code) => (unknown(code) ? fill : cell), fill);
  }
  return { cells, dropMissing, dropOutliers, receipts };
}

/** Cells as numbers or moments, NaN where they are none; undefined for a column of neither. */
function readCells(
  cells: readonly string[],
  part: Part | undefined,
): { values: Float64Array | undefined; mark: DecimalMark } {
  const said = cells.filter((cell) => !isMissing(cell));
  const read = (maybe: (cell: string) => number | undefined) =>
    Float64Array.from(cells, (cell) =>
      isMissing(cell) ? Number.NaN : (maybe(cell) ?? Number.NaN),
    );
  if (part === 'date') {
    const order = inferDateOrder(said);
    return { values: read((cell) => maybeDate(cell, order)), mark: '.' };
  }
  if (part !== 'number') return { values: undefined, mark: '.' };
  const mark = inferDecimalMark(said);
  return { values: read((cell) => maybeNumber(cell, mark)), mark };
}

function dateOfSerial(cell: string, system1904: boolean): string | undefined {
  const serial = maybeSerial(cell) ?? (/^\d{1,6}$/.test(cell.trim()) ? Number(cell) : undefined);
  const moment = serial === undefined ? undefined : serialToDate(serial, system1904);
  return moment === undefined ? undefined : writeDate(moment);
}

/** Limits inside the fences that are whole where all numbers are. */
function settleLimits({ low, high }: Fences, values: Float64Array): { low: number; high: number } {
  const whole = values.every((value) => Number.isNaN(value) || Number.isInteger(value));
  if (whole) return { low: Math.ceil(low), high: Math.floor(high) };
  return { low: Number(low.toPrecision(12)), high: Number(high.toPrecision(12)) };
}

function writeNumber(value: number, mark: DecimalMark): string {
  const text = `${Object.is(value, -0) ? 0 : value}`;
  return mark === ',' ? text.replace('.', ',') : text;
}

/** What stands in place of unknown; undefined where there is nothing to take it from. */
function fillOf(
  { missing, role, level }: ColumnRecipe,
  values: Float64Array | undefined,
  counts: Float64Array,
  mark: DecimalMark,
): string | undefined {
  if (missing === 'level') return level;
  if (values === undefined) return undefined;
  const weighted = weigh(values, counts);
  if (weighted.total === 0) return undefined;
  if (missing === 'zero') return '0';
  const value = missing === 'mean' ? momentsOf(weighted).mean : quantile(weighted, 0.5);
  if (role === 'date') return writeDate(Math.round(value / 86_400_000) * 86_400_000);
  return writeNumber(Number(value.toPrecision(12)), mark);
}
