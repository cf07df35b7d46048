import { describe, expect, it } from 'vitest';
import { chooseFacts, type Summarised } from '../../../src/core/segments/summary-facts';
import type { Trait } from '../../../src/core/segments/traits';
import { writeSummary } from '../../../src/words/summary';
import { WORDS } from '../../../src/words/words';

const phrase = (words: string, share: number) => ({
  phrase: words,
  count: Math.round(share * 100),
  share,
  elsewhere: 0.01,
  score: share,
});
const trait = (column: string, effect: number, more: Partial<Trait> = {}): Trait => ({
  column,
  kind: effect > 0 ? 'higher' : 'lower',
  inside: 90,
  outside: 30,
  effect,
  z: 9,
  ...more,
});
const segment: Summarised = {
  size: 100,
  share: 0.125,
  keyphrases: [
    phrase('late delivery', 0.5),
    phrase('delivery', 0.4),
    phrase('refund', 0.2),
    phrase('van', 0.01),
  ],
  traits: [trait('Debt', 2, { sensitive: true }), trait('Spend', 0.9), trait('Age', -0.3)],
  quotes: ['', 'My late  delivery again', 'I want a refund'],
};

describe('chooseFacts', () => {
  it('tells phrases that enough say, none twice, with the quotes that hold them', () => {
    const { paragraph } = chooseFacts(segment);
    const says = paragraph.flatMap((fact) =>
      fact.kind === 'says' ? [[fact.keyphrase.phrase, ...fact.quotes]] : [],
    );
    expect(says).toEqual([
      ['late delivery', 1],
      ['refund', 2],
    ]);
  });

  it('names differences by their size, and never sensitive ones', () => {
    const { paragraph, pitch } = chooseFacts(segment);
    const differs = paragraph.flatMap((fact) =>
      fact.kind === 'differs' ? [[fact.trait.column, fact.strength]] : [],
    );
    expect(differs).toEqual([
      ['Spend', 'strong'],
      ['Age', 'slight'],
    ]);
    expect(pitch.map(({ kind }) => kind)).toEqual(['size', 'says', 'says', 'differs']);
  });

  it('joins behaviour and voice only where both are there, and behaviour is clear', () => {
    expect(chooseFacts(segment).title.map(({ kind }) => kind)).toEqual(['differs', 'says']);
    expect(chooseFacts({ ...segment, keyphrases: [] }).title).toEqual([]);
    expect(chooseFacts({ ...segment, traits: [trait('Age', -0.3)] }).title).toEqual([]);
  });

  it('quotes the first text that says something', () => {
    expect(chooseFacts(segment).paragraph.at(-1)).toEqual({
      kind: 'example',
      quote: 1,
      text: 'My late  delivery again',
    });
    const silent = chooseFacts({ ...segment, quotes: ['', ''] });
    expect(silent.paragraph.every(({ kind }) => kind !== 'example')).toBe(true);
  });
});

describe('writeSummary', () => {
  it('says the facts in English', () => {
    const { title, pitch, paragraph } = writeSummary(chooseFacts(segment), WORDS.en);
    expect(title).toBe('High Spend, speaking of late delivery');
    expect(pitch.text).toBe(
      '1 in 8 customers; they speak of “late delivery” and “refund”; high Spend.',
    );
    expect(paragraph.text).toBe(
      '1 in 8 customers (100 customers). 50% speak of “late delivery”, 1% of the others do. ' +
        '20% speak of “refund”, 1% of the others do. High Spend: strongly different from the others. ' +
        'Low Age: slightly different from the others. One of them says: “My late  delivery again”',
    );
    expect(paragraph.statements.length).toBe(6);
  });

  it('and in Chinese', () => {
    const { title, pitch } = writeSummary(chooseFacts(segment), WORDS.zh);
    expect(title).toBe('Spend高，常提到late delivery');
    expect(pitch.text).toContain('常提到“late delivery”和“refund”；Spend高。');
  });

  it('says no more than there is', () => {
    const bare = writeSummary(
      chooseFacts({ size: 1, share: 1, keyphrases: [], traits: [], quotes: [] }),
      WORDS.en,
    );
    expect(bare.title).toBe('');
    expect(bare.pitch.text).toBe('Nearly all customers.');
    expect(bare.paragraph.text).toBe('Nearly all customers (1 customer).');
  });
});
