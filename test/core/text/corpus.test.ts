import { describe, expect, it } from 'vitest';
import { drain } from '../../../src/core/steps';
import { type Corpus, readCorpus, writePhrase } from '../../../src/core/text/corpus';

const read = (...texts: string[]) => drain(readCorpus(texts));
/** The words of a text, with a bar between clauses. */
const wordsOf = (corpus: Corpus, text = 0) =>
  [...corpus.texts[text]].map((word) => (word < 0 ? '|' : corpus.words[word]));
const surfaceOf = (corpus: Corpus, word: string) => corpus.surfaces[corpus.words.indexOf(word)];

describe('readCorpus', () => {
  it('splits at spaces and parts clauses at punctuation', () => {
    expect(wordsOf(read('Late again, no news. Where is it?!'))).toEqual([
      'late',
      'again',
      '|',
      'no',
      'news',
      '|',
      'where',
      'is',
      'it',
      '|',
    ]);
  });

  it('keeps apostrophes, hyphens and ampersands inside words', () => {
    expect(wordsOf(read('don’t re-order from M&S or Tom’s'))).toEqual([
      "don't",
      're-order',
      'from',
      'm&s',
      'or',
      "tom's",
    ]);
  });

  it('takes typographic and plain apostrophes as one word', () => {
    const corpus = read('it can’t be', "it can't be");
    expect([...corpus.texts[0]]).toEqual([...corpus.texts[1]]);
  });

  it('begins no text with a border', () => {
    expect(wordsOf(read('... "Well," she said'))).toEqual(['well', '|', 'she', 'said']);
  });

  it('finds words where a script has no spaces', () => {
    const words = wordsOf(read('外卖送得很慢，味道不错。APP打不开'));
    expect(words).toContain('味道');
    expect(words).toContain('app');
    expect(words.filter((word) => word === '|').length).toBe(2);
    expect(words.join('').replaceAll('|', '')).toBe('外卖送得很慢味道不错app打不开');
  });

  it('marks stop words of both languages', () => {
    const corpus = read('the parcel is late', '快递的速度，没有问题');
    const stops = corpus.words.filter((_, at) => corpus.stops[at] === 1);
    expect(stops).toEqual(expect.arrayContaining(['the', 'is', '的', '没有']));
    expect(stops).not.toContain('parcel');
    expect(stops).not.toContain('快递');
  });

  it('reads nothing from empty texts and from marks alone', () => {
    const corpus = read('', '!!! …', '🍵');
    expect(corpus.texts.map((text) => text.length)).toEqual([0, 0, 0]);
    expect(corpus.words).toEqual([]);
  });
});

describe('surfaces', () => {
  it('writes a word as it mostly stands inside a sentence', () => {
    const corpus = read(
      'The ATM ate my card, at the ATM in Berlin',
      'Card lost in Berlin when i was there and I waited',
      'What can I do and where am I',
    );
    expect(surfaceOf(corpus, 'atm')).toBe('ATM');
    expect(surfaceOf(corpus, 'berlin')).toBe('Berlin');
    expect(surfaceOf(corpus, 'i')).toBe('I');
    expect(surfaceOf(corpus, 'card')).toBe('card');
    expect(surfaceOf(corpus, 'what')).toBe('what');
  });

  it('writes a word small that was seen only at the head of sentences, capitals excepted', () => {
    const corpus = read('Delivery was late', 'Delivery failed', 'VAT is missing');
    expect(surfaceOf(corpus, 'delivery')).toBe('delivery');
    expect(surfaceOf(corpus, 'vat')).toBe('VAT');
  });
});

describe('writePhrase', () => {
  it('puts spaces between words, and none between characters that take none', () => {
    const corpus = read('my ATM card', '味道不错', 'app 很慢');
    const write = (...words: string[]) =>
      writePhrase(
        corpus,
        words.map((word) => corpus.words.indexOf(word)),
      );
    expect(write('my', 'atm', 'card')).toBe('my ATM card');
    expect(write('味道', '不错')).toBe('味道不错');
    expect(write('app', '味道')).toBe('app 味道');
  });
});
