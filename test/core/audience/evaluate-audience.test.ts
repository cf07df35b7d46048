import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Audience, EVERYONE } from '../../../src/core/audience/audience';
import { audienceColumns, maybeDay } from '../../../src/core/audience/audience-facts';
import { clausesOf } from '../../../src/core/audience/clauses';
import { evaluateAudience, rowsOfMask } from '../../../src/core/audience/evaluate-audience';
import { findWords } from '../../../src/core/audience/find-words';
import { findMisfits } from '../../../src/core/audience/find-misfits';
import { meaningLine } from '../../../src/core/audience/meaning-line';
import { audienceFromJson, audienceToJson } from '../../../src/core/audience/read-audience';
import { stemsOf, stemWord } from '../../../src/core/text/stem-word';
import { anyAudience, anyTable, factsOf } from '../../fixtures/audiences';
import { tableOf } from '../../fixtures/tables';

const table = tableOf({
  age: ['10', '20', 'n/a', '40', '20'],
  joined: ['2024-01-31', '2024-03-01', '2024-02-29', '', '2023-03-01'],
  city: ['Bonn', ' Paris ', '', 'bonn', 'Paris'],
  app: ['yes', 'N', '', '1', 'maybe'],
  says: ['Deliveries were late.', 'The tea is good', '', 'late delivery', '送货慢'],
  mail: ['yes', 'no', '', 'yes', 'unsubscribed'],
});
const facts = {
  ...factsOf(table, ['number', 'date', 'category', 'flag', 'text', 'consent']),
  labels: Int32Array.of(0, 0, 1, 1, -1),
  confidence: [0.9, 0.5, 0.8, 0.2, 0],
  likeness: (text: string) => (text === 'delivery' ? [0.9, 0.1, Number.NaN, 0.8, 0.5] : undefined),
};
const who = (audience: Audience) => [...rowsOfMask(evaluateAudience(audience, facts))];

describe('evaluateAudience', () => {
  it('compares numbers, and knows nothing of cells without one', () => {
    expect(who({ kind: 'number', column: 'age', least: 20 })).toEqual([1, 3, 4]);
    expect(who({ kind: 'number', column: 'age', over: 20 })).toEqual([3]);
    expect(who({ kind: 'number', column: 'age', most: 20 })).toEqual([0, 1, 4]);
    expect(who({ kind: 'number', column: 'age', under: 20 })).toEqual([0]);
    expect(who({ kind: 'number', column: 'age', least: 15, under: 40 })).toEqual([1, 4]);
    expect(who({ kind: 'number', column: 'age' })).toEqual([0, 1, 3, 4]);
    expect(who({ kind: 'not', of: { kind: 'number', column: 'age', least: 20 } })).toEqual([0, 2]);
  });

  it('takes both ends of days, and counts the last days of the file from its latest', () => {
    const joined = { kind: 'date', column: 'joined' } as const;
    expect(who({ ...joined, from: '2024-01-31', until: '2024-02-29' })).toEqual([0, 2]);
    expect(who({ ...joined, until: '2023-12-31' })).toEqual([4]);
    expect(who({ kind: 'recent', column: 'joined', days: 1 })).toEqual([1]);
    expect(who({ kind: 'recent', column: 'joined', days: 2 })).toEqual([1, 2]);
    // From 31 January to 1 March of a leap year are 31 days.
    expect(who({ kind: 'recent', column: 'joined', days: 30 })).toEqual([1, 2]);
    expect(who({ kind: 'recent', column: 'joined', days: 31 })).toEqual([0, 1, 2]);
  });

  it('reads levels without blanks, letters in any case, flags, and what is empty', () => {
    expect(who({ kind: 'level', column: 'city', oneOf: ['Paris'] })).toEqual([1, 4]);
    expect(who({ kind: 'level', column: 'city', oneOf: ['bonn', 'Rome'] })).toEqual([3]);
    expect(who({ kind: 'contains', column: 'city', text: 'BON' })).toEqual([0, 3]);
    expect(who({ kind: 'flag', column: 'app', yes: true })).toEqual([0, 3]);
    expect(who({ kind: 'flag', column: 'app', yes: false })).toEqual([1]);
    expect(who({ kind: 'empty', column: 'city' })).toEqual([2]);
    expect(who({ kind: 'empty', column: 'age' })).toEqual([2]);
  });

  it('finds words whatever their endings, and letters where there are no blanks', () => {
    expect(who({ kind: 'words', text: 'delivery' })).toEqual([0, 3]);
    expect(who({ kind: 'words', text: 'late delivery' })).toEqual([3]);
    expect(who({ kind: 'words', text: 'te' })).toEqual([]);
    expect(who({ kind: 'words', text: '送货' })).toEqual([4]);
    expect(who({ kind: 'words', text: ' ! ' })).toEqual([]);
  });

  it('knows segments, confidence, consent and meaning', () => {
    expect(who({ kind: 'segment', oneOf: [2] })).toEqual([2, 3]);
    expect(who({ kind: 'segment', oneOf: [3] })).toEqual([]);
    expect(who({ kind: 'confidence', least: 0.8 })).toEqual([0, 2]);
    expect(who({ kind: 'confidence', under: 0.5 })).toEqual([3]);
    expect(who({ kind: 'consent', said: 'yes' })).toEqual([0, 3]);
    expect(who({ kind: 'consent', said: 'not-no' })).toEqual([0, 2, 3]);
    expect(who({ kind: 'meaning', text: 'delivery', least: 0.8 })).toEqual([0, 3]);
    expect(who({ kind: 'meaning', text: 'unknown', least: 0 })).toEqual([]);
  });

  it('takes everyone by none of all, nobody by none of any, and never who takes no part', () => {
    expect(who(EVERYONE)).toEqual([0, 1, 2, 3, 4]);
    expect(who({ kind: 'any', of: [] })).toEqual([]);
    const gone = { ...facts, present: Uint8Array.of(1, 0, 1, 1, 1) };
    expect([...rowsOfMask(evaluateAudience(EVERYONE, gone))]).toEqual([0, 2, 3, 4]);
    const nobody: Audience = { kind: 'not', of: { kind: 'any', of: [] } };
    expect([...rowsOfMask(evaluateAudience(nobody, gone))]).toEqual([0, 2, 3, 4]);
  });

  it('offers neither keys nor protected attributes', () => {
    const columns = audienceColumns(tableOf({ id: ['1'], sex: ['f'], spend: ['3'], x: ['y'] }), [
      'id',
      'protected',
      'amount',
      'ignore',
    ]);
    expect([...columns.keys()]).toEqual(['spend']);
  });
});

