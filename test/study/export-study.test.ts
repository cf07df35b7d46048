import { beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_KINDS, type ExportSource, exportStudy } from '../../src/study/export-study';
import { fileStem } from '../../src/study/file-stem';
import { isProject } from '../../src/study/project-file';
import { createMemoryShelves } from '../../src/study/shelves';
import { openText, planFor, TINY, TINY_CSV } from '../fixtures/studies';

let source: ExportSource;

beforeAll(async () => {
  const opened = await openText(TINY_CSV);
  source = {
    name: 'tea.shop.csv',
    source: new Blob([TINY_CSV]),
    hints: {},
    opened,
    plan: planFor(opened),
    outcome: TINY,
    names: {},
    titles: ['Late parcels', 'Tea'],
    vectors: createMemoryShelves().vectors,
    options: { guard: true, mask: true, language: 'en' },
  };
});

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

describe('exportStudy', () => {
  it.each([
    ['customers', 'tea.shop-segments.csv', 'text/csv;charset=utf-8'],
    ['summary', 'tea.shop-segment-summary.csv', 'text/csv;charset=utf-8'],
    ['report', 'tea.shop-report.html', 'text/html'],
    ['svg', 'tea.shop-map.svg', 'image/svg+xml'],
    ['project', 'tea.shop.enclave', 'application/zip'],
  ] as const)('%s is called %s', async (kind, name, type) => {
    const made = await exportStudy(kind, source);
    expect(made.name).toBe(name);
    expect(made.blob.type).toBe(type);
    expect(made.blob.size).toBeGreaterThan(100);
  });

  it.each(EXPORT_KINDS)('%s of a file that has our name in its own', async (kind) => {
    const { name } = await exportStudy(kind, { ...source, name: 'my-enclave-data.csv' });
    expect(name.startsWith('my-enclave-data')).toBe(true);
  });

  it('begins with a mark where the file had one or was not UTF-8', async () => {
    const first = async (opened: ExportSource['opened']) => {
      const { blob } = await exportStudy('customers', { ...source, opened });
      return (await bytesOf(blob))[0];
    };
    expect(await first(source.opened)).toBe('i'.charCodeAt(0));
    expect(await first({ ...source.opened, mark: true })).toBe(0xef);
    expect(await first({ ...source.opened, encoding: 'gb18030' })).toBe(0xef);
  });

  it('guards cells unless the person wants a byte-true copy', async () => {
    const cells = async (guard: boolean) => {
      const { blob } = await exportStudy('customers', {
        ...source,
        options: { guard, mask: true, language: 'en' },
      });
      return blob.text();
    };
    expect(await cells(true)).toContain("'=HYPERLINK");
    expect(await cells(false)).not.toContain("'=HYPERLINK");
    expect(await cells(false)).toContain('=HYPERLINK');
  });

  it('speaks the language of the page', async () => {
    const { blob } = await exportStudy('report', {
      ...source,
      options: { guard: true, mask: true, language: 'zh' },
    });
    expect(await blob.text()).toContain('lang="zh-CN"');
  });

  it('makes a project that is known as one', async () => {
    const { blob } = await exportStudy('project', source);
    expect(await isProject(blob)).toBe(true);
  });
});

describe('fileStem', () => {
  it.each([
    ['customers.csv', 'customers'],
    ['a.b.tsv', 'a.b'],
    ['customers', 'customers'],
    ['.csv', 'customers'],
    ['客户.txt', '客户'],
    ['version 1.of many customers', 'version 1.of many customers'],
  ])('%s is %s', (name, stem) => {
    expect(fileStem(name)).toBe(stem);
  });
});
