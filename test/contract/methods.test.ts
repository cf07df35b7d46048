import { describe, expect, it } from 'vitest';
import type { Clustering } from '../../src/core/cluster/clustering';
import {
  FIND_NUMBER,
  MATRIX_METHOD_IDS,
  maybeMethodId,
  METHOD_FAMILIES,
  METHOD_IDS,
} from '../../src/core/cluster/method-ids';
import { METHODS } from '../../src/core/cluster/methods';
import { joinFeatures } from '../../src/core/features/join-features';
import { findNeighbours } from '../../src/core/graph/neighbours';
import { createMatrix, type Matrix, takeRows } from '../../src/core/matrix';
import { adjustedRandIndex } from '../../src/core/measure/agreement';
import { prepareCustomers } from '../../src/core/prepare/prepare-customers';
import { createRandom, shuffled } from '../../src/core/random';
import { drain } from '../../src/core/steps';
import type { Table } from '../../src/core/table/table';
import { hashTexts } from '../../src/core/text/hashing-encoder';
import { smoothRows } from '../../src/core/graph/smooth';
import { blobs, matrixOf, partsAlike, randomMatrix } from '../fixtures/matrices';
import { cellsOf, tableOf } from '../fixtures/tables';

const FILE = (() => {
  const random = createRandom(3);
  const says = [
    ['late parcel', 'the parcel is late', 'where is my parcel', 'no news of the parcel'],
    ['lovely green tea', 'the tea is lovely', 'best tea in town', 'my favourite tea'],
    ['a gift for mum', 'the gift wrapping is fine', 'bought a gift', 'gift card please'],
  ];
  const kinds = Array.from({ length: 150 }, () => random.below(3));
  return tableOf({
    id: kinds.map((_, row) => `C${row}`),
    said: kinds.map((kind) => says[kind][random.below(4)] + ['', '!', ', thanks'][random.below(3)]),
    orders: kinds.map((kind) => `${Math.max(1, Math.round(kind * 9 + 3 + random.normal()))}`),
    city: kinds.map(() => ['York', 'Bath', 'Leeds'][random.below(3)]),
  });
})();

function moveRows(table: Table, order: Int32Array): Table {
  const cells = cellsOf(table);
  return tableOf(
    Object.fromEntries(
      table.columns.map(({ name }, at) => [name, Array.from(order, (row) => cells[row][at])]),
    ),
  );
}

