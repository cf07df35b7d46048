import { describe, expect, it } from 'vitest';
import { contrast, rgbOf } from '../../src/core/draw/palette';
import type { Role } from '../../src/core/prepare/roles';
import { examineTable } from '../../src/core/quality/quality';
import { drain } from '../../src/core/steps';
import type { Table } from '../../src/core/table/table';
import { examineCustomers } from '../../src/study/examination';
import { hidePersonal } from '../../src/study/hide-personal';
import { columnFigures, writeQuality } from '../../src/study/write-quality';
import { QUALITY_WORDS } from '../../src/words/quality';
import { quiet } from '../fixtures/studies';
import { tableOf } from '../fixtures/tables';

const each = (cell: (row: number) => string) => Array.from({ length: 80 }, (_, row) => cell(row));
const table = tableOf({
  id: each((row) => `C${row % 79}`),
  'Spend <b>"x"</b>': each((row) => (row === 3 ? '9000' : row === 4 ? '' : `${(row * 37) % 61}.5`)),
  joined: each((row) =>
    row === 5 ? '=HYPERLINK("http://x")' : `2024-01-${`${(row % 28) + 1}`.padStart(2, '0')}`,
  ),
  city: each((row) => ['<i>Leeds</i>', '<I>leeds</I> ', '北京 & 上海'][row % 3]),
  said: each((row) => `It came <script>alert(${row})</script> late`),
  same: each(() => '1'),
  nothing: each(() => ''),
});
const roles: Role[] = ['id', 'number', 'date', 'category', 'text', 'number', 'ignore'];
const found = await examineCustomers(table, { roles }, 2, quiet);
const { quality } = found;
const pages = {
  en: writeQuality('tea <shop>.csv', found, 'en', found.proposed.receipts),
  zh: writeQuality('茶 <店>.csv', found, 'zh'),
};
const bare = (of: Table, ofRoles: Role[]) => ({
  quality: drain(examineTable(of, ofRoles)),
  personal: [],
  texts: undefined,
  sensitive: [],
});

