import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drain } from '../../../src/core/steps';
import {
  type BoilerplatePhrase,
  dropBoilerplate,
  findBoilerplate,
} from '../../../src/core/text/boilerplate';
import { KNOWN_BOILERPLATE } from '../../../src/core/text/known-boilerplate';
import { fc } from '../../fixtures/properties';
import { ROOT } from '../../fixtures/sources';

const find = (texts: readonly string[]) => drain(findBoilerplate(texts));
const KNOWN = KNOWN_BOILERPLATE.map(({ id, place }) => ({ kind: 'known' as const, id, place }));
const drop = (text: string) => dropBoilerplate(text, KNOWN);
const brief = (phrases: readonly BoilerplatePhrase[]) =>
  phrases.map(({ kind, place, text, count }) => [kind, place, text, count]);

const THINGS = 'tea milk bread rice soup cake fish corn beans plums pears figs'.split(' ');
/** Different messages. */
const message = (i: number) =>
  `The ${THINGS[i % 12]} number ${String.fromCharCode(97 + (i % 26))}${i} came ${i} days late.`;

describe('known wordings', () => {
  it.each([
    ['The tea is late.\nSent from my iPhone', 'The tea is late.'],
    ['The tea is late Sent from my Samsung Galaxy S9', 'The tea is late'],
    ['The tea is late\n--\nsent from my mobile phone.', 'The tea is late'],
    ['Late again. Get Outlook for iOS', 'Late again.'],
    ['送得太慢了。发自我的iPhone', '送得太慢了。'],
    ['送得太慢了\n来自小米手机客户端', '送得太慢了'],
    ['从我的华为手机发送', ''],
    ['Where is it?\n\nBest regards,\nAnna Smith', 'Where is it?'],
    ['Where is it? Kind regards, J. O’Neil', 'Where is it?'],
    ['Please call me.\nThanks,\nAnna', 'Please call me.'],
    ['请尽快处理。此致，敬礼！', '请尽快处理。'],
    ['Dear Sir or Madam,\nwhere is my tea?', 'where is my tea?'],
    ['Hello there! Where is my tea?', 'Where is my tea?'],
    ['To whom it may concern: it broke.', 'it broke.'],
    ['您好，请问什么时候发货？', '请问什么时候发货？'],
    ['尊敬的客服：货没到', '货没到'],
    [
      'It broke.\nThis e-mail and any attachments are confidential and intended solely for the addressee. If it is not for you, delete it.',
      'It broke.',
    ],
    ['坏了。此邮件及附件包含保密信息，仅限于收件人使用。', '坏了。'],
    ['It broke.\n-----Original Message-----\nFrom: shop\nHello', 'It broke.'],
    ['It broke.\nOn Mon, 3 May 2021 at 10:00, Shop wrote:\n> Hello', 'It broke.'],
    ['此用户没有填写评价。', ''],
    ['此用户未填写评价内容', ''],
    ['系统默认好评！', ''],
    ['评价方未及时做出评价，系统默认好评！', ''],
    ['No comment provided.', ''],
    ['[This review was collected as part of a promotion.] Great tea', 'Great tea'],
  ])('%j becomes %j', (text, rest) => expect(drop(text)).toBe(rest));

  it.each([
    'good',
    '很好',
    'Hello!',
    '你好！',
    '好评',
    'The photos were sent from my account without a question.',
    'posted on my account without any evidence',
    'Hi fi speakers are great',
    'I regard this as my best buy',
    'Thanks',
    'Thank you so much, Anna was great',
    'This message never reached me.',
    '我的评价是很好',
    'Dear oh dear what a mess',
    'I had no comment on the price',
  ])('%j stays', (text) => expect(drop(text)).toBe(text));

  it('are counted', () => {
    expect(brief(find(['Late. Sent from my iPad', 'Bad.\nSent from my iPhone', 'Good']))).toEqual([
      ['known', 'end', 'Sent from my iPad', 2],
    ]);
  });
});

