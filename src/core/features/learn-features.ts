import { middleOfTexts } from './centre-texts';
import { Fault } from '../fault';
import type { Matrix } from '../matrix';
import type { NamedCategories, NamedNumbers, Prepared } from '../prepare/prepare-customers';
import { spreadCategory, spreadNumber } from './apply-features';
import type { CategoryRecipe, FeatureColumn, FeatureRecipe, NumberRecipe } from './feature-recipe';
import type { SpaceOptions } from './join-features';

/** With this many columns beside the texts, columns count as much as texts. */
const EVEN_COLUMNS = 3;
/** A category counts half: its few values part customers sharper than a number of equal variance. */
const CATEGORY_WEIGHT = 0.5;
/** Skewness above which a number that is never negative is measured by its logarithm. */
const SKEWED = 1;

/** One column, learnt but for its scale. */
interface Block {
  readonly recipe: Omit<NumberRecipe, 'scale'> | Omit<CategoryRecipe, 'scale'>;
  readonly columns: readonly FeatureColumn[];
  /** Of all its places together. */
  readonly variance: number;
  /** How much the block counts beside the others. */
  readonly weight: number;
}

/** The share of the variance that texts are given beside so many columns: half, or more beside few. */
export function proposeTextShare(columns: number): number {
  return 1 - Math.min(0.5, columns / (columns + EVEN_COLUMNS));
}

/**
 * What `joinFeatures` learns of a file: medians, quartiles, levels, means, and how blocks are weighed.
 *
 * @param vectors one unit row per distinct text of `prepared`, or undefined without texts.
 * @throws Fault nothing-to-group when nothing varies.
 */
export function learnFeatures(
  prepared: Prepared,
  vectors: Matrix | undefined,
  options: SpaceOptions = {},
): FeatureRecipe {
  const weightOf = new Map(Object.entries(options.weights ?? {}));
  const blocks = [
    ...prepared.numbers.map((column) => learnNumber(column, 'amount')),
    ...prepared.dates.map((column) => learnNumber(column, 'date')),
    ...prepared.categories.map(learnCategory),
  ]
    .map((block) => ({
      ...block,
      weight: block.weight * (weightOf.get(block.recipe.column) ?? 1),
    }))
    .filter((block) => block.variance > 0 && block.weight > 0);
  const hasTexts = vectors !== undefined && prepared.texts.length > 1;
  const middle = hasTexts ? middleOfTexts(vectors, prepared.textOf) : new Float32Array(0);
  const textVariance = hasTexts ? varianceOfTexts(prepared, vectors, middle) : 0;
  if (blocks.length === 0 && (textVariance === 0 || options.textShare === 0))
    throw new Fault('nothing-to-group');
  const shares = 1 - (options.textShare ?? proposeTextShare(blocks.length));
  const columnShare = textVariance === 0 ? 1 : blocks.length === 0 ? 0 : shares;
  const said = textVariance > 0 && columnShare < 1 && vectors !== undefined;
  const silent = said && prepared.textOf.includes(-1);
  const columns: FeatureColumn[] = Array.from({ length: said ? vectors.cols : 0 }, () => ({
    block: 'text',
    column: '',
    meaning: 'text',
  }));
  if (silent) columns.push({ block: 'text', column: '', meaning: 'silent' });
  let loudness = 0;
  if (said) {
    const spoken = prepared.textOf.reduce((count, text) => count + (text < 0 ? 0 : 1), 0);
    loudness = Math.sqrt((textVariance * prepared.rows) / spoken);
  }
  const weights = blocks.reduce((sum, block) => sum + block.weight, 0);
  const quiet = silent ? prepared.textOf.reduce((n, text) => n + (text < 0 ? 1 : 0), 0) : 0;
  const quietShare = quiet / prepared.rows;
  const whole = textVariance + loudness ** 2 * quietShare * (1 - quietShare);
  const budget = said ? (whole * columnShare) / (1 - columnShare) : blocks.length;
  for (const block of blocks) columns.push(...block.columns);
  return {
    ...(said ? { text: { middle: [...middle], silent, loudness } } : {}),
    blocks: blocks.map(({ recipe, variance, weight }) => ({
      ...recipe,
      scale: Math.sqrt((budget * weight) / weights / variance),
    })),
    columns,
    textShare: said ? 1 - columnShare : 0,
  };
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
function learnNumber(column: NamedNumbers, kind: 'amount' | 'date'): Block {
  const known = column.values.filter((value) => !Number.isNaN(value)).sort();
  const { scale = 'auto' } = column;
  const logs = kind === 'amount' && known.length > 2 && known[0] >= 0;
  const logged = logs && (scale === 'log' || (scale === 'auto' && skewness(known) > SKEWED));
  const sorted = logged ? known.map((value) => Math.log1p(value)) : known;
  const middle = sorted.length === 0 ? 0 : quantile(sorted, 0.5);
  let unit = sorted.length === 0 ? 0 : (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.349;
  if (unit === 0) unit = deviation(sorted);
  const unknown = known.length < column.values.length;
  const columns: FeatureColumn[] = [
    {
      block: 'columns',
      column: column.name,
      meaning: kind === 'date' ? 'date' : logged ? 'log-amount' : 'amount',
    },
  ];
  if (unknown) columns.push({ block: 'columns', column: column.name, meaning: 'unknown' });
  const learnt = { kind, column: column.name, logged, middle, unit, unknown };
  const { means, variance } = centre(spreadNumber(column, learnt), column.values.length);
  return { recipe: { ...learnt, means }, columns, variance, weight: 1 };
}

/** A category as one place per level, and one for unknown where some are. */
function learnCategory(column: NamedCategories): Block {
  const { name, levels, codes } = column;
  const unknown = codes.includes(-1);
  const columns: FeatureColumn[] = levels.map((level) => ({
    block: 'columns',
    column: name,
    meaning: 'level',
    level,
  }));
  if (unknown) columns.push({ block: 'columns', column: name, meaning: 'unknown' });
  const learnt = { kind: 'category', column: name, levels, unknown } as const;
  const { means, variance } = centre(spreadCategory(column, learnt), codes.length);
  return { recipe: { ...learnt, means }, columns, variance, weight: CATEGORY_WEIGHT };
}

/** The mean of each place, and the variance of all together. */
function centre(values: Float64Array, rows: number): { means: number[]; variance: number } {
  const width = values.length / rows;
  const means: number[] = [];
  let variance = 0;
  for (let col = 0; col < width; col++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += values[row * width + col];
    const mean = sum / rows;
    for (let row = 0; row < rows; row++) variance += (values[row * width + col] - mean) ** 2 / rows;
    means.push(mean);
  }
  return { means, variance: variance < 1e-12 ? 0 : variance };
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
