import { describe, expect, it } from 'vitest';
import { settleLabels } from '../../../src/core/cluster/clustering';
import { honourPairs } from '../../../src/core/corrections/honour-pairs';
import { applyMetric, learnMetric, type RowPair } from '../../../src/core/corrections/learn-metric';
import { createMatrix, type Matrix, rowOf } from '../../../src/core/matrix';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import golden from '../../golden/corrections.json';

const distance = (m: Matrix, a: number, b: number) =>
  Math.hypot(...rowOf(m, a).map((value, col) => value - rowOf(m, b)[col]));

/** What becomes of a space by examples. */
function learn(features: Matrix, pairs: readonly RowPair[], seed = 1): Matrix {
  const metric = drain(learnMetric(features, pairs, seed));
  return metric === undefined ? features : drain(applyMetric(features, metric));
}

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const matrix = createMatrix(rows.length, rows[0].length);
  rows.forEach((row, at) => matrix.data.set(row, at * row.length));
  return matrix;
}

/** Customers who differ widely in two columns that nobody cares for, and a little in one that counts. */
function noisy(rows = 300) {
  const random = createRandom(11);
  const features = createMatrix(rows, 6);
  const kinds = Array.from({ length: rows }, (_, row) => row % 2);
  for (let row = 0; row < rows; row++)
    for (let col = 0; col < 6; col++)
      features.data[row * 6 + col] =
        random.normal() * (col < 2 ? 3 : 0.5) + (col === 2 ? kinds[row] * 2 : 0);
  return { features, kinds };
}

function pairsOf(kinds: readonly number[], count: number, seed: number): RowPair[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const [a, b] = [random.below(kinds.length), random.below(kinds.length)];
    return { a, b, same: kinds[a] === kinds[b] };
  }).filter(({ a, b }) => a !== b);
}

describe('learnMetric', () => {
  it('agrees with the closed form as numpy has it', () => {
    const pairs = golden.pairs.map(([a, b, same]) => ({
      a: Number(a),
      b: Number(b),
      same: same === true,
    }));
    const learnt = learn(matrixOf(golden.rows), pairs);
    golden.learnt.forEach((row, at) =>
      row.forEach((value, col) => expect(rowOf(learnt, at)[col]).toBeCloseTo(value, 4)),
    );
  });

  it('is no metric without pairs, or where nothing varies', () => {
    const { features } = noisy();
    expect(drain(learnMetric(features, [], 1))).toBeUndefined();
    expect(drain(learnMetric(features, [{ a: 3, b: 3, same: true }], 1))).toBeUndefined();
    expect(drain(learnMetric(createMatrix(5, 3), [{ a: 0, b: 1, same: true }], 1))).toBeUndefined();
  });

  it('does not depend on the order of the pairs, nor on which of two comes first', () => {
    const { features, kinds } = noisy();
    const pairs = pairsOf(kinds, 20, 2);
    const turned = [...pairs].reverse().map(({ a, b, same }) => ({ a: b, b: a, same }));
    expect(learn(features, turned)).toEqual(learn(features, pairs));
  });

  it('two pairs change little, a hundred much', () => {
    const { features, kinds } = noisy();
    const change = (count: number) => {
      const learnt = learn(features, pairsOf(kinds, count, 3));
      let sum = 0;
      for (let row = 0; row < features.rows; row++)
        sum += Math.hypot(
          ...rowOf(learnt, row).map((value, col) => value - rowOf(features, row)[col]),
        );
      return sum / features.rows;
    };
    expect(change(2)).toBeLessThan(0.35);
    expect(change(100)).toBeGreaterThan(2 * change(2));
  });

  it('keeps the variance of the whole', () => {
    const { features, kinds } = noisy();
    const spread = ({ data, rows, cols }: Matrix) => {
      let sum = 0;
      for (let col = 0; col < cols; col++) {
        const values = Array.from({ length: rows }, (_, row) => data[row * cols + col]);
        const mean = values.reduce((total, value) => total + value, 0) / rows;
        sum += values.reduce((total, value) => total + (value - mean) ** 2, 0) / (rows - 1);
      }
      return sum;
    };
    expect(spread(learn(features, pairsOf(kinds, 60, 4)))).toBeCloseTo(spread(features), 3);
  });

  it('says more of customers whom nobody marked', () => {
    const { features, kinds } = noisy();
    const pairs = pairsOf(kinds, 100, 5);
    const marked = new Set(pairs.flatMap(({ a, b }) => [a, b]));
    const others = [...kinds.keys()].filter((row) => !marked.has(row));
    expect(others.length).toBeGreaterThan(120);
    const contrast = (m: Matrix) => {
      const sums = [0, 0];
      const counts = [0, 0];
      for (const a of others)
        for (const b of others)
          if (a < b) {
            sums[Number(kinds[a] === kinds[b])] += distance(m, a, b);
            counts[Number(kinds[a] === kinds[b])]++;
          }
      return sums[0] / counts[0] / (sums[1] / counts[1]);
    };
    expect(contrast(learn(features, pairs)) - 1).toBeGreaterThan((contrast(features) - 1) * 1.2);
  });
});

describe('honourPairs', () => {
  // Two crowds on a line, and one customer between them, nearer to the first.
  const rows = matrixOf([[0], [1], [2], [4], [10], [11], [12]]);
  const found = settleLabels(rows, Int32Array.of(0, 0, 0, 0, 1, 1, 1));
  const honour = (pairs: readonly RowPair[], of = found) => drain(honourPairs(rows, of, pairs));

  it('leaves segments alone without pairs', () => {
    expect(honour([])).toBe(found);
  });

  it('moves rows that belong together as one, to the nearest for both', () => {
    expect([...honour([{ a: 3, b: 5, same: true }]).labels]).toEqual([1, 1, 1, 0, 0, 0, 0]);
  });

  it('never puts rows that are different into one segment', () => {
    const { labels } = honour([{ a: 2, b: 3, same: false }]);
    expect(labels[2]).not.toBe(labels[3]);
    expect(labels[0]).toBe(labels[1]);
  });

  it('keeps all pairs that can be kept, whatever their order', () => {
    const pairs = [
      { a: 0, b: 1, same: true },
      { a: 1, b: 4, same: true },
      { a: 4, b: 6, same: false },
      { a: 2, b: 0, same: false },
    ];
    const { labels } = honour(pairs);
    for (const { a, b, same } of pairs) expect(labels[a] === labels[b]).toBe(same);
    expect(honour([...pairs].reverse()).labels).toEqual(labels);
  });

  it('does what it can where there are too few segments', () => {
    const pairs = [
      { a: 0, b: 1, same: false },
      { a: 1, b: 2, same: false },
      { a: 0, b: 2, same: false },
    ];
    const { labels, k } = honour(pairs);
    expect(k).toBe(2);
    const kept = pairs.filter(({ a, b }) => labels[a] !== labels[b]).length;
    expect(kept).toBe(2);
  });
});
