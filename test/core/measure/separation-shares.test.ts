import { describe, expect, it } from 'vitest';
import type { FeatureColumn } from '../../../src/core/features/join-features';
import { shareSeparation } from '../../../src/core/measure/separation-shares';
import { matrixOf } from '../../fixtures/matrices';

const text: FeatureColumn = { block: 'text', column: '', meaning: 'text' };
const amount = (column: string): FeatureColumn => ({ block: 'columns', column, meaning: 'amount' });

describe('shareSeparation', () => {
  it('splits the variance between segments, by hand', () => {
    // Segment means: texts (1, 0) and (-1, 0); x 2 and -2, with 1 to each side; y 0 and 0.
    const features = matrixOf([
      [1, 0, 3, 1],
      [1, 0, 1, -1],
      [-1, 0, -1, 1],
      [-1, 0, -3, -1],
    ]);
    const columns = [text, text, amount('x'), amount('y')];
    const labels = Int32Array.of(0, 0, 1, 1);
    expect(shareSeparation(features, columns, labels, 2)).toEqual([
      { block: 'columns', column: 'x', share: 16 / 20, explained: 16 / 20 },
      { block: 'text', column: '', share: 4 / 20, explained: 1 },
      { block: 'columns', column: 'y', share: 0, explained: 0 },
    ]);
  });

  it('leaves out who is nowhere, and says nothing of one segment', () => {
    const features = matrixOf([[1], [3], [100]]);
    const one = [amount('x')];
    expect(shareSeparation(features, one, Int32Array.of(0, 0, -1), 1)).toEqual([]);
    expect(shareSeparation(features, one, Int32Array.of(0, 1, -1), 2)).toEqual([
      { block: 'columns', column: 'x', share: 1, explained: 1 },
    ]);
  });

  it('does not confuse a column of the file that has no name with the texts', () => {
    const features = matrixOf([
      [1, 1],
      [-1, -1],
    ]);
    const shares = shareSeparation(features, [text, amount('')], Int32Array.of(0, 1), 2);
    expect(shares).toHaveLength(2);
  });
});
