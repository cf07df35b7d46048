import { expect, it } from 'vitest';
import { createNearestLists } from '../../../src/core/graph/nearest-lists';
import { fc } from '../../fixtures/properties';

it('keeps the best, equal distances by row number, whatever the order of the offers', () => {
  const offers = fc.uniqueArray(
    fc.record({ other: fc.integer({ min: 1, max: 40 }), squared: fc.integer({ min: 0, max: 6 }) }),
    { selector: ({ other }) => other, maxLength: 30 },
  );
  fc.assert(
    fc.property(offers, fc.integer({ min: 1, max: 8 }), (given, k) => {
      const lists = createNearestLists(1, k);
      for (const { other, squared } of given) lists.offer(0, other, squared);
      const best = [...given]
        .sort((a, b) => a.squared - b.squared || a.other - b.other)
        .slice(0, k);
      const blanks = new Array<undefined>(k - best.length).fill(undefined);
      expect([...lists.indices]).toEqual([
        ...best.map(({ other }) => other),
        ...blanks.map(() => -1),
      ]);
      expect([...lists.squared]).toEqual([
        ...best.map(({ squared }) => squared),
        ...blanks.map(() => Infinity),
      ]);
    }),
  );
});

it('keeps the lists of rows apart', () => {
  const lists = createNearestLists(2, 2);
  lists.offer(0, 1, 5);
  lists.offer(1, 0, 5);
  lists.offer(0, 2, 3);
  expect([...lists.indices]).toEqual([2, 1, 0, -1]);
});
