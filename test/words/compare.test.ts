import { describe, expect, it } from 'vitest';
import type { RunFigures } from '../../src/core/measure/prefer-run';
import { changeSentence, preferenceSentences, runName, writeFigure } from '../../src/words/compare';
import { WORDS } from '../../src/words/words';

const { en, zh } = WORDS;
const GOOD: RunFigures = {
  stability: 0.91,
  coverage: 1,
  fit: 5,
  silhouette: 0.4,
  smallest: 80,
  customers: 1000,
  space: 'one',
};
const told = (a: Partial<RunFigures>, b: Partial<RunFigures>, words = en) =>
  preferenceSentences(
    { name: 'A', figures: { ...GOOD, ...a } },
    { name: 'B', figures: { ...GOOD, ...b } },
    words,
  );

describe('the reason to prefer a run', () => {
  it('is a sentence with the figures of both, what they share, and what speaks against it', () => {
    expect(told({}, { stability: 0.74 })).toEqual([
      'Prefer “A”: 91% of its segments comes back in repeats, of those of “B” 74%.',
      'Both give everyone a segment.',
    ]);
    expect(told({ stability: 0.7, silhouette: 0.6 }, {})).toEqual([
      'Prefer “B”: 91% of its segments comes back in repeats, of those of “A” 70%.',
      'Both give everyone a segment.',
      'For “A” speaks: its segments are parted far more clearly than those of “B” (silhouette 0.60 against 0.40).',
    ]);
    expect(told({ fit: 2 }, { coverage: 0.97 })[0]).toBe(
      'Prefer “B”: it has 5 segments to act on, “A” has 2, and four to eight are easiest to act on.',
    );
  });

  it('says so where nothing decides, and where something is not known yet', () => {
    const { stability, ...unmeasured } = GOOD;
    void stability;
    const [lead, equal] = preferenceSentences(
      { name: 'A', figures: unmeasured },
      { name: 'B', figures: GOOD },
      en,
    );
    expect(lead).toMatch(/^Neither is clearly better; stay with “A”/);
    expect(equal).toBe('How much of each comes back in repeats is not measured yet.');
  });

  it('is natural in Chinese', () => {
    expect(told({}, { coverage: 0.6 }, zh)[0]).toBe(
      '建议选“A”：它让 100% 的客户有所归属，“B”为 60%。',
    );
  });
});

describe('words of runs', () => {
  it('name a run by its label or by what was done', () => {
    expect(runName({ label: '', method: 'ward', k: 1 }, en)).toBe('Ward (hierarchical), 1 segment');
    expect(runName({ label: 'Spring', method: 'ward', k: 5 }, zh)).toBe('Spring');
  });

  it('tell what became of segments', () => {
    const names = ['Late', 'Gifts', 'Price'];
    const say = (kind: 'same' | 'split' | 'new', a: number[], b: number[], words = en) =>
      changeSentence({ kind, a, b, shared: 1, jaccard: 1 }, names, ['Late', 'Damaged'], words);
    expect(say('same', [0], [0])).toBe('“Late” is the same in both');
    expect(say('same', [1], [0])).toBe('“Gifts” is the same as “Late”');
    expect(say('split', [1], [0, 1])).toBe('“Gifts” splits into “Late” and “Damaged”');
    expect(say('new', [], [1])).toBe('“Damaged” is new');
    expect(say('split', [1], [0, 1], zh)).toBe('“Gifts”分成“Late”、“Damaged”');
  });

  it('say how many stay together, in tenths, without rounding to all or none', () => {
    const { together } = en.compare;
    expect(together(1)).toBe('All customers stay together.');
    expect(together(0.97)).toBe('Nearly all customers stay together.');
    expect(together(0.91)).toBe('9 in 10 customers stay together.');
    expect(together(0.1)).toBe('1 in 10 customers stays together.');
    expect(together(0.01)).toBe('Hardly any customers stay together.');
    expect(zh.compare.together(0.91)).toContain('9');
  });

  it('write a dash for what is not known', () => {
    expect(writeFigure(Number.NaN, en)).toBe('–');
    expect(writeFigure(0.123, en)).toBe('0.12');
  });
});
