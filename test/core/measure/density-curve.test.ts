import { describe, expect, it } from 'vitest';
import { clusterByDensity } from '../../../src/core/cluster/density-methods';
import {
  type DensityPoint,
  prepareDensities,
  sizesToTry,
} from '../../../src/core/measure/density-curve';
import { preferDensities } from '../../../src/core/measure/prefer-densities';
import { dbcv } from '../../../src/core/measure/density-validity';
import { drain } from '../../../src/core/steps';
import { blobs } from '../../fixtures/matrices';

const { features } = blobs([120, 90, 60, 30], 3, 8, 0.8);
const curve = (dial: 'minClusterSize' | 'eps' | 'resolution') => {
  const { values, measure } = drain(prepareDensities(features, dial, {}, features.rows, 1));
  return values.map((value) => drain(measure(value)));
};

describe('prepareDensities', () => {
  it('turns the fewest customers of a segment: counts, shares and DBCV of the very method', () => {
    const points = curve('minClusterSize');
    expect(points.map(({ value }) => value)).toEqual(sizesToTry(300, 1));
    for (const { value, k, placed, validity } of points) {
      const { labels, k: found } = drain(
        clusterByDensity(features, { minClusterSize: value, selection: 'leaf' }),
      );
      expect(k).toBe(found);
      expect(placed).toBe(labels.filter((label) => label >= 0).length / 300);
      if (k >= 2) expect(validity).toBe(drain(dbcv(features, labels)).score);
    }
    const best = points.find(({ value }) => value === preferDensities(points).validity);
    expect(best?.k).toBe(4);
  });

  it('turns how near neighbours are: more are placed the wider it is', () => {
    const points = curve('eps');
    expect(points.length).toBeGreaterThan(5);
    for (let at = 1; at < points.length; at++)
      expect(points[at].placed).toBeGreaterThanOrEqual(points[at - 1].placed);
    expect(points.every(({ persistence }) => Number.isNaN(persistence))).toBe(true);
  });

  it('turns how fine communities are', () => {
    const points = curve('resolution');
    expect(points.at(-1)?.k).toBeGreaterThan(points[0].k);
    expect(points.every(({ placed }) => placed === 1)).toBe(true);
    const best = points.find(({ value }) => value === preferDensities(points).silhouette);
    expect(best?.k).toBe(4);
  });
});

describe('sizesToTry', () => {
  it('grows by half up to a quarter of the customers', () => {
    expect(sizesToTry(80, 1)).toEqual([5, 8, 11, 17]);
  });

  it('leaves out sizes that are the same in a sample', () => {
    const sizes = sizesToTry(40000, 0.05);
    expect(new Set(sizes.map((size) => Math.round(size * 0.05))).size).toBe(sizes.length);
    expect(Math.min(...sizes) * 0.05).toBeGreaterThan(2);
  });
});

describe('preferDensities', () => {
  it('heeds only settings that give segments', () => {
    const point = (value: number, k: number, validity: number): DensityPoint => ({
      value,
      k,
      placed: 1,
      validity,
      persistence: NaN,
      silhouette: NaN,
    });
    expect(preferDensities([point(5, 1, 0.9), point(8, 3, 0.2), point(11, 2, 0.4)])).toEqual({
      validity: 11,
    });
  });
});
