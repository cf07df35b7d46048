import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SIGNALS } from '../../src/core/mood/mood-model';
import { logistic, readMood, weighVector } from '../../src/core/mood/read-mood';
import { normalise } from '../../src/core/matrix';
import { ENCODERS } from '../../src/models/models';
import { loadMoodModel } from '../../src/models/mood-models';

const golden = JSON.parse(
  readFileSync(new URL('../golden/mood.json', import.meta.url), 'utf8'),
) as {
  heads: Record<
    string,
    { version: string; heads: Record<string, { sum: number; probability: number }[]> }
  >;
};

function sines(seed: number, size: number): Float32Array {
  const vector = Float32Array.from({ length: size }, (_, i) => Math.sin((i + 1) * seed));
  normalise(vector);
  return vector;
}

describe('the shipped heads', () => {
  it.each(Object.keys(golden.heads))('of %s say what scikit-learn says', async (encoder) => {
    const language = encoder.includes('-zh') ? 'zh' : 'en';
    const { heads, version } = await loadMoodModel(language, encoder);
    if (heads === undefined) throw new Error('no heads');
    expect(version.endsWith(golden.heads[encoder].version)).toBe(true);
    const told = { polarity: heads.polarity, says: heads.says, ...heads.signals };
    expect(Object.keys(told).sort()).toEqual(Object.keys(golden.heads[encoder].heads).sort());
    for (const [name, head] of Object.entries(told))
      golden.heads[encoder].heads[name].forEach(({ sum, probability }, at) => {
        const found = weighVector(sines([1, 2.5][at], head.weights.length), head);
        expect(found).toBeCloseTo(sum, 4);
        expect(logistic(found)).toBeCloseTo(probability, 5);
      });
  });

  it('fit the encoders that there are, each in its language only', async () => {
    const withHeads = ENCODERS.filter(({ id }) => id in golden.heads);
    expect(withHeads.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['all-minilm-l6-v2', 'bge-small-zh-v1.5']),
    );
    for (const { id, dimensions } of withHeads) {
      const language = id.includes('-zh') ? 'zh' : 'en';
      const { heads } = await loadMoodModel(language, id);
      expect(heads?.encoder).toBe(id);
      for (const signal of SIGNALS) expect(heads?.signals[signal].weights).toHaveLength(dimensions);
      expect((await loadMoodModel(language, `${id}+onnx`)).heads?.encoder).toBe(id);
      expect((await loadMoodModel(language === 'zh' ? 'en' : 'zh', id)).heads).toBeUndefined();
    }
    expect((await loadMoodModel('en', 'built-in')).heads).toBeUndefined();
  });
});

describe('the shipped weights of words', () => {
  it.each([
    ['en', 'Great sound, easy to set up.', 'positive'],
    ['en', 'Waste of money, broke after a week.', 'negative'],
    ['en', 'This is not good.', 'negative'],
    ['zh', '味道很好，送得也快', 'positive'],
    ['zh', '很难吃，再也不买了', 'negative'],
    ['zh', '质量不好', 'negative'],
  ] as const)('read %s: %s', async (language, text, side) => {
    const model = await loadMoodModel(language, '');
    expect(readMood(text, undefined, model).side).toBe(side);
  });

  it('read every text as probabilities', async () => {
    const model = await loadMoodModel('en', '');
    for (const text of ['', 'constructor', '👍👍', 'toString __proto__', 'x'.repeat(5000)]) {
      const { positive, negative, neutral, strength } = readMood(text, undefined, model);
      expect(positive + negative + neutral).toBeCloseTo(1, 12);
      expect(Math.abs(strength)).toBeLessThanOrEqual(1);
    }
  });
});
