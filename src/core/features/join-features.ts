import { createMatrix, type Matrix } from '../matrix';
import type { NamedCategories, NamedNumbers, Prepared } from '../prepare/prepare-customers';
import { Fault } from '../fault';

/** One column of the joined space, as a marketer can read it. */
export interface FeatureColumn {
  readonly block: 'text' | 'columns';
  /** The column of the file; empty for the text block. */
  readonly column: string;
  /** `silent`: whether the customer says nothing. */
  readonly meaning: 'text' | 'silent' | 'amount' | 'log-amount' | 'date' | 'level' | 'unknown';
  /** The level, for a category. */
  readonly level?: string;
}

export interface Features {
  readonly matrix: Matrix;
  readonly columns: readonly FeatureColumn[];
  /** Share of the total variance that the texts carry, 0 to 1. */
  readonly textShare: number;
}

/** What a person may set about the space. */
export interface SpaceOptions {
  /** Share of the total variance that texts carry beside columns, 0 to 1; absent: as proposed. */
  readonly textShare?: number;
  /** How much columns count, by name: 1 is usual, 0 leaves one out. */
  readonly weights?: Readonly<Record<string, number>>;
}

/** With this many columns beside the texts, columns count as much as texts. */
const EVEN_COLUMNS = 3;
/** A scaled number farther out than this many units is held there. */
const FENCE = 3;
/** A category counts half: its few values part customers sharper than a number of equal variance. */
const CATEGORY_WEIGHT = 0.5;
/** Skewness above which a number that is never negative is measured by its logarithm. */
const SKEWED = 1;

/**
 * Texts and columns in one space.
 *
 * Every number is scaled by its median and quartiles (by its standard deviation where the quartiles
 * meet), on a log scale where it is skewed; a date is an age; a category has one place per level.
 * Each number and date carries the same variance, each category half of it. The texts together and
 * the columns together are then two blocks of a stated share of the variance: even with three columns
 * or more, less for the columns when there are fewer. Who says nothing stands in the middle of what all
 * others say and, on an axis of its own, as far from it as a text is on average.
 *
 * @param vectors one unit row per distinct text of `prepared`, or undefined without texts.
 * @throws Fault nothing-to-group when nothing varies.
 */
export function joinFeatures(
  prepared: Prepared,
  vectors: Matrix | undefined,
  options: SpaceOptions = {},
): Features {
  const weightOf = new Map(Object.entries(options.weights ?? {}));
  const blocks = [
    ...prepared.numbers.map((column) => scaleNumber(column, 'amount')),
    ...prepared.dates.map((column) => scaleNumber(column, 'date')),
    ...prepared.categories.map(spreadLevels),
  ]
    .map((block) => ({
      ...block,
      weight: block.weight * (weightOf.get(block.columns[0].column) ?? 1),
    }))
    .filter((block) => block.variance > 0 && block.weight > 0);
  const hasTexts = vectors !== undefined && prepared.texts.length > 1;
  const middle = hasTexts ? meanText(prepared, vectors) : new Float32Array(0);
  const textVariance = hasTexts ? varianceOfTexts(prepared, vectors, middle) : 0;
  if (blocks.length === 0 && (textVariance === 0 || options.textShare === 0))
    throw new Fault('nothing-to-group');
  const proposed = Math.min(0.5, blocks.length / (blocks.length + EVEN_COLUMNS));
  const shares = options.textShare === undefined ? proposed : 1 - options.textShare;
  const columnShare = textVariance === 0 ? 1 : blocks.length === 0 ? 0 : shares;
  const said = textVariance > 0 && columnShare < 1 && vectors !== undefined;
  const textWidth = said ? vectors.cols : 0;
  const silent = said && prepared.textOf.includes(-1) ? 1 : 0;
  const width = textWidth + silent + blocks.reduce((sum, block) => sum + block.columns.length, 0);
  const matrix = createMatrix(prepared.rows, width);
  const columns: FeatureColumn[] = Array.from({ length: textWidth }, () => ({
    block: 'text',
    column: '',
    meaning: 'text',
  }));
  if (silent === 1) columns.push({ block: 'text', column: '', meaning: 'silent' });
  let loudness = 0;

  if (said) {
    const spoken = prepared.textOf.reduce((count, text) => count + (text < 0 ? 0 : 1), 0);
    loudness = Math.sqrt((textVariance * prepared.rows) / spoken);
    // The text block keeps its natural length of 1; the columns are scaled to their share beside it.
    for (let row = 0; row < prepared.rows; row++) {
      const text = prepared.textOf[row];
      if (text >= 0)
        matrix.data.set(
          vectors.data.subarray(text * textWidth, (text + 1) * textWidth),
          row * width,
        );
      else {
        matrix.data.set(middle, row * width);
        matrix.data[row * width + textWidth] = loudness;
      }
    }
  }
  const weights = blocks.reduce((sum, block) => sum + block.weight, 0);
  const quiet = silent === 1 ? prepared.textOf.reduce((n, text) => n + (text < 0 ? 1 : 0), 0) : 0;
  const quietShare = quiet / prepared.rows;
  const whole = textVariance + loudness ** 2 * quietShare * (1 - quietShare);
  const budget = said ? (whole * columnShare) / (1 - columnShare) : blocks.length;
  let at = textWidth + silent;
  for (const block of blocks) {
    const scale = Math.sqrt((budget * block.weight) / weights / block.variance);
    for (let row = 0; row < prepared.rows; row++)
      for (let col = 0; col < block.columns.length; col++)
        matrix.data[row * width + at + col] =
          block.values[row * block.columns.length + col] * scale;
    columns.push(...block.columns);
    at += block.columns.length;
  }
  return { matrix, columns, textShare: said ? 1 - columnShare : 0 };
}

