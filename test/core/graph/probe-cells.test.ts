import { describe, expect, it } from 'vitest';
import { probeCells } from '../../../src/core/graph/probe-cells';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf, randomMatrix } from '../../fixtures/matrices';

describe('probeCells', () => {
  const { features } = blobs([900, 700, 500, 400, 300, 200], 16, 5, 1);

  it('makes about as many visits by the end of each pass as are wanted, each once, none to the own cell', () => {
    const wanted = [2, 5, 9];
    const { own, starts, cell, pass } = drain(probeCells(features, 40, wanted));
    const made = [0, 0, 0];
    for (let row = 0; row < features.rows; row++) {
      const visited = cell.subarray(starts[row], starts[row + 1]);
      expect(new Set(visited).size).toBe(visited.length);
      expect(visited).not.toContain(own[row]);
      for (let at = starts[row]; at < starts[row + 1]; at++) made[pass[at]]++;
    }
    let sum = 0;
    for (const [i, visits] of wanted.entries()) {
      sum += made[i] / features.rows;
      expect(Math.abs(sum / visits - 1)).toBeLessThan(0.5);
    }
  });

  it('rows at an edge look into more cells than rows inside', () => {
    const line = Array.from({ length: 400 }, (_, i) => [i < 200 ? i / 200 : 9 + i / 200, 0]);
    const { starts, own } = drain(probeCells(matrixOf(line), 4, [0.5]));
    const visits = (row: number) => starts[row + 1] - starts[row];
    const edges = Array.from(own.keys()).filter((row) => row > 0 && own[row] !== own[row - 1]);
    expect(edges.length).toBe(3);
    // Between the two halves of the line is a gap that nobody looks across.
    for (const edge of edges)
      if (edge !== 200) {
        expect(visits(edge)).toBeGreaterThan(0);
        expect(visits(edge - 1)).toBeGreaterThan(0);
      }
    expect(visits(0)).toBe(0);
    expect(visits(399)).toBe(0);
  });

  it('visits all where all are wanted', () => {
    const { starts } = drain(probeCells(randomMatrix(200, 8, 1), 10, [2, 9]));
    expect(starts[200]).toBe(200 * 9);
  });
});
