import { describe, expect, it } from 'vitest';
import { readOrder, readTitle } from '../../../src/core/segments/word-order';
import { drain } from '../../../src/core/steps';
import { readCorpus } from '../../../src/core/text/corpus';

const texts = [
  'My parcel was marked as delivered',
  'The parcel is marked as delivered, I waited days',
  'It was marked as delivered five days ago',
  'late delivery of my order',
];
const corpus = drain(readCorpus(texts));
const order = readOrder(
  corpus,
  texts.map((_, text) => text),
);
const well = (title: string) => readTitle(title, order).well;

describe('readTitle', () => {
  it.each([
    'Parcel was marked as delivered',
    'Marked as delivered',
    'Late delivery',
    'late delivery and parcel',
    'Delivery of order',
  ])('%s can be read', (title) => {
    expect(well(title)).toBe(true);
  });

  it.each([
    ['words in an order that no text has', 'Delivered days and parcel marked'],
    ['words that never stand together', 'Late parcel'],
    ['an end that is broken off', 'Parcel marked'],
    ['an order turned round', 'Delivery late'],
    ['three parts', 'Late and parcel and order'],
    ['a part without words', 'Late delivery and'],
  ])('%s: no', (_, title) => {
    expect(well(title)).toBe(false);
  });

  it('tells what is wrong', () => {
    // delivered-days and parcel-marked belong together; only the second stands in a text, and "marked"
    // goes on with "as" each of the three times that it stands.
    expect(readTitle('Delivered days and parcel marked', order)).toEqual({
      inOrder: 1 / 2,
      brokenOff: ['marked'],
      well: false,
    });
  });

  it('does not join words over the end of a clause, or over three small words', () => {
    const apart = drain(readCorpus(['parcel, lost', 'order to be in the van']));
    const found = readOrder(apart, [0, 1]);
    expect(readTitle('parcel lost', found).inOrder).toBe(0);
    expect(readTitle('order van', found).inOrder).toBe(0);
  });
});
