import { describe, expect, it } from 'vitest';
import { examineTexts, sensitiveColumns } from '../../src/study/examine-texts';
import { quiet } from '../fixtures/studies';
import { tableOf } from '../fixtures/tables';

describe('examineTexts', () => {
  const table = tableOf({
    said: [
      'The parcel was late again and nobody answered the telephone',
      'The parcel was late again and nobody answered the telephone!',
      '味道很好，下次还会再来买',
      'I am pregnant and cannot drink this tea',
      '',
      'n/a',
    ],
    city: ['York', 'York', 'Bath', 'Bath', 'Leeds', 'Leeds'],
  });

  it('counts languages, texts alike and sensitive topics', async () => {
    const found = await examineTexts(table, ['text', 'category'], quiet);
    expect(found).toMatchObject({
      said: 4,
      distinct: 4,
      languages: { en: 3, zh: 1, other: 0 },
      alike: { groups: 1, texts: 2 },
      topics: [{ topic: 'pregnancy', texts: 1 }],
    });
  });

  it('counts texts as often as they stand, and shows the largest groups', async () => {
    const said = [
      ...new Array<string>(6).fill('此用户没有填写评价'),
      'So <b>good</b> &amp; cheap 😀',
      'So good & cheap 😀',
      'see www.example.org',
      '12 34',
      `It ${'really '.repeat(200)}came late`,
    ];
    const found = await examineTexts(tableOf({ said }), ['text'], quiet);
    expect(found).toMatchObject({
      said: 11,
      distinct: 6,
      wordless: 1,
      holds: { links: 1, emoji: 2, markup: 1 },
      long: { 'all-minilm-l6-v2': 1, 'bge-small-zh-v1.5': 0 },
      alike: {
        groups: 2,
        texts: 8,
        same: 6,
        largest: [
          { texts: 6, exact: true, text: '此用户没有填写评价' },
          { texts: 2, exact: true, text: 'So good & cheap 😀' },
        ],
      },
    });
    expect(found?.boilerplate).toMatchObject([{ kind: 'known', id: 'no-comment', count: 6 }]);
  });

  it('shows the words around a sensitive one', async () => {
    const found = await examineTexts(table, ['text', 'ignore'], quiet);
    expect(found?.topics[0].example).toBe('I am pregnant and cannot drink this tea');
  });

  it('has nothing to say of a file without texts', async () => {
    expect(await examineTexts(table, ['ignore', 'category'], quiet)).toBeUndefined();
  });
});

describe('sensitiveColumns', () => {
  it('names columns that touch a topic, but neither texts nor keys', () => {
    const table = tableOf({
      id: ['1', '2', '3'],
      religion: ['Christian', 'Muslim', 'none'],
      plan: ['gold', 'silver', 'gold'],
    });
    expect(sensitiveColumns(table, ['id', 'category', 'category'])).toMatchObject([
      { column: 'religion', topic: 'religion' },
    ]);
  });
});
