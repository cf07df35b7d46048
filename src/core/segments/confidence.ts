import type { Graph } from '../graph/neighbours';

/**
 * How sure each customer's place is: the share of the customers most like it, itself included, that
 * stand in the same segment. It means the same for every method.
 *
 * @param labels one per row, -1 is nowhere and has confidence 0.
 * @returns one per row, 0 to 1.
 */
export function findConfidence(graph: Graph, labels: Int32Array): Float32Array {
  const { rows, k, indices } = graph;
  const confidence = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    if (labels[row] < 0) continue;
    let same = 1;
    for (let n = 0; n < k; n++) if (labels[indices[row * k + n]] === labels[row]) same++;
    confidence[row] = same / (k + 1);
  }
  return confidence;
}
