import { describe, expect, it } from 'vitest';
import { diffuseRows, SHARED } from '../../../src/core/graph/diffuse';
import { tieRows } from '../../../src/core/graph/weighted-graph';
import { drain } from '../../../src/core/steps';
import { matrixOf, randomMatrix } from '../../fixtures/matrices';

describe('diffuseRows', () => {
  const path = tieRows(3, [0, 1], [1, 2], [1, 3]);
  const features = matrixOf([
    [0, 8],
    [4, 0],
    [8, 0],
  ]);

  it('takes a tenth of what a row was and nine tenths of its neighbours, by the ties', () => {
    const once = drain(diffuseRows(features, path, 1));
    const expected = [0 + 0.9 * 4, 0.8, 0.4 + 0.9 * (0.75 * 8), 0.9 * (0.25 * 8), 0.8 + 0.9 * 4, 0];
    [...once.data].forEach((value, at) => expect(value).toBeCloseTo(expected[at], 6));
    expect([...features.data]).toEqual([0, 8, 4, 0, 8, 0]);
  });

  it('comes to the solution of x = (1 - s) x0 + s P x', () => {
    const after = drain(diffuseRows(features, path, 400)).data;
    const shares = [
      [0, 1, 0],
      [0.25, 0, 0.75],
      [0, 1, 0],
    ];
    for (let row = 0; row < 3; row++)
      for (let col = 0; col < 2; col++) {
        const drawn = shares[row].reduce((sum, share, at) => sum + share * after[at * 2 + col], 0);
        expect(after[row * 2 + col]).toBeCloseTo(
          (1 - SHARED) * features.data[row * 2 + col] + SHARED * drawn,
          5,
        );
      }
  });

  it('leaves a row without neighbours as it is, and everything alike as it is', () => {
    const lonely = tieRows(3, [0], [1], [1]);
    expect([...drain(diffuseRows(features, lonely)).data.subarray(4)]).toEqual([8, 0]);
    const same = matrixOf([[2], [2], [2]]);
    [...drain(diffuseRows(same, path)).data].forEach((value) => expect(value).toBeCloseTo(2, 6));
  });

  it('keeps apart what no tie joins', () => {
    const rows = randomMatrix(40, 5, 3);
    const heads = Array.from({ length: 38 }, (_, i) => (i < 19 ? i : i + 1));
    const ties = tieRows(
      40,
      heads,
      heads.map((head) => head + 1),
      heads.map(() => 1),
    );
    const moved = { ...rows, data: rows.data.slice() };
    for (let at = 20 * 5; at < 200; at++) moved.data[at] += 100;
    const [plain, far] = [rows, moved].map((each) => drain(diffuseRows(each, ties)).data);
    expect([...far.subarray(0, 100)]).toEqual([...plain.subarray(0, 100)]);
  });
});
