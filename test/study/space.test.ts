import { beforeAll, describe, expect, it } from 'vitest';
import type { SpaceOptions } from '../../src/core/features/join-features';
import { adjustedRandIndex } from '../../src/core/measure/agreement';
import { createRandom } from '../../src/core/random';
import { keysOf } from '../../src/core/study';
import { carryOut } from '../../src/study/carry-out';
import { writeReport, accountRows } from '../../src/study/export-html';
import { openNear } from '../../src/study/near-customers';
import type { OpenedFile } from '../../src/study/open-file';
import { matchPreparation, preparationOf } from '../../src/study/preparation';
import { preparationFromJson, preparationToJson } from '../../src/study/preparation-json';
import { proposeShare } from '../../src/study/propose-share';
import { namesOf } from '../../src/words/names';
import { partsSentence, suggestionSentence } from '../../src/words/space';
import { WORDS } from '../../src/words/words';
import { faultOf } from '../fixtures/faults';
import { createPorts, createWatch, openText, planFor, quiet } from '../fixtures/studies';
import { RECEIPT } from '../fixtures/receipt';

const random = createRandom(11);
const SAYS = [
  ['the parcel is late', 'where is my parcel', 'no news of the parcel'],
  ['lovely green tea', 'the best tea in town', 'green tea again please'],
];
/** What is said parts customers in two, visits and basket part them in two otherwise. */
const CUSTOMERS = Array.from({ length: 120 }, () => {
  const [said, done] = [random.below(2), random.below(2)];
  return {
    said,
    done,
    cells: [
      SAYS[said][random.below(3)],
      (10 + 30 * done + random.normal()).toFixed(2),
      (5 + 20 * done + random.normal()).toFixed(2),
      (random.next() * 50).toFixed(2),
    ],
  };
});
const FILE = ['comment,visits,basket,noise', ...CUSTOMERS.map(({ cells }) => cells.join(','))];
const SAID = CUSTOMERS.map(({ said }) => said);
const DONE = CUSTOMERS.map(({ done }) => done);

const ROLES = ['text', 'number', 'number', 'number'] as const;

let opened: OpenedFile;

beforeAll(async () => {
  opened = await openText(FILE.join('\n'));
});

async function study(space?: SpaceOptions, more: Partial<Parameters<typeof planFor>[1]> = {}) {
  const plan = planFor(opened, {
    roles: ROLES,
    k: 2,
    ...(space === undefined ? {} : { space }),
    ...more,
  });
  const { ports } = createPorts();
  return {
    plan,
    ports,
    outcome: await carryOut(opened.table, opened.key, plan, ports, createWatch()),
  };
}

describe('the setting between what is said and what is done', () => {
  it('decides which of two divisions is found', async () => {
    const { outcome: words } = await study({ textShare: 1 });
    expect(adjustedRandIndex(words.labels, SAID)).toBe(1);
    expect(words.account.textShare).toBe(1);
    const { outcome: deeds } = await study({ textShare: 0 });
    expect(adjustedRandIndex(deeds.labels, DONE)).toBe(1);
    expect(deeds.account.textShare).toBe(0);
  });

  it('is told as shares that add up to 1, in the account and in the report', async () => {
    const { outcome } = await study(undefined, { k: 4 });
    const { shares = [] } = outcome.account;
    expect(shares.map(({ column }) => column).sort()).toEqual(['', 'basket', 'noise', 'visits']);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const of = (name: string) => shares.find(({ column }) => column === name)?.share ?? 0;
    expect(of('visits')).toBeGreaterThan(5 * of('noise'));
    for (const words of [WORDS.en, WORDS.zh]) {
      const told = accountRows(outcome.account, words);
      expect(told.find(([term]) => term === words.space.account.parts)?.[1]).toContain('visits');
      const page = writeReport(
        {
          fileName: 'a.csv',
          outcome: outcome,
          names: namesOf(outcome.segments, words),
          receipt: RECEIPT,
          suppress: false,
        },
        words,
      );
      expect(page).toContain(partsSentence(shares, words));
      expect(page.match(/class="bar"/g)).toHaveLength(4);
    }
  });

  it('tells nothing of one segment', async () => {
    const { outcome } = await study(undefined, { k: 1 });
    expect(outcome.account.shares).toBeUndefined();
  });
});

describe('the weights of columns', () => {
  it('leave a column out, and are told', async () => {
    const { outcome } = await study({ textShare: 0, weights: { visits: 0, basket: 0 } });
    expect(outcome.account.shares?.map(({ column }) => column)).toEqual(['noise']);
    expect(outcome.account.weights).toEqual({ visits: 0, basket: 0 });
    expect(Math.abs(adjustedRandIndex(outcome.labels, DONE))).toBeLessThan(0.1);
    const [, value] =
      accountRows(outcome.account, WORDS.en).find(
        ([term]) => term === WORDS.en.space.account.weights,
      ) ?? [];
    expect(value).toBe('visits: not at all · basket: not at all');
  });
});

