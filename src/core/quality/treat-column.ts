import { type AskedOrder, inferDateOrder, maybeDate } from '../prepare/dates';
import { type DecimalMark, inferDecimalMark, maybeNumber } from '../prepare/numbers';
import { type Part, partOf } from '../prepare/roles';
import { type Column, isMissing } from '../table/table';
import { maybeSerial, serialToDate, writeDate } from './excel-dates';
import { type ColumnRecipe, type MissingChoice, missingChoices } from './recipe';
import { fencesOf, momentsOf, quantile, weigh } from './weighted';

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

/** What a treatment took from the cells of a column, so that another file can be treated the same. */
export interface LearntColumn {
  readonly column: string;
  /** The limits that outliers are held at. */
  readonly limits?: { readonly low: number; readonly high: number };
  /** What stands for unknown: a number, or a moment in milliseconds since 1970. */
  readonly fill?: number;
  /** How its cells were read; another file is read otherwise only where its own cells tell so. */
  readonly mark?: DecimalMark;
  readonly order?: AskedOrder;
}

export interface TreatedColumn {
  /** The new text of each of the column's levels. */
  readonly cells: readonly string[];
  /** Levels whose rows are to go, by the reason. */
  readonly dropMissing: Uint8Array;
  readonly dropOutliers: Uint8Array;
  readonly receipts: readonly Receipt[];
  readonly learnt: LearntColumn;
}

/**
 * One column by its recipe, level by level: spellings are merged, then dates and numbers written so
 * that they can be read one way only, then outliers held, then unknown cells filled. Medians and
 * limits come from all rows of the column as they are at that point.
 *
 * @param known what was learnt of another file, taken instead of what this one would teach.
 */
export function treatColumn(
  column: Column,
  recipe: ColumnRecipe,
  known?: LearntColumn,
): TreatedColumn {
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
  if (!holds && choice === 'leave')
    return { cells, dropMissing, dropOutliers, receipts, learnt: { column: column.name } };
  const { values, mark = '.', order: read } = readCells(cells, part, known);
  let learnt: LearntColumn = {
    column: column.name,
    ...(part === 'number' ? { mark } : {}),
    ...(read === undefined ? {} : { order: read }),
  };

  if (holds && values !== undefined) {
    const limits = known === undefined ? limitsOf(values, counts) : known.limits;
    if (limits !== undefined) {
      learnt = { ...learnt, limits };
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
    const usual = known === undefined ? usualOf(choice, values, counts) : known.fill;
    if (usual !== undefined) learnt = { ...learnt, fill: usual };
    const fill = choice === 'level' ? recipe.level : writeUsual(usual, part, mark);
    if (fill !== undefined) rewrite('filled', (cell, code) => (unknown(code) ? fill : cell), fill);
  }
  return { cells, dropMissing, dropOutliers, receipts, learnt };
}

/** Cells as numbers or moments, NaN where they are none; undefined for a column of neither. */
function readCells(
  cells: readonly string[],
  part: Part | undefined,
  known: LearntColumn | undefined,
): { values: Float64Array | undefined; mark?: DecimalMark; order?: AskedOrder } {
  const said = cells.filter((cell) => !isMissing(cell));
  const read = (maybe: (cell: string) => number | undefined) =>
    Float64Array.from(cells, (cell) =>
      isMissing(cell) ? Number.NaN : (maybe(cell) ?? Number.NaN),
    );
  if (part === 'date') {
    const order = inferDateOrder(said, known?.order);
    return { values: read((cell) => maybeDate(cell, order)), order };
  }
  if (part !== 'number') return { values: undefined };
  const mark = inferDecimalMark(said, known?.mark);
  return { values: read((cell) => maybeNumber(cell, mark)), mark };
}

function dateOfSerial(cell: string, system1904: boolean): string | undefined {
  const serial = maybeSerial(cell) ?? (/^\d{1,6}$/.test(cell.trim()) ? Number(cell) : undefined);
  const moment = serial === undefined ? undefined : serialToDate(serial, system1904);
  return moment === undefined ? undefined : writeDate(moment);
}

/** Limits inside the fences that are whole where all numbers are; undefined where nothing can be said. */
function limitsOf(
  values: Float64Array,
  counts: Float64Array,
): { low: number; high: number } | undefined {
  const fences = fencesOf(weigh(values, counts));
  if (fences === undefined) return undefined;
  const { low, high } = fences;
  const whole = values.every((value) => Number.isNaN(value) || Number.isInteger(value));
  if (whole) return { low: Math.ceil(low), high: Math.floor(high) };
  return { low: Number(low.toPrecision(12)), high: Number(high.toPrecision(12)) };
}

function writeNumber(value: number, mark: DecimalMark): string {
  const text = `${Object.is(value, -0) ? 0 : value}`;
  return mark === ',' ? text.replace('.', ',') : text;
}

/** The number or moment in place of unknown; undefined where there is nothing to take it from. */
function usualOf(
  choice: MissingChoice,
  values: Float64Array | undefined,
  counts: Float64Array,
): number | undefined {
  if (choice === 'level' || values === undefined) return undefined;
  const weighted = weigh(values, counts);
  if (weighted.total === 0) return undefined;
  if (choice === 'zero') return 0;
  return choice === 'mean' ? momentsOf(weighted).mean : quantile(weighted, 0.5);
}

function writeUsual(
  value: number | undefined,
  part: Part | undefined,
  mark: DecimalMark,
): string | undefined {
  if (value === undefined) return undefined;
  if (part === 'date') return writeDate(Math.round(value / 86_400_000) * 86_400_000);
  return writeNumber(Number(value.toPrecision(12)), mark);
}
