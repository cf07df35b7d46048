import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import { openFile } from '../../../src/study/open-file';
import { openZip, readEntry } from '../../../src/study/formats/zip';
import { faultOf } from '../../fixtures/faults';
import { quiet } from '../../fixtures/studies';
import { ROOT } from '../../fixtures/sources';
import { cellsOf } from '../../fixtures/tables';
import { type Bytes, bytesOf, gzip, open, textBook, zip } from './write-formats';

const ROWS = [
  ['1', 'Ann', 'good, "very"'],
  ['2', 'Bo', '好'],
  ['3', 'Cid', ''],
];
const NAMES = ['id', 'name', 'said'];
const CSV = 'id,name,said\n1,Ann,"good, ""very"""\n2,Bo,好\n3,Cid,\n';
const RECORDS = ROWS.map((cells) => Object.fromEntries(cells.map((cell, i) => [NAMES[i], cell])));
const JSON_TEXT = JSON.stringify(RECORDS);
const NDJSON = RECORDS.map((record) => JSON.stringify(record)).join('\n');
const BOOK = textBook([NAMES, ...ROWS]);
const PARQUET = new Uint8Array(readFileSync(path.join(ROOT, 'test/golden/formats/zstd.parquet')));

const concat = (...parts: readonly Uint8Array[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Browsers refuse what comes after the first member. */
function refuseMembers() {
  vi.stubGlobal(
    'DecompressionStream',
    class extends TransformStream<Uint8Array, Uint8Array> {
      constructor() {
        super({
          transform: () => {
            throw new TypeError('Junk found after end of compressed data.');
          },
        });
      }
    },
  );
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('each format in each container', () => {
  const formats: [string, Uint8Array, number][] = [
    ['delimited', bytesOf(CSV), 3],
    ['json', bytesOf(JSON_TEXT), 3],
    ['ndjson', bytesOf(NDJSON), 3],
    ['xlsx', BOOK, 3],
    ['parquet', PARQUET, 300],
  ];

  it.each(formats)('%s', async (format, bytes, rows) => {
    const plain = await open(bytes);
    expect([plain.format, plain.container, plain.table.rows]).toEqual([format, undefined, rows]);
    const packed: [string, Uint8Array][] = [
      ['gzip', gzip(bytes)],
      ['zip', zip({ 'data/customers': bytes })],
      ['gzip', gzip(gzip(bytes))],
      ['gzip', gzip(zip({ 'a.csv': bytes }))],
      ['zip', zip({ 'a.csv.gz': gzip(bytes) })],
    ];
    for (const [container, file] of packed) {
      const found = await open(file);
      const { bytes: size, container: named, ...same } = found;
      expect([named, size]).toEqual([container, file.length]);
      expect({ ...same, bytes: plain.bytes }).toEqual(plain);
    }
  });

  it('more than two containers are too many', async () => {
    const file = gzip(gzip(gzip(bytesOf(CSV))));
    expect(await faultOf(() => open(file))).toMatchObject({
      code: 'file-not-text',
      details: { kind: 'gzip' },
    });
    const zipped = zip({ 'a.zip': zip({ 'b.zip': zip({ 'c.csv': CSV }) }) });
    expect((await faultOf(() => open(zipped))).code).toBe('file-not-text');
    expect((await open(zip({ 'a.zip': zip({ 'c.xlsx': BOOK }) }))).format).toBe('xlsx');
  });

  it('what is in them is refused as if it stood alone', async () => {
    for (const pack of [gzip, (bytes: Uint8Array) => zip({ 'a.pdf': bytes })]) {
      expect(await faultOf(() => open(pack(bytesOf('%PDF-1.7 and so on'))))).toMatchObject({
        code: 'file-not-text',
        details: { kind: 'PDF' },
      });
      expect((await faultOf(() => open(pack(bytesOf('a,b\n'))))).code).toBe('file-header-only');
    }
    expect((await faultOf(() => open(gzip(new Uint8Array())))).code).toBe('file-empty');
    expect((await faultOf(() => open(zip({ 'a.csv': '' })))).code).toBe('file-empty');
    expect((await faultOf(() => open(zip({})))).code).toBe('file-empty');
  });
});

describe('a zip with several files', () => {
  const file = zip({
    'readme.txt': 'long words\n'.repeat(50),
    'a/small.csv': 'x,y\n1,2\n',
    'a/large.csv': CSV,
    'picture.png': '\u0089PNG'.repeat(100),
    '__MACOSX/a/._large.csv': 'x'.repeat(500),
    '.hidden.csv': 'x'.repeat(500),
    'empty.csv': '',
    'folder/': '',
  });

  it('tells its tables and reads the largest', async () => {
    const found = await open(file);
    expect(found).toMatchObject({
      container: 'zip',
      parts: ['a/small.csv', 'a/large.csv'],
      part: 'a/large.csv',
    });
    expect(cellsOf(found.table)).toEqual(ROWS);
    expect(found.key).toBe((await open(CSV)).key);
  });

  it('reads the one that is wanted', async () => {
    const found = await open(file, { part: 'a/small.csv' });
    expect([found.part, cellsOf(found.table)]).toEqual(['a/small.csv', [['1', '2']]]);
    expect(await faultOf(() => open(file, { part: 'readme.txt' }))).toMatchObject({
      code: 'options-unknown',
    });
  });

  it('takes other files only where there are no better ones', async () => {
    expect((await open(zip({ 'a.txt': CSV, 'b.png': 'x'.repeat(900) }))).table.rows).toBe(3);
    expect((await open(zip({ 'a.unheard': CSV }))).table.rows).toBe(3);
  });

  it('lets choose in a workbook that is one of them', async () => {
    const sheets = (name: string, rows: number) => ({
      name,
      data: Array.from(
        { length: rows },
        (_, i) => `<row r="${i + 1}"><c><v>${i}</v></c><c><v>2</v></c></row>`,
      ).join(''),
    });
    const { book } = await import('./write-formats');
    const inner = book({ sheets: [sheets('One', 4), sheets('Two', 3)] });
    const several = zip({ 'b.xlsx': inner, 'a.csv': 'x,y\n1,2\n' });
    const found = await open(several);
    expect(found.parts).toEqual(['b.xlsx/One', 'b.xlsx/Two', 'a.csv']);
    expect([found.part, found.format, found.table.rows]).toEqual(['b.xlsx/One', 'xlsx', 3]);
    for (const part of found.parts ?? []) expect((await open(several, { part })).part).toBe(part);
    const single = await open(zip({ 'b.xlsx': inner }), { part: 'Two' });
    expect([single.parts, single.part]).toEqual([['One', 'Two'], 'Two']);
  });

  it('tells names that were written in Chinese without saying so', async () => {
    const made = zip({ 'AB.csv': CSV, 'x.csv': 'a,b\n1,2\n' });
    for (let i = 0; i < made.length - 1; i++)
      if (made[i] === 65 && made[i + 1] === 66) made.set([0xba, 0xc3], i);
    expect((await open(made)).parts).toEqual(['好.csv', 'x.csv']);
  });
});

describe('zips of all kinds', () => {
  it('are found behind other bytes and before a comment, stored or packed', async () => {
    const stored = zipSync({ 'a.csv': [strToU8(CSV), { level: 0 }] }) as Bytes;
    expect(cellsOf((await open(stored)).table)).toEqual(ROWS);
    const commented = concat(stored, bytesOf('comment'));
    new DataView(commented.buffer).setUint16(stored.length - 2, 7, true);
    expect(cellsOf((await open(commented)).table)).toEqual(ROWS);
    const prefixed = new Blob([bytesOf('something before'), stored]);
    const list = await openZip(prefixed);
    let text = '';
    for await (const piece of readEntry(list, list.entries[0], 1e6))
      text += new TextDecoder().decode(piece);
    expect(text).toBe(CSV);
  });

  it('are read with sizes of 64 bits', async () => {
    const bytes = bytesOf(CSV);
    const small = zipSync({ 'a.csv': [bytes, { level: 0 }] }) as Bytes;
    const view = new DataView(small.buffer);
    const end = small.length - 22;
    const at = view.getUint32(end + 16, true);
    const name = 5;
    const entry = small.slice(at, end);
    const wide = new DataView(new ArrayBuffer(28));
    wide.setUint16(0, 1, true);
    wide.setUint16(2, 24, true);
    [bytes.length, bytes.length, 0].forEach((value, i) =>
      wide.setBigUint64(4 + i * 8, BigInt(value), true),
    );
    const list = concat(entry.subarray(0, 46 + name), new Uint8Array(wide.buffer));
    const said = new DataView(list.buffer);
    for (const field of [20, 24, 42]) said.setUint32(field, 0xffffffff, true);
    said.setUint16(30, 28, true);
    const end64 = new DataView(new ArrayBuffer(56 + 20));
    end64.setUint32(0, 0x06064b50, true);
    end64.setBigUint64(40, BigInt(list.length), true);
    end64.setBigUint64(48, BigInt(at), true);
    end64.setUint32(56, 0x07064b50, true);
    end64.setBigUint64(64, BigInt(at + list.length), true);
    const last = small.slice(end);
    new DataView(last.buffer).setUint32(12, 0xffffffff, true);
    new DataView(last.buffer).setUint32(16, 0xffffffff, true);
    const file = concat(small.subarray(0, at), list, new Uint8Array(end64.buffer), last);
    expect(cellsOf((await open(file)).table)).toEqual(ROWS);
  });
});

describe('gzip of several members', () => {
  const half = CSV.indexOf('2,Bo');
  const file = concat(gzip(bytesOf(CSV.slice(0, half))), gzip(bytesOf(CSV.slice(half))));
  const long = bytesOf(`a,b\n${'some,words\n'.repeat(60000)}`);
  const members = concat(
    ...[0, 1, 2].map((i) =>
      gzip(long.subarray((i * long.length) / 3, ((i + 1) * long.length) / 3)),
    ),
  );

  it('is read by the platform', async () => {
    expect(cellsOf((await open(file)).table)).toEqual(ROWS);
  });

  it('is read where the browser refuses it', async () => {
    refuseMembers();
    expect(cellsOf((await open(file)).table)).toEqual(ROWS);
    expect((await open(members)).table.rows).toBe(60000);
    expect(cellsOf((await open(gzip(bytesOf(CSV)))).table)).toEqual(ROWS);
  });

  it('is checked there too', async () => {
    refuseMembers();
    for (const at of [
      file.length - 6,
      file.length - 2,
      gzip(bytesOf(CSV.slice(0, half))).length - 7,
    ]) {
      const bad = file.slice();
      bad[at] ^= 1;
      expect(await faultOf(() => open(bad))).toMatchObject({
        code: 'file-damaged',
        details: { kind: 'gzip' },
      });
    }
    expect((await faultOf(() => open(file.slice(0, -12)))).code).toBe('file-damaged');
    expect((await faultOf(() => open(members, {}, 50000))).code).toBe('file-too-large');
  });
});

describe('what is damaged, locked or too large', () => {
  const large = bytesOf(
    `id,said\n${Array.from({ length: 9000 }, (_, i) => `${i},text of ${i * 7919}`).join('\n')}`,
  );
  const damagedAt = (bytes: Uint8Array, at: number) => {
    const bad = bytes.slice();
    bad[at] ^= 0x55;
    return bad;
  };

  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['cut off', (bytes) => bytes.slice(0, bytes.length / 2)],
    ['without its last bytes', (bytes) => bytes.slice(0, -4)],
    ['changed in the middle', (bytes) => damagedAt(bytes, bytes.length >> 1)],
  ])('a gzip or zip %s', async (_, damage) => {
    expect(await faultOf(() => open(damage(gzip(large))))).toMatchObject({
      code: 'file-damaged',
      details: { kind: 'gzip' },
    });
    expect(await faultOf(() => open(damage(zip({ 'a.csv': large }))))).toMatchObject({
      code: 'file-damaged',
      details: { kind: 'ZIP / XLSX' },
    });
  });

  it('gzip with a wrong sum', async () => {
    const bytes = gzip(large);
    expect((await faultOf(() => open(damagedAt(bytes, bytes.length - 7)))).code).toBe(
      'file-damaged',
    );
  });

  it('a zip that is none, or whose sums and sizes are wrong', async () => {
    const none = concat(Uint8Array.of(0x50, 0x4b, 3, 4), new Uint8Array(4000).fill(1));
    expect((await faultOf(() => open(none))).code).toBe('file-damaged');
    const good = zip({ 'a.csv': large });
    const view = new DataView(good.buffer);
    const list = view.getUint32(good.length - 6, true);
    for (const [field, change] of [
      [16, 1],
      [24, -5],
      [24, 5],
    ]) {
      const bad = good.slice();
      const at = new DataView(bad.buffer);
      at.setUint32(list + field, at.getUint32(list + field, true) + change, true);
      expect((await faultOf(() => open(bad))).code).toBe('file-damaged');
    }
  });

  it('a zip with a password or packed in another way', async () => {
    const change = (field: number, value: number) => {
      const file = zip({ 'a.csv': large });
      const view = new DataView(file.buffer);
      view.setUint16(view.getUint32(file.length - 6, true) + field, value, true);
      return file;
    };
    expect(await faultOf(() => open(change(8, 1)))).toMatchObject({
      code: 'file-locked',
      details: { kind: 'ZIP / XLSX' },
    });
    expect((await faultOf(() => open(change(10, 99)))).code).toBe('file-locked');
    expect(await faultOf(() => open(change(10, 14)))).toMatchObject({
      code: 'file-not-text',
      details: { kind: 'ZIP (method 14)' },
    });
  });

  it('what unpacks to too much', async () => {
    const packed: Uint8Array[] = [gzip(large), zip({ 'a.csv': large })];
    for (const file of packed) {
      expect((await open(file, {}, large.length)).table.rows).toBe(9000);
      const fault = await faultOf(() => open(file, {}, 100 * 1024));
      expect(fault.code).toBe('file-too-large');
      expect(fault.details.limit).toBe('100 KB');
    }
    const bomb = gzip(new Uint8Array(50e6));
    expect(bomb.length).toBeLessThan(60000);
    expect(await faultOf(() => open(bomb, {}, 10 * 2 ** 20))).toMatchObject({
      code: 'file-too-large',
      details: { size: '10 MB', limit: '10 MB', unpacked: 1, more: 1 },
    });
    const book = textBook([['a', 'b'], ...Array.from({ length: 5000 }, () => ['x', 'y'])]);
    expect((await faultOf(() => open(book, {}, 50000))).code).toBe('file-too-large');
  });

  it('Parquet cut off, changed or encrypted', async () => {
    const fault = { code: 'file-damaged', details: { kind: 'Parquet' } };
    expect(await faultOf(() => open(PARQUET.slice(0, 1000)))).toMatchObject(fault);
    const flipped = PARQUET.slice();
    flipped.fill(0xff, 4, 400);
    expect(await faultOf(() => open(flipped))).toMatchObject(fault);
    const footer = PARQUET.slice();
    footer.fill(0xff, PARQUET.length - 300, PARQUET.length - 8);
    expect(await faultOf(() => open(footer))).toMatchObject(fault);
    expect(
      await faultOf(() => open(concat(bytesOf('PARE'), new Uint8Array(99), bytesOf('PARE')))),
    ).toMatchObject({
      code: 'file-locked',
      details: { kind: 'Parquet' },
    });
  });

  it('text that begins with the letters of another format is text', async () => {
    for (const name of ['PARE', 'PARENT', 'PK'])
      expect((await open(`${name},b\n1,2\n3,4\n`)).table.columns[0].name).toBe(name);
  });
});

describe('packed files', () => {
  it('tell how far they are, never backwards, and stop', async () => {
    const text = `a,b\n${Array.from({ length: 300000 }, (_, i) => `${i},${i * 31}`).join('\n')}`;
    for (const bytes of [gzip(bytesOf(text)), zip({ 'a.csv': text })]) {
      const file = new Blob([bytes]);
      const report = vi.fn<(done: number, total: number) => void>();
      await openFile(file, {}, { ...quiet, report });
      const told = report.mock.calls.map(([done]) => done);
      expect(told.length).toBeGreaterThan(5);
      expect(told).toEqual([...told].sort((a, b) => a - b));
      expect(report.mock.lastCall).toEqual([file.size, file.size]);
      const controller = new AbortController();
      controller.abort();
      const fault = await faultOf(() =>
        openFile(file, {}, { ...quiet, signal: controller.signal }),
      );
      expect(fault.code).toBe('stopped');
    }
  });

  it('that can no longer be read say so', async () => {
    const bytes = gzip(bytesOf(CSV.repeat(9000)));
    const real = new Blob([bytes]);
    let left = 2;
    const lost = {
      size: real.size,
      slice: (from: number, to: number) =>
        left-- > 0
          ? real.slice(from, to)
          : { arrayBuffer: () => Promise.reject(new Error('it was moved')) },
    } as unknown as Blob;
    expect(await faultOf(() => openFile(lost, {}, quiet))).toMatchObject({
      code: 'file-unreadable',
      details: { message: 'it was moved' },
    });
  });
});
