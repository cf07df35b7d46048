import { binCategories, binDates, binNumbers, type ColumnBins } from '../core/explore/bin-column';
import { type Brushed, crossFilter } from '../core/explore/cross-filter';
import { type HeatColumn, heatOfSegments } from '../core/explore/segment-heat';
import { findTerms, readQuery, searchTexts, type Stretch } from '../core/explore/search-texts';
import { MOODS } from '../core/mood/text-mood';
import { BUILT_IN } from '../core/encoder-names';
import { normalise, rowOf } from '../core/matrix';
import type { Watch } from '../core/ports';
import { partOf, type Role } from '../core/prepare/roles';
import { categoriesOf, datesOf, numbersOf } from '../core/prepare/views';
import type { Column } from '../core/table/table';
import { STOP_WORDS } from '../core/text/stop-words';
import { drive } from './drive';
import type { NearSpace } from './find-space';
import { type FinishedStudy, openNearSpace } from './open-space';
import type { RowThemes } from './tell-themes';
import { CONFIDENCE, type ExploredColumn, MOOD, THEME } from './explored-column';

/** What a chart shows of rows that are left. */
export interface Filtered {
  /** By chart and bar. */
  readonly counts: readonly { readonly all: Int32Array; readonly left: Int32Array }[];
  /** Rows of the file that pass, ascending. */
  readonly rows: Int32Array;
}

/** A customer that a search has found. */
export interface Hit {
  /** Of the file. */
  readonly row: number;
  readonly text: string;
  /** Where the words that were looked for stand. */
  readonly stretches: readonly Stretch[];
  readonly likeness: number;
}

export interface SearchResult {
  /** Rows whose texts hold all words, ascending. */
  readonly holding: Int32Array;
  /** Rows whose texts hold all words or mean something like it, ascending. */
  readonly all: Int32Array;
  /** The best, as far as a page shows them; equal texts once. */
  readonly hits: readonly Hit[];
  /** Whether meaning was looked at: not with the built-in encoder. */
  readonly byMeaning: boolean;
}

/** Results shown at most. */
const HITS = 50;
const HEAT_COLUMNS = 24;
/** What texts were found to say, by row of the file. */
export interface ReadTexts {
  /** Places in MOODS; -1 says nothing. */
  readonly moods?: Int8Array;
  readonly themes?: RowThemes;
}
/** Values of a column without a part in the grouping that make it one of numbers. */
const MANY_VALUES = 13;

/** Looks into the customers of a finished study. */
export interface Explorer {
  readonly columns: readonly ExploredColumn[];
  /** Rows of the file that take part: 1. */
  readonly shown: Uint8Array;
  /** @param column as in `columns`. */
  bins(column: number): ColumnBins | undefined;
  filter(brushes: readonly Brushed[], picked?: Uint8Array): Filtered;
}

/**
 * The columns of a study as charts, cut once. Of the file as it stands: recipes of treatments change how customers
 * are compared, not what they are.
 *
 * @param read what texts say, where it is known: charts of it come last.
 */
export function openExplorer(
  { table, plan, outcome }: FinishedStudy,
  { moods, themes }: ReadTexts = {},
): Explorer {
  const shown = Uint8Array.from({ length: table.rows }, (_, row) =>
    Number(!Number.isNaN(outcome.map[row * 2])),
  );
  const cut: { column: number; name: string; bins: ColumnBins }[] = [];
  table.columns.forEach((column, at) => {
    const bins = binColumn(column, plan.roles[at], plan, shown);
    if (bins !== undefined && bins.bins > 0) cut.push({ column: at, name: column.name, bins });
  });
  cut.push({
    column: CONFIDENCE,
    name: '',
    bins: binNumbers(Float64Array.from(outcome.confidence), shown),
  });
  if (moods !== undefined)
    cut.push({ column: MOOD, name: '', bins: binCategories(MOODS, Int32Array.from(moods), shown) });
  if (themes !== undefined)
    cut.push({ column: THEME, name: '', bins: binCategories(themes.names, themes.of, shown) });
  return {
    shown,
    columns: cut.map(({ column, name, bins }) => ({ ...withoutRows(bins), column, name })),
    bins: (column) => cut.find((one) => one.column === column)?.bins,
    filter: (brushes, picked) =>
      crossFilter(
        cut.map(({ bins }) => bins),
        brushes,
        shown,
        picked,
      ),
  };
}