interface Block {
  readonly columns: readonly FeatureColumn[];
  /** rows x columns, each column with mean 0. */
  readonly values: Float64Array;
  /** Of all columns together. */
  readonly variance: number;
  /** How much the block counts beside the others. */
  readonly weight: number;
}

/** Who says nothing stands in the middle of what all others say. */
function meanText(prepared: Prepared, vectors: Matrix): Float32Array {
  const sums = new Float64Array(vectors.cols);
  let count = 0;
  for (const text of prepared.textOf) {
    if (text < 0) continue;
    count++;
    for (let col = 0; col < vectors.cols; col++)
      sums[col] += vectors.data[text * vectors.cols + col];
  }
  return Float32Array.from(sums, (sum) => sum / Math.max(1, count));
}

function varianceOfTexts(prepared: Prepared, vectors: Matrix, middle: Float32Array): number {
  let sum = 0;
  for (const text of prepared.textOf) {
    if (text < 0) continue;
    for (let col = 0; col < vectors.cols; col++)
      sum += (vectors.data[text * vectors.cols + col] - middle[col]) ** 2;
  }
  return sum < 1e-9 * prepared.rows ? 0 : sum / prepared.rows;
}

function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

/** A number or date on a robust scale; unknown stands at the median and is marked beside it. */
function scaleNumber(column: NamedNumbers, kind: 'amount' | 'date'): Block {
  const known = column.values.filter((value) => !Number.isNaN(value)).sort();
  const rows = column.values.length;
  const { scale = 'auto' } = column;
  const logs = kind === 'amount' && known.length > 2 && known[0] >= 0;
  const logged = logs && (scale === 'log' || (scale === 'auto' && skewness(known) > SKEWED));
  const measure = (value: number) => (logged ? Math.log1p(value) : value);
  const sorted = logged ? known.map(measure) : known;
  const middle = sorted.length === 0 ? 0 : quantile(sorted, 0.5);
  let unit = sorted.length === 0 ? 0 : (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.349;
  if (unit === 0) unit = deviation(sorted);
  const unknown = known.length < rows ? 1 : 0;
  const width = 1 + unknown;
  const values = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const value = column.values[row];
    if (Number.isNaN(value)) values[row * width + 1] = 1;
    else if (unit > 0)
      values[row * width] = Math.max(-FENCE, Math.min(FENCE, (measure(value) - middle) / unit));
  }
  const columns: FeatureColumn[] = [
    {
      block: 'columns',
      column: column.name,
      meaning: kind === 'date' ? 'date' : logged ? 'log-amount' : 'amount',
    },
  ];
  if (unknown === 1) columns.push({ block: 'columns', column: column.name, meaning: 'unknown' });
  return centreBlock(columns, values, rows, 1);
}

/** A category as one place per level, and one for unknown where some are. */
function spreadLevels(column: NamedCategories): Block {
  const rows = column.codes.length;
  const unknown = column.codes.includes(-1) ? 1 : 0;
  const width = column.levels.length + unknown;
  const values = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const code = column.codes[row];
    values[row * width + (code < 0 ? column.levels.length : code)] = 1;
  }
  const columns: FeatureColumn[] = column.levels.map((level) => ({
    block: 'columns',
    column: column.name,
    meaning: 'level',
    level,
  }));
  if (unknown === 1) columns.push({ block: 'columns', column: column.name, meaning: 'unknown' });
  return centreBlock(columns, values, rows, CATEGORY_WEIGHT);
}

function centreBlock(
  columns: FeatureColumn[],
  values: Float64Array,
  rows: number,
  weight: number,
): Block {
  const width = columns.length;
  let variance = 0;
  for (let col = 0; col < width; col++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += values[row * width + col];
    const mean = sum / rows;
    for (let row = 0; row < rows; row++) {
      values[row * width + col] -= mean;
      variance += values[row * width + col] ** 2 / rows;
    }
  }
  return { columns, values, variance: variance < 1e-12 ? 0 : variance, weight };
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length),
  );
}

/** The third standardised moment of values in any order. */
export function skewness(values: Float64Array): number {
  const unit = deviation(values);
  if (unit === 0) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + ((value - mean) / unit) ** 3, 0) / values.length;
}
