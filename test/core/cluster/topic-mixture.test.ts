import { describe, expect, it } from 'vitest';
import { factorise } from '../../../src/core/cluster/nmf';
import { timesDense, timesTransposed, transpose } from '../../../src/core/cluster/sparse-rows';
import { topicMixture, weighTerms } from '../../../src/core/cluster/topic-mixture';
import { findSvd } from '../../../src/core/cluster/truncated-svd';
import { adjustedRandIndex } from '../../../src/core/measure/agreement';
import { drain } from '../../../src/core/steps';
import { type Corpus, readCorpus } from '../../../src/core/text/corpus';
import { partsAlike } from '../../fixtures/matrices';
import golden from '../../golden/partition.json';

const words = Array.from({ length: 30 }, (_, word) => `w${String(word).padStart(2, '0')}`);
const corpus: Corpus = {
  texts: golden.topics.texts.map((text) => Int32Array.from(text)),
  words,
  surfaces: words,
  stops: new Uint8Array(30),
};

describe('against scikit-learn', () => {
  it('weighs words alike', () => {
    const { matrix } = weighTerms(corpus, 2);
    expect(matrix.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(golden.topics.sum, 9);
  });

  it.each(golden.topics.cases)('$k topics: as close a product, the same topics', (given) => {
    const { matrix } = weighTerms(corpus, 2);
    const found = drain(factorise(matrix, { k: given.k, seed: 1, rounds: 500 }));
    expect(Math.abs(found.error / given.error - 1)).toBeLessThan(0.005);
    const topics = drain(topicMixture(corpus, { k: given.k, seed: 1 }));
    if (given.k === 3) {
      expect(partsAlike(topics.labels, given.labels)).toBe(true);
      expect(topics.topics.map(({ terms }) => terms[0].word).sort()).toEqual(
        [...given.first].sort(),
      );
    } else expect(adjustedRandIndex(topics.labels, given.labels)).toBeGreaterThan(0.8);
  });
});

describe('topicMixture', () => {
  const says = [
    [
      'late parcel',
      'the parcel is late again',
      'parcel late, very late',
      'where is the late parcel',
    ],
    ['lovely green tea', 'green tea, lovely', 'the tea is lovely and green', 'tea tea green'],
  ];
  const texts = [...says[0], ...says[1], ...says[0], 'the', ''];
  const found = drain(topicMixture(drain(readCorpus(texts)), { k: 2, seed: 1 }));

  it('groups texts by what they speak of, the larger topic first', () => {
    expect([...found.labels]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, -1, -1]);
    expect(
      found.topics[0].terms
        .slice(0, 2)
        .map(({ word }) => word)
        .sort(),
    ).toEqual(['late', 'parcel']);
    expect(found.topics[1].terms.map(({ word }) => word).sort()).toEqual([
      'green',
      'lovely',
      'tea',
    ]);
    expect(found.explained).toBeGreaterThan(0.5);
  });

  it('gives shares that sum to one, to zero where no word counts', () => {
    texts.forEach((_, row) => {
      const [one, two] = found.memberships.data.subarray(2 * row, 2 * row + 2);
      expect(one + two).toBeCloseTo(row < 12 ? 1 : 0, 6);
    });
  });

  it('has no topics where no word comes twice', () => {
    const none = drain(topicMixture(drain(readCorpus(['apple', 'pear', ''])), { k: 4, seed: 1 }));
    expect(none).toMatchObject({ k: 0, topics: [] });
    expect([...none.labels]).toEqual([-1, -1, -1]);
  });
});

describe('findSvd', () => {
  const matrix = {
    rows: 3,
    cols: 2,
    starts: Int32Array.of(0, 1, 2, 3),
    columns: Int32Array.of(0, 1, 0),
    values: Float64Array.of(3, 2, 4),
  };

  it('finds singular values by hand', () => {
    // Columns (3, 0, 4) and (0, 2, 0) are orthogonal.
    const { values, left, right } = drain(findSvd(matrix, 2, 1));
    expect(values[0]).toBeCloseTo(5, 9);
    expect(values[1]).toBeCloseTo(2, 9);
    expect(Math.abs(left[0][2])).toBeCloseTo(0.8, 9);
    expect(Math.abs(right[1][1])).toBeCloseTo(1, 9);
  });

  it('multiplies the transposed matrix as its transpose', () => {
    const vector = [Float64Array.of(1, 2, 3)];
    expect(timesTransposed(matrix, vector)).toEqual(timesDense(transpose(matrix), vector));
    expect([...timesTransposed(matrix, vector)[0]]).toEqual([15, 4]);
  });
});