describe('findWords', () => {
  it('finds every text with the same stems, whatever its sieve', () => {
    const forms = [
      'delivery',
      'deliveries',
      'delivered',
      'love',
      'loved',
      'loving',
      'cry',
      'cried',
      'crying',
      'stop',
      'stopped',
      'rate',
      'rating',
      "it's",
      'tea',
      'teas',
    ];
    for (const wanted of forms)
      for (const said of forms)
        expect(findWords(wanted)(`so ${said} now`), `${wanted} in ${said}`).toBe(
          stemWord(wanted) === stemWord(said),
        );
  });
});

describe('findWords in running text', () => {
  it('finds a phrase exactly where its stems follow each other', () => {
    const word = fc.constantFrom(
      'late',
      'lately',
      'later',
      'delivery',
      'deliveries',
      "it's",
      'its',
      'its',
      'x',
      'prelate',
    );
    const gap = fc.constantFrom(' ', ', ', " '", "' ", '-', '… ', ' ’');
    const text = fc
      .array(fc.tuple(word, gap), { maxLength: 8 })
      .map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(text, fc.array(word, { minLength: 1, maxLength: 2 }), (said, phrase) => {
        const [stems, wanted] = [stemsOf(said), stemsOf(phrase.join(' '))];
        const there = stems.some((_, at) => wanted.every((stem, i) => stems[at + i] === stem));
        expect(findWords(phrase.join(' '))(said.toLowerCase()), `${phrase} in ${said}`).toBe(there);
      }),
      { numRuns: 1000, seed: 23 },
    );
  });
});

describe('clausesOf', () => {
  it('says the same in both forms', () => {
    fc.assert(
      fc.property(anyTable, anyAudience, (some, audience) => {
        const own = factsOf(some);
        const mask = evaluateAudience(audience, own);
        for (const form of ['any-of-all', 'all-of-any'] as const) {
          const groups = clausesOf(audience, form);
          if (groups === undefined) continue;
          const [outer, inner] =
            form === 'any-of-all' ? (['any', 'all'] as const) : (['all', 'any'] as const);
          const again: Audience = {
            kind: outer,
            of: groups.map((group) => ({
              kind: inner,
              of: group.map(({ condition, not }) =>
                not ? { kind: 'not', of: condition } : condition,
              ),
            })),
          };
          expect(evaluateAudience(again, own)).toEqual(mask);
        }
      }),
      { numRuns: 300, seed: 21 },
    );
  });

  it('gives up on what would be too many groups', () => {
    const pair: Audience = {
      kind: 'any',
      of: [0, 1].map((n) => ({ kind: 'number', column: 'age', least: n })),
    };
    const wide: Audience = { kind: 'all', of: Array.from({ length: 8 }, () => pair) };
    expect(clausesOf(wide, 'any-of-all')).toBeUndefined();
    expect(clausesOf(wide, 'all-of-any')).toHaveLength(8);
  });
});

