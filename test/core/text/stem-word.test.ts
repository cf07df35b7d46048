import { expect, it } from 'vitest';
import { stemsOf, stemWord } from '../../../src/core/text/stem-word';

it.each([
  ['delivery', 'deliveries'],
  ['refund', 'refunds'],
  ['refund', 'refunded'],
  ['refund', 'refunding'],
  ['stop', 'stopped'],
  ['love', 'loved'],
  ['love', 'loves'],
  ['price', 'prices'],
  ['customer', "customer's"],
  ['class', 'classes'],
  ['cried', 'crying'],
])('%s and %s are one word', (a, b) => {
  expect(stemWord(a)).toBe(stemWord(b));
});

it.each([
  ['bus', 'but'],
  ['need', 'knee'],
  ['sing', 's'],
  ['bed', 'b'],
  ['news', 'net'],
])('%s and %s are two', (a, b) => {
  expect(stemWord(a)).not.toBe(stemWord(b));
});

it('leaves other scripts and short words alone, and takes texts apart', () => {
  expect(stemWord('送货')).toBe('送货');
  expect(stemWord('tea')).toBe('tea');
  expect(stemsOf('It’s late: 3 Deliveries!')).toEqual(
    ["it's", 'late', '3', 'deliveri'].map(stemWord),
  );
});
