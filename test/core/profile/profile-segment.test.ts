import { describe, expect, it } from 'vitest';
import type { RfmGroup } from '../../../src/core/orders/rfm';
import type { Prepared } from '../../../src/core/prepare/prepare-customers';
import { type ProfileFacts, profileSegment } from '../../../src/core/profile/profile-segment';

/** Forty customers in a segment and sixty beside it. */
function factsOf(
  changes: Partial<ProfileFacts> = {},
  prepared: Partial<Prepared> = {},
): ProfileFacts {
  const rows = 100;
  const labels = Int32Array.from({ length: rows }, (_, row) => (row < 40 ? 0 : 1));
  return {
    prepared: {
      rows,
      fileRows: rows,
      objected: 0,
      order: Int32Array.from({ length: rows }, (_, row) => row),
      texts: [],
      textOf: new Int32Array(rows).fill(-1),
      numbers: [
        { name: 'spend', values: Float64Array.from(labels, (label) => (label === 0 ? 30 : 5)) },
      ],
      dates: [],
      categories: [],
      ...prepared,
    },
    labels,
    label: 0,
    confidence: 0.9,
    traits: [],
    phrases: [],
    quotes: [],
    amounts: ['spend'],
    channels: [],
    protectedColumns: [],
    moments: [],
    rfm: undefined,
    consents: undefined,
    border: 0,
    stability: undefined,
    ...changes,
  };
}

const kinds = (list: readonly { readonly kind: string }[]) => list.map(({ kind }) => kind);

describe('the card of a segment', () => {
  it('counts who they are and what they bring', () => {
    const card = profileSegment(factsOf());
    expect([card.size, card.share, card.hidden]).toEqual([40, 0.4, false]);
    // 40 × 30 = 1200 of 1200 + 60 × 5 = 1500.
    expect(card.worth).toEqual([
      { column: 'spend', total: 1200, share: 0.8, median: 30, elsewhere: 5 },
    ]);
    expect(card.caveats).toEqual([]);
    expect(card.steps).toEqual([{ kind: 'keep-worth', column: 'spend', share: 0.8, of: 0.4 }]);
  });

  it('is hidden where fewer than five could be recognised', () => {
    const labels = Int32Array.from({ length: 100 }, (_, row) => (row < 4 ? 0 : 1));
    const card = profileSegment(factsOf({ labels }));
    expect(card.hidden).toBe(true);
    expect(kinds(card.caveats)).toContain('few');
    expect(kinds(card.steps)).toContain('try-first');
    const five = Int32Array.from({ length: 100 }, (_, row) => (row < 5 ? 0 : 1));
    expect(profileSegment(factsOf({ labels: five })).hidden).toBe(false);
  });

  it('warns by its rules', () => {
    const card = profileSegment(
      factsOf(
        {
          confidence: 0.5,
          border: 0.35,
          stability: 0.4,
          protectedColumns: ['gender'],
          traits: [
            {
              column: 'diagnosis',
              kind: 'level',
              level: 'diabetes',
              inside: 1,
              outside: 0,
              effect: 3,
              z: 9,
            },
          ],
        },
        {
          texts: ['late'],
          numbers: [
            {
              name: 'spend',
              values: Float64Array.from({ length: 100 }, (_, row) => (row < 20 ? Number.NaN : 1)),
            },
          ],
        },
      ),
    );
    expect(card.caveats).toEqual([
      { kind: 'unsure', confidence: 0.5 },
      { kind: 'border', share: 0.35 },
      { kind: 'loose', stability: 0.4 },
      { kind: 'unknown', column: 'spend', share: 0.5 },
      { kind: 'silent', share: 1 },
      { kind: 'sensitive', column: 'diagnosis' },
      { kind: 'protected', columns: ['gender'] },
    ]);
  });

  it('knows who leaves and who is best by their groups', () => {
    const groups = (group: RfmGroup): RfmGroup[] =>
      Array.from({ length: 100 }, (_, row) => (row < 30 ? group : 'new'));
    const leaving = profileSegment(factsOf({ rfm: groups('at-risk') }));
    expect(leaving.rfm).toEqual([
      { group: 'at-risk', customers: 30 },
      { group: 'new', customers: 10 },
    ]);
    expect(leaving.steps[0]).toEqual({ kind: 'win-back', share: 0.75 });
    expect(profileSegment(factsOf({ rfm: groups('champions') })).steps[0]).toEqual({
      kind: 'reward',
      share: 0.75,
    });
    expect(kinds(profileSegment(factsOf({ rfm: groups('promising') })).steps)).toEqual([
      'keep-worth',
    ]);
  });

  it('draws further steps from what they say, where they are and what they allow', () => {
    const card = profileSegment(
      factsOf({
        phrases: [
          { phrase: 'late', count: 4, share: 0.1, elsewhere: 0, score: 2 },
          { phrase: 'gift box', count: 12, share: 0.3, elsewhere: 0.01, score: 1 },
        ],
        channels: ['source'],
        traits: [
          {
            column: 'source',
            kind: 'level',
            level: 'App',
            inside: 0.9,
            outside: 0.1,
            effect: 1.9,
            z: 8,
          },
        ],
        consents: Array.from({ length: 100 }, (_, row) => (row < 10 ? 'unknown' : 'given')),
      }),
    );
    expect(card.consent).toEqual({ given: 30, refused: 0, unknown: 10 });
    expect(card.steps.slice(1)).toEqual([
      { kind: 'answer-phrase', phrase: 'gift box', share: 0.3 },
      { kind: 'channel', column: 'source', level: 'App' },
      { kind: 'ask-consent', share: 0.25 },
    ]);
  });
});
