import { createArena } from '../kernels/dots';
import { type Matrix, squaredNorms } from '../matrix';
import type { Random } from '../random';
import type { Steps } from '../steps';

const TILE = 512;

/**
 * Rows to start from, by greedy k-means++: each is the best of 2 + ln k rows drawn by squared
 * distance to those already taken.
 *
 * @param weights how much each row counts.
 * @returns k row numbers, 1 <= k <= rows; equal rows come twice only where nothing else is left.
 * O(rows x k x cols x ln k), the candidates of one draw in one product.
 * @see Arthur and Vassilvitskii 2007, https://theory.stanford.edu/~sergei/papers/kMeansPP-soda.pdf
 */
export function* seedCentres(
  features: Matrix,
  k: number,
  random: Random,
  weights?: Float64Array,
  trials = 2 + Math.floor(Math.log(k)),
): Steps<Int32Array> {
  const { rows, cols } = features;
  const arena = createArena();
  const points = arena.place(features);
  const tried = arena.reserve(trials, cols);
  const out = arena.reserve(TILE, trials);
  const view = arena.view(points);
  const block = arena.view(tried);
  const dots = arena.view(out);
  const { stride } = points;
  const norms = squaredNorms(features);
  const chosen = new Int32Array(k);
  const nearest = new Float64Array(rows).fill(Infinity);
  const candidates = Array.from({ length: trials }, () => new Float64Array(rows));
  const picks = new Int32Array(trials);
  const potentials = new Float64Array(trials);
  const ones = new Float64Array(rows).fill(1);
  let sum = 0;

  for (let centre = 0; centre < k; centre++) {
    const count = centre === 0 ? 1 : trials;
    for (let trial = 0; trial < count; trial++) {
      picks[trial] =
        centre === 0 || sum === 0
          ? draw(ones, weights, total(ones, weights), random)
          : draw(nearest, weights, sum, random);
      const at = picks[trial] * stride;
      block.set(view.subarray(at, at + stride), trial * stride);
    }
    potentials.fill(0);
    for (let from = 0; from < rows; from += TILE) {
      const tile = Math.min(TILE, rows - from);
      arena.dots(points, from, tile, tried, 0, count, out);
      for (let trial = 0; trial < count; trial++) {
        const pick = picks[trial];
        const distances = candidates[trial];
        let potential = 0;
        for (let i = 0; i < tile; i++) {
          const row = from + i;
          const squared =
            row === pick
              ? 0
              : Math.max(0, norms[row] + norms[pick] - 2 * dots[i * out.stride + trial]);
          const lower = Math.min(nearest[row], squared);
          distances[row] = lower;
          potential += weights === undefined ? lower : lower * weights[row];
        }
        potentials[trial] += potential;
      }
    }
    let best = 0;
    for (let trial = 1; trial < count; trial++)
      if (potentials[trial] < potentials[best]) best = trial;
    chosen[centre] = picks[best];
    nearest.set(candidates[best]);
    sum = potentials[best];
    yield { done: centre, total: k };
  }
  return chosen;
}

function total(values: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++)
    sum += weights === undefined ? values[row] : values[row] * weights[row];
  return sum;
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
