import { describe, expect, it } from 'vitest';
import { type Askable, readQuestion } from '../../../src/core/ask/read-question';

const ASKABLE: Askable = {
  columns: [
    { name: 'city', kind: 'category', levels: ['Bath', 'New York', 'App'] },
    { name: 'channel', kind: 'category', levels: ['App', 'Website', 'Shop'] },
    { name: 'orders', kind: 'number', levels: [], median: 4, upperFifth: 9 },
    { name: 'total_spent', kind: 'number', levels: [], median: 80, upperFifth: 300 },
    { name: 'days_since_order', kind: 'number', levels: [], median: 30 },
    { name: 'rating', kind: 'number', levels: [] },
    { name: 'joined', kind: 'date', levels: [] },
    { name: 'newsletter_ok', kind: 'consent', levels: [] },
    { name: 'comment', kind: 'text', levels: [] },
  ],
  segments: ['Late parcels', 'Gift set'],
  byMeaning: true,
};
const read = (question: string, askable: Askable = ASKABLE) => {
  const { wanted, audience, unread } = readQuestion(question, askable);
  return { wanted, of: audience.kind === 'all' ? audience.of : [], unread };
};
const said = (text: string) => ({ kind: 'meaning', text, least: Number.NaN });

describe('readQuestion', () => {
  it('reads what is said and what is done', () => {
    expect(read('Who complains about sizes and spent over 200?')).toEqual({
      wanted: { kind: 'who' },
      of: [{ kind: 'number', column: 'total_spent', over: 200 }, said('complains about sizes')],
      unread: [],
    });
    expect(read('who complains about sizes and still buys?').of).toEqual([
      { kind: 'number', column: 'orders', over: 4 },
      said('complains about sizes'),
    ]);
  });

  it.each([
    ['orders more than 5', { column: 'orders', over: 5 }],
    ['customers with 5 or more orders', { column: 'orders', least: 5 }],
    ['at least 3 orders', { column: 'orders', least: 3 }],
    ['rating below 3', { column: 'rating', under: 3 }],
    ['rating between 2 and 4', { column: 'rating', least: 2, most: 4 }],
    ['spent over 1,200', { column: 'total_spent', over: 1200 }],
    ['total spent >= 10.5', { column: 'total_spent', least: 10.5 }],
    ['who are the big spenders', { column: 'total_spent', least: 300 }],
    ['who buys rarely', { column: 'orders', under: 4 }],
  ])('reads numbers: %s', (question, bounds) => {
    expect(read(question).of).toEqual([{ kind: 'number', ...bounds }]);
  });

  it('reads levels as they stand, and not those that two columns have', () => {
    expect(read('who is from New York').of).toEqual([
      { kind: 'level', column: 'city', oneOf: ['New York'] },
    ]);
    expect(read('customers not from Bath').of).toEqual([
      { kind: 'not', of: { kind: 'level', column: 'city', oneOf: ['Bath'] } },
    ]);
    expect(read('who uses the App')).toMatchObject({ of: [], unread: ['uses', 'App'] });
  });

  it('reads segments, days and consent', () => {
    expect(read('who in late parcels joined in the last 2 weeks and has not opted out').of).toEqual(
      [
        { kind: 'segment', oneOf: [1] },
        { kind: 'recent', column: 'joined', days: 14 },
        { kind: 'consent', said: 'not-no' },
      ],
    );
  });

  it('reads quoted words as they stand', () => {
    expect(read('how many mention "gift wrap"?')).toMatchObject({
      wanted: { kind: 'count' },
      of: [{ kind: 'words', text: 'gift wrap' }],
    });
  });

  it.each([
    ['how many are from Bath', { kind: 'count' }],
    ['what share spent over 100', { kind: 'share' }],
    ['average rating of people from Bath', { kind: 'mean', column: 'rating' }],
    ['sum of orders in Gift set', { kind: 'sum', column: 'orders' }],
    ['which segment complains about prices', { kind: 'segments' }],
    ['which city complains about delivery', { kind: 'levels', column: 'city' }],
    ['who loves the tea', { kind: 'who' }],
  ])('knows what is wanted: %s', (question, wanted) => {
    expect(read(question).wanted).toEqual(wanted);
  });

  it('takes words where nothing is read by meaning', () => {
    expect(read('who complains about late delivery', { ...ASKABLE, byMeaning: false }).of).toEqual([
      { kind: 'words', text: 'late delivery' },
    ]);
  });

  it('tells what it has not understood, and guesses nothing of it', () => {
    expect(read('who wears purple hats from Bath')).toEqual({
      wanted: { kind: 'who' },
      of: [{ kind: 'level', column: 'city', oneOf: ['Bath'] }],
      unread: ['wears', 'purple', 'hats'],
    });
    expect(read('')).toEqual({ wanted: { kind: 'who' }, of: [], unread: [] });
  });

  it('reads Chinese', () => {
    const chinese: Askable = {
      columns: [
        { name: '城市', kind: 'category', levels: ['上海', '北京'] },
        { name: '消费金额', kind: 'number', levels: [] },
        { name: '评论', kind: 'text', levels: [] },
      ],
      segments: [],
      byMeaning: true,
    };
    expect(read('上海有多少客户消费金额超过200', chinese)).toMatchObject({
      wanted: { kind: 'count' },
      of: [
        { kind: 'number', column: '消费金额', over: 200 },
        { kind: 'level', column: '城市', oneOf: ['上海'] },
      ],
    });
    expect(read('谁抱怨送餐太慢', chinese).of).toEqual([said('抱怨送餐太慢')]);
  });

  it('takes nothing in a question for an instruction or a pattern', () => {
    expect(read('.* (a+)+$ <script> __proto__ constructor').of).toEqual([]);
  });
});
