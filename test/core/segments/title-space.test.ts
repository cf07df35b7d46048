import { describe, expect, it } from 'vitest';
import { rowOf } from '../../../src/core/matrix';
import { shareOfNearest } from '../../../src/core/segments/nearest-share';
import { fitInSpace, openTitleSpace, scoreInSpace } from '../../../src/core/segments/title-space';
import { matrixOf } from '../../fixtures/matrices';

const vectors = matrixOf([
  [1, 0],
  [0, 1],
  [-1, 0],
]);
const space = openTitleSpace(vectors, Int32Array.of(0, 1, 2), Int32Array.of(0, 1, 2), 3);

describe('openTitleSpace', () => {
  it('sees centres from the middle between them', () => {
    // The mean of (1,0), (0,1) and (-1,0) is (0, 1/3).
    expect(space.mean[0]).toBeCloseTo(0, 6);
    expect(space.mean[1]).toBeCloseTo(1 / 3, 6);
    const length = Math.hypot(1, 1 / 3);
    expect(rowOf(space.apart, 0)[0]).toBeCloseTo(1 / length, 6);
    expect(rowOf(space.apart, 0)[1]).toBeCloseTo(-1 / 3 / length, 6);
    expect(rowOf(space.apart, 1)[0]).toBeCloseTo(0, 6);
    expect(rowOf(space.apart, 1)[1]).toBeCloseTo(1, 6);
  });
});

describe('fitInSpace', () => {
  it('is closeness, less how uncertain it is which group is meant', () => {
    // Seen from the middle the title (0,1) points straight at the second group (likeness 1), and away
    // from the others (likeness -(1/3) / sqrt(10/9) = -0.31623 each).
    const fit = fitInSpace(Float32Array.of(0, 1), space, 1);
    const other = Math.exp((-0.316227766 - 1) / 0.1);
    expect(fit.own).toBe(1);
    expect(fit.next).toBe(0);
    expect(fit.score).toBeCloseTo(1 + 6 * 0.1 * Math.log(1 / (1 + 2 * other)), 6);
    const wrong = fitInSpace(Float32Array.of(0, 1), space, 0);
    expect(wrong.own).toBe(0);
    expect(wrong.score).toBeCloseTo(6 * 0.1 * ((-0.316227766 - 1) / 0.1), 4);
  });

  it('is closeness alone where there is one group', () => {
    const alone = openTitleSpace(vectors, Int32Array.of(0), Int32Array.of(0), 1);
    expect(fitInSpace(Float32Array.of(0.6, 0.8), alone, 0).score).toBeCloseTo(0.6, 6);
  });
});

describe('scoreInSpace', () => {
  it('is a little higher for a common phrase and lower for one that is cut off', () => {
    const fit = { own: 0.5, next: 0.25, score: 1 };
    expect(scoreInSpace(fit, { share: 1, cutOff: 0 })).toBe(1);
    expect(scoreInSpace(fit, { share: 1 / Math.E, cutOff: 1 })).toBeCloseTo(1 - 0.08 - 0.05, 9);
  });
});

describe('shareOfNearest', () => {
  it('counts whose texts are next to a title', () => {
    const turn = (degrees: number) => [
      Math.cos((degrees * Math.PI) / 180),
      Math.sin((degrees * Math.PI) / 180),
    ];
    // 20 texts at 0, 1, 2 ... 19 degrees, the first twelve of group 0; 15 are looked at.
    const texts = matrixOf(Array.from({ length: 20 }, (_, at) => turn(at)));
    const labels = Int32Array.from({ length: 20 }, (_, at) => (at < 12 ? 0 : 1));
    const titles = matrixOf([turn(0), turn(19)]);
    expect(shareOfNearest(titles, texts, labels, 0)).toEqual([12 / 15, 7 / 15]);
    expect(shareOfNearest(titles, texts, labels, 1)).toEqual([3 / 15, 8 / 15]);
    expect(shareOfNearest(titles, matrixOf([turn(3)]), Int32Array.of(1), 1)).toEqual([1, 1]);
  });
});
