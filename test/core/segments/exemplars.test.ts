import { describe, expect, it } from 'vitest';
import type { Prepared } from '../../../src/core/prepare/prepare-customers';
import { findExemplars } from '../../../src/core/segments/exemplars';
import { matrixOf } from '../../fixtures/matrices';

function prepare(texts: readonly string[], textOf: readonly number[]): Prepared {
  return {
    rows: textOf.length,
    fileRows: textOf.length,
    objected: 0,
    order: Int32Array.from(textOf, (_, i) => i),
    texts,
    textOf: Int32Array.from(textOf),
    numbers: [],
    dates: [],
    categories: [],
  };
}

describe('findExemplars', () => {
  const features = matrixOf([[3], [1], [0], [10], [12], [2]]);
  const labels = Int32Array.of(0, 0, 0, 1, 1, 0);
  const centres = matrixOf([[0], [11]]);

  it('takes those nearest to the centre, the first of equals', () => {
    const found = findExemplars(
      features,
      labels,
      centres,
      prepare([], [-1, -1, -1, -1, -1, -1]),
      undefined,
      2,
    );
    expect(found.map((rows) => [...rows])).toEqual([
      [2, 1],
      [3, 4],
    ]);
  });

  it('prefers texts that can be read: not silent, not too short, not too long', () => {
    const texts = ['ok', 'x'.repeat(500), 'the parcel never came', 'very good tea indeed'];
    const vectors = matrixOf([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
    const found = findExemplars(
      features,
      labels,
      centres,
      prepare(texts, [2, 1, 0, -1, 3, -1]),
      vectors,
      3,
    );
    expect([...found[0]]).toEqual([0, 2, 1]);
    expect([...found[1]]).toEqual([4, 3]);
  });

  it('takes no two with the same or nearly the same text', () => {
    const texts = ['where is my parcel', 'where is my parcel?', 'lovely green tea'];
    const vectors = matrixOf([
      [1, 0],
      [0.96, 0.28],
      [0, 1],
    ]);
    const found = findExemplars(
      features,
      new Int32Array(6),
      matrixOf([[0]]),
      prepare(texts, [2, 0, 0, 1, 1, 0]),
      vectors,
      5,
    );
    expect([...found[0]]).toEqual([2, 0]);
  });

  it('lets only the quarter nearest to the centre speak, or four times as many as asked', () => {
    const many = matrixOf(Array.from({ length: 100 }, (_, i) => [i]));
    const texts = Array.from({ length: 100 }, (_, i) => (i < 60 ? 'ok' : `a readable text ${i}`));
    const own = Array.from({ length: 100 }, (_, i) => i);
    const vectors = matrixOf(own.map((i) => own.map((j) => (i === j ? 1 : 0))));
    const found = findExemplars(
      many,
      new Int32Array(100),
      matrixOf([[0]]),
      prepare(texts, own),
      vectors,
      3,
    );
    expect([...found[0]]).toEqual([0, 1, 2]);
  });
});
