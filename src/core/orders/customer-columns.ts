import { rescale, type Steps } from '../steps';
import type { Column } from '../table/table';
import type { CustomerFigures } from './customer-figures';
import type { MadeColumn, MadeKey } from './customer-table';
import { createNamer, type NameLanguage, nameMade } from './made-names';
import { makeColumn } from './make-columns';
import type { OrderLines } from './order-lines';
import type { ProductShare } from './product-mix';
import { writeDay } from './read-levels';

export interface MadeColumns {
  readonly columns: readonly Column[];
  /** What each of the columns is. */
  readonly made: readonly MadeColumn[];
}

/**
 * Writes the figures into columns, in the order of `MADE_COLUMNS`.
 *
 * @param taken names of the file's columns: a made column of the same name gets a number after it.
 * @param language of the made names.
 */
export function* makeColumns(
  lines: OrderLines,
  figures: CustomerFigures,
  mix: readonly ProductShare[],
  taken: readonly string[],
  language: NameLanguage,
): Steps<MadeColumns> {
  const free = createNamer(taken);
  const wanted: Wanted[] = [
    ...plan(figures, lines),
    ...mix.map(({ product, shares }) => ({
      key: 'share_of' as const,
      product,
      values: shares,
    })),
  ];
  const columns: Column[] = [];
  const made: MadeColumn[] = [];
  for (const [at, { key, product, values, write }] of wanted.entries()) {
    const given = free(nameMade(key, language, product));
    made.push({ key, name: given, ...(product === undefined ? {} : { product }) });
    columns.push(yield* rescale(makeColumn(given, values, write), at, wanted.length));
  }
  return { columns, made };
}

interface Wanted {
  readonly key: MadeKey;
  readonly product?: string;
  readonly values: Float64Array | Int32Array;
  readonly write?: (value: number) => string;
}

/** The columns that the file allows. */
function plan(figures: CustomerFigures, lines: OrderLines): Wanted[] {
  const { spent, items, orders, productNames } = lines;
  const canReturn = spent !== undefined || items !== undefined || orders !== undefined;
  const nameProduct = (product: number) => (product < 0 ? '' : productNames[product]);
  const columns: [MadeKey, Float64Array | Int32Array | undefined, ((value: number) => string)?][] =
    [
      ['recency_days', figures.recency],
      ['orders', figures.orders],
      ['total_spent', figures.spent],
      ['tenure_days', figures.tenure],
      ['average_order', figures.averageOrder],
      ['days_between_orders', figures.between],
      ['lines', figures.lines],
      ['items', figures.items],
      ['returns_share', canReturn ? figures.returnsShare : undefined],
      ['products', figures.products],
      ['top_product', figures.topProduct, nameProduct],
      ['first_order', figures.first, writeDay],
      ['last_order', figures.last, writeDay],
      ['trend', figures.trend],
    ];
  return columns.flatMap(([key, values, write = String]) =>
    values === undefined ? [] : [{ key, values, write }],
  );
}
