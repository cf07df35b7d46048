import { describe, expect, it } from 'vitest';
import { makeSample, SAMPLE_ROWS } from '../../../src/core/sample/make-sample';
import { readTable } from '../../../src/core/table/read-table';
import { cellsOf } from '../../fixtures/tables';

describe.each(['en', 'zh'] as const)('the sample in %s', (language) => {
  const sample = makeSample(language);
  const { table, warnings } = readTable(sample.csv);
  const cells = cellsOf(table);

  it('is the same for everyone', () => {
    expect(makeSample(language)).toEqual(sample);
  });

  it('reads without a warning: 1,000 customers, 11 columns', () => {
    expect(warnings).toEqual([]);
    expect(table.rows).toBe(SAMPLE_ROWS);
    expect(table.columns.length).toBe(11);
    expect(new Set(cells.map(([id]) => id)).size).toBe(SAMPLE_ROWS);
    expect(sample.name).toMatch(/\.csv$/);
  });

  it('holds six kinds, none of them rare', () => {
    const counts = new Int32Array(6);
    for (const kind of sample.truth) counts[kind]++;
    expect(sample.truth.length).toBe(SAMPLE_ROWS);
    expect(counts.every((count) => count > 80)).toBe(true);
  });

  it('has some customers who say nothing or do not rate', () => {
    const silent = cells.filter((row) => row[10] === '').length;
    const unrated = cells.filter((row) => row[9] === '').length;
    for (const count of [silent, unrated]) {
      expect(count).toBeGreaterThan(20);
      expect(count).toBeLessThan(150);
    }
  });

  it('leaves no blank to be filled in any sentence', () => {
    expect(sample.csv).not.toMatch(/[{}[\]|]/);
    expect(sample.csv).not.toContain('undefined');
  });
});
