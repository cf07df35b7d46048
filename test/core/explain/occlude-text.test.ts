import { describe, expect, it } from 'vitest';
import { leadOf, occludeText } from '../../../src/core/explain/occlude-text';
import { normalise, rowOf } from '../../../src/core/matrix';
import { drain } from '../../../src/core/steps';
import { HASHED_DIMENSIONS, hashTexts } from '../../../src/core/text/hashing-encoder';

/** The encoder that hashes words: the same on every machine. */
const read = async (variants: readonly string[]) => drain(hashTexts(variants));

function centreOf(...texts: string[]): Float32Array {
  const vectors = drain(hashTexts(texts));
  const sum = new Float32Array(vectors.cols);
  texts.forEach((_, at) => rowOf(vectors, at).forEach((value, col) => (sum[col] += value)));
  normalise(sum);
  return sum;
}

const centres = {
  middle: new Float32Array(HASHED_DIMENSIONS),
  own: centreOf('parcel late', 'late delivery', 'the parcel never came'),
  rival: centreOf('lovely tea', 'the tea tastes lovely', 'great taste'),
};

describe('words left out of a text', () => {
  it('lose the lead where they speak for the segment, and gain it where they speak for the other', async () => {
    const found = await occludeText('The parcel came, lovely though', 'en', centres, read);
    const pullOf = new Map(
      found.words.map(({ start, end, pull }) => [
        'The parcel came, lovely though'.slice(start, end),
        pull,
      ]),
    );
    expect([...pullOf.keys()]).toEqual(['The', 'parcel', 'came', 'lovely', 'though']);
    expect(pullOf.get('parcel')).toBeGreaterThan(0.1);
    expect(pullOf.get('lovely')).toBeLessThan(-0.1);
    expect(Math.abs(pullOf.get('though') ?? 1)).toBeLessThan(0.1);
    expect(found.sentences).toEqual([]);
    expect(found.untried).toBe(0);
  });

  it('tell exactly what is lost', async () => {
    const { lead, words } = await occludeText('late tea', 'en', centres, read);
    const [both, tea, late] = ['late tea', 'tea', 'late'].map((text) =>
      leadOf(drain(hashTexts([text])).data, centres),
    );
    expect(lead).toBe(both);
    expect(words.map(({ pull }) => pull)).toEqual([both - tea, both - late]);
  });

  it('are told by sentences first; of a long text those of the weightiest sentences are tried', async () => {
    const asked: number[] = [];
    const text = 'Hello there everyone. The parcel is late. Lovely tea with a lovely taste.';
    const found = await occludeText(
      text,
      'en',
      centres,
      async (variants) => {
        asked.push(variants.length);
        return read(variants);
      },
      10,
    );
    const [hello, late, tea] = found.sentences.map(({ pull }) => pull);
    expect(late).toBeGreaterThan(Math.abs(hello) + 0.1);
    expect(tea).toBeLessThan(-Math.abs(hello) - 0.1);
    // The text and its three sentences, then six words.
    expect(asked).toEqual([4, 6]);
    expect(found.words.length).toBe(6);
    expect(found.untried).toBe(13 - 6);
    const weightiest = Math.max(...found.sentences.map(({ pull }) => Math.abs(pull)));
    const chosen = found.sentences.find(({ pull }) => Math.abs(pull) === weightiest);
    expect(found.words.some(({ start }) => start === chosen?.start)).toBe(true);
  });

  it('leave nothing behind where a text is one word: what is left speaks for nobody', async () => {
    const { lead, words } = await occludeText('parcel', 'en', centres, read);
    expect(words).toEqual([{ start: 0, end: 6, pull: lead }]);
  });
});
