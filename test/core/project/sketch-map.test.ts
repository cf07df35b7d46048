import { describe, expect, it } from 'vitest';
import { adjustedRandIndex } from '../../../src/core/measure/agreement';
import { sketchMap } from '../../../src/core/project/sketch-map';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf } from '../../fixtures/matrices';

describe('sketchMap', () => {
  const { features, truth } = blobs([120, 90, 60, 30], 40, 5);

  it.each([
    ['as many groups as are wanted', 4, undefined],
    ['as many groups as are wanted, by landmarks', 4, 80],
    ['communities', null, undefined],
    ['communities, by landmarks', null, 80],
  ])('finds %s', (_, k, landmarks) => {
    const options = { seed: 1, k, ...(landmarks === undefined ? {} : { landmarks }) };
    const found = drain(sketchMap(features, options));
    expect(found.layout.length).toBe(600);
    expect(found.layout.every(Number.isFinite)).toBe(true);
    expect(new Set(found.labels).size).toBe(found.k);
    if (k !== null) expect(adjustedRandIndex(found.labels, truth)).toBe(1);
    // Communities may part a group, but do not mix two.
    const owners = new Map<number, Set<number>>();
    found.labels.forEach((label, row) =>
      owners.set(label, (owners.get(label) ?? new Set()).add(truth[row])),
    );
    expect([...owners.values()].every(({ size }) => size === 1)).toBe(true);
    expect(drain(sketchMap(features, options))).toEqual(found);
  });

  it('puts rows beside rows of their own group', () => {
    const { layout } = drain(sketchMap(features, { seed: 1, k: 4, landmarks: 80 }));
    let beside = 0;
    for (let row = 0; row < 300; row++) {
      let [nearest, least] = [-1, Infinity];
      for (let other = 0; other < 300; other++) {
        if (other === row) continue;
        const distance = Math.hypot(
          layout[row * 2] - layout[other * 2],
          layout[row * 2 + 1] - layout[other * 2 + 1],
        );
        if (distance < least) [nearest, least] = [other, distance];
      }
      beside += Number(truth[nearest] === truth[row]);
    }
    expect(beside).toBeGreaterThan(294);
  });

  it('numbers the larger groups first', () => {
    const { labels, k } = drain(sketchMap(features, { seed: 3, k: 4, landmarks: 100 }));
    const sizes = new Array<number>(k).fill(0);
    labels.forEach((label) => sizes[label]++);
    expect(sizes).toEqual([120, 90, 60, 30]);
  });

  it('takes few rows, and rows that are all alike', () => {
    for (const rows of [
      [
        [0, 0],
        [1, 0],
        [5, 5],
      ],
      Array.from({ length: 40 }, () => [1, 2, 3]),
    ]) {
      const { layout, labels } = drain(sketchMap(matrixOf(rows), { seed: 1, k: 2 }));
      expect(layout.every(Number.isFinite)).toBe(true);
      expect(labels.length).toBe(rows.length);
    }
  });
});
