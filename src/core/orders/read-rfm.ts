import { type AskedOrder, inferDateOrder, maybeDate } from '../prepare/dates';
import { type DecimalMark, inferDecimalMark, maybeNumber } from '../prepare/numbers';
import { datesOf, numbersOf } from '../prepare/views';
import { maybeSerial } from '../quality/excel-dates';
import { type Column, isMissing, type Table } from '../table/table';
import { inferRfmColumns } from './infer-rfm-columns';
import { type NameLanguage, nameMade } from './made-names';
import { BEST_SCORE, RFM_MEASURES, type RfmMeasure } from './rfm';
import { type GridGroup, groupByGrid, nameScores, type ScoreCount } from './rfm-grid';

const DAY = 86_400_000;
/** Share of the filled cells that must read as the kind. */
const FITS = 0.8;
const LANGUAGES: readonly NameLanguage[] = ['en', 'zh'];

export interface RfmRequest {
  /** Columns that the person has chosen; '' leaves money out. */
  readonly columns?: { readonly [M in RfmMeasure]?: string };
  readonly scores?: ScoreCount;
  readonly dateOrders?: Readonly<Record<string, AskedOrder>>;
  readonly decimalMarks?: Readonly<Record<string, DecimalMark>>;
}

export interface GridReading {
  /** One per row asked for. */
  readonly groups: readonly GridGroup[];
  readonly columns: { readonly [M in RfmMeasure]?: string };
  readonly scores: ScoreCount;
  /** Whether the points of the file's own score columns were used, with cut points of the person's. */
  readonly asScored: boolean;
}

/** Why a table cannot be cut into groups. */
export interface GridLack {
  readonly measure: RfmMeasure;
  /** A column that was meant and holds no numbers, nor dates for recency; absent where none was found. */
  readonly column?: string;
}

/**
 * The recency, frequency and money group of each customer of a table.
 *
 * Where the table holds the points that `scoreCustomers` gave (with the person's own cut points, if any),
 * nothing else is asked for and points run to 5, those very points are used. Else the columns are cut at
 * their quantiles among the rows asked for. Customers who never ordered do not move the quantiles.
 *
 * @param rows of the table, those who take part.
 */
export function readGrid(
  table: Table,
  rows: ArrayLike<number>,
  request: RfmRequest = {},
): GridReading | GridLack {
  const { columns: chosen = {}, scores = BEST_SCORE } = request;
  const names = inferRfmColumns(table.columns.map(({ name }) => name));
  const columnOf = (name: string | undefined) =>
    name === undefined || name === '' ? undefined : table.columns.find((one) => one.name === name);
  const nameOf = (measure: RfmMeasure) => chosen[measure] ?? names[measure];
  const columns: { [M in RfmMeasure]?: string } = {};
  const values: { [M in RfmMeasure]?: Float64Array } = {};
  for (const measure of RFM_MEASURES) {
    const name = nameOf(measure);
    const column = columnOf(name);
    if (column === undefined) {
      if (measure === 'monetary' && (name === undefined || name === '')) continue;
      return { measure, ...(name === undefined ? {} : { column: name }) };
    }
    const read = measure === 'recency' ? daysOf(column, rows, request) : figuresOf(column, request);
    if (read === undefined) return { measure, column: column.name };
    columns[measure] = column.name;
    values[measure] = Float64Array.from(rows, (row) => read[row]);
  }
  const asked = Object.values(chosen).some((name) => name !== undefined);
  const scored = scores === BEST_SCORE && !asked ? readScores(table) : undefined;
  if (scored !== undefined)
    return {
      groups: Array.from(rows, (row) =>
        nameScores(scored.recency[row], scored.frequency[row], scored.monetary?.[row]),
      ),
      columns,
      scores,
      asScored: true,
    };
  const lines = madeColumn(table, 'lines');
  const known = lines && numbersOf(lines);
  const ofBuyers = (of: Float64Array) =>
    known === undefined ? of : of.map((value, at) => (known[rows[at]] === 0 ? Number.NaN : value));
  const { recency, frequency, monetary } = values;
  if (recency === undefined || frequency === undefined) return { measure: 'recency' };
  const measured = { recency: ofBuyers(recency), frequency: ofBuyers(frequency) };
  return {
    groups: groupByGrid(
      monetary === undefined ? measured : { ...measured, monetary: ofBuyers(monetary) },
      scores,
    ),
    columns,
    scores,
    asScored: false,
  };
}

export function isLack(reading: GridReading | GridLack): reading is GridLack {
  return 'measure' in reading;
}

function madeColumn(table: Table, key: Parameters<typeof nameMade>[0]): Column | undefined {
  return table.columns.find(({ name }) => LANGUAGES.some((one) => nameMade(key, one) === name));
}

/** The points that the table holds already; undefined where it holds none. */
function readScores(table: Table) {
  const [recency, frequency, monetary] = RFM_MEASURES.map((measure) => {
    const column = madeColumn(table, `rfm_${measure}`);
    return column && numbersOf(column).map((points) => (Number.isNaN(points) ? 0 : points));
  });
  if (recency === undefined || frequency === undefined) return undefined;
  return { recency, frequency, ...(monetary === undefined ? {} : { monetary }) };
}

function filledOf({ levels }: Column): string[] {
  return levels.filter((cell) => !isMissing(cell));
}

function shareOf(cells: readonly string[], test: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
}

function figuresOf(column: Column, { decimalMarks = {} }: RfmRequest): Float64Array | undefined {
  const cells = filledOf(column);
  const mark = new Map(Object.entries(decimalMarks)).get(column.name) ?? inferDecimalMark(cells);
  if (shareOf(cells, (cell) => maybeNumber(cell, mark) !== undefined) < FITS) return undefined;
  return numbersOf(column, mark);
}

/** Days since a moment, or since the day of each row's date; one per row of the table. */
function daysOf(
  column: Column,
  rows: ArrayLike<number>,
  request: RfmRequest,
): Float64Array | undefined {
  const cells = filledOf(column);
  const order =
    new Map(Object.entries(request.dateOrders ?? {})).get(column.name) ?? inferDateOrder(cells);
  const dated =
    shareOf(cells, (cell) => maybeDate(cell, order) !== undefined) >= FITS ||
    shareOf(cells, (cell) => maybeSerial(cell) !== undefined) >= FITS;
  if (!dated) return figuresOf(column, request);
  const moments = datesOf(column, order);
  const last = Array.from(rows).reduce(
    (most, row) => (moments[row] > most ? moments[row] : most),
    -Infinity,
  );
  const after = Math.floor(last / DAY) + 1;
  return moments.map((moment) => after - Math.floor(moment / DAY));
}
