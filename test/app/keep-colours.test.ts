import { describe, expect, it } from 'vitest';
import { keepColours } from '../../src/app/keep-colours';

const labels = (...list: number[]) => Int32Array.from(list);

describe('keepColours', () => {
  it('gives each segment the colour of the group that it shares most with', () => {
    const before = { labels: labels(0, 0, 0, 1, 1, 2, 2), k: 3 };
    const found = { labels: labels(1, 1, 2, 2, 2, 0, 0), k: 3 };
    expect(keepColours(before, found)).toEqual({ labels: labels(0, 0, 1, 1, 1, 2, 2), k: 3 });
  });

  it('gives colours that are left to segments that share with no group that is free', () => {
    const before = { labels: labels(1, 1, 1, 1, 0, 0), k: 2 };
    const found = { labels: labels(0, 0, 1, 2, 3, 3), k: 4 };
    const { labels: seen, k } = keepColours(before, found);
    expect([...seen!]).toEqual([1, 1, 2, 3, 0, 0]);
    expect(k).toBe(4);
  });

  it('leaves apart who is apart, nobody changes segment, and no two share a colour', () => {
    const before = { labels: labels(-2, 5, 5, 3, 3, 3, -2), k: 6 };
    const found = { labels: labels(-1, 0, 0, 0, 1, 1, 1), k: 2 };
    expect(keepColours(before, found)).toEqual({ labels: labels(-1, 5, 5, 5, 3, 3, 3), k: 6 });
  });

  it('changes nothing where there was no guess', () => {
    const found = { labels: labels(0, 1), k: 2 };
    expect(keepColours({ labels: undefined, k: 0 }, found)).toBe(found);
  });
});
