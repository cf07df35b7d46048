import { describe, expect, it } from 'vitest';
import { drain } from '../../../src/core/steps';
import { readCorpus } from '../../../src/core/text/corpus';
import { compareWords, findKeyphrases, standsAlone } from '../../../src/core/text/keyphrases';
import { countPhrases } from '../../../src/core/text/phrases';

function keyphrases(groups: readonly (readonly string[])[], most = 8) {
  const texts = groups.flat();
  const corpus = drain(readCorpus(texts));
  const owner = groups.flatMap((list, group) => list.map(() => group));
  const sayings = texts.map((_, text) => ({ text, group: owner[text] }));
  const phrases = drain(countPhrases(corpus, sayings, 4, 2));
  return findKeyphrases(
    corpus,
    phrases,
    groups.map((list) => list.length),
    most,
  );
}

describe('findKeyphrases', () => {
  const late = [
    'my parcel is late again',
    'the parcel is late',
    'parcel came late, no news',
    'no news of my order',
  ];
  const gifts = [
    'a lovely gift for my mum',
    'gift wrapping was lovely',
    'bought a gift, lovely paper',
    'my order was a gift',
  ];

  it('finds what a group says and the others do not, with its figures', () => {
    const [first, second] = keyphrases([late, gifts]);
    expect(first.map(({ phrase }) => phrase)).toEqual(['parcel is late', 'no news']);
    expect(second.map(({ phrase }) => phrase)).toEqual(['gift', 'lovely']);
    expect(first[1]).toMatchObject({ count: 2, share: 0.5, elsewhere: 0 });
    expect(second[0]).toMatchObject({ count: 4, share: 1, elsewhere: 0 });
  });

  it('scores by class TF-IDF', () => {
    const [{ score }] = keyphrases([
      ['tea tea', 'tea'],
      ['milk', 'milk'],
    ])[0];
    // Two phrases of two texts each in two groups: 2 a group on average.
    expect(score).toBeCloseTo(1 * Math.log(1 + 2 / 2), 9);
  });

  it('leaves out what is no commoner in the group than elsewhere', () => {
    const found = keyphrases([
      ['order arrived', 'order fine'],
      ['order lost', 'order gone', 'lost lost', 'lost'],
    ]);
    expect(found[0].map(({ phrase }) => phrase)).toContain('order');
    expect(found[1].map(({ phrase }) => phrase)).toEqual(['lost']);
  });

  it('gives no more than asked, and no phrase that another one holds', () => {
    const [found] = keyphrases([late, gifts], 1);
    expect(found.length).toBe(1);
    const [many] = keyphrases([
      ['gift wrapping paper', 'gift wrapping paper', 'gift wrapping paper'],
      ['tea', 'tea', 'tea'],
    ]);
    expect(many.map(({ phrase }) => phrase)).toEqual(['gift wrapping paper']);
  });

  it('gives nothing for a group without repeated words', () => {
    expect(
      keyphrases([
        ['alpha', 'beta'],
        ['tea', 'tea'],
      ])[0],
    ).toEqual([]);
  });
});

describe('standsAlone', () => {
  const corpus = drain(readCorpus(["not late the parcel of tea 24 x 茶 don't know ATM"]));
  const stands = (...words: string[]) =>
    standsAlone(
      corpus,
      words.map((word) => corpus.words.indexOf(word)),
    );

  it.each<[string[], boolean]>([
    [['parcel'], true],
    [['the', 'parcel'], false],
    [['parcel', 'of'], false],
    [['parcel', 'of', 'tea'], true],
    [['not', 'late'], true],
    [["don't", 'know'], false],
    [['not'], false],
    [['24'], false],
    [['parcel', '24'], false],
    [['x'], false],
    [['茶'], false],
    [['tea', 'parcel', 'tea'], false],
    [['atm'], true],
  ])('%j: %s', (words, alone) => {
    expect(stands(...words)).toBe(alone);
  });
});

describe('compareWords', () => {
  it('orders by the first difference, then by length', () => {
    expect(compareWords([1, 2], [1, 3])).toBeLessThan(0);
    expect(compareWords([2], [1, 3])).toBeGreaterThan(0);
    expect(compareWords([1], [1, 3])).toBeLessThan(0);
    expect(compareWords([1, 3], [1, 3])).toBe(0);
  });
});
