import { describe, expect, it } from 'vitest';
import { createHasher, hashPlain, hashText } from '../../src/core/hash';
import { fc } from '../fixtures/properties';

describe('hashText', () => {
  it('writes 32 hexadecimal digits that differ where the texts do', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(hashText(a)).toMatch(/^[0-9a-f]{32}$/);
        expect(hashText(a) === hashText(b)).toBe(a === b);
      }),
    );
  });

  it('has not changed: kept vectors are found by it', () => {
    expect(hashText('')).toMatchInlineSnapshot(`"0bac0b076522c48d3444c2b75badcef5"`);
    expect(hashText('late delivery')).toMatchInlineSnapshot(`"de40c48c9f99748680de3897ac04fc4d"`);
    expect(hashText('茶很好喝 🍵')).toMatchInlineSnapshot(`"052858a7531c3410300adc51858066a3"`);
  });

  it('tells 100,000 texts apart, half of them one letter from another', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 50000; i++) {
      seen.add(hashText(`customer ${i}`));
      seen.add(hashText(`customer ${i}.`));
    }
    expect(seen.size).toBe(100000);
  });

  it('spreads: no lane of 32 bits is much likelier to meet than chance makes it', () => {
    const texts = Array.from({ length: 30000 }, (_, i) => hashText(`${i}`));
    for (let lane = 0; lane < 4; lane++) {
      const distinct = new Set(texts.map((digest) => digest.slice(lane * 8, lane * 8 + 8)));
      // 30,000 draws of 2^32 meet 0.1 times on average.
      expect(distinct.size).toBeGreaterThanOrEqual(29997);
    }
  });

  it('turns about half of its bits when one letter changes', () => {
    const bits = (digest: string) =>
      [...digest].map((hex) => Number.parseInt(hex, 16).toString(2).padStart(4, '0')).join('');
    let turned = 0;
    for (let i = 0; i < 200; i++) {
      const [a, b] = [bits(hashText(`text ${i}a`)), bits(hashText(`text ${i}b`))];
      for (let bit = 0; bit < 128; bit++) if (a[bit] !== b[bit]) turned++;
    }
    expect(turned / (200 * 128)).toBeGreaterThan(0.45);
    expect(turned / (200 * 128)).toBeLessThan(0.55);
  });

  it('looks at both halves of a pair of letters and at an odd last one', () => {
    const all = ['', 'a', 'b', 'aa', 'ab', 'ba', 'aaa', 'aab', 'a\u0000', '\u0000a', '\u0000'];
    expect(new Set(all.map(hashText)).size).toBe(all.length);
  });
});

describe('createHasher', () => {
  it('reads bytes four at a time, wherever they begin, and has not changed', () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 37) & 255);
    const whole = createHasher().bytes(bytes).digest();
    expect(whole).toMatchInlineSnapshot(`"86db9ce1672c0a9c78d033e3ea45cdc6"`);
    for (const begin of [1, 2, 3]) {
      const moved = new Uint8Array(1004);
      moved.set(bytes, begin);
      expect(
        createHasher()
          .bytes(moved.subarray(begin, begin + 1000))
          .digest(),
      ).toBe(whole);
    }
    expect(createHasher().bytes(bytes.subarray(0, 7)).digest()).not.toBe(
      createHasher().bytes(bytes.subarray(0, 6)).digest(),
    );
  });

  it('keeps the borders between values', () => {
    const ab = createHasher().text('ab').text('c').digest();
    expect(ab).not.toBe(createHasher().text('a').text('bc').digest());
    expect(ab).not.toBe(createHasher().text('abc').digest());
    expect(ab).toBe(createHasher().text('ab').text('c').digest());
  });

  it('can be asked before more is added', () => {
    const hasher = createHasher().text('one');
    const before = hasher.digest();
    expect(hasher.digest()).toBe(before);
    hasher.text('two');
    expect(hasher.digest()).not.toBe(before);
  });

  it('reads every byte, also those behind the last four', () => {
    const digests = new Set<string>();
    for (let length = 0; length <= 9; length++)
      for (let at = 0; at < length; at++) {
        const bytes = new Uint8Array(length);
        bytes[at] = 200;
        digests.add(createHasher().bytes(bytes).digest());
      }
    expect(digests.size).toBe(45);
  });

  it('takes 0 and -0 as one number and NaN as one value', () => {
    const of = (value: number) => createHasher().number(value).digest();
    expect(of(0)).toBe(of(-0));
    expect(of(Number.NaN)).toBe(of(0 / 0));
    expect(of(1)).not.toBe(of(1 + Number.EPSILON));
  });

  it('gives other digests for another seed', () => {
    expect(createHasher(1).text('a').digest()).not.toBe(createHasher(2).text('a').digest());
  });
});

describe('hashPlain', () => {
  it('does not depend on the order of keys', () => {
    expect(hashPlain({ a: 1, b: { c: 2, d: [3, null] } })).toBe(
      hashPlain({ b: { d: [3, null], c: 2 }, a: 1 }),
    );
  });

  it('leaves out what is undefined, and tells null, text and number apart', () => {
    expect(hashPlain({ a: 1, b: undefined })).toBe(hashPlain({ a: 1 }));
    const values = [null, 0, '0', '', 'null', [], {}, [0], ['0'], [[0]], { a: null }, false];
    expect(new Set(values.map(hashPlain)).size).toBe(values.length);
  });
});
