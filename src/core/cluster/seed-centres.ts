import type { Arena, Held } from '../kernels/dots';
import { ASKED } from '../kernels/near-kernel';
import { createNearArena, type NearCentres } from '../kernels/near-centres';
import { type Matrix, squaredNorms } from '../matrix';
import type { Random } from '../random';
import type { Progress, Steps } from '../steps';

const TILE = 512;
/** Rows of this many columns are compared by bytes first. */
const WIDE = 64;

/** Rows to draw from, where the kernel can reach them. */
export interface Drawn {
  readonly arena: Arena;
  readonly points: Held;
  /** Room for the rows that are tried for one centre. */
  readonly asked: Held;
  /** Room for the products of a tile with these. */
  readonly out: Held;
  /** Squared length of each row. */
  readonly norms: Float64Array;
  /** How much each row counts; undefined: all the same. */
  readonly weights: Float64Array | undefined;
  /** For wide rows, which are compared by bytes first. */
  readonly near?: NearCentres | undefined;
}

/** Rows that are tried for each of k centres. */
export function trialsFor(k: number): number {
  return 2 + Math.floor(Math.log(k));
}

/**
 * Rows to start from, by greedy k-means++: each is the best of some rows drawn by squared distance to those
 * already taken.
 *
 * @param weights how much each row counts.
 * @returns k row numbers, 1 <= k <= rows; equal rows come twice only where nothing else is left.
 * O(rows x k x cols x trials), the candidates of one draw in one product.
 * @see Arthur and Vassilvitskii 2007, https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf
 */
export function* seedCentres(
  features: Matrix,
  k: number,
  random: Random,
  weights?: Float64Array,
  trials = trialsFor(k),
): Steps<Int32Array> {
  const arena = createNearArena();
  const points = arena.place(features);
  const asked = arena.reserve(trials, features.cols);
  const out = arena.reserve(TILE, trials);
  const near =
    features.cols >= WIDE && trials > 1
      ? arena.openNear?.(points, features, trials, trials)
      : undefined;
  const drawn: Drawn = { arena, points, asked, out, norms: squaredNorms(features), weights, near };
  try {
    return yield* drawCentres(drawn, k, random, trials);
  } finally {
    arena.close();
  }
}

/** `seedCentres` of rows that the kernel can reach. */
export function* drawCentres(
  drawn: Drawn,
  k: number,
  random: Random,
  trials = trialsFor(k),
  progress?: Progress,
): Steps<Int32Array> {
  const { weights } = drawn;
  const { rows } = drawn.points;
  const chosen = new Int32Array(k);
  let nearest = new Float64Array(rows).fill(Infinity);
  const candidates = Array.from({ length: trials }, () => new Float64Array(rows));
  let sum = 0;
  const mass = weights?.reduce((all, weight) => all + weight, 0) ?? rows;
  const anyRow = () =>
    weights === undefined ? random.below(rows) : draw(weights, undefined, mass, random);

  for (let centre = 0; centre < k; centre++) {
    const picks = Array.from({ length: centre === 0 ? 1 : trials }, () =>
      centre === 0 || sum === 0 ? anyRow() : draw(nearest, weights, sum, random),
    );
    const so = progress ?? { done: centre, total: k };
    const potentials = yield* lowerDistances(drawn, picks, nearest, candidates, so);
    let best = 0;
    for (let trial = 1; trial < picks.length; trial++)
      if (potentials[trial] < potentials[best]) best = trial;
    [nearest, candidates[best]] = [candidates[best], nearest];
    sum = potentials[best];
    chosen[centre] = picks[best];
  }
  return chosen;
}

/** A row with probability proportional to its value times its weight. */
function draw(
  values: Float64Array,
  weights: Float64Array | undefined,
  sum: number,
  random: Random,
): number {
  let left = random.next() * sum;
  for (let row = 0; row < values.length; row++) {
    left -= weights === undefined ? values[row] : values[row] * weights[row];
    if (left < 0) return row;
  }
  return values.length - 1;
}

/**
 * For every picked row the distances that are left when it is a centre as well: `nearest` lowered to the
 * squared distance from it, written to its candidate.
 *
 * @returns their weighted sum per pick.
 */
function* lowerDistances(
  drawn: Drawn,
  picks: readonly number[],
  nearest: Float64Array,
  candidates: readonly Float64Array[],
  progress: Progress,
): Steps<Float64Array> {
  const { arena, points, asked, out, norms, weights, near } = drawn;
  const view = arena.view(points);
  const asking = arena.view(asked);
  const dots = arena.view(out);
  const { rows, stride } = points;
  for (const [trial, pick] of picks.entries())
    asking.set(view.subarray(pick * stride, (pick + 1) * stride), trial * stride);
  if (near !== undefined && near.most >= picks.length)
    return yield* lowerByBytes(drawn, near, picks, nearest, candidates, progress);
  const sums = new Float64Array(picks.length);
  for (let from = 0; from < rows; from += TILE) {
    const count = Math.min(TILE, rows - from);
    arena.dots(points, from, count, asked, 0, picks.length, out);
    for (let trial = 0; trial < picks.length; trial++) {
      const pick = picks[trial];
      const candidate = candidates[trial];
      const norm = norms[pick];
      let sum = sums[trial];
      for (let i = 0; i < count; i++) {
        const row = from + i;
        const squared =
          row === pick ? 0 : Math.max(0, norms[row] + norm - 2 * dots[i * out.stride + trial]);
        const least = squared < nearest[row] ? squared : nearest[row];
        candidate[row] = least;
        sum += weights === undefined ? least : least * weights[row];
      }
      sums[trial] = sum;
    }
    yield progress;
  }
  return sums;
}

/** As `lowerDistances`: only picks that are near enough by bytes are compared in floats. */
function* lowerByBytes(
  { arena, points, asked, norms, weights }: Drawn,
  near: NearCentres,
  picks: readonly number[],
  nearest: Float64Array,
  candidates: readonly Float64Array[],
  progress: Progress,
): Steps<Float64Array> {
  const { rows } = points;
  const { most, who, dots } = near;
  near.place(arena.view(asked), picks.length);
  for (let trial = 0; trial < picks.length; trial++) candidates[trial].set(nearest);
  const limits = new Float32Array(ASKED);
  for (let from = 0; from < rows; from += ASKED) {
    const count = Math.min(ASKED, rows - from);
    const asking = Int32Array.from({ length: count }, (_, i) => from + i);
    for (let i = 0; i < count; i++) limits[i] = nearest[from + i] + near.doubtOf(from + i);
    near.ask(asking, limits);
    for (let i = 0; i < count; i++)
      for (let at = i * most; at < (i + 1) * most && who[at] >= 0; at++) {
        const row = from + i;
        const pick = picks[who[at]];
        const squared = Math.max(0, norms[row] + norms[pick] - 2 * dots[at]);
        if (squared < nearest[row]) candidates[who[at]][row] = squared;
      }
    if ((from & 1023) === 0) yield progress;
  }
  return Float64Array.from(picks, (pick, trial) => {
    const candidate = candidates[trial];
    candidate[pick] = 0;
    let sum = 0;
    for (let row = 0; row < rows; row++)
      sum += weights === undefined ? candidate[row] : candidate[row] * weights[row];
    return sum;
  });
}
