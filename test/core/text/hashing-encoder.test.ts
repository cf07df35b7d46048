import { describe, expect, it } from 'vitest';
import { dot, rowOf } from '../../../src/core/matrix';
import { drain } from '../../../src/core/steps';
import { HASHED_DIMENSIONS, hashTexts } from '../../../src/core/text/hashing-encoder';
import { fc } from '../../fixtures/properties';

const encode = (...texts: string[]) => drain(hashTexts(texts));
function similarity(a: string, b: string): number {
  const vectors = encode(a, b);
  return dot(rowOf(vectors, 0), rowOf(vectors, 1));
}

describe('hashTexts', () => {
  it('gives rows of length 1 that depend on the text alone', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 6 }), (texts) => {
        const together = encode(...texts);
        expect(together).toMatchObject({ rows: texts.length, cols: HASHED_DIMENSIONS });
        texts.forEach((text, i) => {
          const row = rowOf(together, i);
          expect([...row]).toEqual([...encode(text).data]);
          const length = Math.sqrt(dot(row, row));
          if (/[\p{L}\p{N}]/u.test(text)) expect(length).toBeCloseTo(1, 5);
          else expect(length).toBe(0);
        });
      }),
    );
  });

  it('ignores case and marks', () => {
    expect(similarity('Where is my parcel', 'where is MY parcel?!')).toBeCloseTo(1, 6);
  });

  it('puts texts near that share words, nearer than parts of words, nearer than nothing', () => {
    const same = similarity('my parcel never arrived', 'the parcel has not arrived');
    const parts = similarity('my parcel never arrived', 'parcels arriving');
    const none = similarity('my parcel never arrived', 'lovely green tea');
    expect(same).toBeGreaterThan(parts);
    expect(parts).toBeGreaterThan(none + 0.1);
    expect(Math.abs(none)).toBeLessThan(0.2);
  });

  it('lets small words count little', () => {
    expect(similarity('the of and to', 'refund')).toBeLessThan(0.3);
    expect(similarity('is the refund there', 'refund')).toBeGreaterThan(0.7);
  });

  it('reads Chinese by characters and their pairs', () => {
    expect(similarity('送餐太慢了', '送餐慢')).toBeGreaterThan(
      similarity('送餐太慢了', '味道不错') + 0.3,
    );
    expect(similarity('送餐', '餐送')).toBeLessThan(0.9);
  });
});
