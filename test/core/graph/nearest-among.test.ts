import { describe, expect, it } from 'vitest';
import { findNearestAmong } from '../../../src/core/graph/nearest-among';
import { distanceOf, takeRows } from '../../../src/core/matrix';
import { drain } from '../../../src/core/steps';
import { matrixOf, randomMatrix } from '../../fixtures/matrices';

describe('findNearestAmong', () => {
  it('finds what comparing everything finds', () => {
    const references = randomMatrix(611, 13, 1);
    const features = randomMatrix(300, 13, 2);
    const { indices, distances, k } = drain(findNearestAmong(references, features, 7));
    for (let row = 0; row < features.rows; row++) {
      const all = Array.from({ length: references.rows }, (_, reference) => ({
        reference,
        distance: distanceOf(references, reference, features, row),
      })).sort((a, b) => a.distance - b.distance || a.reference - b.reference);
      expect([...indices.subarray(row * k, (row + 1) * k)]).toEqual(
        all.slice(0, k).map(({ reference }) => reference),
      );
      all
        .slice(0, k)
        .forEach(({ distance }, n) => expect(distances[row * k + n]).toBeCloseTo(distance, 5));
    }
  });

  it('does not mind who else is searched', () => {
    const references = randomMatrix(400, 9, 3);
    const features = randomMatrix(5000, 9, 4);
    const all = drain(findNearestAmong(references, features, 5));
    const some = [4999, 0, 4096, 17];
    const few = drain(findNearestAmong(references, takeRows(features, some), 5));
    some.forEach((row, at) => {
      const of = (found: typeof all, place: number) => [
        ...found.indices.subarray(place * 5, place * 5 + 5),
        ...found.distances.subarray(place * 5, place * 5 + 5),
      ];
      expect(of(few, at)).toEqual(of(all, row));
    });
  });

  it('gives equal rows distance 0, the first of them first', () => {
    const row = [0.1, 0.2, 0.3];
    const { indices, distances } = drain(
      findNearestAmong(matrixOf([[9, 9, 9], row, row]), matrixOf([row]), 5),
    );
    expect([...indices]).toEqual([1, 2, 0]);
    expect([...distances.subarray(0, 2)]).toEqual([0, 0]);
  });

  it('has nothing to say of nobody', () => {
    expect(drain(findNearestAmong(randomMatrix(5, 2, 1), matrixOf([]), 3)).rows).toBe(0);
  });
});