describe('audience files', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(anyAudience, (audience) => {
        expect(audienceFromJson(audienceToJson(audience))).toEqual(audience);
      }),
      { numRuns: 200, seed: 22 },
    );
  });

  it.each([
    ['no JSON', ''],
    ['{}', 'enclaveAudience'],
    ['{"enclaveAudience":1}', 'who'],
    ['{"enclaveAudience":1,"who":{"kind":"all","of":[{"kind":"shape"}]}}', 'who.of[0].kind'],
    ['{"enclaveAudience":1,"who":{"kind":"number","column":"a","least":"5"}}', 'who.least'],
    ['{"enclaveAudience":1,"who":{"kind":"level","column":"a","oneOf":[1]}}', 'who.oneOf'],
    ['{"enclaveAudience":1,"who":{"kind":"recent","column":"a","days":0.5}}', 'who.days'],
  ])('say where they are wrong: %s', (json, at) => {
    expect(() => audienceFromJson(json)).toThrow(
      expect.objectContaining({ code: 'audience-damaged', details: { at } }),
    );
  });

  it('of a later version, too deep or too long are refused', () => {
    expect(() => audienceFromJson('{"enclaveAudience":2,"who":{}}')).toThrow(
      expect.objectContaining({ code: 'audience-newer' }),
    );
    let deep: Audience = EVERYONE;
    for (let i = 0; i < 40; i++) deep = { kind: 'not', of: deep };
    expect(() => audienceFromJson(audienceToJson(deep))).toThrow('audience-damaged');
    const long: Audience = { kind: 'any', of: Array.from({ length: 501 }, () => EVERYONE) };
    expect(() => audienceFromJson(audienceToJson(long))).toThrow('audience-damaged');
  });
});

describe('findMisfits', () => {
  it('says once each what does not fit', () => {
    const found = findMisfits(
      {
        kind: 'all',
        of: [
          { kind: 'number', column: 'gone', least: 1 },
          { kind: 'number', column: 'gone', most: 1 },
          { kind: 'number', column: 'city', least: 1 },
          { kind: 'number', column: 'age', least: 9, under: 3 },
          { kind: 'level', column: 'city', oneOf: ['Rome'] },
          { kind: 'level', column: 'city', oneOf: [] },
          { kind: 'date', column: 'joined', from: '2024-02-30' },
          { kind: 'segment', oneOf: [1, 5] },
          { kind: 'not', of: { kind: 'words', text: ' ' } },
        ],
      },
      facts,
    );
    expect(found.map(({ problem, of }) => `${problem} ${of}`)).toEqual([
      'column-missing gone',
      'column-kind city',
      'bounds-crossed age',
      'level-missing city',
      'levels-none city',
      'day-wrong joined',
      'segment-missing 5',
      'text-empty ',
    ]);
  });

  it('misses texts and consent where there are none', () => {
    const bare = factsOf(tableOf({ age: ['1'] }), ['number']);
    const asked: Audience = {
      kind: 'any',
      of: [
        { kind: 'words', text: 'late' },
        { kind: 'consent', said: 'yes' },
      ],
    };
    expect(findMisfits(asked, bare).map(({ problem }) => problem)).toEqual([
      'texts-missing',
      'consent-missing',
    ]);
    expect(findMisfits(EVERYONE, bare)).toEqual([]);
  });
});

describe('meaningLine', () => {
  it('stands seven tenths of the way from a usual text to the nearest', () => {
    const { least, low, high } = meaningLine([0.1, 0.2, 0.3, Number.NaN, 0.8, 0.1]);
    expect(low).toBeCloseTo(0.2, 12);
    expect(high).toBe(0.8);
    expect(least).toBeCloseTo(0.2 + 0.7 * 0.6, 12);
  });

  it('goes by the fifth nearest of many, and lets nobody through where there are no texts', () => {
    const many = [...Array.from({ length: 200 }, () => 0), 1, 0.5, 0.5, 0.5, 0.5];
    expect(meaningLine(many).least).toBeCloseTo(0.35, 12);
    expect(meaningLine([])).toEqual({ least: 1, low: 0, high: 1 });
  });
});

it('days are days of the calendar', () => {
  expect(maybeDay('1970-01-02')).toBe(1);
  expect(maybeDay('2023-02-29')).toBeUndefined();
  expect(maybeDay('2024-2-9')).toBeUndefined();
});
