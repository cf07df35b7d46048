import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CleanOptions, cleanText } from '../../../src/core/text/clean-text';
import { fc } from '../../fixtures/properties';
import { ROOT } from '../../fixtures/sources';

const EVERY: CleanOptions[] = (['remove', 'keep'] as const).flatMap((html) =>
  (['drop', 'host', 'keep'] as const).flatMap((urls) =>
    (['keep', 'drop'] as const).map((emoji) => ({ html, urls, emoji })),
  ),
);

describe('white space and what cannot be seen', () => {
  it.each([
    ['  two   words ', 'two words'],
    ['no\u00a0break\u3000wide\u2003em', 'no break wide em'],
    ['zero\u200bwidth\ufeff\u2060 soft\u00adhyphen', 'zerowidth softhyphen'],
    ['a \t b', 'a b'],
    ['one \r\n \n\n two\u2028three\u0085four', 'one\ntwo\nthree\nfour'],
    ['bell\u0007 \u0000null\u001b[0m', 'bell null[0m'],
    ['half \ud83d of a pair', 'half of a pair'],
    ['\u200b \u00a0\n', ''],
    ['left\u200eright\u202e', 'leftright'],
    ['味道　不错', '味道 不错'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['a\u200cb\u200d c', 'ab c'],
  ])('%j is %j', (text, clean) => expect(cleanText(text)).toBe(clean));

  it('is NFC', () => {
    expect(cleanText('cafe\u0301')).toBe('café');
    expect(cleanText('e&#769;te\u200b\u0301')).toBe('été');
    expect(cleanText('ﬁne ①')).toBe('ﬁne ①');
  });
});

describe('markup', () => {
  it.each([
    ['<p>Good</p><p>Bad</p>', 'Good\nBad'],
    ['one<br>two<BR/>three<br />four', 'one\ntwo\nthree\nfour'],
    ['a <b>bold</b>er<i class="x"> word</i>', 'a bolder word'],
    ['<ul><li>tea</li><li>milk</li></ul>', 'tea\nmilk'],
    ['<td>1</td><td>2</td>', '1 2'],
    ['<a title="a > b" href=\'x\'>link</a>', 'link'],
    [
      '<style type="text/css">p > a { color: red }</style>Hi<script>if (a<b) alert(1)</script>',
      'Hi',
    ],
    ['before<!-- a comment <b>with</b> tags -->after', 'beforeafter'],
    ['<!DOCTYPE html><html><body>Hi</body></html>', 'Hi'],
    ['<!--[if mso]><o:p></o:p><![endif]-->Hi<o:p></o:p>', 'Hi'],
    ['<div\nclass="a"\n>Hi</div\n>', 'Hi'],
    ['I <3 it, a < b, c > d and x<y', 'I <3 it, a < b, c > d and x<y'],
    ['5<b and c>4', '5<b and c>4'],
    ['from <John> and <me@example.com>', 'from <John> and <me@example.com>'],
    ['<<<>>> <> </> < p>', '<<<>>> <> </> < p>'],
    ['<b', '<b'],
    ['<p never closed="x', '<p never closed="x'],
  ])('%j is %j', (text, clean) => expect(cleanText(text)).toBe(clean));

  it.each([
    ['Tom &amp; Jerry &lt;3', 'Tom & Jerry <3'],
    ['it&#39;s &quot;fine&quot; &#x2019;', 'it\'s "fine" ’'],
    ['5&nbsp;&euro; &pound;3 &frac12; &deg;C', '5 € £3 ½ °C'],
    ['caf&eacute; &Eacute;t&eacute; &AMP; &NBSP;x', 'café Été & x'],
    ['&#145;quoted&#146; &#128512; &#x4F60;&#22909;', '‘quoted’ 😀 你好'],
    ['&lt;p&gt;twice&lt;/p&gt;&lt;br&gt;&amp;lt;3', 'twice\n<3'],
    ['&amp;amp;amp;amp;eacute;', 'é'],
    ['&#0;&#xFFFFFFFF;&#1114112;', '&#xFFFFFFFF;&#1114112;'],
    ['R&D; AT&T; &nosuch; & &;', 'R&D; AT&T; &nosuch; & &;'],
    ['a=1&copy=2', 'a=1&copy=2'],
    ['&zwnj;&nbsp;&zwnj;&nbsp;Hi', 'Hi'],
  ])('entities: %j is %j', (text, clean) => expect(cleanText(text)).toBe(clean));

  it('stays when asked', () => {
    expect(cleanText('<p>Good &amp; bad</p>', { html: 'keep' })).toBe('<p>Good &amp; bad</p>');
  });
});

describe('addresses', () => {
  const text =
    'See https://user@www.Shop.example.com:8080/a?b=c#d, (http://a.example) or www.b.example/x. 看https://t.example/1的图';

  it('are dropped, named or kept', () => {
    expect(cleanText(text)).toBe('See , ( ) or . 看 的图');
    expect(cleanText(text, { urls: 'host' })).toBe(
      'See shop.example.com, (a.example) or b.example. 看 t.example的图',
    );
    expect(cleanText(text, { urls: 'keep' })).toBe(text);
  });

  it('that people say as a name stay', () => {
    expect(cleanText('I buy at example.com, me@www.example.com')).toBe(
      'I buy at example.com, me@www.example.com',
    );
  });

  it('are found where entities hid them', () => {
    expect(cleanText('x https:&#47;&#47;a.example/ y')).toBe('x y');
  });
});

describe('emoji and marks', () => {
  it.each([
    ['Great 👍🏽 tea 👩‍👩‍👧❤️ 🇬🇧 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'Great tea 1'],
    ['good😀bad', 'good bad'],
    ['太好了😀谢谢', '太好了谢谢'],
    ['© Shop™ → 5 ★', '© Shop™ → 5 ★'],
  ])('%j without emoji is %j', (text, clean) => {
    expect(cleanText(text, { emoji: 'drop' })).toBe(clean);
    expect(cleanText(text)).toBe(text);
  });

  it.each([
    ['Great!!!!!!', 'Great!!!'],
    ['What?!?!?!?', 'What?!?'],
    ['well....... ok', 'well... ok'],
    ['太慢了！！！！！！。。。。。', '太慢了！！！。。。'],
    ['-----Original-----', '---Original---'],
    ['soooo 1000000 ...', 'soooo 1000000 ...'],
    ['Hm…… ok!!', 'Hm…… ok!!'],
  ])('%j is %j', (text, clean) => expect(cleanText(text)).toBe(clean));
});

const PIECES = [
  ...'<>&;#!?.-= \n"\'/:aAbBpP1x',
  '<b>',
  '</b>',
  '<p ',
  '<br',
  '<style>',
  '</style>',
  '<script ',
  '</script',
  '<!--',
  '-->',
  '="',
  '&amp;',
  '&am',
  'lt;',
  '&gt;',
  '&#38;',
  '&#59;',
  '&#60;',
  '&#894;',
  '&#8203;',
  '&#824;',
  'http',
  '://',
  'https://',
  'www.',
  'www',
  'b.example',
  '\u200b',
  '\u200d',
  '\u200c',
  '\u0301',
  '\u0338',
  '\ufe0f',
  '\u20e3',
  '\u037e',
  '\u3000',
  '\u00a0',
  '\ud83d',
  '😀',
  '👩',
  '🏽',
  '❤',
  '好',
  '。',
  '！',
  'می',
];

describe('every text', () => {
  const nasty = fc
    .array(fc.constantFrom(...PIECES), { maxLength: 40 })
    .map((pieces) => pieces.join(''));

  it.each([
    ['of nasty pieces', nasty, 20000],
    ['of any characters', fc.string({ unit: 'binary', maxLength: 60 }), 2000],
    ['of letters', fc.string({ unit: 'grapheme', maxLength: 60 }), 2000],
  ])('%s is clean after one cleaning', (_, texts, numRuns) => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...EVERY), (text, options) => {
        const clean = cleanText(text, options);
        expect(cleanText(clean, options)).toBe(clean);
        expect(clean).toBe(clean.trim());
        expect(clean.normalize('NFC')).toBe(clean);
        expect(clean).not.toMatch(/[^\P{Cc}\n]|\p{Cs}|\p{Z}{2}|[\u00a0\u3000\u200b\ufeff]|!{4}/u);
        if (options.html === 'remove')
          expect(clean).not.toMatch(/<\/?(?:b|br|p|style|script)>|&(?:amp|lt|gt|nbsp|#\d{1,5});/i);
        if (options.urls === 'drop') expect(clean).not.toMatch(/(?<![a-z0-9])https?:\/\//i);
      }),
      { numRuns },
    );
  });

  it('of plain words stays as it is', () => {
    const word = fc.stringMatching(/^[a-z\p{sc=Han}]{1,8}$/u);
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom(...EVERY), (words, options) => {
        fc.pre(words.every((one) => one.normalize('NFC') === one));
        expect(cleanText(words.join(' '), options)).toBe(words.join(' '));
      }),
    );
  });

  it.each([
    ['<', '<'],
    ['>', '>'],
    ['<p "', '>'],
    ['<p ="', '>'],
    ['&amp;', ''],
    ['&#5', '9;'],
    ['<!--', '-->'],
    ['<style>', '</style>'],
    ['https://', '.,'],
    ['.,;', 'https://x'],
    [' \n', 'a'],
    ['\u200d', '👩'],
    ['www.', '.-'],
  ])('many of %j and %j cost no more than their length', (first, second) => {
    const size = 100000;
    for (const text of [first.repeat(size) + second.repeat(size), (first + second).repeat(size)])
      for (const urls of ['drop', 'host'] as const)
        expect(cleanText(text, { urls }).length).toBeLessThanOrEqual(text.length);
  });
});

const NAUGHTY = path.resolve(ROOT, '../shared/data/csv-torture/blns/blns.json');
const present = existsSync(NAUGHTY);

describe.skipIf(!present)(
  present
    ? 'the big list of naughty strings'
    : 'the big list of naughty strings (skipped: there is no folder ../shared/data beside this repository)',
  () => {
    const naughty = present ? (JSON.parse(readFileSync(NAUGHTY, 'utf8')) as string[]) : [];

    it('is clean after one cleaning', () => {
      expect(naughty.length).toBeGreaterThan(400);
      for (const options of EVERY)
        for (const text of naughty) {
          const clean = cleanText(text, options);
          expect(cleanText(clean, options)).toBe(clean);
        }
    });

    it('leaves no script and no event in the text of a page', () => {
      for (const text of naughty)
        expect(cleanText(text)).not.toMatch(/<(?:script|img|a|b|svg|iframe)(?:\s[^<>"'`]*)?>/i);
    });
  },
);
