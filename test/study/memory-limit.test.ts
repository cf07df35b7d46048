import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random';
import { readTable } from '../../src/core/table/read-table';
import { createMemoryGauge, type MemoryLimit, roundDown } from '../../src/study/memory-limit';
import { openFile } from '../../src/study/open-file';
import { faultSentence } from '../../src/words/faults';
import { WORDS } from '../../src/words/words';
import { faultOf } from '../fixtures/faults';
import { ROOT } from '../fixtures/sources';
import { quiet } from '../fixtures/studies';
import { bytesOf, gzip, textBook, zip } from './formats/write-formats';

const MB = 2 ** 20;
const ROW = 64;

/** A row of 64 bytes that no other row of the file repeats. */
const rowOf = (row: number) =>
  `${`${row}`.padStart(12, '0')},${`${(row * 2654435761) % 4294967296}`.padStart(11, '0')},text no. ${`${row}`.padStart(29, '.')}\n`;

/** A file of such rows that is made where it is read, and counts the bytes that were asked for. */
function pretendFile(size: number): { file: Blob; read: () => number } {
  let read = 0;
  const header = `${'id,code,said'.padEnd(ROW - 1, ' ')}\n`;
  const slice = (from: number, to: number) => {
    const begin = from < 0 ? size + from : from;
    const end = Math.min(size, to);
    let text = '';
    for (let row = Math.floor(begin / ROW); row * ROW < end; row++)
      text += row === 0 ? header : rowOf(row);
    const skipped = begin % ROW;
    read += end - begin;
    return new Blob([text.slice(skipped, skipped + end - begin)]);
  };
  const file = { size, slice: (from = 0, to = size) => slice(from, to) };
  return { file: file as Blob, read: () => read };
}

/** A file in whose columns few texts stand again and again. */
function repetitive(rows: number, texts: number): string {
  const random = createRandom(1);
  const cell = () => `a text of some length ${random.below(texts)}`;
  return ['a,b,c', ...Array.from({ length: rows }, () => `${cell()},${cell()},${cell()}`)].join(
    '\n',
  );
}

const limited = (bytes: number): MemoryLimit => ({ all: bytes, texts: bytes });
const refusal = (file: Blob, memory?: MemoryLimit) =>
  faultOf(() => openFile(file, {}, quiet, undefined, memory));

describe('a file too large for the tab', () => {
  it('is refused after its first few megabytes, with what would fit', async () => {
    const size = 64 * 2 ** 30;
    const { file, read } = pretendFile(size);
    const fault = await refusal(file);
    expect(fault).toMatchObject({ code: 'file-too-large', details: { size: '64 GB' } });
    expect(read()).toBeLessThan(7 * MB);
    // By hand: 3 cells of 6 and 18 bytes of numbers, and 12, 11 and 38 letters and 18 bytes each.
    const perRow = 3 * (6 + 18) + 12 + 11 + 38 + 3 * 18;
    const texts = 12 + 11 + 38 + 3 * 18;
    const fits = Math.min(2 ** 31 / perRow, 2 ** 30 / texts);
    expect(fault.details.rows).toBeGreaterThan(fits * 0.9);
    expect(fault.details.rows).toBeLessThanOrEqual(fits * 1.02);
    expect(fault.details.limit).toMatch(/^\d{3} MB$/);
    expect(Number.parseInt(`${fault.details.limit}`)).toBeCloseTo((fits * ROW) / MB, -2);
  });

  it('is heard of later, the nearer it comes to fitting', async () => {
    const readOf = async (size: number) => {
      const { file, read } = pretendFile(size);
      expect((await refusal(file, limited(16 * MB))).code).toBe('file-too-large');
      return read();
    };
    expect(await readOf(60 * MB)).toBeLessThan(7 * MB);
    // Three times too large: beyond the first quarter.
    expect(await readOf(16 * MB)).toBeLessThan(9 * MB);
  });

  it('is not refused for what repeats later on', async () => {
    const text = repetitive(40_000, 10_000);
    const file = new Blob([text]);
    const { table } = readTable(text);
    const taken =
      table.rows * 18 +
      table.columns.reduce(
        (sum, { levels }) => sum + levels.length * 36 + levels.join('').length,
        0,
      );
    const opened = await openFile(file, {}, quiet, undefined, limited(taken * 1.05));
    expect(opened.table).toEqual(table);
    const fault = await refusal(file, limited(taken * 0.95));
    expect(fault.code).toBe('file-too-large');
    expect(fault.details.rows).toBeGreaterThan(table.rows * 0.6);
    expect(fault.details.rows).toBeLessThan(table.rows);
  });

  it('is measured by letters of two bytes where they need them', async () => {
    const text = (word: string) =>
      ['说', ...Array.from({ length: 20_000 }, (_, i) => `${word.repeat(20)}${i}`)].join('\n');
    const limit = { all: 10 * MB, texts: MB };
    expect((await openFile(new Blob([text('x')]), {}, quiet)).table.rows).toBe(20_000);
    expect((await refusal(new Blob([text('好')]), limit)).code).toBe('file-too-large');
    const plain = new Blob([text('x').replace('说', 'said')]);
    expect((await openFile(plain, {}, quiet, undefined, limit)).table.rows).toBe(20_000);
  });

  it('in any format is refused with the rows that fit', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [`C${i}`, `text of ${i * 7919}`]);
    const records = rows.map(([id, said]) => ({ id, said }));
    const parquet = readFileSync(path.join(ROOT, 'test/golden/formats/zstd.parquet'));
    const csv = ['id,said', ...rows.map((cells) => cells.join(','))].join('\n');
    const files: [string, Uint8Array<ArrayBuffer>, number, number][] = [
      ['json', bytesOf(JSON.stringify(records)), MB, 20_000],
      ['ndjson', bytesOf(records.map((one) => JSON.stringify(one)).join('\n')), MB, 20_000],
      ['xlsx', textBook([['id', 'said'], ...rows]), MB, 20_000],
      ['gzip', gzip(bytesOf(csv)), MB, 20_000],
      ['zip', zip({ 'a.csv': csv }), MB, 20_000],
      ['parquet', new Uint8Array(parquet), 100, 10],
    ];
    for (const [kind, bytes, memory, most] of files) {
      const fault = await refusal(new Blob([bytes]), limited(memory));
      expect([kind, fault.code]).toEqual([kind, 'file-too-large']);
      expect(fault.details.rows, kind).toBeGreaterThan(0);
      expect(fault.details.rows, kind).toBeLessThan(most);
      const opened = await openFile(new Blob([bytes]), {}, quiet, undefined, limited(100 * MB));
      expect(opened.table.rows, kind).toBeGreaterThan(0);
    }
  });

  it('is refused before it is unpacked, by how its beginning grows', async () => {
    const random = createRandom(3);
    const lines = Array.from(
      { length: 150_000 },
      (_, i) => `${i},${random.next()},${random.next()}`,
    );
    const packed = gzipSync(lines.join('\n'), { level: 1 });
    expect(packed.length).toBeGreaterThan(2 * MB);
    let read = 0;
    const blob = new Blob([packed]);
    const file = {
      size: blob.size,
      slice(from: number, to: number) {
        const part = blob.slice(from, to);
        const counted = {
          size: part.size,
          slice: (a: number, b: number) => file.slice(from + a, Math.min(from + b, to)),
          arrayBuffer() {
            read += part.size;
            return part.arrayBuffer();
          },
        };
        return counted as unknown as Blob;
      },
    };
    const fault = await faultOf(() => openFile(file as unknown as Blob, {}, quiet, 2 * MB));
    expect(fault).toMatchObject({
      code: 'file-too-large',
      details: { limit: '2 MB', unpacked: 1 },
    });
    expect(fault.details.rows).toBeGreaterThan(40_000);
    expect(fault.details.rows).toBeLessThan(60_000);
    expect(read).toBeLessThan(2 * MB);
  });
});

