import { describe, expect, it } from 'vitest';
import { readColumns } from '../../src/core/prepare/roles';
import { SEED } from '../../src/core/study';
import { BUILT_IN } from '../../src/core/encoder-names';
import { languageOf, suggestPlan } from '../../src/study/suggest-plan';
import { openText, sampleLines } from '../fixtures/studies';
import { tableOf } from '../fixtures/tables';

describe('languageOf', () => {
  it('looks at the columns with texts only', () => {
    const table = tableOf({ a: ['味道不错，很好吃'], b: ['The parcel is late again'] });
    expect(languageOf(table, ['text', 'ignore'])).toBe('zh');
    expect(languageOf(table, ['ignore', 'text'])).toBe('en');
    expect(languageOf(table, ['ignore', 'category'])).toBe('other');
  });
});

describe('suggestPlan', () => {
  it.each([
    ['en', ['all-minilm-l6-v2', 'bge-small-zh-v1.5'], 'all-minilm-l6-v2'],
    ['zh', ['all-minilm-l6-v2', 'bge-small-zh-v1.5'], 'bge-small-zh-v1.5'],
    ['zh', ['all-minilm-l6-v2'], BUILT_IN],
    ['en', [], BUILT_IN],
  ] as const)('takes the encoder for %s among %j', async (language, present, encoder) => {
    const { table } = await openText(sampleLines(language, 60).join('\n'));
    const roles = readColumns(table).map(({ role }) => role);
    expect(suggestPlan(table, roles, present)).toEqual({
      roles,
      encoder,
      method: 'kmeans',
      k: null,
      seed: SEED,
    });
  });
});
