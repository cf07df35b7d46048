import { describe, expect, it } from 'vitest';
import { dot, rowOf } from '../../src/core/matrix';
import { drain } from '../../src/core/steps';
import { distilTable } from '../../src/models/distil-table';
import { readWords } from '../../src/models/static-encoder';
import {
  readWordTable,
  roundTable,
  type WordTable,
  writeWordTable,
} from '../../src/models/word-table';
import { randomMatrix } from '../fixtures/matrices';

/** The rows that a table stands for. */
const rowsOf = ({ rows, cols, values, scales }: WordTable): number[][] =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: cols }, (_, col) => scales[row] * values[row * cols + col]),
  );

describe('a table of words', () => {
  it('is rounded to bytes row by row', () => {
    const table = roundTable(Float32Array.of(1, -2, 0.5, 0, 0, 0, 127, 63.6, -127), 3, 3);
    expect([...table.values]).toEqual([64, -127, 32, 0, 0, 0, 127, 64, -127]);
    expect(table.scales[0]).toBeCloseTo(2 / 127, 7);
    expect([...table.scales.subarray(1)]).toEqual([0, 1]);
  });

  it('is read as it was written, wherever its bytes lie', () => {
    const table = roundTable(randomMatrix(7, 5, 1).data, 7, 5);
    const bytes = writeWordTable(table);
    expect(bytes.length).toBe(12 + 7 * 4 + 7 * 5);
    expect(readWordTable(bytes)).toEqual(table);
    const inside = new Uint8Array(bytes.length + 3);
    inside.set(bytes, 3);
    expect(readWordTable(inside.subarray(3))).toEqual(table);
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['it is cut off', (bytes) => bytes.slice(0, -1)],
    ['it goes on', (bytes) => Uint8Array.of(...bytes, 0)],
    [
      'its layout is another',
      (bytes) => Uint8Array.from(bytes, (byte, i) => byte + Number(i === 3)),
    ],
    ['it is empty', () => new Uint8Array()],
  ])('is not read where %s', (_, change) => {
    const bytes = writeWordTable(roundTable(randomMatrix(3, 2, 1).data, 3, 2));
    expect(readWordTable(change(bytes))).toBeUndefined();
  });
});

describe('distilTable', () => {
  const alone = randomMatrix(60, 8, 3);
  const mean = Array.from({ length: 8 }, (_, col) => {
    let sum = 0;
    for (let row = 0; row < 60; row++) sum += alone.data[row * 8 + col] / 60;
    return sum;
  });
  const seen = Array.from({ length: 60 }, (_, row) =>
    Array.from(rowOf(alone, row), (value, col) => value - mean[col]),
  );

  it('keeps how tokens lie to each other, frequent ones drawn in', () => {
    const rows = rowsOf(distilTable(alone, true));
    const places = Array.from({ length: 60 }, (_, row) => 1 / (row + 2));
    const sum = places.reduce((all, place) => all + place, 0);
    const weights = places.map((place) => 5e-5 / (5e-5 + place / sum));
    expect(weights[59]).toBeGreaterThan(20 * weights[0]);
    for (const [a, b] of [
      [0, 0],
      [0, 59],
      [10, 40],
      [58, 59],
    ]) {
      const expected = weights[a] * weights[b] * dot(seen[a], seen[b]);
      const length = weights[a] * weights[b] * Math.hypot(...seen[a]) * Math.hypot(...seen[b]);
      expect(Math.abs(dot(rows[a], rows[b]) - expected)).toBeLessThan(0.02 * length);
    }
  });

  it('evens the axes half out where places tell nothing', () => {
    const rows = rowsOf(distilTable(alone, false));
    const variances = Array.from({ length: 8 }, (_, col) =>
      rows.reduce((all, row) => all + row[col] ** 2 / 60, 0),
    );
    const plain = rowsOf(distilTable({ ...alone }, true)).length;
    expect(plain).toBe(60);
    // Along principal axes variances fall, to the square root of what they are.
    const total = seen.reduce((all, row) => all + dot(row, row) / 60, 0);
    expect(variances.every((value, col) => col === 0 || value < variances[col - 1] * 1.02)).toBe(
      true,
    );
    expect(variances.reduce((all, value) => all + value ** 2, 0) / total).toBeCloseTo(1, 1);
  });

  it('keeps as many axes as are wanted', () => {
    expect(distilTable(alone, true, 3).cols).toBe(3);
    expect(distilTable(alone, true, 300).cols).toBe(8);
  });
});

describe('readWords', () => {
  const table = roundTable(randomMatrix(30, 16, 9).data, 30, 16);
  const rows = rowsOf(table);
  const tokens = {
    idsOf: (text: string) => [...text].map((letter) => letter.charCodeAt(0) - 97),
  };
  const texts = ['abc', 'cab', 'aab', '', 'zzz', 'qrstuvwxyz', 'a', '\u00ff'];

  /** The mean of the words' vectors, in doubles and word by word. */
  function plainly(weigh: (id: number) => number): number[][] {
    return texts.map((text) => {
      const mean = new Array<number>(16).fill(0);
      for (const id of tokens.idsOf(text))
        rows[id]?.forEach((value, col) => (mean[col] += weigh(id) * value));
      const length = Math.hypot(...mean);
      return mean.map((value) => (length > 0 ? value / length : 0));
    });
  }

  it.each([
    ['table', () => 1],
    [
      'texts',
      (id: number) => {
        const having = texts.filter((text) => tokens.idsOf(text).includes(id)).length;
        return Math.sqrt(Math.log((texts.length + 1) / (having + 1)));
      },
    ],
  ] as const)('is the mean of the words, weighed by the %s', (weights, weigh) => {
    const read = drain(readWords(texts, tokens, table, weights));
    plainly(weigh).forEach((row, text) =>
      row.forEach((value, col) => expect(rowOf(read, text)[col]).toBeCloseTo(value, 5)),
    );
  });

  it('gives length 1 whatever the order of the words, 0 where no word is known', () => {
    const read = drain(readWords(texts, tokens, table));
    const lengths = texts.map((_, text) => Math.hypot(...rowOf(read, text)));
    lengths.forEach((length, text) => expect(length).toBeCloseTo([3, 7].includes(text) ? 0 : 1, 5));
    expect(dot(rowOf(read, 0), rowOf(read, 1))).toBeCloseTo(1, 5);
    expect(dot(rowOf(read, 0), rowOf(read, 2))).toBeLessThan(0.999);
  });
});