describe('createMemoryGauge', () => {
  const taken = (bytes: number) => () => ({ numbers: bytes, texts: 0 });

  it('takes the last part for what is to come', () => {
    const gauge = createMemoryGauge(100 * MB, limited(10 * MB));
    // 4 MB in the first 2 of the file, and hardly more in the next 2: about 10 MB in the end.
    gauge.check(2 * MB, 100, taken(4 * MB));
    expect(() => gauge.check(4 * MB, 200, taken(4.1 * MB))).not.toThrow();
    const steep = createMemoryGauge(100 * MB, limited(10 * MB));
    steep.check(2 * MB, 100, taken(4 * MB));
    expect(() => steep.check(4 * MB, 200, taken(8 * MB))).toThrow('file-too-large');
  });

  it('refuses what is too much already, however little was read', async () => {
    const gauge = createMemoryGauge(1000, limited(100));
    const fault = await faultOf(() => gauge.check(500, 10, taken(200)));
    // 10 of 20 rows take twice the limit, so all of them four times.
    expect(fault.details).toEqual({ size: '1000 bytes', limit: '250 bytes', rows: 5 });
  });

  it('lets texts have their part only', () => {
    const gauge = createMemoryGauge(1000, { all: 1000, texts: 100 });
    const texts = (bytes: number) => () => ({ numbers: 0, texts: bytes });
    expect(() => gauge.check(1000, 10, texts(99))).not.toThrow();
    expect(() => gauge.check(1000, 10, texts(101))).toThrow('file-too-large');
  });

  it.each([
    [0, 0],
    [7, 7],
    [99, 99],
    [123, 120],
    [1_987_654, 1_900_000],
  ])('rounds %d down to %d', (value, rounded) => {
    expect(roundDown(value)).toBe(rounded);
  });
});

describe('the sentence', () => {
  const said = (details: Record<string, number | string>) =>
    (['en', 'zh'] as const).map((language) =>
      faultSentence({ code: 'file-too-large', details }, WORDS[language]),
    );

  it('tells the size, what fits and what to do', () => {
    expect(said({ size: '6 GB', limit: '900 MB', rows: 3_700_000 })).toMatchInlineSnapshot(`
      [
        "The file is 6 GB. This tab can hold about 900 MB of it, or 3,700,000 rows like these. Export only the columns you need or fewer rows, or split the file.",
        "文件有 6 GB，这个标签页大约只能容纳其中的 900 MB（约 3,700,000 行）。请只导出需要的列，减少行数，或把文件拆成几份。",
      ]
    `);
    expect(said({ size: '6 GB', limit: '1 GB', unpacked: 1, more: 1 })).toMatchInlineSnapshot(`
      [
        "The file is more than 6 GB once unpacked. This tab can hold about 1 GB of it. Export only the columns you need or fewer rows, or split the file.",
        "文件解压后超过 6 GB，这个标签页大约只能容纳其中的 1 GB。请只导出需要的列，减少行数，或把文件拆成几份。",
      ]
    `);
    expect(said({ wanted: 20_000_000, columns: 30, rows: 8_900_000 })).toMatchInlineSnapshot(`
      [
        "The file has 20,000,000 rows with 30 columns. This tab can hold about 8,900,000 rows that wide. Export only the columns you need or fewer rows, or split the file.",
        "文件有 20,000,000 行、30 列，这样的表这个标签页大约只能容纳 8,900,000 行。请只导出需要的列，减少行数，或把文件拆成几份。",
      ]
    `);
  });
});