const plain = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe.each(Object.entries(pages))('the report in %s', (language, page) => {
  it('needs nothing else: no script, no request, no handler', () => {
    expect(page).not.toMatch(
      /<script|<iframe|<img|<link|<[^>]*\son\w+=|javascript:|@import|url\(/i,
    );
    expect(page).toContain("default-src 'none'");
    const addresses = page.match(/https?:[^"'\s<)]+/g) ?? [];
    expect(addresses.every((address) => address.startsWith('http://x&quot;'))).toBe(true);
  });

  it('shows what stands in the file as text', () => {
    expect(page).not.toMatch(/<b>"x"|<i>Leeds|<shop>|<店>/i);
    const text = plain(page);
    expect(text).toContain('Spend <b>"x"</b>');
    expect(text).toContain('<I>leeds</I>');
    expect(text).toContain('=HYPERLINK("http://x")');
    expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/);
  });

  it('closes every tag that it opens', () => {
    const open: string[] = [];
    for (const [, slash, name, rest] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
      if (slash === '/') expect(open.pop()).toBe(name);
      else if (!rest.endsWith('/') && name !== 'meta') open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('has a section for each column, a picture where there is something to draw, with its words', () => {
    expect(page.match(/<section>/g)?.length).toBe(7);
    const labels = [...page.matchAll(/<svg class="plot"[^>]*role="img" aria-label="([^"]*)"/g)];
    expect(labels.length).toBe(6);
    for (const [, label] of labels) expect(label.length).toBeGreaterThan(8);
    expect(page).toContain(`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`);
  });

  it('keeps a contrast of 4.5 in light and in dark', () => {
    const themes = [...page.matchAll(/:root\{([^}]*)\}/g)].map(
      ([, list]) => new Map(list.split(';').map((pair) => pair.split(':') as [string, string])),
    );
    expect(themes.length).toBe(2);
    for (const theme of themes) {
      const colour = (name: string) => {
        const hex = theme.get(`--${name}`) ?? '';
        return rgbOf(hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex);
      };
      for (const ink of ['ink', 'soft', 'problem', 'check', 'note'])
        for (const ground of ['ground', 'card'])
          expect(
            contrast(colour(ink), colour(ground)),
            `${ink} on ${ground}`,
          ).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour('bar'), colour('ground'))).toBeGreaterThanOrEqual(3);
    }
  });

  it('prints on A4 in light colours, a column not broken across pages', () => {
    expect(page).toContain('@page{size:A4');
    expect(page).toContain('@media screen and (prefers-color-scheme:dark)');
    expect(page).toMatch(/section\{[^}]*break-inside:avoid/);
  });
});

describe('what the report tells', () => {
  it('is the verdict, what to look at, the figures and what was done', () => {
    const text = plain(pages.en);
    for (const told of [
      'Data quality of tea <shop>.csv',
      '80 rows, 7 columns',
      'Put 1 thing right first',
      '1 outlier held within',
      '“same”: the column is left out.',
      'Lower quarter',
      'Nothing to look at.',
    ])
      expect(text).toContain(told);
    const chinese = plain(pages.zh);
    expect(chinese).toContain('茶 <店>.csv 的数据质量');
    expect(chinese).toContain('请先改正 1 处');
    expect(chinese).not.toMatch(/Median|Findings|rows|Check/);
  });

  it('tells of persons, sensitive topics and texts', async () => {
    const of = tableOf({
      email: each((row) => `ann${row}@example.org`),
      religion: each((row) => ['Muslim', 'Christian'][row % 2]),
      said: each((row) =>
        row < 8 ? 'I am pregnant & tired' : `Tea ${row} came late. Sent from my iPhone`,
      ),
    });
    const told = await examineCustomers(of, { roles: ['ignore', 'category', 'text'] }, 2, quiet);
    const hidden = hidePersonal(told);
    const english = plain(writeQuality('a.csv', hidden, 'en'));
    for (const said of [
      'e-mail addresses in 100% of its cells',
      'an••@•••••••.•••',
      'pregnancy',
      'column “religion”',
      '80 texts, 73 different.',
      '“Sent from my iPhone” in 72 texts',
      '8 texts, the same words: I am pregnant & tired',
    ])
      expect(english).toContain(said);
    expect(english).not.toMatch(/ann\d*@example.org/);
    const chinese = plain(writeQuality('a.csv', hidden, 'zh'));
    for (const said of ['个人数据', '敏感话题', '怀孕', '8 条文本', '“Sent from my iPhone”'])
      expect(chinese).toContain(said);
  });

  it('tells each column by its kind', () => {
    const terms = (at: number) =>
      columnFigures(quality.columns[at], QUALITY_WORDS.en).map(([term]) => term);
    expect(terms(0)).toEqual(['Filled', 'Different', 'Repeats']);
    expect(terms(1)).toEqual([
      'Filled',
      'Different',
      'Not known',
      'Smallest',
      'Lower quarter',
      'Median',
      'Upper quarter',
      'Largest',
      'Mean',
      'Skewness',
      'Outliers',
      'Usual',
    ]);
    expect(terms(2)).toEqual(['Filled', 'Different', 'First day', 'Middle day', 'Last day']);
    expect(terms(6)).toEqual(['Filled', 'Different', 'Not known']);
  });

  it('says so where nothing is wrong', () => {
    const fine = bare(tableOf({ n: ['1', '2', '3'] }), ['number']);
    const text = plain(writeQuality('a.csv', fine, 'en'));
    expect(text).toContain('Ready to use: nothing was found that needs a look.');
    expect(text).toContain('Nothing.');
    expect(text).not.toContain('What was done');
  });

  it('tells at the top how many more there are', () => {
    const bad = Object.fromEntries(
      Array.from({ length: 25 }, (_, at) => [`n${at}`, ['1', `x${at}`, '2']]),
    );
    const many = bare(tableOf(bad), new Array<Role>(25).fill('number'));
    expect(plain(writeQuality('a.csv', many, 'en'))).toContain(
      '5 more stand with their columns below.',
    );
  });
});
