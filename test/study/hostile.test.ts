import { readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { readColumns, type Role } from '../../src/core/prepare/roles';
import { recipeFromJson, recipeToJson } from '../../src/core/quality/recipe-json';
import { applyRecipe } from '../../src/core/quality/apply-recipe';
import { carryOut } from '../../src/study/carry-out';
import { combineFiles } from '../../src/study/combine-files';
import { examineCustomers } from '../../src/study/examination';
import {
  type ExportKind,
  type ExportOptions,
  type ExportSource,
  exportStudy,
} from '../../src/study/export-study';
import { openCustomers } from '../../src/study/open-customers';
import { readProject } from '../../src/study/project-file';
import { createMemoryShelves } from '../../src/study/shelves';
import { writeQuality } from '../../src/study/write-quality';
import { namesOf } from '../../src/words/names';
import { WORDS } from '../../src/words/words';
import {
  foreignParts,
  FORMULAS,
  HOSTILE_NAMES,
  HOSTILE_STRINGS,
  hostileRows,
  writeQuoted,
} from '../fixtures/hostile';
import { createPorts, createWatch, openText, planFor, quiet } from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';
import { DATA, present } from '../fixtures/torture';

const ROLES: Role[] = [
  'id',
  'amount',
  'category',
  'number',
  'category',
  'text',
  'category',
  'number',
  'ignore',
];
const OPTIONS: ExportOptions = { guard: true, mask: false, language: 'en' };
const TITLES = ['</text></svg><script>alert(11)</script>', "=cmd|' /C calc'!A0"];

/** The elements and attributes of a page, by its angle brackets alone. */
function partsOf(markup: string): { name: string; attributes: string[]; tag: string }[] {
  const tags = markup.replace(/<style>[^<]*<\/style>/g, '<style></style>').match(/<[^>]*>/g) ?? [];
  return tags
    .filter((tag) => !tag.startsWith('</') && tag !== '<!doctype html>')
    .map((tag) => ({
      tag,
      name: /^<([^\s/>]*)/.exec(tag)?.[1] ?? '',
      attributes: [...tag.matchAll(/\s([^\s=]+)="[^"]*"/g)].map(([, attribute]) => attribute),
    }));
}

/** What a page says, its markup taken away. */
const textOf = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

function expectPlain(markup: string): void {
  const parts = partsOf(markup);
  expect(parts.length).toBeGreaterThan(20);
  expect(foreignParts(parts)).toEqual([]);
  for (const { tag } of parts) {
    expect(tag).toMatch(/^<[a-z][a-z0-9]*(?:\s[a-zA-Z-]+="[^"<>]*")*\/?>$/);
    for (const [, target] of tag.matchAll(/\s(?:href|src)="([^"]*)"/g))
      expect(target).toMatch(/^#(?:m\d+|[a-z]+)$/);
  }
}

const parsed = (csv: string) =>
  Papa.parse<string[]>(csv.replace(/^\ufeff/, ''), { delimiter: ',', newline: '\r\n' }).data.slice(
    0,
    -1,
  );

const readText = (name: string) => readFileSync(path.join(DATA, 'csv-torture', name), 'utf8');
const COLLECTIONS: [string, readonly string[]][] = [
  ['names, formulas, markup and odd characters', HOSTILE_STRINGS],
];
if (present)
  COLLECTIONS.push(
    ['the big list of naughty strings', JSON.parse(readText('blns/blns.json')) as string[]],
    ['payloads of formula injection', readText('csv-injection/csv-payload.txt').split('\n')],
  );

describe.each(COLLECTIONS)('from import to report: %s', (_, strings) => {
  const rows = hostileRows(strings);
  const [header, ...cells] = rows;
  const text = writeQuoted(rows);
  let source: ExportSource;
  const write = async (kind: ExportKind, options = OPTIONS, titles = source.titles) =>
    (await exportStudy(kind, { ...source, titles, options })).blob;

  beforeAll(async () => {
    const opened = await openCustomers(new Blob([text]), {}, quiet);
    const shelves = createMemoryShelves();
    const plan = planFor(opened, { roles: ROLES, k: 2 });
    const outcome = await carryOut(
      opened.table,
      opened.key,
      plan,
      createPorts(shelves).ports,
      createWatch(),
    );
    source = {
      name: '<b>__proto__</b>.csv',
      source: new Blob([text]),
      hints: {},
      opened,
      plan,
      outcome,
      names: { [outcome.groupKey]: { 0: TITLES[0], 1: TITLES[1] } },
      titles: namesOf(outcome.segments, WORDS.en),
      vectors: shelves.vectors,
      options: OPTIONS,
    };
  });

  it('is read cell by cell, and no column is taken for what it is called', () => {
    const { table, header: found } = source.opened;
    expect(found).toEqual(header);
    expect(table.columns.map(({ name }) => name)).toEqual(header);
    expect(cellsOf(table)).toEqual(cells);
    expect(readColumns(table).map(({ name }) => name)).toEqual(header);
    expect(readColumns(table)[3].role).toBe('number');
  });

  it('is grouped by what it says, and the hostile columns tell the segments apart', () => {
    const { labels, segments } = source.outcome;
    expect(new Set(labels)).toEqual(new Set([0, 1]));
    expect(labels.every((label, row) => (label === labels[0]) === (row % 2 === 0))).toBe(true);
    const columns = new Set(segments.flatMap(({ traits }) => traits.map(({ column }) => column)));
    for (const name of ['__proto__', 'constructor', 'toString', "=cmd|' /C calc'!A0"])
      expect(columns).toContain(name);
    for (const name of source.titles) expect(name).not.toMatch(/undefined|\[object|function/);
  });

  it('leaves as a byte-true copy when that is wanted', async () => {
    const found = parsed(await (await write('customers', { ...OPTIONS, guard: false })).text());
    expect(found.map((row) => row.slice(0, header.length))).toEqual(rows);
  });

  it('leaves with every formula made text, and nothing else changed', async () => {
    const found = parsed(await (await write('customers', OPTIONS, TITLES)).text());
    expect(found).toHaveLength(rows.length);
    found.forEach((row, at) =>
      rows[at].forEach((cell, column) => {
        if (row[column] !== cell) {
          expect(row[column]).toBe(`'${cell}`);
          expect(cell).toMatch(/^\s*[=+\-@＝＋－＠\t]/u);
        }
      }),
    );
    for (const cell of [...FORMULAS, TITLES[1]])
      expect(found.flat().filter((written) => written === cell)).toEqual([]);
    expect(found[0]).toContain("'=cmd|' /C calc'!A0");
  });

  it.each([
    ['the names found', undefined],
    ['names given by hand', TITLES],
  ])('the summary holds no formula: %s', async (_names, titles) => {
    const found = parsed(await (await write('summary', OPTIONS, titles)).text());
    expect(found).toHaveLength(3);
    for (const row of found) {
      expect(row).toHaveLength(8);
      for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠\t]/u);
    }
    const said = found.flat().join('\n');
    for (const name of ['__proto__', 'constructor', 'toString']) expect(said).toContain(name);
  });

  it.each(['en', 'zh'] as const)('report and map hold it as text, %s', async (language) => {
    for (const titles of [namesOf(source.outcome.segments, WORDS[language]), TITLES]) {
      const report = await (await write('report', { ...OPTIONS, language }, titles)).text();
      const picture = await (await write('svg', { ...OPTIONS, language }, titles)).text();
      for (const page of [report, picture]) {
        expectPlain(page);
        for (const title of titles) expect(textOf(page)).toContain(title);
      }
      expect(textOf(report)).toContain('<b>__proto__</b>.csv');
      expect(report).toContain("default-src 'none'");
    }
  });

  it.each(['en', 'zh'] as const)('the quality report holds it as text, %s', async (language) => {
    const { table } = source.opened;
    const found = await examineCustomers(table, { roles: ROLES }, 2, quiet);
    const { recipe } = found;
    expect(recipeFromJson(recipeToJson(recipe))).toEqual(recipe);
    const { receipts } = applyRecipe(table, recipe);
    const page = writeQuality(source.name, found, language, receipts);
    expectPlain(page);
    for (const name of HOSTILE_NAMES) expect(textOf(page)).toContain(name);
  });

  it('comes back from its project file as it was', async () => {
    const back = await readProject(await write('project'), quiet);
    expect(back.opened.table).toEqual(source.opened.table);
    expect(back.opened.header).toEqual(header);
    expect(back.outcome).toEqual(source.outcome);
    expect(back.names).toEqual(source.names);
    expect(back.name).toBe(source.name);
    expect(await back.source.text()).toBe(text);
  });
});

describe('hostile names in other places', () => {
  it('as keys of JSON', async () => {
    const records = `[${Array.from(
      { length: 12 },
      (_, i) =>
        `{"__proto__": "p${i}", "constructor": {"prototype": ${i}}, "toString": "<b>", "id": ${i}}`,
    ).join(',')}]`;
    const { table } = await openText(records);
    expect(table.columns.map(({ name }) => name)).toEqual([
      '__proto__',
      'constructor.prototype',
      'toString',
      'id',
    ]);
    expect(cellsOf(table)[3]).toEqual(['p3', '3', '<b>', '3']);
  });

  it('as the keys that two files are joined on', async () => {
    const file = (name: string, rows: string[][]) => ({
      name,
      file: new Blob([writeQuoted(rows)]),
    });
    const ids = ['__proto__', 'constructor', 'toString', 'valueOf', '=1+1', '<b>'];
    const { source, combination } = await combineFiles(
      [
        file('a.csv', [
          ['customer_id', '__proto__'],
          ...ids.map((id, i) => [id, `${i}`]),
          ['hasOwnProperty', '9'],
        ]),
        file('b.csv', [['customer_id', 'constructor'], ...ids.map((id, i) => [id, `said ${i}`])]),
      ],
      quiet,
    );
    expect(combination).toMatchObject({
      kind: 'joined',
      joins: [{ matched: 6, withoutMatch: 1 }],
    });
    const { table } = await openText(await source.text());
    expect(table.columns.map(({ name }) => name)).toEqual([
      'customer_id',
      '__proto__',
      'constructor',
    ]);
    expect(cellsOf(table)).toEqual([
      ...ids.map((id, i) => [id, `${i}`, `said ${i}`]),
      ['hasOwnProperty', '9', ''],
    ]);
  });

  it('as products and customers of orders', async () => {
    const products = ['__proto__', 'constructor', '=1+1', '<img src=x onerror=alert(1)>'];
    const ids = ['__proto__', 'constructor', 'toString', 'C4', 'C5', 'C6', 'C7', 'C8'];
    const lines = Array.from({ length: 160 }, (_, i) => [
      `o${i}`,
      ids[i % 8],
      `2024-0${1 + (i % 9)}-1${i % 10}`,
      `${5 + (i % 11)}.00`,
      products[(i >> 3) % 4],
    ]);
    const { table, orders } = await openCustomers(
      new Blob([
        writeQuoted([['order_id', 'customer_id', 'order_date', 'amount', 'product'], ...lines]),
      ]),
      {},
      quiet,
    );
    expect(orders).toBeDefined();
    expect(table.rows).toBe(8);
    expect(new Set(cellsOf(table).map(([id]) => id))).toEqual(new Set(ids));
    const names = table.columns.map(({ name }) => name);
    for (const product of products) expect(names).toContain(`share of ${product}`);
    const at = names.indexOf('share of __proto__');
    const mine = lines.filter(([, id]) => id === 'toString');
    const spent = (product?: string) =>
      mine
        .filter((line) => product === undefined || line[4] === product)
        .reduce((sum, line) => sum + Number(line[3]), 0);
    const row = cellsOf(table).find(([id]) => id === 'toString') ?? [];
    expect(Number(row[at])).toBeCloseTo(spent('__proto__') / spent(), 6);
  });
});
