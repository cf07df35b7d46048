import { describe, expect, it } from 'vitest';
import { shareRows } from '../../../src/core/features/share-rows';
import { diffuseRows, tieNeighbours } from '../../../src/core/graph/diffuse';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { smoothRows } from '../../../src/core/graph/smooth';
import { createMatrix, directionsOf, rowOf, softenLengths } from '../../../src/core/matrix';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';

const lengthOf = (row: Float32Array) => Math.hypot(...row);

function drawRows(rows: number, cols: number) {
  const random = createRandom(3);
  const matrix = createMatrix(rows, cols);
  for (let at = 0; at < matrix.data.length; at++) matrix.data[at] = random.next() - 0.5;
  return directionsOf(matrix);
}

describe('softenLengths', () => {
  it('keeps directions and takes the root of lengths', () => {
    const matrix = { data: Float32Array.from([3, 4, 0, 0, 0.09, 0]), rows: 3, cols: 2 };
    const { data } = softenLengths(matrix);
    const expected = [3 / Math.sqrt(5), 4 / Math.sqrt(5), 0, 0, 0.3, 0];
    expected.forEach((value, at) => expect(data[at]).toBeCloseTo(value, 6));
    expect(matrix.data[0]).toBe(3);
  });
});

describe('shareRows', () => {
  const matrix = drawRows(80, 6);
  const graph = drain(findNeighbours(matrix, 15));

  it('leaves columns as they are', () => {
    expect(drain(shareRows(matrix, 0, graph))).toBe(matrix);
  });

  it('draws rows of texts and columns half-way to their neighbours, once', () => {
    expect(drain(shareRows(matrix, 0.5, graph)).data).toEqual(smoothRows(matrix, graph).data);
  });

  it('diffuses texts alone and softens their lengths', () => {
    const diffused = drain(diffuseRows(matrix, tieNeighbours(graph)));
    const rows = drain(shareRows(matrix, 1, graph));
    for (let row = 0; row < matrix.rows; row++)
      expect(lengthOf(rowOf(rows, row)) ** 2).toBeCloseTo(lengthOf(rowOf(diffused, row)), 5);
    directionsOf(rows).data.forEach((value, at) =>
      expect(value).toBeCloseTo(directionsOf(diffused).data[at], 5),
    );
  });
});
