import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountRows, traitList, writeReport } from '../../src/study/export-html';
import type { SegmentRule } from '../../src/core/rules/find-segment-rule';
import type { SegmentMood } from '../../src/study/segment-moods';
import type { ToldTheme } from '../../src/study/tell-themes';
import { WORDS } from '../../src/words/words';
import { TINY } from '../fixtures/studies';
import { RECEIPT } from '../fixtures/receipt';

const golden = (name: string) => path.join(import.meta.dirname, '../golden/exports', name);
const NAMES = ['Late parcels', 'Tea; "cake" & <more>'];

/** Every tag and entity taken out. */
const plain = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('writeReport', () => {
  const report = writeReport(
    { fileName: 'tea <shop>.csv', outcome: TINY, names: NAMES, receipt: RECEIPT, suppress: false },
    WORDS.en,
  );

  it('is the page that was looked at', async () => {
    await expect(report).toMatchFileSnapshot(golden('report.html.txt'));
  });

  it('tells moods, rules and themes where they are known, and none of fewer than five', () => {
    const mood = {
      said: 20,
      counts: { positive: 12, negative: 3, mixed: 5, neutral: 0 },
      strength: undefined,
      difference: undefined,
      signals: {} as SegmentMood['signals'],
      praise: [],
      complaints: [],
      pleased: [{ phrase: 'gift <wrap>', read: 9, positive: 9, negative: 0, strength: 0.8 }],
      unhappy: [{ phrase: 'courier', read: 3, positive: 0, negative: 3, strength: -0.7 }],
    };
    const share = (value: number) => ({ share: value, low: 0, high: 1 });
    const figures = { precision: share(0.9), recall: share(0.8), f1: 0.85 };
    const rule = {
      label: 0,
      audience: {
        kind: 'all',
        of: [{ kind: 'number', column: 'orders', least: 3 }],
      },
      ways: 1,
      conditions: 1,
      figures,
      heldOut: figures,
      customers: 40,
      searched: 40,
    } as unknown as SegmentRule;
    const theme = (name: string, customers: number) =>
      ({ name, customers, keyphrases: [{ phrase: 'late' }] }) as unknown as ToldTheme;
    const told = writeReport(
      {
        fileName: 'tea.csv',
        outcome: { ...TINY, segments: TINY.segments.map((one) => ({ ...one, size: 20 })) },
        names: NAMES,
        receipt: RECEIPT,
        suppress: true,
        readings: {
          moods: [mood, { ...mood, said: 4 }],
          rules: [rule],
          themes: { speakers: 40, themes: [theme('Few', 4), theme('Late parcels', 10)] },
        },
      },
      WORDS.en,
    );
    const text = plain(told);
    expect(text).toContain('Positive: 12 (60%)');
    expect(text).toContain(`Negative: ${WORDS.en.report.fewerThan(5)}`);
    expect(text).toContain('Pleased about: gift <wrap>');
    expect(text).not.toContain('courier');
    expect(text.split('Positive: ')).toHaveLength(2);
    expect(text).toContain('orders is 3 or more');
    expect(text).toContain(WORDS.en.audience.rule.heldOut(0.9, 0.8));
    expect(told).toContain('<a href="#themes">');
    expect(told).toMatch(/<td>Late parcels<\/td><td class="n">10<\/td><td class="n">25%<\/td>/);
    expect(told).not.toContain('<td>Few</td>');
  });

  it('needs nothing else: no script, no request, no handler', () => {
    expect(report).not.toMatch(/<script|<iframe|<img|<link|\son\w+=|javascript:|@import|url\(/i);
    expect(report).toContain("default-src 'none'");
    const addresses = report.match(/https?:[^"'\s<)]+/g) ?? [];
    expect(addresses.filter((address) => address !== 'http://www.w3.org/2000/svg')).toEqual([
      'http://x&quot;',
    ]);
  });

  it('shows what customers wrote as text', () => {
    expect(report).not.toContain('<b>"tea"');
    expect(report).not.toContain('<more>');
    expect(report).not.toContain('<shop>');
    const text = plain(report);
    expect(text).toContain('=HYPERLINK("http://x") <b>"tea" & cake</b>');
    expect(text).toContain('Tea; "cake" & <more>');
    expect(text).toContain('tea <shop>.csv');
  });

  it('tells the figures', () => {
    const text = plain(report);
    for (const told of ['75%', '25%', '4 customers', '2 segments', 'high orders', '0.432', '12.5'])
      expect(text).toContain(told);
    expect(report).toContain('<li title="67% of them say it, 0% of the others">parcel</li>');
  });

  it('closes every tag that it opens', () => {
    const open: string[] = [];
    for (const [, slash, name, rest] of report.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/g)) {
      if (slash === '/') expect(open.pop()).toBe(name);
      else if (!rest.endsWith('/') && !['meta'].includes(name)) open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('is written in Chinese for Chinese readers', () => {
    const chinese = writeReport(
      { fileName: '客户.csv', outcome: TINY, names: NAMES, receipt: RECEIPT, suppress: false },
      WORDS.zh,
    );
    expect(chinese).toContain('<html lang="zh-CN">');
    expect(plain(chinese)).toContain('客户.csv 的客户分群');
    expect(plain(chinese)).not.toContain('Segments');
  });
});

describe('traitList', () => {
  it('puts each trait in words with its figures, the most telling first', () => {
    expect(traitList(TINY.segments[0], WORDS.en)).toEqual([
      'high orders (typically 12, others 3.5)',
      'city: York (67% of them, 5% of the others)',
      'recent joined (typically 2024-05-31, others 2020-01-01)',
      'plan unknown (30% of them, 0% of the others)',
    ]);
    expect(traitList(TINY.segments[1], WORDS.en)).toEqual([
      'rarely city: Bath (0% of them, 40% of the others)',
    ]);
  });
});

describe('accountRows', () => {
  it('tells how the segments were made', () => {
    expect(accountRows(TINY.account, WORDS.en)).toEqual([
      ['Method', 'K-means'],
      ['Language model', 'Built in, compares words, no model'],
      ['Different texts', '3'],
      ['Customers without a text', '1'],
      ['Weight of texts against columns', '50%'],
      ['Neighbours', 'exact'],
      ['Silhouette', '0.432'],
      ['Calinski-Harabasz', '12.5'],
      ['Davies-Bouldin', '0.75'],
      ['Silhouette for each number tried', '2: 0.432  3: 0.2'],
      ['Seed', '20260917'],
    ]);
  });

  it('leaves out what was not measured or not used', () => {
    const terms = accountRows(
      { ...TINY.account, encoder: '', tried: [], silhouette: Number.NaN, exactNeighbours: false },
      WORDS.en,
    );
    expect(terms).toEqual([
      ['Method', 'K-means'],
      ['Neighbours', 'approximate'],
      ['Seed', '20260917'],
    ]);
    const split = accountRows({ ...TINY.account, splitTexts: 2, device: 'wasm' }, WORDS.en);
    expect(split).toContainEqual(['Long texts read in parts of whole sentences', '2']);
    expect(split).toContainEqual(['Ran on', 'wasm']);
  });
});
