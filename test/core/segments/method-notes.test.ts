import { describe, expect, it } from 'vitest';
import { carryNotes, isNamed, type SegmentNote } from '../../../src/core/segments/method-notes';

const rfm = (...groups: ('champions' | 'loyal' | 'lost' | 'new')[]): SegmentNote => ({
  kind: 'rfm',
  groups,
});
const theme = (title: string): SegmentNote => ({
  kind: 'theme',
  themes: [{ title, from: 'own' }],
});
const labels = (...of: number[]) => Int32Array.from(of);

describe('carryNotes', () => {
  const found = labels(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2);
  const notes = [rfm('loyal'), rfm('champions'), rfm('lost')];

  it('goes along where segments are numbered anew and a few customers move', () => {
    const shaped = labels(1, 1, 1, 0, 0, 0, 0, 0, 2, 2, 2, 2);
    expect(carryNotes(found, notes, shaped, 3)).toEqual([
      rfm('champions'),
      rfm('loyal'),
      rfm('lost'),
    ]);
  });

  it('tells of all that were merged, in the order of the trade', () => {
    const shaped = labels(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
    expect(carryNotes(found, notes, shaped, 2)).toEqual([rfm('champions', 'loyal'), rfm('lost')]);
    const themes = [theme('Late parcels'), theme('Gifts'), undefined];
    expect(carryNotes(found, themes, shaped, 2)).toEqual([
      {
        kind: 'theme',
        themes: [
          { title: 'Late parcels', from: 'own' },
          { title: 'Gifts', from: 'own' },
        ],
      },
      undefined,
    ]);
  });

  it('is lost where a segment is a part of one, or of nothing known', () => {
    const split = labels(0, 0, 1, 1, 2, 2, 2, 2, -1, -1, -1, -1);
    expect(carryNotes(found, notes, split, 3)).toEqual([undefined, undefined, rfm('champions')]);
    const fresh = labels(-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0);
    expect(carryNotes(fresh, [rfm('new')], labels(0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1), 2)).toEqual([
      undefined,
      rfm('new'),
    ]);
  });
});

it('is a name where it says what the segment is', () => {
  expect(isNamed(theme('Gifts'))).toBe(true);
  expect(isNamed(rfm('lost'))).toBe(true);
  expect(isNamed({ kind: 'topic', words: ['tea'] })).toBe(false);
  expect(isNamed(undefined)).toBe(false);
});
