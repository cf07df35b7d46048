import { describe, expect, it } from 'vitest';
import {
  createFinding,
  type FindingCode,
  FINDING_CODES,
  MEASURES,
  SEVERITIES,
} from '../../src/core/quality/finding';
import {
  DATE_ORDERS,
  DECIMAL_MARKS,
  MISSING_CHOICES,
  OUTLIER_CHOICES,
  ROW_CHOICES,
  SCALES,
  SERIAL_SYSTEMS,
} from '../../src/core/quality/recipe';
import { TREATMENTS } from '../../src/core/quality/treat-column';
import {
  findingSentence,
  QUALITY_WORDS,
  receiptSentence,
  verdictSentence,
} from '../../src/words/quality';
import type { LanguageId } from '../../src/words/words';

const LANGUAGES: LanguageId[] = ['en', 'zh'];
const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [
        key,
        ...keysOf(inner).map((k) => `${key}.${k}`),
      ])
    : [];

const figures = { share: 0.25, low: 1.5, high: 20, different: 3, measure: 0.9995 };
const made = (code: FindingCode, count = 7) =>
  createFinding(code, 'problem', 'Spend', count, {
    other: 'Output',
    by: 'correlation',
    rows: count === 1 ? [1234] : [1234, 1240],
    cells: ['666666', '', ' '],
    figures,
  });

