import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as csvParse } from 'csv-parse/sync';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../src/study/open-file';
import { RVL_READINGS } from '../fixtures/rvl-corpus';
import { quiet } from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';
import { cleanReading, DATA, ELSEWHERE, POLLOCK, present } from '../fixtures/torture';

type Matrix = readonly (readonly string[])[];

/** A file and what it says, the header first; without one where it has none. */
interface Case {
  readonly set: string;
  readonly name: string;
  readonly header: boolean;
  /** All of them are right. */
  readonly readings: readonly Matrix[];
}

/** The same for all readers: blanks around names and missing cells at the end of a row do not count. */
function plain(matrix: Matrix, header: boolean): string {
  return JSON.stringify(
    matrix.map((row, at) => {
      const cells = header && at === 0 ? row.map((cell) => cell.trim()) : [...row];
      while (cells.length > 1 && cells[cells.length - 1] === '') cells.pop();
      return cells;
    }),
  );
}

const bytesOf = (name: string) => readFileSync(path.join(DATA, name));
const textOf = (name: string) => bytesOf(name).toString('utf8');

function collectCases(): Case[] {
  const cases: Case[] = [];
  const torture = 'csv-torture';
  for (const file of readdirSync(path.join(DATA, torture, 'csv-spectrum/csvs'))) {
    // The expectation of this one has another telephone number, and damaged degree signs.
    if (file === 'location_coordinates.csv') continue;
    const json = textOf(`${torture}/csv-spectrum/json/${file.replace('.csv', '.json')}`);
    const rows = [JSON.parse(json) as Record<string, string> | Record<string, string>[]].flat();
    const names = Object.keys(rows[0]);
    cases.push({
      set: 'csv-spectrum',
      name: `${torture}/csv-spectrum/csvs/${file}`,
      header: true,
      readings: [[names, ...rows.map((row) => names.map((name) => row[name]))]],
    });
  }
  for (const [file, reading] of Object.entries(RVL_READINGS))
    cases.push({
      set: 'rvl corpus',
      name: `${torture}/rvl-corpus/${file}`,
      header: true,
      readings: [reading],
    });
  for (const file of readdirSync(path.join(DATA, POLLOCK, 'clean'))) {
    const { header, cells } = cleanReading(file);
    // Files without a header got made-up names there.
    const named = header[0] !== 'col_0';
    cases.push({
      set: 'pollock survey',
      name: `${POLLOCK}/${file}`,
      header: named,
      // R gives the names of rows no name, and some readers put none in its place.
      readings: named
        ? [
            [header, ...cells],
            [['', ...header], ...cells],
          ]
        : [cells],
    });
  }
  const references: Record<string, string> = {
    'gbk.csv': 'reference_utf8.csv',
    'utf8_bom.csv': 'reference_utf8.csv',
    'utf16le_bom.csv': 'reference_utf8.csv',
    'utf16be_bom.csv': 'reference_utf8.csv',
    'utf16le_nobom.csv': 'reference_utf8.csv',
    'utf16le_bom_tab.txt': 'reference_utf8.csv',
    'gb18030.csv': 'reference_gb18030_as_utf8.csv',
  };
  for (const [file, reference] of Object.entries(references)) {
    const { data } = Papa.parse<string[]>(textOf(`${torture}/encodings-zh/${reference}`), {
      skipEmptyLines: true,
      delimiter: ',',
    });
    cases.push({
      set: 'Chinese encodings',
      name: `${torture}/encodings-zh/${file}`,
      header: true,
      readings: [data],
    });
  }
  return cases;
}

const right = ({ readings, header }: Case, matrix: Matrix) =>
  readings.some((reading) => plain(reading, header) === plain(matrix, header));

describe.skipIf(!present)('the share of files read exactly', () => {
  it('is larger than that of the peers', async () => {
    const cases = collectCases();
    const sets = [...new Set(cases.map(({ set }) => set))];
    const score = () => Object.fromEntries(sets.map((set) => [set, 0]));
    const shares = { files: score(), ours: score(), papaparse: score(), 'csv-parse': score() };
    const missed: string[] = [];
    for (const one of cases) {
      shares.files[one.set]++;
      const blob = new Blob([new Uint8Array(bytesOf(one.name))]);
      const { table, header, dialect } = await openFile(blob, {}, quiet);
      const cells = cellsOf(table);
      if (dialect.header === one.header && right(one, dialect.header ? [header, ...cells] : cells))
        shares.ours[one.set]++;
      else missed.push(path.basename(one.name));
      // The peers take the first row for the header and the bytes for UTF-8.
      const text = textOf(one.name);
      const guessed = Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
      if (one.header && right(one, guessed)) shares.papaparse[one.set]++;
      if (one.header && right(one, parsed(text, dialect.delimiter))) shares['csv-parse'][one.set]++;
    }
    const sum = (counts: Record<string, number>) =>
      Object.values(counts).reduce((total, count) => total + count, 0);
    const lines = [...sets, 'all'].map((set) => {
      const told = Object.entries(shares).map(
        ([reader, counts]) => `${reader} ${set === 'all' ? sum(counts) : counts[set]}`,
      );
      return `${set}: ${told.join(', ')}`;
    });
    console.log([...lines, `not read exactly: ${missed.join(', ')}`].join('\n'));
    expect(sum(shares.files)).toBeGreaterThanOrEqual(90);
    expect(missed.sort()).toEqual(Object.keys(ELSEWHERE).sort());
    expect(sum(shares.ours)).toBeGreaterThan(sum(shares.papaparse));
    expect(sum(shares.ours)).toBeGreaterThan(sum(shares['csv-parse']));
  });
});

function parsed(text: string, delimiter: string): Matrix {
  try {
    return csvParse(text, {
      bom: true,
      delimiter: delimiter === '' ? ',' : delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch {
    return [];
  }
}
