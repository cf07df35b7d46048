import { describe, expect, it } from 'vitest';
import { findLinks, holdsPhrase, idOf, type WalkGround } from '../../../src/core/walk/find-links';
import { layOutRing } from '../../../src/core/walk/lay-out-ring';

const phrase = (said: string, share: number) => ({
  phrase: said,
  count: 9,
  share,
  elsewhere: 0.01,
  score: share,
});

/** Rows 0 and 1 are in segment 0, row 2 in segment 1, row 3 between them. */
const ground: WalkGround = {
  segments: [
    { keyphrases: [phrase('late parcel', 0.4), phrase('refund', 0.2)], typical: [0, 1] },
    { keyphrases: [phrase('refund', 0.3)], typical: [2] },
  ],
  labelOf: (row) => [0, 0, 1, -1][row],
  confidenceOf: (row) => [0.9, 0.75, 1, 0][row],
  secondOf: (row) => [1, 1, 0, 0][row],
  textOf: (row) => ['A Late  parcel again', '', 'Refund!', 'refunded'][row],
  alike: (row) => [{ row: (row + 1) % 4, likeness: 0.5 }],
  nextTo: (label) => [1 - label],
  bought: (row) =>
    row === 0
      ? [
          { product: 'tea', lines: 4 },
          { product: 'pot', lines: 1 },
        ]
      : [],
  buyers: () => [
    { share: 0.5, elsewhere: 0.1 },
    { share: 0, elsewhere: 0.3 },
  ],
  productsOf: (label) => (label === 0 ? [{ product: 'tea', share: 0.5, elsewhere: 0.1 }] : []),
  buyersOf: () => [{ row: 0, lines: 4 }],
  sayersOf: (said) => (said === 'refund' ? [2] : [0]),
};

const ids = (links: readonly { to: Parameters<typeof idOf>[0] }[]) =>
  links.map(({ to }) => idOf(to));

describe('where one can go', () => {
  it('from a customer: segments, look-alikes, what it says and buys', () => {
    const links = findLinks({ kind: 'customer', row: 0 }, ground);
    expect(ids(links)).toEqual([
      'segment 0',
      'segment 1',
      'customer 1',
      'phrase late parcel',
      'product tea',
      'product pot',
    ]);
    expect(links.map(({ reason }) => reason.kind)).toEqual([
      'member',
      'second',
      'alike',
      'says',
      'bought',
      'bought',
    ]);
    expect(links.map(({ strength }) => Math.round(100 * strength))).toEqual([
      90, 10, 50, 40, 100, 25,
    ]);
  });

  it('from one between the segments: the nearest, which is not its own', () => {
    const links = findLinks({ kind: 'customer', row: 3 }, ground);
    // "refunded" is not the word "refund".
    expect(ids(links)).toEqual(['segment 0', 'customer 0']);
    expect(links[0].reason).toEqual({ kind: 'second' });
  });

  it('from a segment, a phrase and a product', () => {
    expect(ids(findLinks({ kind: 'segment', label: 0 }, ground))).toEqual([
      'segment 1',
      'customer 0',
      'customer 1',
      'phrase late parcel',
      'phrase refund',
      'product tea',
    ]);
    expect(ids(findLinks({ kind: 'phrase', phrase: 'refund' }, ground))).toEqual([
      'segment 1',
      'segment 0',
      'customer 2',
    ]);
    expect(ids(findLinks({ kind: 'product', product: 'tea' }, ground))).toEqual([
      'segment 0',
      'customer 0',
    ]);
  });

  it('never leads to where there is nothing', () => {
    for (const row of [0, 1, 2, 3])
      for (const { to } of findLinks({ kind: 'customer', row }, ground))
        expect(findLinks(to, ground).length).toBeGreaterThan(0);
  });
});

describe('a phrase in a text', () => {
  it('is found as words of their own', () => {
    expect(holdsPhrase('The LATE parcel.', 'late parcel')).toBe(true);
    expect(holdsPhrase('lately parcelled', 'late')).toBe(false);
    expect(holdsPhrase('translate late', 'late')).toBe(true);
    expect(holdsPhrase('快递太慢了', '太慢')).toBe(true);
    expect(holdsPhrase('', 'late')).toBe(false);
  });
});

describe('places around a middle', () => {
  it('go down the right side and up the left, words never meeting', () => {
    for (const count of [1, 2, 5, 9, 17]) {
      const places = layOutRing(Array.from({ length: count }, (_, at) => (at % 3) / 2));
      for (const side of ['left', 'right']) {
        const ys = places.filter((place) => place.side === side).map(({ y }) => y);
        const sorted = [...ys].sort((a, b) => a - b);
        expect(side === 'right' ? ys : [...ys].reverse()).toEqual(sorted);
        sorted.slice(1).forEach((y, at) => expect(y - sorted[at]).toBeGreaterThan(0.2));
      }
      for (const { x, y, side } of places) {
        expect(Math.abs(x)).toBeLessThanOrEqual(1);
        expect(Math.abs(y)).toBeLessThanOrEqual(1);
        expect(x > 0).toBe(side === 'right');
      }
    }
    expect(layOutRing([])).toEqual([]);
  });

  it('stand the nearer the stronger', () => {
    const [strong, weak] = layOutRing([1, 0]);
    expect(Math.abs(strong.x)).toBeLessThan(Math.abs(weak.x));
  });
});
