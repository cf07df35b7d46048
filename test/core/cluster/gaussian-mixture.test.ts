import { describe, expect, it } from 'vitest';
import { invertFactor } from '../../../src/core/cluster/cholesky';
import type { Covariance } from '../../../src/core/cluster/method-settings';
import {
  chooseCovariance,
  fitMixture,
  gaussianMixture,
} from '../../../src/core/cluster/gaussian-mixture';
import { createMatrix } from '../../../src/core/matrix';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf, partsAlike, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/partition.json';

const { mixtures } = golden;

describe('fitMixture against scikit-learn', () => {
  it.each(mixtures.fits)('$covariance: the same likelihood, shares and memberships', (given) => {
    const found = drain(
      fitMixture(readMatrix(mixtures.features), Int32Array.from(mixtures.start), {
        k: 3,
        seed: 1,
        covariance: given.covariance as Covariance,
        tolerance: 1e-8,
        rounds: 3000,
      }),
    );
    expect(found.logLikelihood).toBeCloseTo(given.logLikelihood, 4);
    expect(found.bic).toBeCloseTo(given.bic, 1);
    expect(found.aic).toBeCloseTo(given.aic, 1);
    const sure = given.largest.flatMap((chance, row) => (chance > 0.52 ? [row] : []));
    expect(sure.length).toBeGreaterThan(130);
    const own = sure.map((row) => found.labels[row]);
    expect(
      partsAlike(
        own,
        sure.map((row) => given.labels[row]),
      ),
    ).toBe(true);
    [...found.shares].sort().forEach((share, i) => expect(share).toBeCloseTo(given.shares[i], 2));
    for (let row = 0; row < found.labels.length; row++) {
      const own = found.memberships.data[row * 3 + found.labels[row]];
      expect(Math.abs(own - given.largest[row])).toBeLessThan(0.02);
    }
  });
});

describe('gaussianMixture', () => {
  it('sees two long groups side by side that k-means would cut across', () => {
    const random = createRandom(4);
    const features = createMatrix(400, 2);
    const truth = new Int32Array(400);
    for (let row = 0; row < 400; row++) {
      truth[row] = row % 2;
      features.data[2 * row] = 10 * random.normal();
      features.data[2 * row + 1] = 8 * truth[row] + random.normal();
    }
    const found = drain(gaussianMixture(features, { k: 2, seed: 1, covariance: 'tied' }));
    expect(partsAlike(found.labels, truth)).toBe(true);
  });

  it('gives memberships that sum to one, highest for the own segment', () => {
    const { features } = blobs([60, 50, 40], 3, 7, 3);
    const { memberships, labels, shares } = drain(gaussianMixture(features, { k: 3, seed: 1 }));
    for (let row = 0; row < 150; row++) {
      const own = memberships.data.subarray(row * 3, row * 3 + 3);
      expect(own[0] + own[1] + own[2]).toBeCloseTo(1, 5);
      expect(own[labels[row]]).toBe(Math.max(...own));
    }
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  it('prefers by BIC the number of groups that there are', () => {
    const { features } = blobs([70, 60, 50], 3, 5, 0.8);
    const bics = [2, 3, 4, 5].map(
      (k) => drain(gaussianMixture(features, { k, seed: 1, covariance: 'spherical' })).bic,
    );
    expect(Math.min(...bics)).toBe(bics[1]);
  });

  it('bears groups that are flat', () => {
    const flat = matrixOf(
      Array.from({ length: 40 }, (_, i) => (i < 20 ? [i, 2 * i, 0] : [i, -i, 5])),
    );
    for (const covariance of ['full', 'tied', 'diag', 'spherical'] as const) {
      const found = drain(gaussianMixture(flat, { k: 2, seed: 1, covariance }));
      expect(Number.isFinite(found.logLikelihood)).toBe(true);
      expect(found.k).toBe(2);
    }
  });
});

describe('chooseCovariance', () => {
  it.each([
    [1000, 5, 4, 'full'],
    [150, 5, 4, 'tied'],
    [1500, 100, 2, 'diag'],
    [500, 384, 8, 'spherical'],
  ] as const)('%i rows of %i columns in %i segments: %s', (rows, cols, k, covariance) => {
    expect(chooseCovariance(rows, cols, k)).toBe(covariance);
  });
});

describe('invertFactor', () => {
  it('whitens a matrix by hand, and refuses one that is not positive', () => {
    const found = invertFactor(Float64Array.of(4, 2, 2, 5), 2);
    expect([...(found?.whitener ?? [])]).toEqual([0.5, 0, -0.25, 0.5]);
    expect(found?.halfLogDet).toBeCloseTo(Math.log(16) / 2, 12);
    expect(invertFactor(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
  });
});
