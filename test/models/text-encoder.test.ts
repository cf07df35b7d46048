import { describe, expect, it, vi } from 'vitest';
import { createTextEncoder, meanOfTokens, type PassageReader } from '../../src/models/text-encoder';
import type { Passage, TextTokens } from '../../src/models/text-tokens';

/** A token a character; texts longer than 8 are read in halves. */
const tokens: TextTokens = {
  passagesOf(text) {
    const ids = [...text].map((character) => character.charCodeAt(0));
    if (ids.length <= 8) return [{ ids, weight: 1 }];
    const half = Math.ceil(ids.length / 2);
    return [
      { ids: ids.slice(0, half), weight: half / ids.length },
      { ids: ids.slice(half), weight: 1 - half / ids.length },
    ];
  },
};

function openReader(pass: number) {
  const passes: number[][] = [];
  const reader: PassageReader = {
    pass,
    read(passages) {
      passes.push(passages.map(({ ids }) => ids.length));
      const states = passages.flatMap(({ ids }) => ids.flatMap((id) => [id, 1]));
      return meanOfTokens(Float32Array.from(states), passages, 2);
    },
    close: async () => undefined,
  };
  return { reader, passes };
}

describe('createTextEncoder', () => {
  it('gives a text the same vector whatever is read with it', async () => {
    const texts = ['a', 'bcd', 'efgh', 'ijklmnopqrs', '', 'tu'];
    const together = openReader(10);
    const { rows, parts } = await createTextEncoder(tokens, together.reader, 2).encode(texts);
    expect([...parts]).toEqual([1, 1, 1, 2, 1, 1]);
    expect(together.passes).toEqual([[1, 3, 4], [6], [5, 0, 2]]);
    for (const [i, text] of texts.entries()) {
      if (text === '') continue;
      const alone = await createTextEncoder(tokens, openReader(1).reader, 2).encode([text]);
      expect(rows.subarray(2 * i, 2 * i + 2)).toEqual(alone.rows);
      expect(Math.hypot(...alone.rows)).toBeCloseTo(1, 6);
    }
  });

  it('averages the unit vectors of parts by their size', async () => {
    const { rows } = await createTextEncoder(tokens, openReader(1).reader, 2).encode([
      'aaaaaabbbbb',
    ]);
    const unit = (x: number) => [x / Math.hypot(x, 1), 1 / Math.hypot(x, 1)];
    const [a, b] = [unit(97), unit(98)];
    const mean = [0, 1].map((col) => (6 * a[col] + 5 * b[col]) / 11);
    const length = Math.hypot(...mean);
    expect(rows[0]).toBeCloseTo(mean[0] / length, 6);
    expect(rows[1]).toBeCloseTo(mean[1] / length, 6);
  });

  it('lets others have their turn between passes, not after the last', async () => {
    const between = vi.fn(async () => undefined);
    const { reader, passes } = openReader(4);
    await createTextEncoder(tokens, reader, 2).encode(['abc', 'de', 'fgh'], between);
    expect(passes).toEqual([[3], [2], [3]]);
    expect(between).toHaveBeenCalledTimes(2);
  });
});

describe('meanOfTokens', () => {
  it('is worked out passage by passage', () => {
    const passages: Passage[] = [
      { ids: [1, 2], weight: 1 },
      { ids: [3], weight: 1 },
    ];
    expect([...meanOfTokens(Float32Array.of(1, 2, 3, 6, 5, 7), passages, 2)]).toEqual([2, 4, 5, 7]);
  });
});
