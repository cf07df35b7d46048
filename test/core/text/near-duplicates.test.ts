import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import {
  type DuplicateGroup,
  findNearDuplicates,
  type NearDuplicateOptions,
} from '../../../src/core/text/near-duplicates';
import { jaccard, normalForm, shinglesOf } from '../../../src/core/text/shingles';
import { fc } from '../../fixtures/properties';

const find = (texts: readonly string[], options?: NearDuplicateOptions) =>
  drain(findNearDuplicates(texts, options));
const rowsOf = (groups: readonly DuplicateGroup[]) => groups.map(({ rows }) => rows);

/** Jaccard of the written shingles, without any hash. */
function alike(a: string, b: string, size = 2): number {
  const [x, y] = [a, b].map((text) => {
    const tokens = normalForm(text).match(/\p{sc=Han}|[^\s\p{sc=Han}]+/gu) ?? [];
    const last = Math.max(1, tokens.length - size + 1);
    return new Set(
      Array.from({ length: last }, (_, i) => JSON.stringify(tokens.slice(i, i + size))),
    );
  });
  const shared = [...x].filter((shingle) => y.has(shingle)).length;
  return shared / (x.size + y.size - shared);
}

/** Connected pairs, every pair compared. */
function bruteForce(texts: readonly string[], threshold: number, size = 2): number[][] {
  const group = texts.map((_, i) => i);
  const rootOf = (i: number): number => (group[i] === i ? i : rootOf(group[i]));
  for (let i = 0; i < texts.length; i++)
    for (let j = 0; j < i; j++) {
      const [a, b] = [normalForm(texts[i]), normalForm(texts[j])];
      if (a === '' || b === '') continue;
      if (a === b || alike(texts[i], texts[j], size) >= threshold - 1e-12)
        group[rootOf(i)] = rootOf(j);
    }
  const groups = new Map<number, number[]>();
  for (let i = 0; i < texts.length; i++)
    groups.set(rootOf(i), [...(groups.get(rootOf(i)) ?? []), i]);
  return [...groups.values()].filter(({ length }) => length > 1).sort((a, b) => a[0] - b[0]);
}

const random = createRandom(11);
const word = () => `w${random.below(3000)}`;
const sentence = (length: number) => Array.from({ length }, word);

describe('texts that are the same', () => {
  it('but for case, punctuation and space are one group', () => {
    const texts = ['Great tea!', 'great  TEA', 'Bad tea', 'Great, tea...', '', ' ', 'bad tea?'];
    expect(find(texts)).toEqual([
      { rows: [0, 1, 3], kept: 0, exact: true },
      { rows: [2, 6], kept: 2, exact: true },
    ]);
  });

  it('in Chinese, whatever the marks between', () => {
    expect(rowsOf(find(['不错，很好吃。', '不错很好吃', '不错 很好吃～', '很好吃']))).toEqual([
      [0, 1, 2],
    ]);
  });

  it('without words only where equal', () => {
    expect(rowsOf(find(['👍👍', '👍', '👍👍', '!!', '!!', '...']))).toEqual([
      [0, 2],
      [3, 4],
    ]);
  });
});

describe('texts that are nearly the same', () => {
  const long =
    'I ordered the green tea two weeks ago and it has still not arrived although the page says it was sent on Monday by the usual carrier';
  const texts = [
    long,
    'Something else altogether about the price of coffee',
    long.replace('Monday', 'Tuesday'),
    `${long} today`,
    long.replace('green tea', 'black coffee').replace('Monday', 'Friday'),
  ];

  it('are found, with the form that most of them have', () => {
    const [group, ...others] = find([...texts, texts[2].toUpperCase()]);
    expect(others).toEqual([]);
    expect(group).toEqual({ rows: [0, 2, 3, 5], kept: 2, exact: false });
  });

  it('by a threshold of one’s own', () => {
    expect(rowsOf(find(texts, { threshold: 0.6 }))).toEqual([[0, 2, 3, 4]]);
    expect(find(texts, { threshold: 1 })).toEqual([]);
    expect(() => find(texts, { threshold: 0 })).toThrow(RangeError);
  });

  it('in Chinese by characters', () => {
    const said =
      '昨天中午点的牛肉面等了两个小时才送到而且汤全都洒了打电话给商家也没有人接太让人失望了';
    expect(rowsOf(find([said, said.replace('昨天', '前天'), '牛肉面很好吃']))).toEqual([[0, 1]]);
  });
});