describe.each(MATRIX_METHOD_IDS)('%s', (id) => {
  /** Whether it makes as many segments as are wanted; the others find the number themselves. */
  const counts = !FIND_NUMBER.has(id);
  const run = (features: Matrix, k: number, seed = 1): Clustering =>
    drain(METHODS[id](features, { k, seed }));
  const { features, truth } = blobs([60, 45, 30, 15], 5, 21);

  it('finds groups that stand apart', () => {
    const found = run(features, 4);
    expect(partsAlike(found.labels, truth)).toBe(true);
    expect(found.k).toBe(4);
  });

  it('leaves its input as it was', () => {
    const before = features.data.slice();
    run(features, 4);
    expect(features.data).toEqual(before);
  });

  it('gives the same labels for the same seed', () => {
    const cloud = randomMatrix(200, 4, 6);
    for (const seed of [1, 2]) expect(run(cloud, 6, seed)).toEqual(run(cloud, 6, seed));
  });

  it('numbers every label that it uses by size, equal sizes by first row', () => {
    for (const seed of [1, 2, 3]) {
      const { labels, k } = run(randomMatrix(120, 3, seed), 7, seed);
      const sizes = new Array<number>(k).fill(0);
      const first = new Array<number>(k).fill(-1);
      labels.forEach((label, row) => {
        sizes[label]++;
        if (first[label] < 0) first[label] = row;
      });
      if (counts) expect(k).toBe(7);
      for (let label = 0; label < k; label++) {
        expect(sizes[label]).toBeGreaterThan(0);
        if (label === 0) continue;
        const before = sizes[label - 1] - sizes[label];
        expect(before > 0 || (before === 0 && first[label - 1] < first[label])).toBe(true);
      }
    }
  });

  it('gives centres and inertia of its own labels', () => {
    const { labels, centres, inertia, k } = run(features, 4);
    expect(centres).toMatchObject({ rows: k, cols: 5 });
    expect(inertia).toBeGreaterThan(0);
    const sizes = new Array<number>(k).fill(0);
    for (const label of labels) sizes[label]++;
    expect(sizes).toEqual([60, 45, 30, 15]);
  });

  it('gives equal rows one label', () => {
    const { features: few } = blobs([12, 9, 6], 4, 8);
    const twice = takeRows(few, [...Array(27).keys(), ...Array(27).keys()]);
    const { labels } = run(twice, 5);
    for (let row = 0; row < 27; row++) expect(labels[row + 27]).toBe(labels[row]);
  });

  it.runIf(counts)(
    'gives equal rows one label, also where more segments are wanted than rows differ',
    () => {
      const points = [
        [0, 1],
        [5, 0],
        [0, -9],
      ];
      const { labels, k } = run(matrixOf([...points, ...points, ...points, ...points]), 5);
      expect(k).toBe(3);
      for (let row = 3; row < 12; row++) expect(labels[row]).toBe(labels[row - 3]);
    },
  );

  it('is not moved by a constant column', () => {
    const cloud = randomMatrix(150, 3, 9);
    const wider = createMatrix(150, 4);
    for (let row = 0; row < 150; row++)
      wider.data.set(cloud.data.subarray(row * 3, row * 3 + 3), row * 4);
    expect(run(wider, 5).labels).toEqual(run(cloud, 5).labels);
  });

  it('takes one row', () => {
    const found = run(matrixOf([[1, 2, 3]]), 1);
    expect([...found.labels]).toEqual([0]);
    expect(found).toMatchObject({ k: 1, inertia: 0 });
  });

  it.runIf(counts)('makes one segment when one is wanted', () => {
    const found = run(features, 1);
    expect(found.k).toBe(1);
    expect(found.labels.every((label) => label === 0)).toBe(true);
  });

  it.runIf(counts)('makes every row its own segment when as many are wanted', () => {
    const found = run(randomMatrix(24, 6, 2), 24);
    expect(found.k).toBe(24);
    expect([...found.labels]).toEqual([...Array(24).keys()]);
    expect(found.inertia).toBeCloseTo(0, 6);
  });

  it.runIf(counts)('makes no more segments than there are rows', () => {
    expect(run(randomMatrix(5, 3, 2), 9).k).toBe(5);
  });

  it('stops where it is left: it yields often, and ends at once when abandoned', () => {
    const cloud = randomMatrix(3000, 8, 4);
    const steps = METHODS[id](cloud, { k: 8, seed: 1 });
    let last = 0;
    for (let i = 0; i < 5; i++) {
      const step = steps.next();
      if (step.done) throw new Error('done before it could be stopped');
      expect(step.value.done).toBeGreaterThanOrEqual(last);
      expect(step.value.done).toBeLessThanOrEqual(step.value.total);
      last = step.value.done;
    }
    expect(steps.return(undefined as never).done).toBe(true);
    expect(steps.next()).toEqual({ done: true, value: undefined });
  });

  it('finds nearly the same groups whatever the order of the rows', () => {
    const order = shuffled(features.rows, createRandom(2));
    const moved = run(takeRows(features, order), 4);
    const there = Int32Array.from(order, (row) => truth[row]);
    expect(adjustedRandIndex(moved.labels, there)).toBe(1);
  });

  it('finds the same segments in a shuffled file', () => {
    const found = (table: Table) => {
      const prepared = prepareCustomers(table, ['id', 'text', 'number', 'category']);
      const { matrix } = joinFeatures(prepared, drain(hashTexts(prepared.texts)));
      const space = smoothRows(matrix, drain(findNeighbours(matrix, 15)));
      const { labels } = run(space, 4, 5);
      const ids = cellsOf(table).map(([name]) => name);
      return new Map(Array.from(prepared.order, (row, at) => [ids[row], labels[at]]));
    };
    const straight = found(FILE);
    if (counts) expect(new Set(straight.values()).size).toBe(4);
    for (const seed of [1, 2])
      expect(found(moveRows(FILE, shuffled(FILE.rows, createRandom(seed))))).toEqual(straight);
  });
});

it('knows its methods by name and no other', () => {
  expect(METHOD_IDS).toHaveLength(16);
  for (const id of METHOD_IDS) expect(maybeMethodId(id)).toBe(id);
  expect(maybeMethodId('optics')).toBeUndefined();
  expect(maybeMethodId('constructor')).toBeUndefined();
});

/** Those that place a border by how much lies on each side of it. */
const WEIGHING = MATRIX_METHOD_IDS.filter(
  (id) => !FIND_NUMBER.has(id) && !/spherical|linkage/.test(id),
);

describe.each(WEIGHING)('%s with weights', (id) => {
  const line = matrixOf([[0], [4], [10]]);
  const labelsFor = (...weights: number[]) => [
    ...drain(METHODS[id](line, { k: 2, seed: 1, weights: Float64Array.from(weights) })).labels,
  ];

  it('moves the border to where the weight is', () => {
    // Together 0 and 4 lose 16 w0 w4 / (w0 + w4), 4 and 10 lose 36 w4 w10 / (w4 + w10).
    expect(labelsFor(1, 1, 1)).toEqual([0, 0, 1]);
    expect(labelsFor(1, 100, 0.1)).toEqual([1, 0, 0]);
  });

  it('counts a row of weight two as two rows', () => {
    const { features } = blobs([40, 30, 20], 3, 5);
    const twice = Array.from({ length: 90 }, (_, row) => (row % 4 === 0 ? [row, row] : [row]));
    const doubled = drain(METHODS[id](takeRows(features, twice.flat()), { k: 3, seed: 1 }));
    const weights = Float64Array.from(twice, ({ length }) => length);
    const weighted = drain(METHODS[id](features, { k: 3, seed: 1, weights }));
    let at = 0;
    const ofFirst = Int32Array.from(twice, ({ length }) => {
      const label = doubled.labels[at];
      at += length;
      return label;
    });
    expect(partsAlike(weighted.labels, ofFirst)).toBe(true);
  });
});

it('offers every method once, by what it looks for', () => {
  const offered = Object.values(METHOD_FAMILIES).flat();
  expect([...offered].sort()).toEqual([...METHOD_IDS].sort());
});
