import { settleLabels } from '../cluster/clustering';
import { kmeans } from '../cluster/kmeans';
import { leiden } from '../cluster/leiden';
import { findNearestAmong, weighReferences } from '../graph/nearest-among';
import { findNeighbours, type Graph } from '../graph/neighbours';
import { tieRows } from '../graph/weighted-graph';
import { type Matrix, takeRows } from '../matrix';
import { createRandom } from '../random';
import { rescale, type Steps } from '../steps';
import { findPrincipal, projectRows } from './pca';
import { principalRows } from './principal-rows';
import { fuzzyGraph, layoutGraph } from './umap';

/** A map with groups on it, made in a hurry. */
export interface Sketch {
  /** rows x 2. */
  readonly layout: Float32Array;
  /** One per row, larger groups first. */
  readonly labels: Int32Array;
  readonly k: number;
}

export interface SketchOptions {
  readonly seed: number;
  /** Groups wanted; null: as many communities as there are. */
  readonly k: number | null;
  /** Rows that are laid out among themselves; all others are put between them. */
  readonly landmarks?: number;
}

const LANDMARKS = 2000;
const COMPONENTS = 32;
/** Above so many columns components are approximate. */
const PAIRED_COLUMNS = 512;
const NEIGHBOURS = 15;
const EPOCHS = 100;
/** Landmarks that a row is put between. */
const BETWEEN = 3;
/** How far rows are strewn about their place, beside the distance from landmark to landmark. */
const STREWN = 0.35;
const STEPS = 4;

/**
 * A quick first map: principal components, some rows as landmarks, UMAP and groups of these, and every other row
 * between its nearest landmarks, in the group of the nearest.
 *
 * @param features rows x cols, finite; at least 3 rows.
 * @see de Silva and Tenenbaum 2004, Sparse multidimensional scaling using landmark points
 */
export function* sketchMap(features: Matrix, options: SketchOptions): Steps<Sketch> {
  const { seed } = options;
  const { rows } = features;
  const marks = drawRows(rows, Math.min(rows, options.landmarks ?? LANDMARKS), seed);
  const reduced = yield* rescale(narrow(features, marks, seed), 0, STEPS);
  const landmarks = takeRows(reduced, marks);
  const graph = yield* rescale(findNeighbours(landmarks, NEIGHBOURS), 1, STEPS);
  const start = new Float32Array(marks.length * 2);
  for (let mark = 0; mark < marks.length; mark++)
    for (let axis = 0; axis < Math.min(2, reduced.cols); axis++)
      start[mark * 2 + axis] = landmarks.data[mark * reduced.cols + axis];
  const plane = yield* rescale(layoutGraph(graph, { seed, start, epochs: EPOCHS }), 2, STEPS);
  const groups =
    options.k === null
      ? yield* findCommunities(graph, seed)
      : (yield* kmeans(landmarks, { k: Math.min(options.k, marks.length), seed, starts: 1 }))
          .labels;

  const nearest = yield* rescale(findNearestAmong(landmarks, reduced, BETWEEN), 3, STEPS);
  const random = createRandom(seed);
  const spread = STREWN * meanGap(graph, plane);
  const layout = new Float32Array(rows * 2);
  const raw = new Int32Array(rows);
  const isMark = new Int32Array(rows).fill(-1);
  marks.forEach((row, mark) => (isMark[row] = mark));
  for (let row = 0; row < rows; row++) {
    const own = isMark[row];
    if (own >= 0) {
      layout[row * 2] = plane[own * 2];
      layout[row * 2 + 1] = plane[own * 2 + 1];
      raw[row] = groups[own];
      continue;
    }
    const near = nearest.indices.subarray(row * nearest.k, (row + 1) * nearest.k);
    const weights = weighReferences(nearest, row);
    raw[row] = groups[near[0]];
    for (let axis = 0; axis < 2; axis++) {
      let [sum, mass] = [0, 0];
      near.forEach((mark, n) => {
        // A landmark of another group would draw the row to where nobody is.
        if (groups[mark] !== raw[row]) return;
        sum += weights[n] * plane[mark * 2 + axis];
        mass += weights[n];
      });
      layout[row * 2 + axis] = sum / mass + spread * random.normal();
    }
  }
  const { labels, k } = settleLabels({ data: layout, rows, cols: 2 }, raw);
  return { layout, labels, k };
}

function* narrow(features: Matrix, marks: Int32Array, seed: number): Steps<Matrix> {
  if (features.cols <= PAIRED_COLUMNS)
    return (yield* principalRows(features, COMPONENTS, marks)).rows;
  return projectRows(features, yield* findPrincipal(features, COMPONENTS, seed, marks.length));
}

/** Some rows, drawn with a seed, in their order. */
function drawRows(rows: number, count: number, seed: number): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  if (count === rows) return all;
  const random = createRandom(seed);
  for (let at = 0; at < count; at++) {
    const other = at + random.below(rows - at);
    [all[at], all[other]] = [all[other], all[at]];
  }
  return all.slice(0, count).sort();
}

function* findCommunities(graph: Graph, seed: number): Steps<Int32Array> {
  const { heads, tails, weights } = fuzzyGraph(graph);
  const ties = tieRows(graph.rows, heads, tails, weights);
  return (yield* leiden(ties, { seed, resolution: 1 })).labels;
}

/** The mean distance in the plane from each landmark to its nearest neighbour. */
function meanGap({ rows, k, indices }: Graph, plane: Float32Array): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const other = indices[row * k];
    sum += Math.hypot(plane[row * 2] - plane[other * 2], plane[row * 2 + 1] - plane[other * 2 + 1]);
  }
  return sum / rows;
}