describe('against a comparison of all pairs', () => {
  it.each([
    [0.85, 2],
    [0.7, 2],
    [0.5, 1],
    [0.9, 3],
  ])('threshold %d, shingles of %i: the same groups', (threshold, shingle) => {
    const texts: string[] = [];
    for (let i = 0; i < 60; i++) {
      const words = sentence(4 + random.below(30));
      texts.push(words.join(' '));
      for (let copy = random.below(5); copy > 0; copy--) {
        const changed = [...words];
        for (let edits = random.below(4); edits >= 0; edits--)
          changed[random.below(changed.length)] = word();
        texts.push(changed.join(' '));
      }
    }
    expect(rowsOf(find(texts, { threshold, shingle }))).toEqual(
      bruteForce(texts, threshold, shingle),
    );
  });

  it('any texts: no pair below the threshold, the same groups in any order', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'no', '好', '吃', '!'), { maxLength: 9 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), fc.integer(), (texts, seed) => {
        const groups = rowsOf(find(texts, { threshold: 0.7 }));
        const order = texts.map((_, i) => i);
        const chance = createRandom(seed);
        for (let i = order.length - 1; i > 0; i--) {
          const j = chance.below(i + 1);
          [order[i], order[j]] = [order[j], order[i]];
        }
        const shuffled = find(
          order.map((i) => texts[i]),
          { threshold: 0.7 },
        );
        const back = rowsOf(shuffled).map((rows) =>
          rows.map((row) => order[row]).sort((a, b) => a - b),
        );
        expect(back.sort((a, b) => a[0] - b[0])).toEqual(groups);
        const all = bruteForce(texts, 0.7);
        for (const rows of groups)
          expect(all.some((others) => rows.every((row) => others.includes(row)))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('a large bucket is searched as exactly as a small one', () => {
    // Many texts of one template share most bands; only some are alike enough.
    const template = sentence(24);
    const texts = Array.from({ length: 300 }, () => {
      const words = [...template];
      for (let edits = 1 + random.below(4); edits > 0; edits--)
        words[random.below(words.length)] = `x${random.below(30)}`;
      return words.join(' ');
    });
    expect(rowsOf(find(texts))).toEqual(bruteForce(texts, 0.85));
  });
});

describe('recall of pairs made to a known similarity', () => {
  it('misses at most one in a hundred just above the threshold, and takes none below', () => {
    const found = new Map<string, [number, number]>();
    const texts: string[] = [];
    const pairs: [number, number][] = [];
    for (let i = 0; i < 3000; i++) {
      const words = sentence(30 + random.below(30));
      const changed = [...words];
      const from = random.below(changed.length - 4);
      for (let edit = random.below(5); edit >= 0; edit--) changed[from + edit] = word();
      const similarity = alike(words.join(' '), changed.join(' '));
      texts.push(words.join(' '), changed.join(' '));
      pairs.push([similarity, 2 * i]);
    }
    const together = new Set(rowsOf(find(texts)).map((rows) => rows.join(' ')));
    for (const [similarity, row] of pairs) {
      const range = similarity < 0.85 ? 'below' : similarity < 0.9 ? 'near' : 'above';
      const [hits, all] = found.get(range) ?? [0, 0];
      found.set(range, [hits + Number(together.has(`${row} ${row + 1}`)), all + 1]);
    }
    const share = (range: string) => {
      const [hits, all] = found.get(range) ?? [0, 0];
      expect(all).toBeGreaterThan(300);
      return hits / all;
    };
    expect(share('below')).toBe(0);
    expect(share('near')).toBeGreaterThanOrEqual(0.99);
    expect(share('above')).toBe(1);
  });
});

describe('shingles', () => {
  it('are the same for the same words, and are counted once', () => {
    expect(shinglesOf('a b a b', 2).length).toBe(2);
    expect(shinglesOf('a', 2).length).toBe(1);
    expect(jaccard(shinglesOf('a b c', 2), shinglesOf('a b d', 2))).toBeCloseTo(1 / 3);
    expect(jaccard(shinglesOf('a b c', 2), shinglesOf('a b d', 2), 0.9)).toBe(0);
    expect(jaccard(shinglesOf('好吃', 1), shinglesOf('吃好', 1))).toBe(1);
  });

  it.each([
    ['It’s GREAT!!', 'its great'],
    ['Ｆｕｌｌ　width', 'full width'],
    ['味道 不错，OK', '味道不错ok'],
    [' 👍 👍', '👍👍'],
    ['', ''],
  ])('normal form of %j is %j', (text, form) => expect(normalForm(text)).toBe(form));
});

it('many messages from one template take no quadratic time', () => {
  const template = sentence(30).join(' ');
  const texts = Array.from(
    { length: 20000 },
    (_, i) => `order ${i} ${template} for ${word()} ${i * 7}`,
  );
  const same = Array.from({ length: 20000 }, (_, i) => `${template} ${i}`);
  expect(find(texts, { threshold: 0.95 })).toEqual([]);
  expect(rowsOf(find(same)).map(({ length }) => length)).toEqual([20000]);
});
