import type { Graph } from '../graph/neighbours';
import type { PullDevice } from '../ports';
import { createRandom } from '../random';
import type { Steps } from '../steps';
import { pullTogether } from './pull-together';
import { planPull } from './pull-work';

export interface LayoutOptions {
  readonly seed: number;
  /** Rounds over the edges; chosen by the number of rows when absent. */
  readonly epochs?: number;
  /** Where the rows start, rows x 2, any scale. */
  readonly start: Float32Array;
  /** Told the layout now and then while it forms; the array is reused. */
  readonly onLayout?: ((layout: Float32Array) => void) | undefined;
  /** That may move the rows; where they go does not depend on it. */
  readonly device?: PullDevice | undefined;
}

/** Edges of the fuzzy graph: both ends and the strength of their tie, 0 to 1. */
export interface FuzzyGraph {
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  readonly weights: Float32Array;
}

/**
 * UMAP's layout of a neighbour graph in the plane.
 *
 * @param graph k nearest neighbours; 15 is usual.
 * @returns rows x 2, centred.
 * @see McInnes, Healy and Melville 2018, arXiv:1802.03426
 */
export function* layoutGraph(graph: Graph, options: LayoutOptions): Steps<Float32Array> {
  const { rows } = graph;
  const layout = scaleStart(options.start, rows, options.seed);
  if (rows < 3) return layout;
  const { seed, onLayout, device, epochs = rows <= 10000 ? 400 : 200 } = options;
  const plan = { rows, seed, epochs: () => epochs, firstRate: 1 };
  yield* pullTogether(layout, planPull(fuzzyGraph(graph), plan), device, onLayout);
  return centre(layout);
}

/** The start at UMAP's customary scale, with a seeded hair's breadth between equal rows. */
function scaleStart(start: Float32Array, rows: number, seed: number): Float32Array {
  let most = 0;
  for (let i = 0; i < rows * 2; i++) most = Math.max(most, Math.abs(start[i]));
  const scale = most > 0 ? 10 / most : 1;
  const random = createRandom(seed);
  return Float32Array.from(
    { length: rows * 2 },
    (_, i) => start[i] * scale + random.normal() * 0.0001 + (most > 0 ? 0 : random.normal()),
  );
}

/** Moves a layout so that its middle is at 0, in place. */
export function centre(layout: Float32Array): Float32Array {
  const rows = layout.length / 2;
  let x = 0;
  let y = 0;
  for (let i = 0; i < rows; i++) {
    x += layout[i * 2];
    y += layout[i * 2 + 1];
  }
  for (let i = 0; i < rows; i++) {
    layout[i * 2] -= x / rows;
    layout[i * 2 + 1] -= y / rows;
  }
  return layout;
}

/**
 * The fuzzy simplicial set: each row's distances are scaled so that its ties sum to log2(k), and the
 * ties of both directions are joined by the probabilistic sum a + b - ab.
 */
export function fuzzyGraph(graph: Graph): FuzzyGraph {
  const { rows, k, indices, distances } = graph;
  const target = Math.log2(k + 1);
  const strength = new Float32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    const from = row * k;
    let nearest = 0;
    for (let n = 0; n < k; n++)
      if (distances[from + n] > 0) {
        nearest = distances[from + n];
        break;
      }
    let low = 0;
    let high = Infinity;
    let width = 1;
    for (let round = 0; round < 64; round++) {
      let sum = 1;
      for (let n = 0; n < k; n++) {
        const over = distances[from + n] - nearest;
        sum += over > 0 ? Math.exp(-over / width) : 1;
      }
      if (Math.abs(sum - 1 - target) < 1e-5) break;
      if (sum - 1 > target) {
        high = width;
        width = (low + high) / 2;
      } else {
        low = width;
        width = high === Infinity ? width * 2 : (low + high) / 2;
      }
    }
    let mean = 0;
    for (let n = 0; n < k; n++) mean += distances[from + n] / k;
    width = Math.max(width, 1e-3 * mean);
    for (let n = 0; n < k; n++) {
      const over = distances[from + n] - nearest;
      strength[from + n] = over <= 0 || width === 0 ? 1 : Math.exp(-over / width);
    }
  }

  const most = 2 * rows * k;
  const heads = new Int32Array(most);
  const tails = new Int32Array(most);
  const weights = new Float32Array(most);
  let edges = 0;
  for (let row = 0; row < rows; row++)
    for (let n = 0; n < k; n++) {
      const other = indices[row * k + n];
      const back = tie(graph, strength, other, row);
      if (back > 0 && other < row) continue;
      const there = strength[row * k + n];
      const both = there + back - there * back;
      if (both < 1e-4) continue;
      heads[edges] = tails[edges + 1] = row;
      tails[edges] = heads[edges + 1] = other;
      weights[edges] = weights[edges + 1] = both;
      edges += 2;
    }
  return {
    heads: heads.subarray(0, edges),
    tails: tails.subarray(0, edges),
    weights: weights.subarray(0, edges),
  };
}

function tie(graph: Graph, strength: Float32Array, row: number, other: number): number {
  for (let at = row * graph.k; at < (row + 1) * graph.k; at++)
    if (graph.indices[at] === other) return strength[at];
  return 0;
}
