import { findNeighbours, type Graph } from '../graph/neighbours';
import type { PullDevice } from '../ports';
import { createRandom } from '../random';
import { rescale, type Steps } from '../steps';
import type { Landmarks } from './landmarks';
import { pullTogether } from './pull-together';
import { planPull } from './pull-work';
import { centre, fuzzyGraph, layoutGraph, type LayoutOptions } from './umap';

/** All that a map is laid out from. */
export interface LayoutInput {
  readonly graph: Graph;
  /** Where the rows start, rows x 2, any scale. */
  readonly start: Float32Array;
  /** Of many rows; absent where all are laid out from the beginning. */
  readonly landmarks?: Landmarks;
  readonly seed: number;
}

/** From so many rows on a map begins with landmarks. */
export const MANY_ROWS = 30000;
/** Rows that it begins with. */
export const LANDMARKS = 10000;
/** How far rows go in the first round after landmarks were placed, of a whole layout's first round. */
const FIRST_RATE = 0.3;
/** Visits of edges in all rounds after landmarks were placed, and how many rounds that may be. */
const VISITS = 6e7;
const [FEWEST_EPOCHS, MOST_EPOCHS] = [5, 40];
/** Rows at the same place are put this far apart. */
const HAIR = 0.01;

/**
 * The layout of rows in the plane. With landmarks these are laid out alone; every other row is then put in the
 * middle of those neighbours that have a place, the near ones counting more; and all are moved for some
 * rounds. See docs/decisions/map.md for what that costs and brings.
 *
 * @param onLayout told the layout now and then, NaN where a row has no place yet; the array is reused.
 * @param device that may move the rows; where they go does not depend on it.
 * @returns rows x 2, centred.
 */
export function* layoutRows(
  { graph, start, landmarks, seed }: LayoutInput,
  onLayout?: LayoutOptions['onLayout'],
  device?: PullDevice,
): Steps<Float32Array> {
  if (landmarks === undefined) return yield* layoutGraph(graph, { seed, start, onLayout, device });
  const { chosen, few } = landmarks;
  const layout = new Float32Array(graph.rows * 2).fill(Number.NaN);
  const place = (xy: Float32Array) => {
    for (const [i, row] of chosen.entries()) {
      layout[row * 2] = xy[i * 2];
      layout[row * 2 + 1] = xy[i * 2 + 1];
    }
  };
  const among: Graph = yield* rescale(findNeighbours(few, graph.k), 0, 4);
  const from = Float32Array.from(
    { length: chosen.length * 2 },
    (_, i) => start[chosen[i >> 1] * 2 + (i & 1)],
  );
  const options = {
    seed,
    start: from,
    device,
    onLayout(xy: Float32Array) {
      place(xy);
      onLayout?.(layout);
    },
  };
  place(yield* rescale(layoutGraph(among, options), 1, 4));
  yield* rescale(spread(layout, graph, landmarks, seed), 2, 4);
  onLayout?.(layout);
  yield* rescale(settle(layout, graph, chosen, seed, onLayout, device), 1, 2);
  return centre(layout);
}

/**
 * Moves all rows for some rounds, in place. Of a million the places of neighbours would have to be fetched from all
 * over the memory: rows stand by where they are in the plane meanwhile, and are pushed away from landmarks only.
 */
