import { describe, expect, it } from 'vitest';
import { binCategories, type ColumnBins } from '../../../src/core/explore/bin-column';
import { countPairs } from '../../../src/core/explore/count-pairs';
import { crossFilter } from '../../../src/core/explore/cross-filter';

const shown = Uint8Array.of(1, 1, 1, 1, 1, 0);
const column = (...codes: number[]): ColumnBins =>
  binCategories(['a', 'b', 'c'], Int32Array.from(codes), shown);
// Commonest first: in each column a has bar 0.
const charts = [column(0, 0, 0, 1, 1, 1), column(0, 1, -1, 0, 1, 0)];

describe('crossFilter', () => {
  it('counts all bars where nothing is asked', () => {
    const { counts, rows } = crossFilter(charts, [], shown);
    expect(counts.map(({ all }) => [...all])).toEqual([
      [3, 2],
      [2, 2],
    ]);
    expect(counts.map(({ left }) => [...left])).toEqual(counts.map(({ all }) => [...all]));
    expect([...rows]).toEqual([0, 1, 2, 3, 4]);
  });

  it('lets a chart show what only itself leaves out', () => {
    const { counts, rows } = crossFilter(
      charts,
      [
        { chart: 0, taken: Uint8Array.of(1, 0) },
        { chart: 1, taken: Uint8Array.of(1, 0) },
      ],
      shown,
    );
    // Of chart 0: rows 0 and 3 have bar 0 of chart 1; of chart 1: rows 0, 1 and 2 have bar 0 of chart 0.
    expect(counts.map(({ left }) => [...left])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect([...rows]).toEqual([0]);
  });

  it('counts only rows that are picked out otherwise', () => {
    const { counts, rows } = crossFilter(charts, [], shown, Uint8Array.of(0, 1, 1, 0, 0, 0));
    expect(counts.map(({ left }) => [...left])).toEqual([
      [2, 0],
      [0, 1],
    ]);
    expect([...rows]).toEqual([1, 2]);
  });
});

describe('countPairs', () => {
  it('counts rows that have both', () => {
    expect([...countPairs(charts[0], charts[1])]).toEqual([1, 1, 1, 1]);
  });
});
