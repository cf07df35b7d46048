import { describe, expect, it } from 'vitest';
import { METHOD_IDS } from '../../src/core/cluster/method-ids';
import { Fault, FAULT_CODES, type FaultDetails } from '../../src/core/fault';
import { ROLES } from '../../src/core/prepare/roles';
import { STAGES } from '../../src/core/study';
import type { ReadWarning } from '../../src/core/table/table';
import { EXPORT_KINDS } from '../../src/study/export-study';
import { faultSentence, warningSentence } from '../../src/words/faults';
import { type LanguageId, WORDS } from '../../src/words/words';

type Leaf = string | ((...args: never[]) => string);

/** Every sentence by its place: "drop.how.0". */
function leavesOf(value: unknown, place = ''): Map<string, Leaf> {
  if (typeof value === 'string' || typeof value === 'function')
    return new Map([[place, value as Leaf]]);
  return new Map(
    Object.entries(value as object).flatMap(([key, inner]) => [
      ...leavesOf(inner, place === '' ? key : `${place}.${key}`),
    ]),
  );
}

const LANGUAGES: LanguageId[] = ['en', 'zh'];
const leaves = { en: leavesOf(WORDS.en), zh: leavesOf(WORDS.zh) };

const DETAILS: FaultDetails = {
  rows: 3,
  k: 5,
  row: 7,
  column: 'comment',
  columns: 4,
  kind: 'PDF',
  first: 'may.csv',
  second: 'june.csv',
  characters: 4194304,
  size: '2 GB',
  limit: '1 GB',
  message: 'it broke',
  model: 'small',
  file: 'model.onnx',
  option: '--fast',
  place: 'columns[0].role',
  measure: 'recency',
  cuts: '30,20,10,5',
  day: 'soon',
  level: 90,
  found: 6,
  most: 20,
};

const chart = (more: object) => ({
  column: 0,
  name: 'x',
  bins: 3,
  single: false,
  levels: [],
  lumped: 0,
  missing: 0,
  edges: [0, 10, 20, 30],
  kind: 'number',
  ...more,
});
const day = (text: string) => Date.parse(`${text}T00:00Z`);
const from = (first: string, next: string) =>
  chart({ kind: 'date', edges: [day(first), day(next)], bins: 1 });

/** What sentences are given that are not made of counts alone. */
const GIVEN: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'models.own.unfit': [[{ file: 'own.gguf', reason: 'kind' }]],
  'explore.barName': [
    [chart({}), 0],
    [chart({}), 1],
    [chart({}), 2],
    [chart({ single: true }), 1],
    [chart({ kind: 'category', levels: ['Bonn'], lumped: 4, bins: 2, edges: [] }), 0],
    [chart({ kind: 'category', levels: ['Bonn'], lumped: 4, bins: 2, edges: [] }), 1],
    [from('2026-03-01', '2026-03-02'), 0],
    [from('2026-03-02', '2026-03-09'), 0],
    [from('2026-02-01', '2026-03-01'), 0],
    [from('2026-04-01', '2026-07-01'), 0],
    [from('2025-01-01', '2026-01-01'), 0],
    [from('1990-01-01', '2000-01-01'), 0],
  ],
  'corrections.merged': [[['one', 'two']], [['one', 'two', 'three']]],
  'corrections.sameOnes': [[[4, 1205]], [[]]],
  'corrections.differentOnes': [[[4, 1205]], [[]]],
  'corrections.moved': [
    [1, 'one', [4]],
    [12, 'one', [4, 5]],
    [12, 'one', []],
  ],
  'summary.differs': [
    ['High Spend', 'slight'],
    ['High Spend', 'strong'],
  ],
  'summary.joinPitch': [[['one', 'two']]],
  'summary.joinParagraph': [[['one', 'two']]],
};

/** Sentences that may be empty for some counts. */
const MAY_BE_EMPTY = new Set(['app.requestsBlocked', 'topics.undated']);

