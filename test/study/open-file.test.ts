import { describe, expect, it, vi } from 'vitest';
import { createHasher } from '../../src/core/hash';
import { makeSample } from '../../src/core/sample/make-sample';
import { detectEncoding } from '../../src/study/detect-encoding';
import { openFile } from '../../src/study/open-file';
import { faultOf } from '../fixtures/faults';
import { openText, quiet } from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, order: 'little' | 'big', mark: boolean): Uint8Array<ArrayBuffer> {
  const units = [...(mark ? '\ufeff' : ''), ...text].join('');
  const view = new DataView(new ArrayBuffer(units.length * 2));
  for (let i = 0; i < units.length; i++)
    view.setUint16(i * 2, units.charCodeAt(i), order === 'little');
  return new Uint8Array(view.buffer);
}

/** GB18030 by looking up what each pair of bytes decodes to. */
function gb18030(text: string): Uint8Array<ArrayBuffer> {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, [number, number]>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Uint8Array.from(
    [...text].flatMap((character) =>
      character < '\u0080' ? [character.charCodeAt(0)] : (codes.get(character) ?? [63]),
    ),
  );
}

const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const CHINESE = makeSample('zh').csv.split('\n').slice(0, 60).join('\r\n');
const PLAIN = 'id,said\r\n1,café\r\n2,plain\r\n';

describe('detectEncoding', () => {
  it.each<[string, Uint8Array, string, boolean]>([
    ['plain ASCII', utf8('a,b\n1,2\n'), 'utf-8', false],
    ['UTF-8', utf8(PLAIN), 'utf-8', false],
    ['UTF-8 with a mark', utf8(`\ufeff${PLAIN}`), 'utf-8', true],
    ['UTF-8 in Chinese', utf8(CHINESE), 'utf-8', false],
    ['UTF-16 little-endian with a mark', utf16(PLAIN, 'little', true), 'utf-16le', true],
    ['UTF-16 big-endian with a mark', utf16(PLAIN, 'big', true), 'utf-16be', true],
    ['UTF-16 little-endian without', utf16(PLAIN, 'little', false), 'utf-16le', false],
    ['UTF-16 big-endian without', utf16(PLAIN, 'big', false), 'utf-16be', false],
    ['UTF-16 in Chinese without', utf16(CHINESE, 'little', false), 'utf-16le', false],
    ['UTF-16 in Chinese without, big', utf16(CHINESE, 'big', false), 'utf-16be', false],
    ['GB18030', gb18030(CHINESE), 'gb18030', false],
    ['windows-1252', latin(PLAIN), 'windows-1252', false],
    [
      'windows-1252 with many umlauts',
      latin('name\nMüller\nJäger\nGrößmann\nÇağ\nÀé\n'.replace('ğ', 'g')),
      'windows-1252',
      false,
    ],
  ])('%s', (_, bytes, encoding, mark) => {
    expect(detectEncoding(bytes, true)).toEqual({ encoding, mark });
  });

  it('is not misled by a character that the sample cuts in two', () => {
    const bytes = utf8('id,said\n1,好');
    expect(detectEncoding(bytes.slice(0, -1), false).encoding).toBe('utf-8');
    expect(detectEncoding(bytes.slice(0, -1), true).encoding).not.toBe('utf-8');
    const wide = gb18030(CHINESE);
    const cut = wide.findLastIndex((byte) => byte > 127);
    expect(detectEncoding(wide.slice(0, cut), false).encoding).toBe('gb18030');
  });

  it('takes what the person has chosen, and still sees the mark', () => {
    expect(detectEncoding(utf8(PLAIN), true, 'windows-1252')).toEqual({
      encoding: 'windows-1252',
      mark: false,
    });
    expect(detectEncoding(utf8(`\ufeff${PLAIN}`), true, 'utf-8').mark).toBe(true);
  });

  it.each<[string, number[]]>([
    ['ZIP / XLSX', [0x50, 0x4b, 0x03, 0x04, 1, 2]],
    ['PDF', [...latin('%PDF-1.7')]],
    ['gzip', [0x1f, 0x8b, 8, 0]],
    ['XLS', [0xd0, 0xcf, 0x11, 0xe0, 0xa1]],
    ['PNG', [0x89, 0x50, 0x4e, 0x47, 13]],
    ['JPEG', [0xff, 0xd8, 0xff, 0xe0]],
    ['Parquet', [...latin('PAR1abc')]],
    ['SQLite', [...latin('SQLite format 3')]],
  ])('refuses a %s file by its first bytes', async (kind, bytes) => {
    const fault = await faultOf(() => detectEncoding(Uint8Array.from(bytes), true));
    expect(fault).toMatchObject({ code: 'file-not-text', details: { kind } });
  });

  it('refuses bytes that no text has, whatever they begin with', async () => {
    const noise = Uint8Array.from({ length: 2000 }, (_, i) => (i * 7919) & 255);
    expect(await faultOf(() => detectEncoding(noise, true))).toMatchObject({
      code: 'file-not-text',
      details: { kind: '' },
    });
  });
});

