import { describe, expect, it } from 'vitest';
import { previewTexts } from '../../src/study/preview-texts';
import { quiet } from '../fixtures/studies';
import { tableOf } from '../fixtures/tables';

const table = tableOf({
  said: [
    'Lovely tea',
    'See https://example.org/a?b=c for it',
    'Late. Sent from my iPhone',
    'Call 020 7946 0123!',
    'n/a',
    'Lovely tea',
  ],
  plan: ['a', 'b', 'a', 'b', 'a', 'b'],
});
const roles = ['text', 'category'] as const;

describe('previewTexts', () => {
  it('shows what changes by the usual treatment, the most changed first', async () => {
    expect(await previewTexts(table, roles, undefined, quiet)).toEqual({
      looked: 4,
      changed: 2,
      emptied: 0,
      examples: [
        { before: 'See https://example.org/a?b=c for it', after: 'See for it' },
        { before: 'Call 020 7946 0123!', after: 'Call [phone]!' },
      ],
    });
  });

  it('follows the choices', async () => {
    const { examples } = await previewTexts(
      table,
      roles,
      {
        tidy: true,
        mask: false,
        links: 'host',
        boilerplate: [{ kind: 'known', id: 'sent-from', place: 'end' }],
      },
      quiet,
    );
    expect(examples).toEqual([
      { before: 'See https://example.org/a?b=c for it', after: 'See example.org for it' },
      { before: 'Late. Sent from my iPhone', after: 'Late.' },
    ]);
    const untouched = await previewTexts(table, roles, { tidy: false, mask: false }, quiet);
    expect(untouched).toEqual({ looked: 4, changed: 0, emptied: 0, examples: [] });
  });

  it('looks at texts from the whole file, and hears a stop', async () => {
    const long = tableOf({
      said: Array.from({ length: 5000 }, (_, row) => `text ${row} http://x.y`),
    });
    const made = await previewTexts(long, ['text'], undefined, quiet);
    expect(made).toMatchObject({ looked: 2000, changed: 2000 });
    const stopped = { signal: AbortSignal.abort(), report: () => undefined };
    await expect(previewTexts(long, ['text'], undefined, stopped)).rejects.toMatchObject({
      code: 'stopped',
    });
  });
});
