import { Fault } from '../fault';
import { ROLES } from '../prepare/roles';
import {
  type ColumnRecipe,
  DATE_ORDERS,
  DECIMAL_MARKS,
  MISSING_CHOICES,
  OUTLIER_CHOICES,
  type Recipe,
  ROW_CHOICES,
  SCALES,
  SERIAL_SYSTEMS,
} from './recipe';

const FORMAT = 'enclave-recipe';
/** Raised when older pages can no longer read what is written. */
const VERSION = 1;

export function recipeToJson(recipe: Recipe): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...recipe }, null, 1)}\n`;
}

/**
 * @throws Fault project-damaged when this is no recipe, project-newer when a newer page wrote it,
 * options-unknown when it asks for something that is not known, with the column and the choice.
 */
export function recipeFromJson(text: string): Recipe {
  const found = parse(text);
  if (found.format !== FORMAT || typeof found.version !== 'number') throw damaged();
  if (found.version > VERSION) throw new Fault('project-newer');
  if (!Array.isArray(found.columns)) throw damaged();
  const columns = found.columns.map((column: unknown) => readColumn(column));
  if (new Set(columns.map(({ column }) => column)).size < columns.length) throw damaged();
  return {
    repeatedRows: choose(found, 'repeatedRows', ROW_CHOICES),
    emptyRows: choose(found, 'emptyRows', ROW_CHOICES),
    columns,
  };
}

type Plain = Readonly<Record<string, unknown>>;

function damaged(): Fault {
  return new Fault('project-damaged', { part: 'recipe' });
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): Plain {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw damaged();
  }
  if (!isPlain(found)) throw damaged();
  return found;
}

function readColumn(value: unknown): ColumnRecipe {
  if (!isPlain(value) || typeof value.column !== 'string') throw damaged();
  const { column, level, merge, dropColumn } = value;
  if (typeof level !== 'string' || typeof dropColumn !== 'boolean' || !isMerge(merge))
    throw damaged();
  return {
    column,
    role: choose(value, 'role', ROLES),
    missing: choose(value, 'missing', MISSING_CHOICES),
    level,
    outliers: choose(value, 'outliers', OUTLIER_CHOICES),
    scale: choose(value, 'scale', SCALES),
    merge: merge.map(([from, to]) => [from, to] as const),
    order: choose(value, 'order', DATE_ORDERS),
    decimal: choose(value, 'decimal', DECIMAL_MARKS),
    asDate: choose(value, 'asDate', SERIAL_SYSTEMS),
    dropColumn,
  };
}

function isMerge(value: unknown): value is [string, string][] {
  return (
    Array.isArray(value) &&
    value.every(
      (pair: unknown) =>
        Array.isArray(pair) && pair.length === 2 && pair.every((cell) => typeof cell === 'string'),
    )
  );
}

/** One of the known choices; anything else is told by its place. */
function choose<T extends string>(from: Plain, key: string, known: readonly T[]): T {
  const given = from[key];
  const found = known.find((choice) => choice === given);
  if (found !== undefined) return found;
  const where = typeof from.column === 'string' ? `${from.column}: ` : '';
  throw new Fault('options-unknown', { option: `${where}${key} = ${String(given)}` });
}
