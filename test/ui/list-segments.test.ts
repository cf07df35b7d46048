import { describe, expect, it } from 'vitest';
import type { ListOrder } from '../../src/app/listing.svelte';
import type { Segment } from '../../src/study/outcome';
import { listSegments } from '../../src/ui/screens/list-segments';

const segment = (label: number, size: number, confidence: number, ...said: string[]): Segment => ({
  label,
  size,
  share: size / 100,
  confidence,
  phrase: undefined,
  traits: [],
  keyphrases: said.map((phrase) => ({ phrase, count: 1, share: 1, elsewhere: 0, score: 1 })),
  typical: [],
  quotes: [],
});

const SEGMENTS = [
  segment(0, 30, 0.5, 'card'),
  segment(1, 20, 0.9, 'refund', 'late', 'parcel', 'post', 'hidden'),
  segment(2, 40, 0.7, '退款'),
  segment(3, 20, 0.9, 'card', 'refund'),
];
const NAMES = ['Segment 10', 'Segment 9', 'Älter', 'Zebra'];

const labels = (query: string, order: ListOrder = 'found', locale = 'en') =>
  listSegments(SEGMENTS, NAMES, { query, order, locale }).map(({ label }) => label);

describe('a long list of segments', () => {
  it('is as found, and as it was afterwards', () => {
    expect(labels('')).toEqual([0, 1, 2, 3]);
    expect(labels('  ', 'largest')).toEqual([2, 0, 1, 3]);
    expect(SEGMENTS.map(({ label }) => label)).toEqual([0, 1, 2, 3]);
  });

  it('is ordered by confidence, the larger and then the first among equals', () => {
    expect(labels('', 'confidence')).toEqual([1, 3, 2, 0]);
  });

  it('is ordered by name as people do: numbers by their value, letters by the language', () => {
    expect(labels('', 'name')).toEqual([2, 1, 0, 3]);
    expect(labels('', 'name', 'sv')).toEqual([1, 0, 3, 2]);
  });

  it('finds by name and by the words that are shown, all of them, whatever the case', () => {
    expect(labels('SEGMENT')).toEqual([0, 1]);
    expect(labels('segment card')).toEqual([0]);
    expect(labels('refund card')).toEqual([3]);
    expect(labels('退款')).toEqual([2]);
    expect(labels('ｚebra')).toEqual([3]);
    expect(labels('nothing')).toEqual([]);
  });

  it('does not find by words that are not shown', () => {
    expect(labels('post')).toEqual([1]);
    expect(labels('hidden')).toEqual([]);
  });
});
