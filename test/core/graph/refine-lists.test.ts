import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { searchCells } from '../../../src/core/graph/cells';
import { createNearestLists, type NearestLists } from '../../../src/core/graph/nearest-lists';
import { approximateNeighbours, findNeighbours } from '../../../src/core/graph/neighbours';
import { refineLists } from '../../../src/core/graph/refine-lists';
import {
  createMatrix,
  type Matrix,
  normalise,
  rowOf,
  squaredNorms,
} from '../../../src/core/matrix';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { hashTexts } from '../../../src/core/text/hashing-encoder';
import { distanceOf } from '../../fixtures/matrices';

/** Unit rows of many columns in overlapping groups, as texts are: hard for cells. */
function manyDirections(rows: number, cols: number, groups: number, seed: number): Matrix {
  const random = createRandom(seed);
  const centres = Array.from({ length: groups }, () =>
    Float64Array.from({ length: cols }, () => random.normal()),
  );
  const features = createMatrix(rows, cols);
  for (let row = 0; row < rows; row++) {
    const [one, two] = [centres[random.below(groups)], centres[random.below(groups)]];
    const own = rowOf(features, row);
    for (let col = 0; col < cols; col++)
      own[col] = one[col] + 0.5 * two[col] + 0.9 * random.normal();
    normalise(own);
  }
  return features;
}

function recallOf(features: Matrix, lists: Pick<NearestLists, 'indices'>, k: number): number {
  const exact = drain(findNeighbours(features, k));
  let found = 0;
  for (let row = 0; row < features.rows; row++) {
    const listed = new Set(lists.indices.subarray(row * k, (row + 1) * k));
    for (const other of exact.indices.subarray(row * k, (row + 1) * k))
      if (listed.has(other)) found++;
  }
  return found / (features.rows * k);
}

const K = 15;

describe('approximate neighbours', () => {
  const features = manyDirections(4000, 96, 60, 3);

  it('hold 98 of 100 true neighbours where cells overlap', () => {
    expect(recallOf(features, drain(approximateNeighbours(features, K)), K)).toBeGreaterThan(0.98);
  });

  it('hold them for texts', () => {
    const words =
      'tea parcel late gift price app green refund card lovely slow box taste mum'.split(' ');
    const random = createRandom(8);
    const texts = Array.from({ length: 2500 }, (_, at) =>
      [at, ...Array.from({ length: 5 }, () => words[random.below(words.length)])].join(' '),
    );
    const said = drain(hashTexts(texts));
    expect(recallOf(said, drain(approximateNeighbours(said, K)), K)).toBeGreaterThan(0.98);
  });

  it('are the same each time', () => {
    const again = drain(approximateNeighbours(features, K));
    expect(again.indices).toEqual(drain(approximateNeighbours(features, K)).indices);
  });
});

describe('refineLists', () => {
  const features = manyDirections(1500, 24, 20, 5);
  const norms = squaredNorms(features);

  it('finds most true neighbours from lists that know few of them', () => {
    const random = createRandom(1);
    const lists = createNearestLists(features.rows, K);
    for (let row = 0; row < features.rows; row++) {
      const met = new Set<number>([row]);
      while (met.size <= K) met.add(random.below(features.rows));
      for (const other of met)
        if (other !== row) lists.offer(row, other, distanceOf(features, row, other) ** 2);
    }
    const before = recallOf(features, lists, K);
    expect(before).toBeLessThan(0.05);
    const changes = drain(refineLists(features, norms, lists, 10));
    expect(recallOf(features, lists, K)).toBeGreaterThan(0.7);
    expect(changes.at(-1)).toBeLessThan(changes[0] / 10);
  });

  it('makes no list worse, keeps others different and at their true distances', () => {
    const { lists } = drain(searchCells(features, K));
    const before = lists.squared.slice();
    drain(refineLists(features, norms, lists, 2));
    for (let row = 0; row < features.rows; row++) {
      const others = [...lists.indices.subarray(row * K, (row + 1) * K)];
      expect(new Set([...others, row]).size).toBe(K + 1);
      others.forEach((other, n) => {
        const at = row * K + n;
        expect(lists.squared[at]).toBeLessThanOrEqual(before[at]);
        expect(
          Math.abs(Math.sqrt(lists.squared[at]) - distanceOf(features, row, other)),
        ).toBeLessThan(2e-3);
      });
    }
  });
});

const VECTORS = process.env.ENCLAVE_VECTORS ?? '';

describe.skipIf(!existsSync(VECTORS))(
  `approximate neighbours of the vectors in ENCLAVE_VECTORS${existsSync(VECTORS) ? '' : ' (skipped: it names no .npy file)'}`,
  () => {
    it('hold 98 of 100', () => {
      const bytes = readFileSync(VECTORS);
      const length = bytes.readUInt16LE(8);
      const header = bytes.subarray(10, 10 + length).toString();
      const [, rows, cols] = /\((\d+), (\d+)\)/.exec(header)?.map(Number) ?? [];
      const from = bytes.byteOffset + 10 + length;
      const data = new Float32Array(bytes.buffer.slice(from, from + rows * cols * 4));
      const real: Matrix = { data, rows, cols };
      expect(recallOf(real, drain(approximateNeighbours(real, K)), K)).toBeGreaterThan(0.98);
    }, 120000);
  },
);
