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