describe('wordings that many texts share', () => {
  const disclaimer = 'ACME holds this conversation for its records.';
  const texts = Array.from({ length: 100 }, (_, i) => {
    if (i < 10) return `${message(i)}\n${disclaimer}\nCall us at 555 ${1000 + i}, we are here`;
    if (i < 14) return `${message(i)} Only four texts say this.`;
    if (i < 24) return `Welcome to the ACME help line! ${message(i)}`;
    return message(i);
  });

  it('are found line by line from the edge, and offered with their counts', () => {
    expect(brief(find(texts))).toEqual([
      ['shared', 'end', disclaimer, 10],
      ['shared', 'end', 'Call us at 555 1000, we are here', 10],
      ['shared', 'start', 'Welcome to the ACME help line!', 10],
    ]);
  });

  it('are dropped where they are chosen', () => {
    const phrases = find(texts);
    expect(dropBoilerplate(texts[3], phrases)).toBe(message(3));
    expect(dropBoilerplate(texts[12], phrases)).toBe(texts[12]);
    expect(dropBoilerplate(texts[20], phrases)).toBe(message(20));
    const chosen = phrases.filter(({ text }) => text.startsWith('Call'));
    expect(dropBoilerplate(texts[3], chosen)).toBe(`${message(3)}\n${disclaimer}`);
  });

  it('do not depend on the order of the texts', () => {
    expect(find([...texts].reverse())).toEqual(find(texts));
  });

  it('are taken off one after the other in Chinese as well', () => {
    const said = Array.from({ length: 60 }, (_, i) =>
      i < 8
        ? `第${i}份${THINGS[i]}凉了。感谢您对本店的支持与理解！`
        : `第${i}份${THINGS[i % 12]}很好吃。`,
    );
    const phrases = find(said);
    expect(brief(phrases)).toEqual([['shared', 'end', '感谢您对本店的支持与理解！', 8]]);
    expect(dropBoilerplate(said[2], phrases)).toBe('第2份beans凉了。'.replace('beans', THINGS[2]));
  });

  it('are not what people just say', () => {
    const short = Array.from({ length: 300 }, (_, i) => [
      'good',
      `good. ${message(i)}`,
      `${message(i)} Very good.`,
      '很好',
      `很好。${message(i)}`,
    ]).flat();
    expect(find(short)).toEqual([]);
  });

  it('are not one text said many times', () => {
    const copies = Array.from(
      { length: 300 },
      () => 'I like this shop very much. It is a good shop to buy at.',
    );
    expect(find([...copies, ...texts.slice(24)])).toEqual([]);
  });

  it('need two texts in a hundred', () => {
    const many = Array.from({ length: 1000 }, (_, i) =>
      i < 19 ? `${message(i)} We answer within two days.` : message(i),
    );
    expect(find(many)).toEqual([]);
    expect(
      find([
        ...many,
        `${message(2000)} We answer within two days.`,
        `${message(2001)} We answer within 2 days.`,
      ]).length,
    ).toBe(0);
    expect(find(many.slice(0, 900)).length).toBe(1);
  });

  it('never empty a text', () => {
    const phrases = find(texts);
    expect(dropBoilerplate(disclaimer, phrases)).toBe(disclaimer);
    expect(dropBoilerplate(`${disclaimer}\n${disclaimer}`, phrases)).toBe(disclaimer);
  });
});

describe('every text', () => {
  it('keeps its characters in order but for the edges, and is done in one go', () => {
    const piece = fc.constantFrom(
      'Hello, ',
      'good',
      '很好',
      '。',
      '. ',
      '\n',
      '--',
      'Sent from my iPhone',
      'Best regards, ',
      'Anna',
      '您好，',
      '发自我的手机',
      'On Monday he wrote:',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        const rest = drop(text);
        expect(text).toContain(rest);
        expect(drop(rest)).toBe(rest);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    'Sent from my ',
    'Regards, Anna ',
    '. . ',
    ' \n',
    'a\n',
    'wrote: on ',
    '您好，',
    '!?',
    'hi ',
  ])('a long text of %j costs no more than its length', (piece) => {
    const text = piece.repeat(50000);
    expect(drop(text).length).toBeLessThanOrEqual(text.length);
  });
});

const NAUGHTY = path.resolve(ROOT, '../shared/data/csv-torture/blns/blns.json');
const present = existsSync(NAUGHTY);

it.skipIf(!present)(
  present
    ? 'finds nothing in the big list of naughty strings'
    : 'finds nothing in the big list of naughty strings (skipped: there is no folder ../shared/data beside this repository)',
  () => {
    expect(find(JSON.parse(readFileSync(NAUGHTY, 'utf8')) as string[])).toEqual([]);
  },
);