describe('openFile', () => {
  const bytesOf: [string, (text: string) => Uint8Array<ArrayBuffer>][] = [
    ['UTF-8', (text) => new Uint8Array(utf8(text))],
    ['UTF-8 with a mark', (text) => new Uint8Array(utf8(`\ufeff${text}`))],
    ['UTF-16 little-endian', (text) => utf16(text, 'little', false)],
    ['UTF-16 big-endian with a mark', (text) => utf16(text, 'big', true)],
    ['GB18030', gb18030],
  ];

  it.each(bytesOf)('reads the same table from %s', async (_, encode) => {
    const plain = await openText(CHINESE);
    const found = await openFile(new Blob([encode(CHINESE)]), {}, quiet);
    expect(found.table).toEqual(plain.table);
    expect(found.warnings).toEqual([]);
    expect(found.bytes).toBe(encode(CHINESE).length);
  });

  it('has the same key as ever for a file of several pieces: kept studies are found by it', async () => {
    const text = `id,city\n${Array.from({ length: 90_000 }, (_, i) => `${i},York`).join('\n')}`;
    expect(text.length).toBeGreaterThan(900_000);
    expect((await openFile(new Blob([text]), {}, quiet)).key).toMatchInlineSnapshot(
      `"8026d8af4999bb08fc0d35eaf70a01a4"`,
    );
  });

  it('gives a key that tells bytes and ways of reading apart', async () => {
    const key = async (text: string, hints = {}) =>
      (await openFile(new Blob([text]), hints, quiet)).key;
    const text = 'a,b\n1,2\n3,4\n';
    expect(await key(text)).toBe(await key(text));
    const keys = await Promise.all([
      key(text),
      key(`${text}5,6\n`),
      key(text, { delimiter: ';' }),
      key(text, { header: false }),
      key(text, { quote: '' }),
      key(text, { encoding: 'windows-1252' }),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await key(text, { delimiter: ',' })).toBe(keys[0]);
  });

  it('keeps the key of plain text, packed or not, and adds only what few files have', async () => {
    const text = 'a,b\n1,2\n3,4\n';
    const marks = ['utf-8', ',', '"', '\n', true];
    const keyOf = (said: readonly unknown[]) =>
      createHasher().bytes(utf8(text)).text(JSON.stringify(said)).digest();
    const { key, format, container, parts, part } = await openText(text);
    expect(key).toBe(keyOf(marks));
    expect({ format, container, parts, part }).toEqual({ format: 'delimited' });
    const footer = await openFile(new Blob([text]), { footer: false }, quiet);
    expect(footer.key).toBe(keyOf([...marks, { footer: false }]));
  });

  it('reads characters whole that stand across pieces, and reports its bytes', async () => {
    const line = '味道不错很好吃🍵';
    const text = `编号,评论\n${Array.from({ length: 25000 }, (_, i) => `${i},${line}`).join('\n')}\n`;
    const report = vi.fn<(done: number, total: number) => void>();
    const blob = new Blob([text]);
    expect(blob.size).toBeGreaterThan(3 * (1 << 18));
    const { table, warnings } = await openFile(blob, {}, { ...quiet, report });
    expect(table.rows).toBe(25000);
    expect(table.columns[1].levels).toEqual([line]);
    expect(warnings).toEqual([]);
    expect(report.mock.lastCall).toEqual([blob.size, blob.size]);
  });

  it('tells of characters that could not be read', async () => {
    const bytes = latin('id,said\n1,caf\u00e9\n2,plain\n3,ni\u00f1o\n');
    const found = await openFile(new Blob([bytes]), { encoding: 'utf-8' }, quiet);
    expect(found.warnings).toContainEqual({ code: 'replaced-characters', count: 2 });
    expect(cellsOf(found.table)[0][1]).toBe('caf\ufffd');
  });

  it('does not take replacement marks that stand in the file for unreadable characters', async () => {
    const found = await openText('id,said\n1,caf\ufffd\n2,plain\n');
    expect(found.warnings).toEqual([]);
  });

  it('nor those that stand across two pieces', async () => {
    const head = 'id,said\n1,';
    const text = `${head}${'x'.repeat((1 << 18) - 1 - head.length)}\ufffd\n2,plain\n`;
    const found = await openText(text);
    expect(found.warnings).toEqual([]);
  });

  it('tells of a character that the end of a large file cuts off', async () => {
    const text = `id,said\n${'1,plain words\n'.repeat(20000)}2,好`;
    const bytes = utf8(text);
    const found = await openFile(new Blob([bytes.slice(0, -1)]), {}, quiet);
    expect(found.encoding).toBe('utf-8');
    expect(found.warnings).toContainEqual({ code: 'replaced-characters', count: 1 });
  });

  it('refuses an empty file, and a file that cannot be read', async () => {
    expect((await faultOf(() => openFile(new Blob([]), {}, quiet))).code).toBe('file-empty');
    const locked = {
      size: 5,
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('it was moved')) }),
    } as unknown as Blob;
    expect(await faultOf(() => openFile(locked, {}, quiet))).toMatchObject({
      code: 'file-unreadable',
      details: { message: 'it was moved' },
    });
  });

  it('stops while it reads', async () => {
    const controller = new AbortController();
    const text = `a,b\n${'1,2\n'.repeat(300000)}`;
    const fault = await faultOf(() =>
      openFile(
        new Blob([text]),
        {},
        { signal: controller.signal, report: () => controller.abort() },
      ),
    );
    expect(fault.code).toBe('stopped');
  });
});
