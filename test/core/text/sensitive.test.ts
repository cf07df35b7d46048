import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drain } from '../../../src/core/steps';
import { inferLanguage } from '../../../src/core/text/language';
import { languageShares } from '../../../src/core/text/language-shares';
import { findSensitive, readSensitive } from '../../../src/core/text/sensitive';
import { SENSITIVE_TOPICS } from '../../../src/core/text/sensitive-words';
import { fc } from '../../fixtures/properties';
import { ROOT } from '../../fixtures/sources';

const said = (text: string) =>
  findSensitive(text).map(({ topic, start, end }) => [topic, text.slice(start, end)]);

describe('sensitive topics', () => {
  it.each([
    [
      'I was diagnosed with type 2 diabetes',
      [
        ['health', 'was diagnosed'],
        ['health', 'diabetes'],
      ],
    ],
    ['My wife’s PTSD got worse', [['health', 'PTSD']]],
    ['He had a heart attack in May', [['health', 'heart attack']]],
    ['I am not pregnant', [['pregnancy', 'pregnant']]],
    [
      'We keep kosher, is it halal?',
      [
        ['religion', 'kosher'],
        ['religion', 'halal'],
      ],
    ],
    [
      'I voted for Biden',
      [
        ['politics', 'I voted for'],
        ['politics', 'Biden'],
      ],
    ],
    ['As a black woman I felt watched', [['ethnicity', 'As a black']]],
    ['two African-American customers', [['ethnicity', 'African-American']]],
    ['my gay friends', [['sexuality', 'gay']]],
    ['I am a union member', [['union', 'union member']]],
    ['for my 8 year old daughter', [['minors', 'my 8 year old']]],
    ['my son is 5 years old', [['minors', 'son is 5 years old']]],
    ['a 15-year-old boy', [['minors', '15-year-old boy']]],
    [
      'I can’t pay my rent after I lost my job',
      [
        ['debt', 'can’t pay my rent'],
        ['debt', 'lost my job'],
      ],
    ],
    ['she filed for bankruptcy', [['debt', 'bankruptcy']]],
    ['out of prison since June', [['crime', 'prison']]],
    ['two years sober', [['addiction', 'years sober']]],
    ['My father passed away', [['bereavement', 'father passed']]],
    ['flowers for a FUNERAL.', [['bereavement', 'FUNERAL']]],
    ['我是孕妇不能吃辣', [['pregnancy', '孕妇']]],
    ['对花生过敏', [['health', '过敏']]],
    ['家里有人住院，订餐方便', [['health', '住院']]],
    ['这是清真的吗', [['religion', '清真']]],
    ['给3岁的女儿买的', [['minors', '3岁的女儿']]],
    ['七岁儿子开的门', [['minors', '七岁儿子']]],
    [
      '失业了，网贷还不上',
      [
        ['debt', '失业'],
        ['debt', '网贷'],
        ['debt', '还不上'],
      ],
    ],
    ['他爷爷去世了', [['bereavement', '去世']]],
    ['正在戒酒', [['addiction', '戒酒']]],
  ])('%j: %j', (text, topics) => expect(said(text)).toEqual(topics));

  it.each([
    'I was dying for this tea',
    'a healthy snack',
    'My bank card was declined',
    'kids size, for children aged 8 to 10',
    'my kids love it',
    'I nearly had a heart attack when I saw the price',
    'This top made me look pregnant',
    'Christian Dior perfume',
    'my credit union and Western Union',
    'my card was disabled and my account is disabled',
    'a minor flaw, it is a minor issue',
    'the black dress and white jeans',
    'the battery died, my phone died',
    'my order was killed by the courier, what a crime',
    'my card was stolen, this is fraud and a scam',
    'an alcoholic drink, and a non-alcoholic one',
    'my new addiction: addicted to this tea',
    'a stroke of luck, sick of waiting',
    'Church Street 5',
    'a liberal return policy and a conservative style',
    'my late order',
    'I lost my. Mother came',
    'my 8 year old laptop',
    'the race to the bottom, in good faith',
    'pressed into service, unions of colour',
    '直男癌审美',
    '其中风味最好的是鸭腿',
    '物流产品齐全，个性生活方式',
    '人流量大',
    '饿得还不上门来',
    '佛跳墙和黑人牙膏',
    '洋流产生的原因',
    '男同学和女同事都说好吃',
    '好吃到上瘾',
    '吃完拉肚子',
    '孩子很喜欢吃',
  ])('%j has none', (text) => expect(said(text)).toEqual([]));

  it('spans lie in the text, in order, apart', () => {
    const piece = fc.constantFrom(
      ...'a 8好.-\n'.split(''),
      'my ',
      'year old ',
      'son',
      'church ',
      'street',
      '怀孕',
      '岁',
      '女儿',
      'credit ',
      'union ',
      'cancer',
      '’s ',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        let from = 0;
        for (const { topic, start, end } of findSensitive(text)) {
          expect(SENSITIVE_TOPICS).toContain(topic);
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('sensitive columns', () => {
  const topicsOf = (name: string, levels: readonly string[] = []) =>
    readSensitive(name, levels).map(({ topic, byName, share }) => [topic, byName, share]);

  it.each([
    ['Religion', 'religion'],
    ['political_affiliation', 'politics'],
    ['EthnicGroup', 'ethnicity'],
    ['is_pregnant', 'pregnancy'],
    ['union member', 'union'],
    ['Health status', 'health'],
    ['days_past_due', 'debt'],
    ['Smoker', 'addiction'],
    ['sexualOrientation', 'sexuality'],
    ['date.of.death', 'bereavement'],
    ['prior-convictions', 'crime'],
    ['child_age', 'minors'],
    ['民族', 'ethnicity'],
    ['政治面貌', 'politics'],
    ['健康状况', 'health'],
  ])('%s by its name: %s', (name, topic) => expect(topicsOf(name)).toEqual([[topic, true, 0]]));

  it.each([
    'Union Pay',
    'Age',
    'color',
    'default_language',
    'Race time',
    'Page orientation',
    'votes',
    'Kidhome',
    'income',
  ])('%s is none', (name) => expect(topicsOf(name)).toEqual([]));

  it('by values', () => {
    expect(topicsOf('group', ['Catholic', 'Muslim', 'none', 'Hindu', 'Tea'])).toEqual([
      ['religion', false, 0.75],
    ]);
    expect(topicsOf('status', ['Single', 'Married', 'Widowed', 'Divorced'])).toEqual([
      ['bereavement', false, 0.25],
    ]);
    expect(topicsOf('x', ['White', 'Black', 'Asian', 'Other'])).toEqual([['ethnicity', false, 1]]);
    expect(topicsOf('color', ['White', 'Black', 'Red', 'Other'])).toEqual([]);
    expect(topicsOf('Age', ['34', '12', '9', '60'])).toEqual([['minors', false, 0.5]]);
    expect(topicsOf('Size', ['12', '9'])).toEqual([]);
    expect(topicsOf('Religion', ['Sikh'])).toEqual([['religion', true, 1]]);
  });
});

describe('languages', () => {
  const shares = (texts: readonly string[]) => drain(languageShares(texts));

  it('are counted text by text', () => {
    const texts = [
      'Where is my tea?',
      '味道不错',
      'Очень хороший чай',
      '👍',
      '',
      'Great product',
      'This is good',
    ];
    expect(shares(texts)).toEqual({
      counts: { en: 3, zh: 1, other: 1 },
      wordless: 2,
      languages: ['en', 'zh', 'other', undefined, undefined, 'en', 'en'],
    });
  });

  it('of short texts follow the others', () => {
    const german = ['Wo bleibt mein Paket?', 'Gerne wieder', 'Der Tee schmeckt sehr gut'];
    expect(shares(german).counts).toEqual({ en: 0, zh: 0, other: 3 });
  });

  it('agree with the language of all', () => {
    for (const texts of [
      ['Where is my parcel?', 'The tea was very good'],
      ['味道不错，送餐很快', '太慢了'],
      ['とてもおいしいです', 'はやくとどきました'],
      ['Top up is pending', 'Exchange rate', 'How to reset the password'],
    ]) {
      const { counts } = shares(texts);
      expect(counts[inferLanguage(texts)]).toBe(texts.length);
    }
    expect(shares([])).toEqual({ counts: { en: 0, zh: 0, other: 0 }, wordless: 0, languages: [] });
  });
});

const NAUGHTY = path.resolve(ROOT, '../shared/data/csv-torture/blns/blns.json');
const present = existsSync(NAUGHTY);

it.skipIf(!present)(
  present
    ? 'the big list of naughty strings has few sensitive ones'
    : 'the big list of naughty strings has few sensitive ones (skipped: there is no folder ../shared/data beside this repository)',
  () => {
    const naughty = JSON.parse(readFileSync(NAUGHTY, 'utf8')) as string[];
    const hits = naughty.flatMap(said);
    expect(hits.length).toBeLessThan(12);
  },
);
