import { diffuseRows, tieNeighbours } from '../graph/diffuse';
import { smoothRows } from '../graph/smooth';
import type { Graph } from '../graph/neighbours';
import { directionsOf, type Matrix } from '../matrix';
import type { Steps } from '../steps';

/**
 * The rows that methods are given. Texts alone are drawn towards their neighbours, and theirs, and taken as
 * directions, which is how texts are compared. Where columns take part, which gather customers by
 * themselves, each customer is drawn half-way to its neighbours, once; more mixes what columns part.
 *
 * @param textShare of the variance, 0 to 1.
 * @param graph the neighbours of the rows.
 */
export function* shareRows(matrix: Matrix, textShare: number, graph: Graph): Steps<Matrix> {
  if (textShare === 0) return matrix;
  if (textShare < 1) return smoothRows(matrix, graph);
  return directionsOf(yield* diffuseRows(matrix, tieNeighbours(graph)));
}
