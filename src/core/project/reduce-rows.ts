import { createArena } from '../kernels/dots';
import { createMatrix, type Matrix } from '../matrix';
import { createRandom } from '../random';
import { rescale, type Steps } from '../steps';
import { projectAlong } from './project-along';
import { type Eigen, findEigen } from './symmetric-eigen';

/** Rows in fewer columns: their coordinates along the directions of greatest variance. */
export interface Reduced {
  /** rows x components, around 0. */
  readonly rows: Matrix;
  /** components x cols, each of length 1, its largest entry positive. */
  readonly axes: Matrix;
  readonly mean: Float64Array;
  /** Variance along each component, the greatest first. */
  readonly variances: Float64Array;
  /** Share of the variance of all columns that the components keep, 0 to 1. */
  readonly kept: number;
}

export interface ReduceOptions {
  readonly seed: number;
  /** Share of the variance to keep, above 0 to 1: as many components as it takes. */
  readonly variance: number;
  /** Components at most; absent: as many as there are columns. */
  readonly most?: number;
}

/** Rows that the directions are learnt from; of more every few-th serves. */
const SAMPLE = 20000;
const TILE = 256;
/** Columns whose products with all after them are made together. */
const BLOCK = 64;
/** Components tried first; twice as many each time they keep too little. */
const FIRST = 64;
const EXTRA = 10;
const POWERS = 6;
/** Up to this many columns the products of all pairs of columns are made once. */
const PAIRED_COLUMNS = 1024;
/** Variance beside the squared length of rows that rounding alone may leave. */
const ROUNDING = 1e-14;

/**
 * Principal components by the share of variance they keep: a seeded random subspace, turned towards
 * the directions of greatest variance by power iterations (Halko, Martinsson and Tropp 2011,
 * doi:10.1137/090771806), and made wider until it keeps enough. Where it would become nearly as wide
 * as the columns, all directions are found exactly instead.
 *
 * @param features rows x cols, finite.
 * @returns at least one component; none where nothing varies.
 */
export function* reduceRows(features: Matrix, options: ReduceOptions): Steps<Reduced> {
  const { cols } = features;
  const { seed, variance } = options;
  const spread = yield* centreSpread(features);
  const limit = Math.min(options.most ?? cols, cols, Math.max(1, spread.count - 1));
  const random = createRandom(seed);
  let basis: Float64Array[] = [];
  let found: Eigen;
  for (let wanted = Math.min(FIRST, limit); ; wanted = Math.min(2 * wanted, limit)) {
    const width = Math.min(cols, wanted + EXTRA);
    if (2 * width >= cols && spread.products !== undefined) {
      found = findEigen(spread.products, cols);
      break;
    }
    while (basis.length < width)
      basis.push(Float64Array.from({ length: cols }, () => random.normal()));
    for (let power = 0; power < POWERS; power++) {
      orthonormalise(basis);
      yield { done: 1 + power / POWERS, total: 3 };
      basis = yield* spread.times(basis);
    }
    orthonormalise(basis);
    found = turnToAxes(basis, yield* spread.times(basis));
    const reached = sumOf(found.values, wanted) >= variance * spread.total;
    if (wanted === limit || reached) break;
  }
  const components = countKept(found.values, variance * spread.total, limit);
  const axes = createMatrix(components, cols);
  for (let c = 0; c < components; c++) {
    const axis = found.vectors.subarray(c * cols, (c + 1) * cols);
    let peak = 0;
    for (let col = 1; col < cols; col++)
      if (Math.abs(axis[col]) > Math.abs(axis[peak]) + 1e-9) peak = col;
    const sign = axis[peak] < 0 ? -1 : 1;
    for (let col = 0; col < cols; col++) axes.data[c * cols + col] = sign * axis[col];
  }
  const values = found.values.subarray(0, components);
  return {
    rows: yield* rescale(projectAlong(features, axes, spread.mean), 2, 3),
    axes,
    mean: spread.mean,
    variances: values.map((value) => Math.max(0, value)),
    kept: spread.total > 0 ? Math.min(1, sumOf(values, components) / spread.total) : 1,
  };
}

/** How columns vary together: the covariance of a sample of rows, made or only multiplied by. */
interface Spread {
  readonly mean: Float64Array;
  /** Rows looked at. */
  readonly count: number;
  /** Variance of all columns together. */
  readonly total: number;
  /** cols x cols, where there are few enough columns. */
  readonly products: Float64Array | undefined;
  /** Vectors multiplied by the covariance. */
  times(vectors: readonly Float64Array[]): Steps<Float64Array[]>;
}