describe('the word lists', () => {
  it('hold the same sentences in both languages', () => {
    expect(leaves.en.size).toBeGreaterThan(200);
    expect([...leaves.zh.keys()].sort()).toEqual([...leaves.en.keys()].sort());
    for (const [place, leaf] of leaves.en) expect(typeof leaves.zh.get(place)).toBe(typeof leaf);
  });

  it.each(LANGUAGES)('have no empty sentence, none unfinished, in %s', (language) => {
    for (const [place, leaf] of leaves[language]) {
      const told = typeof leaf === 'string' ? [leaf] : [];
      if (typeof leaf === 'function' && place in GIVEN)
        for (const given of GIVEN[place])
          told.push((leaf as (...args: unknown[]) => string)(...given));
      else if (typeof leaf === 'function')
        for (const count of [0, 1, 2, 0.5, 1234567]) {
          const given = Array.from({ length: 4 }, (_, i) => (i === 0 ? count : count + i));
          const say = leaf as (...args: unknown[]) => string;
          told.push(place.startsWith('faults.') ? say(DETAILS) : say(...given));
        }
      for (const sentence of told) {
        if (!MAY_BE_EMPTY.has(place)) expect(sentence.trim(), place).not.toBe('');
        expect(sentence, place).not.toMatch(/undefined|NaN|\[object|TODO|\$\{/);
        if (place !== 'traits.and') expect(sentence, place).not.toMatch(/^ | $| {2}/);
      }
    }
  });

  it('are not left in English in the Chinese list', () => {
    const same = [...leaves.en].filter(
      ([place, leaf]) => typeof leaf === 'string' && leaves.zh.get(place) === leaf,
    );
    expect(same.map(([place]) => place).sort()).toEqual(['segments.calinski', 'segments.davies']);
  });

  it('name the bars of charts', () => {
    const { barName } = WORDS.en.explore;
    const told = (of: object, bar: number) => barName(of as Parameters<typeof barName>[0], bar);
    expect([0, 1, 2].map((bar) => told(chart({}), bar))).toEqual([
      'below 10',
      '10 to 20',
      '20 and more',
    ]);
    expect(told(from('2026-03-02', '2026-03-09'), 0)).toContain('Mar 2, 2026');
    expect(told(from('2026-04-01', '2026-07-01'), 0)).toBe('2026, quarter 2');
    expect(told(from('1990-01-01', '2000-01-01'), 0)).toBe('1990 to 1999');
  });

  it.each(LANGUAGES)('write counts with one and with many in %s', (language) => {
    const { segments, map, columns } = WORDS[language];
    expect(segments.customers(1)).not.toContain('customers');
    expect(segments.customers(1234567)).toContain('1,234,567');
    expect(map.selected(2)).toContain('2');
    expect(columns.lead(1000, 11, false)).toContain('1,000');
  });

  it.each([
    [1, 'nearly all customers'],
    [0.75, '8 in 10 customers'],
    [0.5, '5 in 10 customers'],
    [0.48, '5 in 10 customers'],
    [0.34, '1 in 3 customers'],
    [0.2, '1 in 5 customers'],
    [0.001, '1 in 1,000 customers'],
  ])('say a share of %d as people do', (share, told) => {
    expect(WORDS.en.segments.oneIn(share)).toBe(told);
  });

  it.each([
    [0.2, 'about a second left'],
    [12.4, 'about 12 seconds left'],
    [89, 'about 89 seconds left'],
    [100, 'about 2 minutes left'],
    [3600, 'about 60 minutes left'],
  ])('say %d seconds as people do', (seconds, told) => {
    expect(WORDS.en.work.left(seconds)).toBe(told);
  });

  it.each(LANGUAGES)('have a word for every role, method, stage and export in %s', (language) => {
    const words = WORDS[language];
    expect(Object.keys(words.roles).sort()).toEqual([...ROLES].sort());
    expect(Object.keys(words.rolesMean).sort()).toEqual([...ROLES].sort());
    expect(Object.keys(words.methods).sort()).toEqual([...METHOD_IDS].sort());
    expect(Object.keys(words.work.stages)).toEqual(expect.arrayContaining([...STAGES]));
    expect(Object.keys(words.export)).toEqual(expect.arrayContaining([...EXPORT_KINDS]));
  });
});

describe('faultSentence', () => {
  it.each(FAULT_CODES)('has a sentence for %s in both languages', (code) => {
    const [en, zh] = LANGUAGES.map((language) =>
      faultSentence(new Fault(code, DETAILS), WORDS[language]),
    );
    expect(en).toMatch(/^[A-Z0-9].*\.$/s);
    expect(zh).toMatch(/\p{sc=Han}.*。$/su);
    const bare = LANGUAGES.map((language) => faultSentence(new Fault(code), WORDS[language]));
    for (const sentence of bare) expect(sentence).not.toContain('NaN');
  });

  it('holds no code and no sentence more than there are', () => {
    for (const language of LANGUAGES)
      expect(Object.keys(WORDS[language].faults).sort()).toEqual([...FAULT_CODES].sort());
  });

  it.each<[keyof typeof WORDS.en.faults, string[]]>([
    ['quote-open', ['7', 'comment']],
    ['rows-too-few', ['3']],
    ['segments-too-many', ['5', '3']],
    ['level-unreachable', ['90', '6', '20']],
    ['file-not-text', ['PDF']],
    ['model-missing', ['small', 'npm run models']],
    ['model-damaged', ['small', 'model.onnx']],
    ['texts-all-empty', ['comment']],
    ['options-unknown', ['--fast']],
    ['unexpected', ['it broke']],
  ])('%s tells its figures', (code, figures) => {
    for (const language of LANGUAGES)
      for (const figure of figures)
        expect(faultSentence(new Fault(code, DETAILS), WORDS[language])).toContain(figure);
  });
});

describe('warningSentence', () => {
  const warnings: ReadWarning[] = [
    { code: 'short-rows', count: 2, row: 1234 },
    { code: 'long-rows', count: 1, row: 3 },
    { code: 'stray-quotes', count: 2, row: 4 },
    { code: 'renamed-columns', count: 1, column: 'city' },
    { code: 'unnamed-columns', count: 1, row: 1, column: '3' },
    { code: 'blank-rows', count: 4, row: 9 },
    { code: 'replaced-characters', count: 12 },
    { code: 'no-header', count: 1 },
    { code: 'preamble', count: 2 },
    { code: 'comment-lines', count: 3, row: 12 },
    { code: 'repeated-headers', count: 1, row: 1042 },
    { code: 'footer', count: 2, row: 1043 },
    { code: 'totals-kept', count: 1, row: 1044 },
    { code: 'control-characters', count: 5 },
  ];

  it.each(warnings)('tells what $code means and where', (warning) => {
    for (const language of LANGUAGES) {
      const sentence = warningSentence(warning, WORDS[language]);
      expect(sentence).toMatch(/[.。]$/);
      if (warning.row !== undefined && warning.code !== 'unnamed-columns')
        expect(sentence).toContain(warning.row.toLocaleString('en'));
      if (warning.column !== undefined) expect(sentence).toContain(warning.column);
    }
  });

  it('knows every warning', () => {
    expect(warnings.map(({ code }) => code).sort()).toEqual(Object.keys(WORDS.en.warnings).sort());
  });
});

describe('what the page promises by name', () => {
  const { en } = WORDS;

  it.each<[string, string]>([
    ['Open a customer file', en.drop.open],
    ['Try the sample', en.drop.sample],
    ['Columns', en.columns.table],
    ['Role of city', en.columns.roleOf('city')],
    ['Find segments', en.columns.find],
    ['Number of segments', en.columns.number],
    ['Method', en.columns.method],
    ['Stop', en.work.stop],
    ['Segments', en.segments.title],
    ['Segments', en.segments.list],
    ['Customer map', en.map.label],
    ['Customers', en.customers.table],
    ['Export', en.export.button],
    ['Customers with segments (CSV)', en.export.customers],
    ['Segment summary (CSV)', en.export.summary],
    ['Report (HTML)', en.export.report],
    ['Map (SVG)', en.export.svg],
    ['Map (PNG)', en.export.png],
    ['Project file', en.export.project],
    ['0 requests beyond this page', en.app.requests(0)],
  ])('%s', (promised, name) => {
    expect(name).toBe(promised);
  });

  it('calls roles Id, Text, Number, Category, Date, Ignore and more', () => {
    expect(Object.values(en.roles)).toEqual([
      'Id',
      'Text',
      'Number',
      'Amount',
      'Category',
      'Yes or no',
      'Channel',
      'Campaign',
      'Date',
      'Consent',
      'Protected',
      'Target',
      'Ignore',
    ]);
  });

  it('shows name, size, share, confidence and traits of segments', () => {
    const { name, size, share, confidence, traits } = en.segments;
    expect([name, size, share, confidence, traits]).toEqual([
      'Name',
      'Size',
      'Share',
      'Confidence',
      'What sets them apart',
    ]);
  });
});
