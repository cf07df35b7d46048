import { diffuseRows, tieNeighbours } from '../graph/diffuse';
import { smoothRows } from '../graph/smooth';
import type { Graph } from '../graph/neighbours';
import { type Matrix, softenLengths } from '../matrix';
import type { Steps } from '../steps';

/**
 * The rows that methods are given. Texts alone are drawn towards their neighbours, and theirs; how long a
 * row then is tells how far its neighbours agree, and counts by its square root: of directions alone, those of
 * texts that belong nowhere would weigh as much as any, and of full lengths, they would gather in the
 * middle. Where columns take part, which gather customers by themselves, each customer is drawn half-way to
 * its neighbours, once; more mixes what columns part.
 *
 * @param textShare of the variance, 0 to 1.
 * @param graph the neighbours of the rows.
 */
export function* shareRows(matrix: Matrix, textShare: number, graph: Graph): Steps<Matrix> {
  if (textShare === 0) return matrix;
  if (textShare < 1) return smoothRows(matrix, graph);
  return softenLengths(yield* diffuseRows(matrix, tieNeighbours(graph)));
}