function* centreSpread(features: Matrix): Steps<Spread> {
  const { cols, data } = features;
  const step = Math.max(1, Math.ceil(features.rows / SAMPLE));
  const count = Math.ceil(features.rows / step);
  const mean = new Float64Array(cols);
  for (let row = 0; row < features.rows; row += step)
    for (let col = 0; col < cols; col++) mean[col] += data[row * cols + col] / count;
  const scale = 1 / Math.max(1, count - 1);
  let total = 0;
  let length = 0;
  for (let row = 0; row < features.rows; row += step)
    for (let col = 0; col < cols; col++) {
      total += scale * (data[row * cols + col] - mean[col]) ** 2;
      length += scale * data[row * cols + col] ** 2;
    }
  if (total <= ROUNDING * length) total = 0;
  yield { done: 0, total: 3 };

  const products =
    cols <= PAIRED_COLUMNS ? yield* multiplyColumns(features, mean, step, scale) : undefined;
  return {
    mean,
    count,
    total,
    products,
    *times(vectors) {
      if (products !== undefined) return vectors.map((vector) => multiply(products, vector, cols));
      const image = vectors.map(() => new Float64Array(cols));
      const centred = new Float64Array(cols);
      for (let row = 0, seen = 0; row < features.rows; row += step, seen++) {
        for (let col = 0; col < cols; col++) centred[col] = data[row * cols + col] - mean[col];
        vectors.forEach((vector, v) => {
          const sum = scale * dotOf(centred, vector);
          const to = image[v];
          for (let col = 0; col < cols; col++) to[col] += sum * centred[col];
        });
        if ((seen & 63) === 63) yield { done: 1 + row / features.rows, total: 3 };
      }
      return image;
    },
  };
}

function multiply(products: Float64Array, vector: Float64Array, cols: number): Float64Array {
  const image = new Float64Array(cols);
  for (let a = 0; a < cols; a++)
    image[a] = dotOf(products.subarray(a * cols, (a + 1) * cols), vector);
  return image;
}

/** In four sums, since each has to wait for itself. */
function dotOf(a: Float64Array, b: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 4 <= a.length; at += 4) {
    s0 += a[at] * b[at];
    s1 += a[at + 1] * b[at + 1];
    s2 += a[at + 2] * b[at + 2];
    s3 += a[at + 3] * b[at + 3];
  }
  for (; at < a.length; at++) s0 += a[at] * b[at];
  return s0 + s1 + (s2 + s3);
}

/** The covariance of every pair of columns, a tile of rows at a time. */
function* multiplyColumns(
  features: Matrix,
  mean: Float64Array,
  step: number,
  scale: number,
): Steps<Float64Array> {
  const { rows, cols, data } = features;
  const arena = createArena();
  const turned = arena.reserve(cols, TILE);
  const out = arena.reserve(BLOCK, cols);
  const tile = arena.view(turned);
  const made = arena.view(out);
  const products = new Float64Array(cols * cols);
  for (let from = 0; from < rows; from += TILE * step) {
    tile.fill(0);
    for (let i = 0; i < TILE && from + i * step < rows; i++) {
      const at = (from + i * step) * cols;
      for (let col = 0; col < cols; col++)
        tile[col * turned.stride + i] = data[at + col] - mean[col];
    }
    for (let a = 0; a < cols; a += BLOCK) {
      const aRows = Math.min(BLOCK, cols - a);
      arena.dots(turned, a, aRows, turned, a, cols - a, out);
      for (let i = 0; i < aRows; i++)
        for (let b = a; b < cols; b++)
          products[(a + i) * cols + b] += scale * made[i * out.stride + b - a];
    }
    yield { done: from / rows, total: 3 };
  }
  for (let a = 0; a < cols; a++)
    for (let b = 0; b < a; b++) products[a * cols + b] = products[b * cols + a];
  arena.close();
  return products;
}

/** Rayleigh-Ritz: the spread within a subspace, turned to its own axes; vectors as rows. */
function turnToAxes(basis: readonly Float64Array[], image: readonly Float64Array[]): Eigen {
  const width = basis.length;
  const cols = basis[0].length;
  const inside = new Float64Array(width * width);
  for (let a = 0; a < width; a++)
    for (let b = 0; b < width; b++) {
      const sum = dotOf(basis[a], image[b]);
      inside[a * width + b] += sum / 2;
      inside[b * width + a] += sum / 2;
    }
  const { values, vectors: turns } = findEigen(inside, width);
  const vectors = new Float64Array(width * cols);
  for (let c = 0; c < width; c++)
    for (let i = 0; i < width; i++) {
      const by = turns[c * width + i];
      for (let col = 0; col < cols; col++) vectors[c * cols + col] += by * basis[i][col];
    }
  return { values, vectors };
}

function sumOf(values: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < Math.min(count, values.length); i++) sum += Math.max(0, values[i]);
  return sum;
}

function countKept(values: Float64Array, wanted: number, limit: number): number {
  let sum = 0;
  let count = 0;
  while (count < limit && count < values.length && values[count] > 0 && sum < wanted * (1 - 1e-9))
    sum += values[count++];
  return count;
}

/** Gram-Schmidt in place, twice for accuracy; what depends on the others becomes zero. */
function orthonormalise(vectors: readonly Float64Array[]): void {
  vectors.forEach((vector, i) => {
    let before = 0;
    for (const value of vector) before += value * value;
    for (let pass = 0; pass < 2; pass++)
      for (let j = 0; j < i; j++) {
        const other = vectors[j];
        const along = dotOf(vector, other);
        for (let at = 0; at < vector.length; at++) vector[at] -= along * other[at];
      }
    let length = 0;
    for (const value of vector) length += value * value;
    const scale = length > 1e-20 * before ? 1 / Math.sqrt(length) : 0;
    for (let at = 0; at < vector.length; at++) vector[at] *= scale;
  });
}
