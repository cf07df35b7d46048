import { describe, expect, it } from 'vitest';
import { drain } from '../../../src/core/steps';
import { firstOfAlike, groupAlike, poolRows, weighAlike } from '../../../src/core/text/alike';

const TEXTS = [
  'The parcel came late and nobody answered my mail for a whole week, sadly',
  'Lovely tea',
  'The parcel came late and nobody answered my mail for a whole week, really',
  'LOVELY TEA!',
  'I want my money back',
];

describe('texts that say nearly the same', () => {
  const groupOf = drain(groupAlike(TEXTS));

  it('stand in one group', () => {
    expect([...groupOf]).toEqual([0, 1, 0, 1, 4]);
  });

  it('count as one together, silence as one each', () => {
    const textOf = Int32Array.from([0, 0, 2, -1, 1, 4, -1, 3]);
    const weights = weighAlike(textOf, groupOf);
    expect([...weights]).toEqual([1 / 3, 1 / 3, 1 / 3, 1, 1 / 2, 1, 1, 1 / 2]);
    expect([...firstOfAlike(textOf, groupOf)]).toEqual([0, 3, 4, 5, 6]);
  });

  it('stand in the middle of where each stood; who says nothing or something else stays', () => {
    const rows = { data: Float32Array.of(0, 3, 6, 9, 12), rows: 5, cols: 1 };
    const pooled = poolRows(rows, Int32Array.of(0, 2, 0, -1, 1), groupOf);
    expect([...pooled.data]).toEqual([3, 3, 3, 9, 12]);
    expect([...rows.data]).toEqual([0, 3, 6, 9, 12]);
  });
});
