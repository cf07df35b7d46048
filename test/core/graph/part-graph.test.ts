import { describe, expect, it } from 'vitest';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { graphOfPart } from '../../../src/core/graph/part-graph';
import { createMatrix, takeRows } from '../../../src/core/matrix';
import { createRandom, shuffled } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { randomMatrix } from '../../fixtures/matrices';

describe('the neighbours of a part', () => {
  // Of 12 known neighbours half are in a half, so that many lists are too short and are made anew.
  it.each([
    ['rows that differ', randomMatrix(300, 9, 1), 48],
    ['lists that are too short', randomMatrix(300, 9, 2), 12],
    ['rows that are equal', { ...createMatrix(300, 3), data: alikeInFours(300, 3) }, 20],
  ])('are those that the part has by itself: %s', (_, features, known) => {
    const whole = drain(findNeighbours(features, known));
    const random = createRandom(7);
    for (const share of [0.5, 0.8]) {
      const members = shuffled(features.rows, random)
        .slice(0, share * features.rows)
        .sort();
      const part = takeRows(features, members);
      expect(drain(graphOfPart(part, whole, members, 10))).toEqual(drain(findNeighbours(part, 10)));
    }
  });
});

function alikeInFours(rows: number, cols: number): Float32Array {
  const { data } = randomMatrix(rows / 4, cols, 3);
  return Float32Array.from({ length: rows * cols }, (_, at) => data[at % data.length]);
}
