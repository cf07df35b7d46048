import { describe, expect, it } from 'vitest';
import { drain } from '../../../src/core/steps';
import { readCorpus } from '../../../src/core/text/corpus';
import { countPhrases, type Saying } from '../../../src/core/text/phrases';
import { fc } from '../../fixtures/properties';

interface Counted {
  total: number;
  counts: Map<number, number>;
}

/** Every run of words inside a clause, counted by looking at each saying on its own. */
function countOneByOne(
  texts: readonly Int32Array[],
  sayings: readonly Saying[],
  longest: number,
  least: number,
): Map<string, Counted> {
  const found = new Map<string, Counted>();
  for (const { text, group } of sayings) {
    const words = [...texts[text]];
    const said = new Set<string>();
    for (let from = 0; from < words.length; from++)
      for (let length = 1; length <= longest && from + length <= words.length; length++) {
        const run = words.slice(from, from + length);
        if (run.includes(-1)) break;
        said.add(run.join(' '));
      }
    for (const phrase of said) {
      const entry = found.get(phrase) ?? { total: 0, counts: new Map<number, number>() };
      entry.total++;
      entry.counts.set(group, (entry.counts.get(group) ?? 0) + 1);
      found.set(phrase, entry);
    }
  }
  return new Map([...found].filter(([, { total }]) => total >= least));
}

describe('countPhrases', () => {
  it('counts customers who say a phrase, not how often they say it', () => {
    const corpus = drain(readCorpus(['late late parcel', 'late parcel', 'no parcel']));
    const sayings = [
      { text: 0, group: 0 },
      { text: 1, group: 1 },
      { text: 1, group: 1 },
      { text: 2, group: 0 },
    ];
    const phrases = drain(countPhrases(corpus, sayings, 2, 2));
    const told = phrases.map(({ words, total, counts }) => ({
      phrase: words.map((word) => corpus.words[word]).join(' '),
      total,
      counts: [...counts],
    }));
    expect(told).toEqual([
      {
        phrase: 'late',
        total: 3,
        counts: [
          [0, 1],
          [1, 2],
        ],
      },
      {
        phrase: 'parcel',
        total: 4,
        counts: [
          [0, 2],
          [1, 2],
        ],
      },
      {
        phrase: 'late parcel',
        total: 3,
        counts: [
          [0, 1],
          [1, 2],
        ],
      },
    ]);
  });

  it('lets no phrase cross from one clause to the next', () => {
    const corpus = drain(readCorpus(['too late. parcel lost', 'too late, parcel lost']));
    const sayings = [
      { text: 0, group: 0 },
      { text: 1, group: 0 },
    ];
    const phrases = drain(countPhrases(corpus, sayings, 4, 2)).map(({ words }) =>
      words.map((word) => corpus.words[word]).join(' '),
    );
    expect(phrases).toEqual(['too', 'late', 'parcel', 'lost', 'too late', 'parcel lost']);
  });

  it('agrees with counting one by one', () => {
    const word = fc.constantFrom('tea', 'late', 'not', 'good', 'parcel', '.');
    const text = fc.array(word, { maxLength: 9 }).map((words) => words.join(' '));
    const given = fc.record({
      texts: fc.array(text, { minLength: 1, maxLength: 8 }),
      picks: fc.array(fc.tuple(fc.nat(7), fc.nat(2)), { maxLength: 14 }),
      longest: fc.integer({ min: 1, max: 5 }),
      least: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(given, ({ texts, picks, longest, least }) => {
        const corpus = drain(readCorpus(texts));
        const sayings = picks.map(([pick, group]) => ({ text: pick % texts.length, group }));
        const phrases = drain(countPhrases(corpus, sayings, longest, least));
        const found = new Map(
          phrases.map(({ words, total, counts }) => [
            words.join(' '),
            { total, counts: new Map(counts) },
          ]),
        );
        expect(found.size).toBe(phrases.length);
        expect(found).toEqual(countOneByOne(corpus.texts, sayings, longest, least));
      }),
      { numRuns: 300 },
    );
  });
});
