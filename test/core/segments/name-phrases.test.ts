import { describe, expect, it } from 'vitest';
import { dot, normalise, rowOf } from '../../../src/core/matrix';
import {
  asTitle,
  fitTitle,
  LONGEST_NAME,
  pairPhrases,
  proposeNames,
  scorePair,
  scorePhrase,
  settleTitles,
  textCentres,
} from '../../../src/core/segments/name-phrases';
import { drain } from '../../../src/core/steps';
import { readCorpus } from '../../../src/core/text/corpus';
import { countPhrases } from '../../../src/core/text/phrases';
import { fc } from '../../fixtures/properties';
import { matrixOf } from '../../fixtures/matrices';

function propose(groups: readonly (readonly string[])[]) {
  const texts = groups.flat();
  const corpus = drain(readCorpus(texts));
  const owner = groups.flatMap((list, group) => list.map(() => group));
  const sayings = texts.map((_, text) => ({ text, group: owner[text] }));
  const phrases = drain(countPhrases(corpus, sayings, LONGEST_NAME + 1, 2));
  return proposeNames(
    corpus,
    phrases,
    groups.map((list) => list.length),
  );
}

describe('proposeNames', () => {
  const twice = (text: string) => [text, text];
  const others = twice('lovely tea');

  it('takes phrases that stand in two texts of the group, with their share', () => {
    const [found] = propose([[...twice('late parcel'), 'lost order', 'tea'], others]);
    const names = new Map(found.map((candidate) => [candidate.phrase, candidate]));
    expect([...names.keys()].sort()).toEqual(['late', 'late parcel', 'parcel']);
    expect(names.get('late parcel')).toMatchObject({ words: 2, share: 0.5, cutOff: 0 });
    // "late" goes on with "parcel" wherever it stands.
    expect(names.get('late')).toMatchObject({ words: 1, share: 0.5, cutOff: 1 });
  });

  it.each<[string, string]>([
    ['a stop word at the end', 'parcel of'],
    ['a stop word at the head', 'the parcel'],
    ['a question', 'parcel do you'],
    ['two clauses', 'parcel because customs'],
    ['a number', 'parcel 42'],
  ])('takes no phrase with %s', (_, phrase) => {
    const [found] = propose([twice(`${phrase} lost`), others]);
    expect(found.map((candidate) => candidate.phrase)).not.toContain(phrase);
  });

  it('keeps a negation at the head, and takes no more than five words', () => {
    const [found] = propose([twice('not received late parcel from london depot'), others]);
    const names = found.map(({ phrase }) => phrase);
    expect(names).toContain('not received late parcel');
    expect(names.every((name) => name.split(' ').length <= LONGEST_NAME)).toBe(true);
  });

  it('leaves out what others say as often', () => {
    const [found] = propose([
      [...twice('late tea')],
      [...twice('lovely tea'), ...twice('green tea')],
    ]);
    expect(found.map(({ phrase }) => phrase)).not.toContain('tea');
  });

  it('gives at most 60 for a group, fewer where there are many groups', () => {
    const words = Array.from(
      { length: 90 },
      (_, i) => `word${String.fromCharCode(97 + (i % 26))}${Math.floor(i / 26)}`,
    );
    const many = twice(words.join(' . '));
    expect(propose([many, others])[0].length).toBe(60);
    const groups = [many, ...Array.from({ length: 20 }, () => others)];
    expect(propose(groups)[0].length).toBe(32);
  });
});

describe('fitTitle', () => {
  const centres = matrixOf([
    [1, 0],
    [0, 1],
    [-1, 0],
  ]);

  it('is closeness plus one and a half times the lead over the best other', () => {
    expect(fitTitle(Float32Array.of(0.75, 0.5), centres, 0)).toEqual({
      own: 0.75,
      next: 0.5,
      score: 0.75 + 1.5 * 0.25,
    });
    expect(fitTitle(Float32Array.of(0.75, 0.5), centres, 1).score).toBe(0.5 - 1.5 * 0.25);
  });

  it('has nobody to lead over where there is one group', () => {
    expect(fitTitle(Float32Array.of(0.5, 0), matrixOf([[1, 0]]), 0)).toMatchObject({ next: 0 });
  });

  it('is a little higher for a common phrase and lower for one that is cut off', () => {
    const fit = { own: 0.5, next: 0.25, score: 1 };
    expect(scorePhrase(fit, { share: 1, cutOff: 0 })).toBe(1);
    expect(scorePhrase(fit, { share: 1, cutOff: 1 })).toBeCloseTo(0.95, 9);
    expect(scorePhrase(fit, { share: 1 / Math.E, cutOff: 0 })).toBeCloseTo(0.95, 9);
  });
});