describe('sentences about quality', () => {
  it('have the same places in both languages', () => {
    expect(keysOf(QUALITY_WORDS.zh).sort()).toEqual(keysOf(QUALITY_WORDS.en).sort());
    expect(Object.keys(QUALITY_WORDS.en.findings).sort()).toEqual([...FINDING_CODES].sort());
    expect(Object.keys(QUALITY_WORDS.en.receipts).sort()).toEqual([...TREATMENTS].sort());
  });

  it.each(FINDING_CODES)('%s: whole sentences with column and figures', (code) => {
    for (const language of LANGUAGES)
      for (const count of [1, 2, 7])
        for (const by of [...MEASURES, '' as const]) {
          const said = findingSentence({ ...made(code, count), by }, QUALITY_WORDS[language]);
          expect(said).toMatch(language === 'en' ? /^[^\p{Ll}].*[.]$/su : /\p{sc=Han}.*。$/su);
          expect(said).not.toMatch(/undefined|NaN|\[object|TODO|\$\{|Infinity| {2}/);
          if (!/rows$/.test(code)) expect(said).toContain('Spend');
        }
  });

  it.each(LANGUAGES)('leave no gap on the page in %s', (language) => {
    const { page } = QUALITY_WORDS[language];
    expect(Object.keys(page.findingNames).sort()).toEqual([...FINDING_CODES].sort());
    const say = (value: unknown): string[] => {
      if (typeof value === 'string') return [value];
      if (typeof value === 'function')
        return [0, 1, 2, 1234567].map((n) => (value as (...n: number[]) => string)(n, n + 1, n));
      return Object.values(value as object).flatMap(say);
    };
    const told = say(page);
    expect(told.length).toBeGreaterThan(150);
    for (const sentence of told) {
      expect(sentence.trim()).not.toBe('');
      expect(sentence).not.toMatch(/undefined|NaN|\[object|TODO|\$\{|Infinity|^ | $| {2}/);
      if (language === 'zh') expect(sentence).toMatch(/\p{sc=Han}|%|：/u);
    }
    expect(page.texts.said(3, 3)).not.toBe(page.texts.said(3, 2));
    expect(page.treatments.stay(2, 3)).toContain('3');
  });

  it('write even what has no figures without a gap', () => {
    for (const language of LANGUAGES)
      for (const code of FINDING_CODES) {
        const bare = createFinding(code, 'note', 'Spend', 1);
        expect(findingSentence(bare, QUALITY_WORDS[language])).not.toMatch(
          /undefined|NaN|\[object/,
        );
      }
  });

  it.each<[FindingCode, string[]]>([
    ['outliers', ['666666', '1,234', '1,240', '1.5', '20']],
    ['missing', ['1,234', '25%', '7']],
    ['repeats-column', ['Output', '0.9995']],
    ['leaks-target', ['Output', '0.9995']],
    ['unreadable', ['666666', '1,234']],
    ['date-order-unclear', ['666666']],
    ['repeated-ids', ['1,234', '3']],
  ])('%s tells its figures', (code, told) => {
    for (const language of LANGUAGES)
      for (const figure of told)
        expect(findingSentence(made(code), QUALITY_WORDS[language])).toContain(figure);
  });

  it('say where in one row and in many', () => {
    const { en } = QUALITY_WORDS;
    expect(findingSentence(made('unreadable', 1), en)).toContain('in row 1,234:');
    expect(findingSentence(made('unreadable', 2), en)).toContain('in 2 rows (1,234, 1,240)');
    expect(findingSentence(made('unreadable', 7), en)).toContain('in 7 rows (first 1,234, 1,240)');
  });

  it('show blanks as words and long cells cut', () => {
    const { figures: en } = QUALITY_WORDS.en;
    expect(en.cells(['', ' ', 'a'])).toBe('blank, spaces only, “a”');
    expect(en.cells(['x'.repeat(99)])).toBe(`“${'x'.repeat(39)}…”`);
    expect(QUALITY_WORDS.zh.figures.cells(['', 'a'])).toBe('空白、“a”');
  });

  it.each<[number, string]>([
    [0, '0%'],
    [0.0001, '< 0.05%'],
    [0.012, '1.2%'],
    [0.25, '25%'],
    [0.99999, '> 99.95%'],
    [1, '100%'],
  ])('write a share of %d as %s', (share, told) => {
    expect(QUALITY_WORDS.en.figures.percent(share)).toBe(told);
  });

  it('write years without a mark between thousands, and unknown as a dash', () => {
    const { amount, day } = QUALITY_WORDS.en.figures;
    expect([
      amount(1893),
      amount(51381.5),
      amount(0.12345),
      amount(Number.NaN),
      day(undefined),
    ]).toEqual(['1893', '51,382', '0.1235', '–', '–']);
  });

  it.each(LANGUAGES)('have a word for every choice and severity in %s', (language) => {
    const { recipe, severities } = QUALITY_WORDS[language];
    expect(Object.keys(severities).sort()).toEqual([...SEVERITIES].sort());
    expect(Object.keys(recipe.missingChoices)).toEqual([...MISSING_CHOICES]);
    expect(Object.keys(recipe.outlierChoices)).toEqual([...OUTLIER_CHOICES]);
    expect(Object.keys(recipe.scales)).toEqual([...SCALES]);
    expect(Object.keys(recipe.orders)).toEqual([...DATE_ORDERS]);
    expect(Object.keys(recipe.decimals)).toEqual([...DECIMAL_MARKS]);
    expect(Object.keys(recipe.serials).sort()).toEqual([...SERIAL_SYSTEMS].sort());
    expect(Object.keys(recipe.rowChoices)).toEqual([...ROW_CHOICES]);
  });

  it.each(TREATMENTS)('tell that cells or rows were %s', (treatment) => {
    const receipt = { treatment, column: 'Spend', count: 1234, value: '1900' };
    for (const language of LANGUAGES) {
      const said = receiptSentence(receipt, QUALITY_WORDS[language]);
      expect(said).toMatch(/[.。]$/);
      expect(said).toContain(treatment === 'dropped-column' ? 'Spend' : '1,234');
    }
  });

  it('say in plain words whether the file can be used', () => {
    const quality = (problem: number, check: number) => ({
      rows: 1,
      columns: [],
      findings: [],
      whole: { repeated: 0, alike: 0, empty: 0 },
      counts: { problem, check, note: 5 },
      verdict:
        problem > 0 ? ('repair' as const) : check > 0 ? ('look' as const) : ('ready' as const),
    });
    const { en } = QUALITY_WORDS;
    expect(verdictSentence(quality(0, 0), en)).toBe(
      'Ready to use: nothing was found that needs a look.',
    );
    expect(verdictSentence(quality(0, 1), en)).toBe(
      'Usable. Look at 1 thing first; nothing is broken.',
    );
    expect(verdictSentence(quality(2, 0), en)).toBe('Put 2 things right first.');
    expect(verdictSentence(quality(1, 3), en)).toBe('Put 1 thing right first, and look at 3 more.');
    for (const [problem, check] of [
      [0, 0],
      [0, 2],
      [1, 0],
      [2, 3],
    ])
      expect(verdictSentence(quality(problem, check), QUALITY_WORDS.zh)).toMatch(/。$/);
  });
});
