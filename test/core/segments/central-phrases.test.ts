import { describe, expect, it } from 'vitest';
import { LONGEST_CENTRAL, proposeCentral } from '../../../src/core/segments/central-phrases';
import { drain } from '../../../src/core/steps';
import { readCorpus } from '../../../src/core/text/corpus';
import { countPhrases } from '../../../src/core/text/phrases';

/** Phrases of the first group, all of whose texts count as central. */
function propose(
  group: readonly string[],
  others: readonly string[] = ['lovely tea', 'green tea'],
) {
  const texts = [...group, ...others];
  const corpus = drain(readCorpus(texts));
  const sayings = texts.map((_, text) => ({ text, group: text < group.length ? 0 : 1 }));
  const phrases = drain(countPhrases(corpus, sayings, 2, 1));
  const sizes = [group.length, others.length];
  return proposeCentral(corpus, phrases, sizes, [group.map((_, text) => text), []]);
}
const said = (...group: string[]) => propose(group)[0].map(({ phrase }) => phrase);

const WORDS = 'red blue green white black brown pink grey'.split(' ');

describe('proposeCentral', () => {
  it('takes what stands in one text only, as it stands there', () => {
    const found = said('Why was my salary payment late', 'salary', 'payment', 'late', 'a payment');
    expect([...found].sort()).toEqual(['payment late', 'salary payment', 'salary payment late']);
  });

  it('gives none for a group without central texts', () => {
    expect(propose(['late parcel'])[1]).toEqual([]);
  });

  it('tells how common its telling words are, by their geometric mean', () => {
    const [found] = propose(['late parcel', 'late order', 'late van', 'my parcel'])[0].filter(
      ({ phrase }) => phrase === 'late parcel',
    );
    expect(found.share).toBeCloseTo(Math.sqrt((3 / 4) * (2 / 4)), 9);
    expect(found.words).toBe(2);
  });

  it.each<[string, string, string]>([
    ['who begins to speak', 'parcel and I want refund', 'parcel and I want refund'],
    ['a question turned round', "isn't my parcel lost", "isn't my parcel lost"],
    ['two articles', 'parcel the a refund', 'parcel the a refund'],
    ['"to" before a verb that denies', "money to hasn't arrived", "money to hasn't arrived"],
    ['"be" whose verb is elsewhere', 'parcel be lost', 'parcel be lost'],
    ['two clauses', 'parcel because refund', 'parcel because refund'],
  ])('takes no piece with %s', (_, text, piece) => {
    expect(said(text, 'parcel', 'lost money')).not.toContain(piece);
  });

  it('leaves out who asks: "can\'t I transfer money" says "can\'t transfer money"', () => {
    expect(said("Why can't I transfer money")).toContain("can't transfer money");
  });

  it('lets "I" tell of what was named before', () => {
    expect(said('a payment I do not recognise')).toContain('payment I do not recognise');
  });

  it('ends with a small word where it belongs to the verb before', () => {
    expect(said('please turn heating off', 'turn heating', 'heating off')).toContain(
      'turn heating off',
    );
    expect(said('lights off', 'lights', 'lights', 'lights', 'old lights')).not.toContain(
      'lights off',
    );
  });

  it('begins with a verb that is a small word elsewhere', () => {
    expect(said('how do I get a spare card', 'spare', 'card')).toContain('get a spare card');
  });

  it('drops what breaks off where it nearly always goes on', () => {
    const found = said('late credit card', 'my credit card', 'credit card lost');
    expect(found).toContain('late credit card');
    expect(found).not.toContain('late credit');
  });

  it('takes at most six words', () => {
    const longest = Math.max(
      ...propose([WORDS.join(' '), ...WORDS, ...WORDS])[0].map(({ words }) => words),
    );
    expect(longest).toBe(LONGEST_CENTRAL);
  });
});
