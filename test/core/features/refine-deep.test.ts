import { describe, expect, it } from 'vitest';
import { kmeans } from '../../../src/core/cluster/kmeans';
import { belongTo, createAutoencoder, learnBatch } from '../../../src/core/features/autoencoder';
import { refineDeep, sharpen } from '../../../src/core/features/refine-deep';
import { adjustedRandIndex } from '../../../src/core/measure/agreement';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf, randomMatrix } from '../../fixtures/matrices';

describe('learnBatch', () => {
  const random = createRandom(4);
  const network = createAutoencoder([5, 7, 3], random);
  const rows = Float64Array.from({ length: 4 * 5 }, () => random.normal());
  const centres = Float64Array.from({ length: 2 * 3 }, () => random.normal());
  const targets = Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.5, 0.5, 1, 0);
  const pull = { centres, targets, weight: 0.7 };
  const STEP = 1e-5;

  function slopeOf(values: Float64Array, at: number): number {
    const own = values[at];
    values[at] = own + STEP;
    const above = learnBatch(network, rows, 4, pull).loss;
    values[at] = own - STEP;
    const below = learnBatch(network, rows, 4, pull).loss;
    values[at] = own;
    return (above - below) / (2 * STEP);
  }

  it('gives the gradient of every weight that differences give', () => {
    const { weights } = learnBatch(network, rows, 4, pull);
    network.weights.forEach((step, s) => {
      for (let at = 0; at < step.length; at++)
        expect(weights[s][at], `step ${s}, weight ${at}`).toBeCloseTo(slopeOf(step, at), 6);
    });
  });

  it('gives the gradient of every centre that differences give', () => {
    const { centres: found } = learnBatch(network, rows, 4, pull);
    for (let at = 0; at < centres.length; at++)
      expect(found?.[at]).toBeCloseTo(slopeOf(centres, at), 6);
  });

  it('has the loss of a network that says nothing: half the squares, a mean over rows', () => {
    const silent = createAutoencoder([2, 3, 1], createRandom(1));
    for (const step of silent.weights) step.fill(0);
    expect(learnBatch(silent, Float64Array.of(1, 2, 3, 4), 2).loss).toBeCloseTo(30 / 4, 12);
  });
});

describe('belongTo and sharpen', () => {
  it('know the answers by hand', () => {
    const shares = new Float64Array(2);
    // Squared distances 0 and 4: 1 and 1/5, hence 5/6 and 1/6.
    belongTo(Float64Array.of(0, 0), Float64Array.of(0, 0, 2, 0), shares);
    expect(shares[0]).toBeCloseTo(5 / 6, 12);
    const codes = matrixOf([
      [0, 0],
      [2, 0],
    ]);
    // Both groups weigh 1 in all, so squares alone decide: 25 to 1.
    const targets = sharpen(codes, Float64Array.of(0, 0, 2, 0), 2);
    expect(targets[0]).toBeCloseTo(25 / 26, 12);
    expect(targets[1]).toBeCloseTo(1 / 26, 12);
  });
});

describe('refineDeep', () => {
  const { features, truth } = blobs([60, 50, 40], 12, 3, 0.8);
  const options = { seed: 2, groups: 3, rounds: 12, pulls: 6 };

  it('keeps groups that stand apart, in few dimensions', () => {
    const codes = drain(refineDeep(features, options));
    expect(codes).toMatchObject({ rows: 150, cols: 12 });
    const { labels } = drain(kmeans(codes, { k: 3, seed: 1 }));
    expect(adjustedRandIndex(labels, truth)).toBeGreaterThan(0.97);
  });

  it('gives the same codes for the same seed, others for another', () => {
    const codes = drain(refineDeep(features, options));
    expect(drain(refineDeep(features, options))).toEqual(codes);
    expect(drain(refineDeep(features, { ...options, seed: 3 })).data).not.toEqual(codes.data);
  });

  it('leaves its input as it was, and tells how far it is', () => {
    const before = features.data.slice();
    let last = 0;
    const steps = refineDeep(features, options);
    for (let step = steps.next(); !step.done; step = steps.next()) {
      expect(step.value.done).toBeGreaterThanOrEqual(last - 1e-9);
      expect(step.value.done).toBeLessThanOrEqual(step.value.total);
      last = step.value.done;
    }
    expect(last).toBeGreaterThan(0);
    expect(features.data).toEqual(before);
  });

  it('takes rows that are all the same, and fewer rows than groups', () => {
    const same = matrixOf(new Array(6).fill([1, 2]));
    expect(drain(refineDeep(same, options))).toBe(same);
    const few = drain(refineDeep(randomMatrix(3, 4, 1), { ...options, groups: 9 }));
    expect(few.rows).toBe(3);
    expect(few.data.every(Number.isFinite)).toBe(true);
  });
});
