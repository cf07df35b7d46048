import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../../src/study/open-file';
import { quiet } from '../../fixtures/studies';
import { ROOT } from '../../fixtures/sources';
import { cellsOf } from '../../fixtures/tables';
import expectations from '../../golden/formats.json';

const FOLDER = path.join(ROOT, 'test/golden/formats');

interface Expected {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly format: string;
  readonly parts?: readonly string[];
  readonly part?: string;
  readonly warnings?: readonly string[];
}

describe('files that other tools wrote', () => {
  const all = Object.entries(expectations as Record<string, Expected>);

  it('are all there', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(all.map(([name]) => name).sort());
  });

  it.each(all)('%s holds its cells', async (name, expected) => {
    const file = new Blob([readFileSync(path.join(FOLDER, name))]);
    const { table, format, part, parts, warnings, bytes, dialect } = await openFile(
      file,
      {},
      quiet,
    );
    expect(table.columns.map((column) => column.name)).toEqual(expected.columns);
    expect(cellsOf(table)).toEqual(expected.rows);
    expect({ format, part, parts }).toEqual({
      format: expected.format,
      part: expected.part,
      parts: expected.parts,
    });
    expect(warnings.map(({ code }) => code).sort()).toEqual(expected.warnings ?? []);
    expect(bytes).toBe(file.size);
    expect(dialect).toMatchObject({ delimiter: ',', quote: '"', newline: '\n', header: true });
  });
});
