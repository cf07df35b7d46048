import { beforeAll, describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../src/core/encoder-names';
import { MOODS } from '../../src/core/mood/text-mood';
import { carryOut } from '../../src/study/carry-out';
import { readCustomerMood } from '../../src/study/customer-mood';
import { openMoodSource } from '../../src/study/moods';
import type { FinishedStudy } from '../../src/study/open-space';
import type { OpenedFile } from '../../src/study/open-file';
import { findMoods, maybeMoods, type StudyMoods } from '../../src/study/segment-moods';
import {
  createPorts,
  createWatch,
  openText,
  planFor,
  quiet,
  sampleLines,
  shuffleLines,
} from '../fixtures/studies';

const PRAISE = [
  'Great sound and easy to set up',
  'I love this lamp, works perfectly',
  'Excellent quality, very happy with it',
  'Beautiful and comfortable, highly recommend',
  'Wonderful gift, my mother loves it',
  'Good value and fast delivery',
];
const BLAME = [
  'Terrible quality, broke after a week',
  'Worst purchase ever, total waste of money',
  'Does not work, very disappointed',
  'Awful service and rude staff, please cancel my account',
  'It stopped working and support is useless',
  'Poor fit, cheap fabric, horrible smell',
];
const REVIEWS = [
  'review,stars',
  ...PRAISE.map((text, at) => `"${text}",${4 + (at % 2)}`),
  ...BLAME.map((text, at) => `"${text}",${1 + (at % 2)}`),
  '"The order has two parts",3',
];

async function finish(
  lines: readonly string[],
  k = 2,
): Promise<{ study: FinishedStudy; kept: string[] }> {
  const opened: OpenedFile = await openText(lines.join('\n'));
  const { ports, asked } = createPorts();
  const plan = planFor(opened, { k, encoder: BUILT_IN });
  const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
  return {
    study: { table: opened.table, tableKey: opened.key, plan, ports, outcome },
    kept: asked.kept,
  };
}

function found(moods: StudyMoods | undefined): StudyMoods {
  if (moods === undefined) throw new Error('no moods');
  return moods;
}

describe('moods of a study', () => {
  let study: FinishedStudy;
  let kept: string[];
  let moods: StudyMoods;

  beforeAll(async () => {
    ({ study, kept } = await finish(REVIEWS));
    moods = found(await findMoods(study, quiet));
  });

  it('are of every row in the order of the file', () => {
    expect([...moods.moods.subarray(0, 6)].map((mood) => MOODS[mood])).toEqual(
      PRAISE.map(() => 'positive'),
    );
    expect([...moods.moods.subarray(6, 12)].map((mood) => MOODS[mood])).toEqual(
      BLAME.map(() => 'negative'),
    );
    expect(moods.byVectors).toBe(false);
  });

  it('add up over segments', () => {
    expect(moods.all.said).toBe(13);
    for (const mood of MOODS)
      expect(moods.segments.reduce((sum, { counts }) => sum + counts[mood], 0)).toBe(
        moods.all.counts[mood],
      );
    expect(moods.segments.map(({ said }) => said)).toEqual(
      study.outcome.segments.map(({ size }) => size),
    );
    expect(moods.all.signals.churn).toBe(1);
  });

  it('quote the strongest of each side', () => {
    for (const [label, { praise, complaints }] of moods.segments.entries()) {
      for (const { row, strength } of praise) {
        expect(strength).toBeGreaterThan(0);
        expect(study.outcome.labels[row]).toBe(label);
      }
      for (const { strength } of complaints) expect(strength).toBeLessThan(0);
      const strengths = praise.map(({ strength }) => strength);
      expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    }
  });

  it('go with the stars: the middle is left out', () => {
    expect(moods.agreement).toMatchObject({
      column: 'stars',
      best: 5,
      rows: 13,
      sided: 12,
      agreeing: 1,
    });
    expect(moods.agreement?.correlation).toBeGreaterThan(0.7);
  });

  it('are read once', async () => {
    const before = kept.length;
    expect(found(await findMoods(study, quiet))).toEqual(moods);
    expect(await maybeMoods(study)).toEqual(moods);
    expect(kept.length).toBe(before);
  });

  it('tell one customer clause by clause, with the mood that was counted', async () => {
    const source = await openMoodSource(study);
    if (source === undefined) throw new Error('no source');
    const one = await readCustomerMood(source, 9, quiet);
    expect(one?.clauses.map(({ text }) => text).join(' ')).toBe(BLAME[3]);
    expect(one?.signals).toContain('churn');
    for (let row = 0; row < 13; row++) {
      const read = await readCustomerMood(source, row, quiet);
      expect(read?.mood).toBe(MOODS[moods.moods[row]]);
      expect(read?.strength).toBeCloseTo(moods.strength[row], 6);
    }
    expect(await readCustomerMood(source, 99, quiet)).toBeUndefined();
  });

  it('stop when they are no longer wanted', async () => {
    const { study: other } = await finish(sampleLines('en', 60), 3);
    const control = new AbortController();
    control.abort();
    await expect(findMoods(other, { ...quiet, signal: control.signal })).rejects.toMatchObject({
      code: 'stopped',
    });
  });
});

describe('moods of the sample', () => {
  it.each(['en', 'zh'] as const)(
    'are the same whatever the order of the rows: %s',
    async (language) => {
      const lines = sampleLines(language, 120);
      const first = found(await findMoods((await finish(lines, 4)).study, quiet));
      const second = found(await findMoods((await finish(shuffleLines(lines, 5), 4)).study, quiet));
      const told = ({ all, segments }: StudyMoods) =>
        [{ ...all, pleased: [], unhappy: [] }, ...segments].map(
          ({ said, counts, signals, pleased, unhappy }) => ({
            said,
            counts,
            signals,
            pleased,
            unhappy,
          }),
        );
      expect(told(second)).toEqual(told(first));
      expect(first.all.said).toBeGreaterThan(80);
    },
  );

  it('are none where nobody says anything', async () => {
    const { study } = await finish(['a,b', '1,2', '2,3', '9,8', '8,9', '5,1', '4,4']);
    expect(await findMoods(study, quiet)).toBeUndefined();
  });
});
