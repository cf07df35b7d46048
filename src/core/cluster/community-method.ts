import { findNeighbours } from '../graph/neighbours';
import { tieRows } from '../graph/weighted-graph';
import type { Matrix } from '../matrix';
import { fuzzyGraph } from '../project/umap';
import { rescale, type Steps } from '../steps';
import { type Clustering, groupEqualRows, settleLabels } from './clustering';
import { leiden } from './leiden';
import type { MethodOptions } from './method-settings';

/** Neighbours that each customer is tied to. */
const NEIGHBOURS = 15;

/**
 * Leiden communities of the graph of nearest neighbours, whose ties are as strong as UMAP makes them.
 * The number of segments is what is found at the resolution; `k` is not heeded.
 */
export function* leidenMethod(features: Matrix, options: MethodOptions): Steps<Clustering> {
  const { seed, settings = {} } = options;
  const equal = groupEqualRows(features, 1);
  if (equal !== undefined) return settleLabels(features, equal);
  const graph = yield* rescale(findNeighbours(features, NEIGHBOURS), 0, 2);
  const { heads, tails, weights } = fuzzyGraph(graph);
  const found = leiden(tieRows(features.rows, heads, tails, weights), {
    seed,
    resolution: settings.resolution ?? 1,
  });
  return settleLabels(features, (yield* rescale(found, 1, 2)).labels);
}
