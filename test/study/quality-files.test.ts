import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readColumns } from '../../src/core/prepare/roles';
import { datesOf } from '../../src/core/prepare/views';
import { applyRecipe } from '../../src/core/quality/apply-recipe';
import type { FindingCode } from '../../src/core/quality/finding';
import { examineTable, type QualityOptions } from '../../src/core/quality/quality';
import { suggestRecipe } from '../../src/core/quality/recipe';
import { drain } from '../../src/core/steps';
import { readTable } from '../../src/core/table/read-table';
import { cellAt } from '../../src/core/table/table';
import { ROOT } from '../fixtures/sources';

const DATA = path.resolve(ROOT, '../shared/data');
const present = existsSync(DATA);
const title = present
  ? 'the quality of files of others'
  : 'the quality of files of others (skipped: there is no folder ../shared/data beside this repository)';

function open(name: string, options: QualityOptions = {}) {
  const { table } = readTable(readFileSync(path.join(DATA, name), 'utf8'));
  const quality = drain(
    examineTable(
      table,
      readColumns(table).map(({ role }) => role),
      options,
    ),
  );
  const column = (wanted: string) => {
    const found = quality.columns.find((one) => one.name === wanted);
    if (found === undefined) throw new Error(`no column ${wanted}`);
    return found;
  };
  const find = (wanted: string, code: FindingCode) =>
    column(wanted).findings.find((finding) => finding.code === code);
  return { table, quality, column, find };
}

describe.skipIf(!present)(title, () => {
  it('marketing_campaign.csv', () => {
    const { quality, column, find } = open('structured/marketing_campaign.csv');
    // The figures of pandas: Income.describe(), Income.skew(bias) and value_counts().
    expect(column('Income')).toMatchObject({
      filled: 2216,
      missing: 24,
      profile: { min: 1730, q1: 35303, median: 51381.5, q3: 68522, max: 666666 },
    });
    expect(find('Income', 'missing')?.rows).toEqual([12, 29, 45, 50, 60]);
    expect(find('Income', 'outliers')).toMatchObject({ count: 1, rows: [2235], cells: ['666666'] });
    expect(find('Z_CostContact', 'constant')?.cells).toEqual(['3']);
    expect(find('Z_Revenue', 'constant')?.cells).toEqual(['11']);
    expect(find('Year_Birth', 'outliers')?.cells).toEqual(['1893', '1899', '1900']);
    expect(find('Year_Birth', 'outliers')?.rows).toEqual([194, 241, 341]);
    expect(find('Marital_Status', 'rare-levels')?.cells.toSorted()).toEqual([
      'Absurd',
      'Alone',
      'YOLO',
    ]);
    expect(column('Dt_Customer').profile).toMatchObject({
      kind: 'date',
      first: Date.UTC(2012, 6, 30),
      last: Date.UTC(2014, 5, 29),
    });
    expect(quality.whole).toEqual({ repeated: 0, alike: 182, empty: 0 });
    expect(quality.verdict).toBe('look');
  });

  it('marketing_campaign_excel_serial_dates.csv has the same dates once applied', () => {
    const plain = open('structured/marketing_campaign.csv');
    const serial = open('structured/marketing_campaign_excel_serial_dates.csv');
    expect(serial.find('Dt_Customer', 'serial-dates')?.count).toBe(2240);
    const treated = applyRecipe(serial.table, suggestRecipe(serial.quality));
    const dates = (table: typeof plain.table) => {
      const at = (name: string) => table.columns.find((column) => column.name === name);
      const [id, date] = [at('ID'), at('Dt_Customer')];
      if (id === undefined || date === undefined) throw new Error('a column is gone');
      const moments = datesOf(date);
      return new Map(Array.from(moments, (moment, row) => [cellAt(id, row), moment]));
    };
    const found = dates(treated.table);
    expect(found.size).toBe(2240);
    expect(found).toEqual(dates(plain.table));
  });

  it('onlinefoods.csv: blanks behind the answers, and a last column that gives the answer away', () => {
    const { table, quality, find } = open('mixed/onlinefoods.csv', { target: 10 });
    expect(find('Feedback', 'edge-spaces')).toMatchObject({ count: 71, cells: ['Negative '] });
    expect(find('Column 13', 'leaks-target')).toMatchObject({
      other: 'Output',
      severity: 'problem',
    });
    expect(quality.whole.repeated).toBe(103);
    const treated = applyRecipe(table, suggestRecipe(quality)).table.columns;
    expect(treated.find(({ name }) => name === 'Feedback')?.levels.toSorted()).toEqual([
      'Negative',
      'Positive',
    ]);
    expect(treated.map(({ name }) => name)).not.toContain('Column 13');
  });

  it('Telco-Customer-Churn.csv: eleven total charges are spaces', () => {
    const { column, find } = open('structured/Telco-Customer-Churn.csv');
    expect(column('TotalCharges')).toMatchObject({
      filled: 7032,
      missing: 11,
      spellings: [{ cell: ' ', count: 11 }],
    });
    expect(find('TotalCharges', 'missing')?.rows).toEqual([490, 755, 938, 1084, 1342]);
  });

  it('womens_clothing_reviews_1000.csv: null is no title', () => {
    const { column } = open('mixed/womens_clothing_reviews_1000.csv');
    expect(column('Title')).toMatchObject({
      missing: 190,
      spellings: [{ cell: 'null', count: 190 }],
    });
  });
});