function* settle(
  layout: Float32Array,
  graph: Graph,
  chosen: Int32Array,
  seed: number,
  onLayout: LayoutOptions['onLayout'],
  device: PullDevice | undefined,
): Steps<void> {
  const { rows, k } = graph;
  const order = orderByPlace(layout);
  const placeOf = new Int32Array(rows);
  for (let place = 0; place < rows; place++) placeOf[order[place]] = place;
  const moving = new Float32Array(rows * 2);
  const indices = new Int32Array(rows * k);
  const distances = new Float32Array(rows * k);
  for (let place = 0; place < rows; place++) {
    const row = order[place];
    moving[place * 2] = layout[row * 2];
    moving[place * 2 + 1] = layout[row * 2 + 1];
    for (let n = 0; n < k; n++) {
      const other = graph.indices[row * k + n];
      indices[place * k + n] = other < 0 ? other : placeOf[other];
      distances[place * k + n] = graph.distances[row * k + n];
    }
    if ((place & 0x7fff) === 0) yield { done: 0, total: 1 };
  }
  const back = () => {
    for (let place = 0; place < rows; place++) {
      layout[order[place] * 2] = moving[place * 2];
      layout[order[place] * 2 + 1] = moving[place * 2 + 1];
    }
  };
  const plan = {
    rows,
    seed,
    epochs: (visits: number) =>
      Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, Math.round(VISITS / visits))),
    firstRate: FIRST_RATE,
    pool: chosen.map((row) => placeOf[row]),
  };
  const work = planPull(fuzzyGraph({ ...graph, indices, distances }), plan);
  yield* pullTogether(moving, work, device, () => {
    back();
    onLayout?.(layout);
  });
  back();
}

/** Squares along each side of the plane. */
const SIDE = 512;

/** Rows by the square of the plane that they are in, squares along a Z-curve: what is near stands near. */
function orderByPlace(layout: Float32Array): Int32Array {
  const rows = layout.length / 2;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let row = 0; row < rows; row++) {
    left = Math.min(left, layout[row * 2]);
    right = Math.max(right, layout[row * 2]);
    top = Math.min(top, layout[row * 2 + 1]);
    bottom = Math.max(bottom, layout[row * 2 + 1]);
  }
  const scale = SIDE / (Math.max(right - left, bottom - top) * 1.001 || 1);
  const squareOf = new Int32Array(rows);
  const starts = new Int32Array(SIDE * SIDE + 1);
  for (let row = 0; row < rows; row++) {
    const x = Math.floor((layout[row * 2] - left) * scale);
    const y = Math.floor((layout[row * 2 + 1] - top) * scale);
    squareOf[row] = spreadBits(x) | (spreadBits(y) << 1);
    starts[squareOf[row] + 1]++;
  }
  for (let square = 0; square < SIDE * SIDE; square++) starts[square + 1] += starts[square];
  const order = new Int32Array(rows);
  for (let row = 0; row < rows; row++) order[starts[squareOf[row]]++] = row;
  return order;
}

/** Puts a 0 before every bit of a number below 65,536. */
function spreadBits(value: number): number {
  let bits = (value | (value << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

/** Gives a place to every row that has none, round by round: the order of rows does not matter. */
function* spread(
  layout: Float32Array,
  { rows, k, indices, distances }: Graph,
  { chosen, anchors }: Landmarks,
  seed: number,
): Steps<void> {
  const random = createRandom(seed ^ 0x5b4ead);
  const put = (row: number, x: number, y: number) => {
    layout[row * 2] = x + HAIR * random.normal();
    layout[row * 2 + 1] = y + HAIR * random.normal();
  };
  const known = new Uint8Array(rows);
  for (const row of chosen) known[row] = 1;
  for (let row = 0; row < rows; row++)
    if (anchors[row] >= 0) {
      const landmark = chosen[anchors[row]];
      put(row, layout[landmark * 2], layout[landmark * 2 + 1]);
      known[row] = 1;
    }
  for (let left = 1; left > 0;) {
    left = 0;
    for (let row = 0; row < rows; row++) {
      if ((row & 0x7fff) === 0) yield { done: 0, total: 1 };
      if (known[row] !== 0) continue;
      left++;
      let [x, y, sum] = [0, 0, 0];
      for (let at = row * k; at < (row + 1) * k; at++) {
        const other = indices[at];
        if (other < 0 || known[other] !== 1) continue;
        const weight = 1 / (distances[at] + 1e-3 * distances[(row + 1) * k - 1] + 1e-12);
        x += weight * layout[other * 2];
        y += weight * layout[other * 2 + 1];
        sum += weight;
      }
      if (sum === 0) continue;
      put(row, x / sum, y / sum);
      known[row] = PLACED_NOW;
    }
    for (let row = 0; row < rows; row++) if (known[row] === PLACED_NOW) known[row] = 1;
  }
}

/** Has a place since this round, which none of the round's other rows follows. */
const PLACED_NOW = 2;