describe('pairPhrases', () => {
  const candidate = (phrase: string, share = 0.5) => ({
    phrase,
    words: phrase.split(' ').length,
    share,
    cutOff: 0,
  });
  const titles = (language: 'en' | 'zh' | 'other', ...phrases: string[]) =>
    pairPhrases(
      phrases.map((phrase) => candidate(phrase)),
      language,
    ).map(({ title }) => title);

  it('joins the best two by two', () => {
    expect(titles('en', 'cash withdrawal', 'wrong rate', 'ATM')).toEqual([
      'cash withdrawal and wrong rate',
      'cash withdrawal and ATM',
      'wrong rate and ATM',
    ]);
    expect(titles('zh', '味道', '送餐慢')).toEqual(['味道和送餐慢']);
    expect(titles('other', 'a', 'b')).toEqual([]);
  });

  it('joins no two that share a word, in any ending, or a character', () => {
    expect(titles('en', 'late parcel', 'parcels lost', 'tracked', 'tracking')).toEqual([
      'late parcel and tracked',
      'late parcel and tracking',
      'parcels lost and tracked',
      'parcels lost and tracking',
    ]);
    expect(titles('zh', '送餐慢', '送得晚')).toEqual([]);
  });

  it('makes no name of more than six words, and looks at the best eight', () => {
    expect(titles('en', 'one two three four', 'five six seven', 'eight nine')).toEqual([
      'one two three four and eight nine',
      'five six seven and eight nine',
    ]);
    const letters = [...'abcdfghijklm'].map((letter) => letter.repeat(3));
    expect(titles('en', ...letters).length).toBe((8 * 7) / 2);
  });

  it('is as common as the rarer of the two, and costs something', () => {
    const [pair] = pairPhrases([candidate('late', 0.5), candidate('lost', 0.25)], 'en');
    expect(pair.share).toBe(0.25);
    const fit = { own: 0.5, next: 0.25, score: 1 };
    expect(scorePair(fit, { title: '', share: 1 })).toBeCloseTo(0.7, 9);
    expect(scorePair(fit, pair)).toBeCloseTo(0.7 + 0.05 * Math.log(0.25), 9);
  });
});

describe('settleTitles', () => {
  const offer = (title: string, score: number) => ({ title, score });

  it('lets the surest choose first; who comes second takes the next', () => {
    const settled = settleTitles([
      [offer('Late parcel', 0.5), offer('Delivery', 0.4)],
      [offer('Late parcel', 0.9), offer('Waiting', 0.1)],
    ]);
    expect(settled.map((chosen) => chosen?.title)).toEqual(['Delivery', 'Late parcel']);
  });

  it('takes titles as the same that differ in case or a plural s', () => {
    const settled = settleTitles([
      [offer('Late parcels', 0.9)],
      [offer('late Parcel', 0.8), offer('Lost post', 0.1)],
    ]);
    expect(settled.map((chosen) => chosen?.title)).toEqual(['Late parcels', 'Lost post']);
  });

  it('gives undefined where nothing is offered or all is taken', () => {
    expect(settleTitles([[], [offer('Tea', 1)], [offer('Tea', 0.5)]])).toEqual([
      undefined,
      offer('Tea', 1),
      undefined,
    ]);
  });

  it('never gives two groups one title, nor a group what it was not offered', () => {
    const title = fc.constantFrom('Tea', 'teas', 'Late', 'Gift', 'gifts', 'App');
    const list = fc.array(
      fc.record({ title, score: fc.double({ min: -1, max: 1, noNaN: true }) }),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(fc.array(list, { maxLength: 7 }), (offers) => {
        const settled = settleTitles(offers);
        const plain = settled
          .filter((chosen) => chosen !== undefined)
          .map((chosen) => chosen.title.toLowerCase().replace(/s$/, ''));
        expect(new Set(plain).size).toBe(plain.length);
        settled.forEach((chosen, group) => {
          if (chosen !== undefined) expect(offers[group]).toContain(chosen);
        });
      }),
    );
  });
});

describe('textCentres', () => {
  it('is the direction of the mean of the texts of each group', () => {
    const vectors = matrixOf([
      [1, 0],
      [0, 1],
    ]);
    const centres = textCentres(
      vectors,
      Int32Array.of(0, 0, 1, -1, 1, 0),
      Int32Array.of(0, 0, 0, 0, 1, -1),
      3,
    );
    const first = Float32Array.of(2, 1);
    normalise(first);
    expect(dot(rowOf(centres, 0), first)).toBeCloseTo(1, 6);
    expect([...rowOf(centres, 1)]).toEqual([0, 1]);
    expect([...rowOf(centres, 2)]).toEqual([0, 0]);
  });
});

describe('asTitle', () => {
  it.each([
    ['late parcel', 'Late parcel'],
    ['ATM fee', 'ATM fee'],
    ['味道不错', '味道不错'],
    ['élan', 'Élan'],
    ['3 days', '3 days'],
    ['', ''],
  ])('%s becomes %s', (phrase, title) => {
    expect(asTitle(phrase)).toBe(title);
  });
});
