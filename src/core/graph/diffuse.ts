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
  for (let round = 0; round < rounds; round++) {
    const held = from.data;
    const into = buffers[round % 2];
    const drawn = into.data;
    for (let row = 0; row < rows; row++) {
      const own = row * cols;
      const first = offsets[row];
      const last = offsets[row + 1];
      const kept = first === last ? 1 : 1 - SHARED;
      let col = 0;
      // Eight columns at a time: their sums stay out of memory.
      for (; col + 8 <= cols; col += 8) {
        const to = own + col;
        let s0 = kept * data[to];
        let s1 = kept * data[to + 1];
        let s2 = kept * data[to + 2];
        let s3 = kept * data[to + 3];
        let s4 = kept * data[to + 4];
        let s5 = kept * data[to + 5];
        let s6 = kept * data[to + 6];
        let s7 = kept * data[to + 7];
        for (let at = first; at < last; at++) {
          const share = shares[at];
          const other = targets[at] * cols + col;
          s0 += share * held[other];
          s1 += share * held[other + 1];
          s2 += share * held[other + 2];
          s3 += share * held[other + 3];
          s4 += share * held[other + 4];
          s5 += share * held[other + 5];
          s6 += share * held[other + 6];
          s7 += share * held[other + 7];
        }
        drawn[to] = s0;
        drawn[to + 1] = s1;
        drawn[to + 2] = s2;
        drawn[to + 3] = s3;
        drawn[to + 4] = s4;
        drawn[to + 5] = s5;
        drawn[to + 6] = s6;
        drawn[to + 7] = s7;
      }
      for (; col < cols; col++) {
        let sum = kept * data[own + col];
        for (let at = first; at < last; at++) sum += shares[at] * held[targets[at] * cols + col];
        drawn[own + col] = sum;
      }
      if (row % SLICE === SLICE - 1) yield { done: round + row / rows, total: rounds };
    }
    yield { done: round + 1, total: rounds };
    from = into;
  }
  return from;
}
