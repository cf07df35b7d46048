import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { openWordTokens } from '../../src/models/word-tokens';
import { makeTokenizer } from '../fixtures/bert-tokenizer';
import { fc } from '../fixtures/properties';

const TEXTS = [
  '',
  ' \t\n ',
  'Paying the card, unable: card-payment (again)!',
  "It's the café's tea... naïve?",
  'cafe\u0301 CAFÉ é́ \u0301tea',
  '茶很好喝。不的!tea茶card很𠀀好',
  'ΑΣ ΑΣ. ΑΣ.Α σας ΣΑΣ\u2019Α',
  'tea 😀😀 👍🏽 tea😀tea',
  'a'.repeat(100),
  'a'.repeat(101),
  `${'b'.repeat(300)} ${'very'.repeat(40)}.`,
  'tea\u0000tea \u200btea\u200b \ufefftea\u0085tea\u000btea\u000ctea',
  'tea\u00a0tea\u3000tea\u2028tea\u2029tea\u1680tea',
  '[SEP] te[SEP]a [name] [ SEP ] [MASK][MASK] [cls]',
  '한국 ㅎ각 e\u0323\u0302 ﬁn ﾃｽﾄ',
  '豈 \uf900\ufaff 㐀㐀 tea豈',
  '\ud800tea\udc00 tea\ud83d',
  'İstanbul IſK ẞ straße',
  '__proto__ constructor toString',
];

describe.each([true, false])('openWordTokens, lowercase %s', (lowercase) => {
  const tokenizer = makeTokenizer(lowercase);
  const whole = new Tokenizer(tokenizer, {});
  const { marks, idsOf } = openWordTokens(tokenizer);
  const read = (text: string) => [...marks[0], ...idsOf(text), ...marks[1]];

  it.each(TEXTS)('gives the ids of the whole text: %j', (text) => {
    expect(read(text)).toEqual(whole.encode(text).ids);
    // What is remembered is no other than what was found.
    expect(read(text)).toEqual(whole.encode(text).ids);
  });

  it('gives them whatever characters come together', () => {
    const character = fc.oneof(
      fc.constantFrom(..."tea card ing Σσ.'-[]!，茶很\u0301\u0345\u200d\u00ad \t\u00a0", '[SEP]'),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(character, { maxLength: 30 }), (characters) => {
        const text = characters.join('');
        expect(read(text)).toEqual(whole.encode(text).ids);
      }),
      { numRuns: 1500 },
    );
  });

  it('puts the marks of the model around every text', () => {
    expect(marks).toEqual([[2], [3]]);
    expect(whole.encode('').ids).toEqual([2, 3]);
  });
});

describe('openWordTokens of other tokenizers', () => {
  it('asks for whole texts where words are not apart', () => {
    const other = {
      ...makeTokenizer(true),
      normalizer: { type: 'Replace', pattern: { String: ' ' }, content: 'card' },
    };
    const { idsOf } = openWordTokens(other);
    const whole = new Tokenizer(other, {});
    expect(idsOf('tea tea')).toEqual(whole.encode('tea tea', { add_special_tokens: false }).ids);
    expect(idsOf('tea tea')).not.toEqual(openWordTokens(makeTokenizer(true)).idsOf('tea tea'));
  });
});