describe('a space made narrower', () => {
  it('keeps the segments and tells what was kept', async () => {
    const { outcome } = await study({ components: 0.8 }, { k: 4 });
    const { narrowed } = outcome.account;
    expect(narrowed?.kept).toBeGreaterThanOrEqual(0.8);
    expect(narrowed?.components).toBeLessThan((narrowed?.of ?? 0) / 5);
    const both = CUSTOMERS.map(({ said, done }) => said * 2 + done);
    expect(adjustedRandIndex(outcome.labels, both)).toBe(1);
    const { outcome: whole } = await study({ components: 1 }, { k: 4 });
    expect(whole.account.narrowed).toBeUndefined();
  });
});

describe('a refined space', () => {
  it('has keys of its own, is told, and is the same each time', async () => {
    const { outcome, plan } = await study(undefined, { k: 4, refine: 'deep' });
    expect(outcome.account.refined).toBe('deep');
    expect(outcome.segments).toHaveLength(4);
    const { refine, ...plain } = plan;
    expect(refine).toBe('deep');
    const [keys, before] = [keysOf(opened.key, plan), keysOf(opened.key, plain)];
    expect(keys.encode).toBe(before.encode);
    expect(keys.compare).not.toBe(before.compare);
    const { outcome: again } = await study(undefined, { k: 4, refine: 'deep' });
    expect(again.labels).toEqual(outcome.labels);
  });
});

describe('a preparation', () => {
  it('carries the space by name, without columns that are not there', () => {
    const space = { textShare: 0.3, weights: { visits: 2, gone: 0 }, components: 0.9 };
    const plan = planFor(opened, { roles: ROLES, space, refine: 'deep' });
    const names = opened.table.columns.map(({ name }) => name);
    const kept = preparationFromJson(preparationToJson(preparationOf(names, plan, {})));
    const { plan: again } = matchPreparation(opened.table, kept, planFor(opened));
    expect(again.space).toEqual({ ...space, weights: { visits: 2 } });
    expect(again.refine).toBe('deep');
  });

  it.each([
    ['textShare', { textShare: 1.5 }],
    ['weights', { weights: { visits: -1 } }],
    ['components', { components: 0 }],
    ['tilt', { tilt: 1 }],
  ])('tells the place of a bad %s', async (key, space) => {
    const text = JSON.stringify({ format: 'enclave-preparation', version: 1, grouping: { space } });
    const { code, details } = await faultOf(() => preparationFromJson(text));
    expect(code).toBe('preparation-damaged');
    expect(details.place).toBe(`grouping.space.${key}`);
  });
});

describe('proposeShare', () => {
  it('is kept by key, and does not depend on where the setting stands', async () => {
    const { ports, asked } = createPorts();
    const plan = planFor(opened, { roles: ROLES, k: 2 });
    const found = await proposeShare(opened.table, opened.key, plan, ports, quiet);
    expect(found.tried.map(({ textShare }) => textShare)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(found.proposed).toBe(0.5);
    const texts = asked.texts;
    const moved = { ...plan, space: { textShare: 0.75 } };
    expect(await proposeShare(opened.table, opened.key, moved, ports, quiet)).toEqual(found);
    expect(asked.texts).toBe(texts);
    for (const words of [WORDS.en, WORDS.zh])
      expect(suggestionSentence(found, words)).toMatch(/\d/);
  }, 60000);

  it('refuses a file without both', async () => {
    const { ports } = createPorts();
    const only = await openText('a,b\n1,2\n2,3\n5,1\n9,4\n');
    const { code } = await faultOf(() =>
      proposeShare(only.table, only.key, planFor(only), ports, quiet),
    );
    expect(code).toBe('nothing-to-group');
  });
});

describe('neighbours of a finished study', () => {
  it('are look-alikes, the unusual and the same, by rows of the file', async () => {
    const lines = [
      'visits,basket,stay',
      ...CUSTOMERS.map(({ cells }) => cells.slice(1).join(',')),
      '400,900,800',
      CUSTOMERS[7].cells.slice(1).join(','),
    ];
    const file = await openText(lines.join('\n'));
    const { ports } = createPorts();
    const plan = planFor(file, { roles: ['number', 'number', 'number'], k: 2 });
    const near = await openNear({ table: file.table, tableKey: file.key, plan, ports }, quiet);
    const alike = near.lookAlikes(7, 5) ?? [];
    expect(alike).toHaveLength(5);
    expect(alike[0]).toMatchObject({ row: 121 });
    expect(alike[0].likeness).toBeCloseTo(1, 4);
    for (let at = 1; at < 5; at++)
      expect(alike[at].likeness).toBeLessThanOrEqual(alike[at - 1].likeness);
    const { alone, same } = near.unusual();
    expect(alone[0].row).toBe(120);
    expect(same).toEqual([[7, 121]]);
    expect(near.lookAlikes(5000, 5)).toBeUndefined();
  });
});