function withoutRows({
  kind,
  bins,
  edges,
  single,
  levels,
  lumped,
  missing,
}: ColumnBins): Omit<ColumnBins, 'of'> {
  return { kind, bins, edges, single, levels, lumped, missing };
}

function binColumn(
  column: Column,
  role: Role,
  { dateOrders, decimalMarks }: FinishedStudy['plan'],
  shown: Uint8Array,
): ColumnBins | undefined {
  const part = partOf(role);
  const asNumbers = () => numbersOf(column, saidOf(decimalMarks, column.name));
  const asCategories = () => {
    const { levels, codes } = categoriesOf(column);
    return binCategories(levels, codes, shown);
  };
  if (part === 'number') return binNumbers(asNumbers(), shown);
  if (part === 'date') return binDates(datesOf(column, saidOf(dateOrders, column.name)), shown);
  if (part === 'category') return asCategories();
  if (role !== 'target' && role !== 'protected' && role !== 'consent') return undefined;
  if (column.levels.length < MANY_VALUES) return asCategories();
  const values = asNumbers();
  const known = values.reduce((count, value) => count + Number(!Number.isNaN(value)), 0);
  return known > values.length / 2 ? binNumbers(values, shown) : asCategories();
}

/** What the person has said of a column; names are as in the file, '__proto__' among them. */
function saidOf<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** What differs most between the segments; see `heatOfSegments`. */
export async function openHeat(study: FinishedStudy, watch: Watch): Promise<HeatColumn[]> {
  const { prepared } = await openNearSpace(study, watch);
  return heatOfSegments(
    prepared,
    labelsOfCustomers(study, prepared),
    study.outcome.segments.length,
    HEAT_COLUMNS,
  );
}

function labelsOfCustomers(
  { outcome }: FinishedStudy,
  { order }: Pick<NearSpace['prepared'], 'order'>,
): Int32Array {
  return order.map((row) => outcome.labels[row]);
}

/**
 * Customers whose texts hold the words of a query or mean something like it.
 *
 * @throws Fault stopped
 */
export async function searchCustomers(
  study: FinishedStudy,
  query: string,
  watch: Watch,
): Promise<SearchResult> {
  const { prepared, vectors } = await openNearSpace(study, watch);
  const { texts, textOf, order } = prepared;
  const read = readQuery(query, STOP_WORDS.en);
  const { encoder } = study.plan;
  const byMeaning = vectors !== undefined && encoder !== BUILT_IN && query.trim() !== '';
  let asked: Float32Array | undefined;
  if (byMeaning) {
    const made = await (await study.ports.openEncoder(encoder)).encode([query], watch);
    asked = rowOf(made, 0).slice();
    normalise(asked);
  }
  const found = await drive(
    searchTexts(
      texts,
      read,
      vectors === undefined || asked === undefined ? undefined : { vectors, query: asked },
    ),
    watch,
  );
  const saying = new Map<number, number[]>();
  for (const { text } of found) saying.set(text, []);
  textOf.forEach((text, customer) => saying.get(text)?.push(order[customer]));
  const rowsOf = (some: typeof found) =>
    Int32Array.from(some.flatMap(({ text }) => saying.get(text) ?? [])).sort();
  const holdsAll = ({ held }: (typeof found)[number]) =>
    read.terms.length > 0 && held === read.terms.length;
  return {
    holding: rowsOf(found.filter(holdsAll)),
    all: rowsOf(found),
    hits: found.slice(0, HITS).map(({ text, likeness }) => ({
      row: Math.min(...(saying.get(text) ?? [])),
      text: texts[text],
      stretches: findTerms(texts[text], read),
      likeness,
    })),
    byMeaning,
  };
}
