import { describe, expect, it } from 'vitest';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { findPrincipal, projectRows } from '../../../src/core/project/pca';
import { fuzzyGraph, layoutGraph } from '../../../src/core/project/umap';
import { drain } from '../../../src/core/steps';
import { blobs, graphOf, matrixOf, trustworthiness } from '../../fixtures/matrices';
import golden from '../../golden/layout.json';

const digits = matrixOf(
  golden.digits.map((row) => [...row].map((letter) => letter.charCodeAt(0) - 97)),
);
const flat = projectRows(digits, drain(findPrincipal(digits, 2, 1))).data;
const graph = drain(findNeighbours(digits, 15));
const layout = drain(layoutGraph(graph, { seed: 1, start: flat }));

it('is measured as scikit-learn measures it', () => {
  const waves = new Float32Array(digits.rows * 2);
  digits.data.forEach((grey, i) => {
    const [row, place] = [Math.floor(i / digits.cols), (i % digits.cols) + 1];
    waves[row * 2] += grey * Math.sin(place);
    waves[row * 2 + 1] += grey * Math.cos(2 * place);
  });
  const found = trustworthiness(digits, waves, 15);
  expect(Math.abs(found - golden.trustworthinessOfWaves)).toBeLessThan(1e-3);
});

describe('layoutGraph', () => {
  it('keeps neighbours as well as umap-learn does', () => {
    const found = trustworthiness(digits, layout, 15);
    expect(found).toBeGreaterThan(golden.trustworthiness - 0.02);
    expect(found).toBeLessThanOrEqual(1);
  });

  it('puts digits beside their like: 15 nearest in the plane guess nine in ten', () => {
    const plane = { rows: digits.rows, cols: 2, data: layout };
    const near = drain(findNeighbours(plane, 15));
    let right = 0;
    for (let row = 0; row < digits.rows; row++) {
      const votes = new Map<number, number>();
      for (const other of near.indices.subarray(row * 15, row * 15 + 15)) {
        const label = golden.labels[other];
        votes.set(label, (votes.get(label) ?? 0) + 1);
      }
      const [guess] = [...votes].sort((a, b) => b[1] - a[1]);
      if (guess[0] === golden.labels[row]) right++;
    }
    expect(right / digits.rows).toBeGreaterThan(0.9);
  });

  it('is the same each time, another with another seed, and centred', () => {
    const start = flat.slice();
    expect(drain(layoutGraph(graph, { seed: 1, start }))).toEqual(layout);
    expect(start).toEqual(flat);
    expect(drain(layoutGraph(graph, { seed: 2, start }))).not.toEqual(layout);
    for (const axis of [0, 1]) {
      const mean = layout.filter((_, i) => i % 2 === axis).reduce((sum, x) => sum + x, 0) / 360;
      expect(Math.abs(mean)).toBeLessThan(1e-3);
    }
  });

  it('does not depend on the scale of the start', () => {
    const doubled = flat.map((x) => x * 2);
    const found = drain(layoutGraph(graph, { seed: 1, start: doubled, epochs: 3 }));
    expect(found).toEqual(drain(layoutGraph(graph, { seed: 1, start: flat, epochs: 3 })));
  });

  it('parts blobs that stand apart, from a start that knows nothing', () => {
    const { features, truth } = blobs([40, 40, 40], 6, 2);
    const found = drain(
      layoutGraph(drain(findNeighbours(features, 10)), {
        seed: 1,
        start: new Float32Array(240),
      }),
    );
    const plane = { rows: 120, cols: 2, data: found };
    const near = drain(findNeighbours(plane, 5));
    const strangers = [...near.indices].filter(
      (other, i) => truth[other] !== truth[Math.floor(i / 5)],
    );
    expect(strangers.length).toBeLessThan(12);
    expect(found.every(Number.isFinite)).toBe(true);
  });

  it('takes one row, two rows and rows that are all equal', () => {
    const one = layoutGraph(graphOf([[0]]), { seed: 1, start: new Float32Array(2) });
    expect(drain(one).every(Number.isFinite)).toBe(true);
    const two = () =>
      layoutGraph(graphOf([[1], [0]]), { seed: 1, start: Float32Array.of(1, 0, -1, 0) });
    [10, 0, -10, 0].forEach((x, i) => expect(drain(two())[i]).toBeCloseTo(x, 2));
    const same = matrixOf(new Array(20).fill([1, 1]));
    const equal = drain(
      layoutGraph(drain(findNeighbours(same, 5)), { seed: 1, start: new Float32Array(40) }),
    );
    expect(equal.every(Number.isFinite)).toBe(true);
  });

  it('shows every round and tells its progress to the end', () => {
    let shown = 0;
    let last = { done: 0, total: 1 };
    const steps = layoutGraph(graph, { seed: 1, start: flat, epochs: 7, onLayout: () => shown++ });
    for (let step = steps.next(); !step.done; step = steps.next()) {
      expect(step.value.done).toBeGreaterThanOrEqual(last.done);
      last = step.value;
    }
    expect(shown).toBe(7);
    expect(last).toEqual({ done: 7, total: 7 });
  });
});

describe('fuzzyGraph', () => {
  it('ties each row to its nearest with full strength, and all ties sum to log2(k + 1)', () => {
    const k = 6;
    const { features } = blobs([60], 3, 1);
    const near = drain(findNeighbours(features, k));
    const { heads, tails, weights } = fuzzyGraph(near);
    expect(heads.length).toBe(tails.length);
    const tie = new Map<string, number>();
    heads.forEach((head, e) => tie.set(`${head} ${tails[e]}`, weights[e]));
    expect(tie.size).toBe(heads.length);
    for (const [pair, weight] of tie) {
      expect(tie.get(pair.split(' ').reverse().join(' '))).toBe(weight);
      expect(weight > 0 && weight <= 1).toBe(true);
    }
    for (let row = 0; row < near.rows; row++)
      expect(tie.get(`${row} ${near.indices[row * k]}`)).toBe(1);
  });

  it('joins the ties of both directions by a + b - ab', () => {
    // Rows 0 and 1 are each other's nearest; row 2 names both, neither names row 2.
    const near = {
      ...graphOf([
        [1, 3],
        [0, 3],
        [0, 1],
        [0, 1],
      ]),
      distances: Float32Array.of(1, 2, 1, 2, 4, 5, 2, 2),
    };
    const { heads, tails, weights } = fuzzyGraph(near);
    const tie = (head: number, tail: number) =>
      weights[heads.findIndex((h, e) => h === head && tails[e] === tail)];
    expect(tie(0, 1)).toBe(1);
    expect(tie(2, 0)).toBe(1);
    // log2(3) - 1 is left for the farther of two.
    expect(tie(2, 1)).toBeCloseTo(Math.log2(3) - 1, 3);
    expect(heads.length).toBe(2 * 5);
    // From 0 to 3 the same share, from 3 to 0 full strength.
    expect(tie(0, 3)).toBe(1);
  });
});
