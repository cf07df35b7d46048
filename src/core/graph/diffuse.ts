import { createMatrix, type Matrix } from '../matrix';
import { fuzzyGraph } from '../project/umap';
import type { Steps } from '../steps';
import type { Graph } from './neighbours';
import { tieRows, type WeightedGraph } from './weighted-graph';

/** Share that a row takes from its neighbours in each round; the rest is what it was at first. */
export const SHARED = 0.9;
/** After so many rounds what one more would change has faded to an eighth. */
export const ROUNDS = 20;

const SLICE = 2000;

/** The ties that rows are diffused along: the neighbour graph, its ties as strong as UMAP makes them. */
export function tieNeighbours(graph: Graph): WeightedGraph {
  const { heads, tails, weights } = fuzzyGraph(graph);
  return tieRows(graph.rows, heads, tails, weights);
}

/**
 * Rows drawn towards their neighbours, and through them towards the neighbours of those: in each round
 * a row is a tenth what it was at first and nine tenths the mean of its neighbours, by the strength of
 * the ties. What is peculiar to single texts averages out, groups stay; since each row keeps a part of
 * itself, more rounds do not melt everything into one, as plain averaging does.
 *
 * @param features rows x cols.
 * @returns a new matrix of the same shape; a row without neighbours stays as it is.
 * O(rounds x ties x cols).
 * @see Gasteiger, Bojchevski and Günnemann 2019, arXiv:1810.05997 (personalised PageRank of features)
 */
export function* diffuseRows(
  features: Matrix,
  ties: WeightedGraph,
  rounds = ROUNDS,
): Steps<Matrix> {
  const { rows, cols, data } = features;
  const { offsets, targets } = ties;
  const shares = new Float64Array(ties.weights.length);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let at = offsets[row]; at < offsets[row + 1]; at++) sum += ties.weights[at];
    for (let at = offsets[row]; at < offsets[row + 1]; at++)
      shares[at] = (SHARED * ties.weights[at]) / sum;
  }
  const buffers = [createMatrix(rows, cols), createMatrix(rows, cols)];
  let from = features;
  const sum = new Float64Array(cols);
  for (let round = 0; round < rounds; round++) {
    const held = from.data;
    const into = buffers[round % 2];
    for (let row = 0; row < rows; row++) {
      const own = row * cols;
      const alone = offsets[row] === offsets[row + 1];
      const kept = alone ? 1 : 1 - SHARED;
      for (let col = 0; col < cols; col++) sum[col] = kept * data[own + col];
      for (let at = offsets[row]; at < offsets[row + 1]; at++) {
        const share = shares[at];
        const other = targets[at] * cols;
        for (let col = 0; col < cols; col++) sum[col] += share * held[other + col];
      }
      for (let col = 0; col < cols; col++) into.data[own + col] = sum[col];
      if (row % SLICE === SLICE - 1) yield { done: round + row / rows, total: rounds };
    }
    yield { done: round + 1, total: rounds };
    from = into;
  }
  return from;
}
