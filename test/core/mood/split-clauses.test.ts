import { fc } from '../../fixtures/properties';
import { describe, expect, it } from 'vitest';
import { splitClauses } from '../../../src/core/mood/split-clauses';

describe('clauses', () => {
  it.each([
    [
      'The screen is gorgeous, but the speakers sound tinny.',
      ['The screen is gorgeous,', 'but the speakers sound tinny.'],
    ],
    ['Good phone but bad battery', ['Good phone', 'but bad battery']],
    [
      'I love it. The cable is short, the plug is loose.',
      ['I love it.', 'The cable is short,', 'the plug is loose.'],
    ],
    ['It comes in red, blue and green.', ['It comes in red, blue and green.']],
    ['It is not only cheap but also pretty.', ['It is not only cheap but also pretty.']],
    ['I have nothing but praise for them.', ['I have nothing but praise for them.']],
    ['Great, thanks', ['Great, thanks']],
  ])('of English: %s', (text, clauses) => {
    expect(splitClauses(text, 'en')).toEqual(clauses);
  });

  it.each([
    ['味道不错，但是分量太少了。', ['味道不错，', '但是分量太少了。']],
    ['屏幕很清楚不过电池半天就没电', ['屏幕很清楚', '不过电池半天就没电']],
    ['不但便宜而且好吃', ['不但便宜而且好吃']],
    ['红的，蓝的，都有', ['红的，蓝的，都有']],
    ['送得很快，包装也好，就是有点贵', ['送得很快，', '包装也好，', '就是有点贵']],
    ['再好不过了', ['再好不过了']],
  ])('of Chinese: %s', (text, clauses) => {
    expect(splitClauses(text, 'zh')).toEqual(clauses);
  });

  it('lose nothing but white space', () => {
    const word = fc.constantFrom(
      ..."good,bad;but however, yet - 好吃 ，但是 不过 。 ! it's red\n, , nothing".split(' '),
      ' ',
      '，',
      ',',
      '但',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 25 }),
        fc.constantFrom('en', 'zh'),
        (words, language) => {
          const text = words.join(' ');
          const plain = (some: string) => some.replace(/\s+/gu, '');
          const clauses = splitClauses(text, language as 'en' | 'zh');
          expect(plain(clauses.join(''))).toBe(plain(text));
          for (const clause of clauses) expect(clause.trim()).toBe(clause);
        },
      ),
    );
  });
});
