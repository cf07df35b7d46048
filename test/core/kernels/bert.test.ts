import v8 from 'node:v8';
import { describe, expect, it } from 'vitest';
import { hasRelaxedSimd, openBert } from '../../../src/core/kernels/bert';
import { makeBert, makeTokens, readPlainly } from '../../fixtures/bert';

// Node 20 has relaxed SIMD behind a flag, later ones as a matter of course.
if (!hasRelaxedSimd()) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

const WORDS = 40;

/** Cosines of rows with the twin's. Seven bits step: a float's last digit can move a value to the next step. */
function leastCosine(found: Float32Array, expected: readonly number[][]): number {
  let least = 1;
  for (const [i, row] of expected.entries()) {
    const own = found.subarray(i * row.length, (i + 1) * row.length);
    const dot = row.reduce((sum, x, j) => sum + x * own[j], 0);
    least = Math.min(least, dot / (Math.hypot(...row) * Math.hypot(...own)));
  }
  return least;
}

describe('openBert', () => {
  it.each([
    ['heads of 16', { heads: 4 }],
    ['heads of 32', { heads: 2 }],
    ['wide layers', { hidden: 128, heads: 4, wider: 512, layers: 1 }],
    ['weights that fill their bytes', { largest: 127 }],
  ])('reads as its twin does: %s', (_, shape) => {
    const weights = makeBert(3, shape);
    for (const relaxed of [false, true]) {
      const bert = openBert(weights, false, relaxed);
      for (const length of [1, 2, 7, 8, 9, 33]) {
        const [ids] = makeTokens([length], WORDS, length);
        const expected = readPlainly(weights, ids);
        for (const way of bert.ways)
          expect(leastCosine(bert.read([ids], way), expected)).toBeGreaterThan(0.9995);
      }
    }
  });

  it('gives the same bits whatever way the products are summed', () => {
    for (const largest of [20, 60, 127]) {
      const weights = makeBert(5, { hidden: 128, heads: 4, wider: 256, largest });
      const texts = makeTokens([5, 1, 12, 31, 64], WORDS, 9);
      const wide = openBert(weights, false, false).read(texts).slice();
      const relaxed = openBert(weights, false, true);
      expect(relaxed.ways).toContain('gathered');
      for (const way of relaxed.ways) expect(relaxed.read(texts, way).slice()).toEqual(wide);
    }
  });

  it('gives a text the same bits alone and among others', () => {
    const bert = openBert(makeBert(7), false, false);
    const texts = makeTokens([3, 17, 1, 40, 8], WORDS, 2);
    const together = bert.read(texts).slice();
    let at = 0;
    for (const text of texts) {
      const alone = bert.read([text]).slice();
      expect(together.subarray(at, at + alone.length)).toEqual(alone);
      at += alone.length;
    }
  });

  it('gives the first tokens alone what they get with all', () => {
    const weights = makeBert(11, { layers: 3 });
    const texts = makeTokens([4, 1, 23], WORDS, 6);
    const all = openBert(weights, false, false).read(texts).slice();
    const first = openBert(weights, true, false).read(texts).slice();
    const { hidden } = weights;
    let at = 0;
    for (const [i, { length }] of texts.entries()) {
      expect(first.subarray(i * hidden, (i + 1) * hidden)).toEqual(
        all.subarray(at * hidden, (at + 1) * hidden),
      );
      at += length;
    }
    expect(first).toHaveLength(3 * hidden);
  });

  it('reads a row of equal values, and refuses more tokens than it has room for', () => {
    const weights = makeBert(13);
    const flat = { ...weights, norm: { ...weights.norm, gains: weights.norm.gains.map(() => 0) } };
    const bert = openBert(flat, false, false);
    expect(bert.read([[1, 2, 3]]).every(Number.isFinite)).toBe(true);
    expect(() => bert.read([new Int32Array(500), new Int32Array(13)])).toThrow('513 of 512');
  });
});
