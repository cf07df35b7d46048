import { describe, expect, it } from 'vitest';
import type { Trait } from '../../src/core/segments/traits';
import type { Segment } from '../../src/study/outcome';
import { namesOf, percent, tellingTraits, traitFigures, traitWords } from '../../src/words/names';
import { WORDS } from '../../src/words/words';
import { fc } from '../fixtures/properties';

const trait = (column: string, changes: Partial<Trait> = {}): Trait => ({
  column,
  kind: 'higher',
  inside: 10,
  outside: 2,
  effect: 1,
  z: 5,
  ...changes,
});

const segment = (label: number, phrase?: string, traits: readonly Trait[] = []): Segment => ({
  label,
  size: 10,
  share: 0.1,
  confidence: 0.5,
  phrase,
  traits,
  keyphrases: [],
  typical: [],
  quotes: [],
});

describe('traitWords', () => {
  it.each<[Partial<Trait>, string, string]>([
    [{ kind: 'higher' }, 'high spend', 'spend高'],
    [{ kind: 'lower', effect: -1 }, 'low spend', 'spend低'],
    [{ kind: 'later' }, 'recent spend', 'spend较近'],
    [{ kind: 'earlier', effect: -1 }, 'early spend', 'spend较早'],
    [{ kind: 'level', level: 'York' }, 'spend: York', 'spend：York'],
    [{ kind: 'level', level: 'York', effect: -1 }, 'rarely spend: York', '少有spend：York'],
    [{ kind: 'unknown' }, 'spend unknown', 'spend未知'],
    [{ kind: 'unknown', effect: -1 }, 'spend known', 'spend已知'],
  ])('%j', (changes, en, zh) => {
    expect(traitWords(trait('spend', changes), WORDS.en)).toBe(en);
    expect(traitWords(trait('spend', changes), WORDS.zh)).toBe(zh);
  });
});

describe('traitFigures', () => {
  it('writes medians, days and shares', () => {
    expect(traitFigures(trait('x', { inside: 12345.678, outside: 0.25 }), WORDS.en)).toBe(
      'typically 12,350, others 0.25',
    );
    const day = { kind: 'later', inside: Date.UTC(2024, 4, 31), outside: 0 } as const;
    expect(traitFigures(trait('x', day), WORDS.en)).toBe('typically 2024-05-31, others 1970-01-01');
    const share = { kind: 'level', level: 'a', inside: 0.8, outside: 0.055 } as const;
    expect(traitFigures(trait('x', share), WORDS.en)).toBe('80% of them, 5.5% of the others');
  });
});

describe('percent', () => {
  it.each([
    [0, '0%'],
    [0.004, '0.4%'],
    [0.055, '5.5%'],
    [0.1, '10%'],
    [0.666, '67%'],
    [1, '100%'],
  ])('of %d is %s', (share, written) => {
    expect(percent(share, 'en')).toBe(written);
  });
});

describe('tellingTraits', () => {
  it('takes the strongest of each column, and what is there before what is not', () => {
    const told = tellingTraits([
      trait('city', { kind: 'level', level: 'Bath', effect: -1.2 }),
      trait('city', { kind: 'level', level: 'York', effect: 0.7 }),
      trait('age', { effect: -0.65, kind: 'lower' }),
      trait('plan', { kind: 'unknown', effect: -0.5 }),
    ]);
    expect(told.map(({ column, level }) => `${column} ${level ?? ''}`.trim())).toEqual([
      'city York',
      'age',
      'plan',
    ]);
  });
});

describe('namesOf', () => {
  it('takes the phrase, else the two strongest traits, else the number', () => {
    const traits = [
      trait('orders'),
      trait('age', { kind: 'lower', effect: -0.5 }),
      trait('visits', { effect: 0.3 }),
    ];
    const segments = [
      segment(0, 'Late parcels', traits),
      segment(1, undefined, traits),
      segment(2),
    ];
    expect(namesOf(segments, WORDS.en)).toEqual([
      'Late parcels',
      'High orders, low age',
      'Segment 3',
    ]);
    expect(namesOf(segments, WORDS.zh)).toEqual(['Late parcels', 'Orders高，age低', '第 3 群']);
  });

  it('takes more traits, or fewer, where a name is taken', () => {
    const traits = [
      trait('orders'),
      trait('age', { effect: 0.5 }),
      trait('visits', { effect: 0.3 }),
    ];
    const names = namesOf(
      Array.from({ length: 5 }, (_, label) => segment(label, undefined, traits)),
      WORDS.en,
    );
    expect(names).toEqual([
      'High orders, high age',
      'High orders, high age, high visits',
      'High orders',
      'High orders, high visits',
      'High orders, high age (2)',
    ]);
  });

  it('never gives two segments one name, in either language', () => {
    const phrase = fc.option(fc.constantFrom('Tea', 'tea', 'Tea (2)', 'Segment 2', 'High a'), {
      nil: undefined,
    });
    const kind = fc.constantFrom<Trait['kind']>('higher', 'lower', 'level', 'unknown');
    const some = fc.record({
      column: fc.constantFrom('a', 'b', 'a, high b'),
      kind,
      effect: fc.double({ min: -2, max: 2, noNaN: true }),
    });
    const list = fc.array(fc.record({ phrase, traits: fc.array(some, { maxLength: 4 }) }), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(list, fc.constantFrom('en' as const, 'zh' as const), (given, language) => {
        const segments = given.map(({ phrase: own, traits }, label) =>
          segment(
            label,
            own,
            traits.map(({ column, ...rest }) => trait(column, rest)),
          ),
        );
        const names = namesOf(segments, WORDS[language]);
        expect(new Set(names).size).toBe(given.length);
        expect(names.every((name) => name.trim() !== '')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
