import { beforeAll, describe, expect, it } from 'vitest';
import type { Correction } from '../../src/core/corrections/correction';
import { adjustedRandIndex } from '../../src/core/measure/agreement';
import { keysOf, type Plan } from '../../src/core/study';
import { carryOut } from '../../src/study/carry-out';
import {
  type Asked,
  keyRows,
  makeCorrection,
  reviewCorrections,
} from '../../src/study/make-correction';
import type { OpenedFile } from '../../src/study/open-file';
import type { Outcome } from '../../src/study/outcome';
import { matchPreparation, preparationOf } from '../../src/study/preparation';
import { preparationFromJson, preparationToJson } from '../../src/study/preparation-json';
import { previewPlan } from '../../src/study/preview-plan';
import { faultOf } from '../fixtures/faults';
import {
  createPorts,
  createWatch,
  openText,
  planFor,
  sampleLines,
  shuffleLines,
} from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';

const LINES = sampleLines('en', 240);

/** One visit: results that are kept are not made again. */
function visit(opened: OpenedFile) {
  const { ports, asked } = createPorts();
  return {
    ports,
    /** Carries a plan out; tells what was made for it. */
    async run(plan: Plan) {
      asked.kept.length = 0;
      const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
      return { outcome, made: [...asked.kept].sort() };
    },
    make(asked: Asked, plan: Plan, outcome: Outcome): Correction {
      const study = { table: opened.table, tableKey: opened.key, plan, outcome, names: [] };
      return makeCorrection(asked, study, keyRows(opened.table, plan, outcome));
    },
    review: (plan: Plan, outcome: Outcome) =>
      reviewCorrections(plan, outcome, keyRows(opened.table, plan, outcome)),
  };
}

/** Which segment each customer is in, by its id. */
const byId = (opened: OpenedFile, { labels }: Outcome) =>
  new Map(cellsOf(opened.table).map(([id], row) => [id, labels[row]]));

const members = ({ labels }: Outcome, label: number) =>
  [...labels.keys()].filter((row) => labels[row] === label);

describe('corrections of a study', () => {
  let opened: OpenedFile;
  let here: ReturnType<typeof visit>;
  let plan: Plan;
  let first: Outcome;

  beforeAll(async () => {
    opened = await openText(LINES.join('\n'));
    here = visit(opened);
    plan = planFor(opened, { k: 5 });
    first = (await here.run(plan)).outcome;
  }, 60000);

  const withThem = (...asked: Asked[]): Plan => ({
    ...plan,
    corrections: asked.map((one) => here.make(one, plan, first)),
  });

  it('run only from the shape on, and everything that is derived follows', async () => {
    const merged = withThem({ kind: 'merge', labels: [0, 3] });
    const { outcome, made } = await here.run(merged);
    expect(made).toEqual(['name', 'outcome', 'shape']);
    expect(outcome.segments.length).toBe(4);
    expect(outcome.account.k).toBe(4);
    const both = [...members(first, 0), ...members(first, 3)].sort((a, b) => a - b);
    const [row] = both;
    const label = outcome.labels[row];
    expect(members(outcome, label)).toEqual(both);
    expect(outcome.segments[label].size).toBe(both.length);
    expect(outcome.segments[label].share).toBeCloseTo(both.length / 240, 9);
    for (const typical of outcome.segments[label].typical) expect(both).toContain(typical);
    expect(outcome.segments[label].traits).not.toEqual(first.segments[0].traits);
    expect(outcome.account.silhouette).not.toBe(first.account.silhouette);
    expect(outcome.map).toEqual(first.map);
    expect(outcome.corrected).toEqual([{ did: 'applied', customers: both.length, missing: 0 }]);
    expect((await here.run(plan)).outcome).toEqual(first);
  });

  it('split, move and keep', async () => {
    const [mover] = members(first, 1);
    const { outcome } = await here.run(
      withThem(
        { kind: 'split', label: 0, into: 2 },
        { kind: 'move', rows: [mover], to: 2 },
        { kind: 'apart', labels: [1, 2] },
      ),
    );
    expect(outcome.segments.length).toBe(6);
    expect(new Set(members(first, 0).map((row) => outcome.labels[row])).size).toBe(2);
    expect(outcome.labels[mover]).toBe(outcome.labels[members(first, 2)[0]]);
    expect(outcome.corrected?.map(({ did }) => did)).toEqual(['applied', 'applied', 'nothing']);
  });

  it('names do not run anything again, and follow', async () => {
    const named = withThem({ kind: 'rename', label: 1, name: 'Loyal' });
    const again = await here.run(named);
    expect(again.made).toEqual([]);
    expect(here.review(named, again.outcome)).toMatchObject({
      names: { 1: 'Loyal' },
      reviewed: [{ labels: [1], state: { did: 'applied' } }],
    });
    const merged: Plan = {
      ...plan,
      corrections: [
        ...(named.corrections ?? []),
        here.make({ kind: 'merge', labels: [1, 4] }, plan, first),
      ],
    };
    const { outcome } = await here.run(merged);
    const label = outcome.labels[members(first, 1)[0]];
    expect(here.review(merged, outcome).names).toEqual({ [label]: 'Loyal' });
  });

  it('a lock changes nothing where it is made, and holds for another number and method', async () => {
    const locked = withThem({ kind: 'lock', label: 2 });
    const held = members(first, 2);
    const there = await here.run(locked);
    expect(there.made).toEqual(['name', 'outcome', 'shape']);
    expect(there.outcome.labels).toEqual(first.labels);
    for (const change of [{ k: 3 }, { k: 8 }, { method: 'ward' }, { k: null }] as const) {
      const { outcome } = await here.run({ ...locked, ...change });
      expect(members(outcome, outcome.labels[held[0]])).toEqual(held);
      if ('k' in change && change.k !== null) expect(outcome.segments.length).toBe(change.k);
    }
  });

  it('examples change the space, and k-means keeps them', async () => {
    const [a] = members(first, 0);
    const [b] = members(first, 1);
    const [c, d] = members(first, 2);
    const taught = withThem({ kind: 'same', rows: [a, b] }, { kind: 'different', rows: [c, d] });
    const { outcome, made } = await here.run(taught);
    expect(made).toEqual(['compare', 'group', 'map', 'name', 'outcome', 'shape', 'tree']);
    expect(outcome.labels[a]).toBe(outcome.labels[b]);
    expect(outcome.labels[c]).not.toBe(outcome.labels[d]);
    expect(outcome.corrected?.map(({ did }) => did)).toEqual(['applied', 'applied']);
    expect(adjustedRandIndex(outcome.labels, first.labels)).toBeGreaterThan(0.5);
    const turned = { ...taught, corrections: [...(taught.corrections ?? [])].reverse() };
    expect((await here.run(turned)).outcome.labels).toEqual(outcome.labels);
  });

  it('are looked at before without keeping anything', async () => {
    const rows = members(first, 1).slice(0, 3);
    const moved = withThem({ kind: 'move', rows, to: 2 });
    const { ports, asked } = createPorts(here.ports);
    const preview = await previewPlan(opened.table, opened.key, moved, first, ports, createWatch());
    expect(preview).toEqual({
      k: 5,
      customers: 240,
      moved: 3,
      flows: [{ from: 1, to: 2, rows: Int32Array.from(rows) }],
    });
    expect(asked.kept).toEqual([]);
    const split = withThem({ kind: 'split', label: 0, into: 2 });
    const parted = await previewPlan(opened.table, opened.key, split, first, ports, createWatch());
    expect(parted.flows).toMatchObject([{ from: 0, to: 'new' }]);
  });

  it('do the same to a shuffled file', async () => {
    const corrected = withThem(
      { kind: 'split', label: 0, into: 2 },
      { kind: 'merge', labels: [1, 3] },
      { kind: 'move', rows: members(first, 2).slice(0, 4), to: 'new' },
      { kind: 'lock', label: 4 },
      { kind: 'same', rows: [members(first, 1)[0], members(first, 2)[6]] },
    );
    const expected = byId(opened, (await here.run(corrected)).outcome);
    const shuffled = await openText(shuffleLines(LINES, 4).join('\n'));
    const { outcome } = await visit(shuffled).run(corrected);
    expect(byId(shuffled, outcome)).toEqual(expected);
  });

  it('are carried to the next file by what is saved, and tell what is not in it', async () => {
    const corrected = withThem(
      { kind: 'merge', labels: [0, 3] },
      { kind: 'move', rows: [members(first, 2)[0]], to: 1 },
      { kind: 'rename', label: 1, name: 'Loyal' },
    );
    const names = opened.table.columns.map(({ name }) => name);
    const json = preparationToJson(preparationOf(names, corrected, {}));
    const read = preparationFromJson(json);
    expect(read.corrections).toEqual(corrected.corrections);
    const next = await openText(LINES.filter((_, at) => at === 0 || at % 3 > 0).join('\n'));
    const { plan: matched } = matchPreparation(next.table, read, planFor(next));
    const there = visit(next);
    const { outcome } = await there.run(matched);
    const { reviewed, names: given } = there.review(matched, outcome);
    expect(reviewed[0].state).toMatchObject({ did: 'applied' });
    expect(reviewed[2].state).toMatchObject({ did: 'applied' });
    expect(Object.values(given)).toEqual(['Loyal']);
    const others = await openText(
      LINES.map((line, at) => (at === 0 ? line : line.replace(/^C/u, 'X'))).join('\n'),
    );
    const strange = visit(others);
    const told = await strange.run({ ...matched, roles: planFor(others).roles });
    expect(strange.review(matched, told.outcome).reviewed.map(({ state }) => state)).toEqual(
      Array(3).fill({ did: 'refused', why: 'absent' }),
    );
  });

  it('are refused where a saved list is damaged, by the place', async () => {
    const corrected = withThem({ kind: 'merge', labels: [0, 3] });
    const json = JSON.parse(preparationToJson(preparationOf([], corrected, {}))) as {
      corrections: Record<string, unknown>[];
    };
    const read = (corrections: unknown) =>
      faultOf(() => preparationFromJson(JSON.stringify({ ...json, corrections })));
    const [good] = json.corrections;
    for (const bad of [
      { ...good, kind: 'melt' },
      { ...good, kind: 'toString' },
      { ...good, segments: [] },
      { ...good, more: 1 },
      { kind: 'move', customers: ['x'], to: 'new' },
      null,
    ])
      expect((await read([good, bad]))?.code).toBe('preparation-damaged');
    expect((await read([good, { ...good, more: 1 }]))?.details).toEqual({
      place: 'corrections[1]',
    });
  });

  it('leave the keys as they are where there are none', () => {
    expect(keysOf('file', { ...plan, corrections: [] })).toEqual(keysOf('file', plan));
  });
});

describe('customers without an id', () => {
  it('are known by what their rows say, whatever the order of the columns', async () => {
    const lines = [
      'x,y',
      ...Array.from({ length: 40 }, (_, i) => `${i % 2 ? 90 + i : i},${i * 3}`),
    ];
    const opened = await openText(lines.join('\n'));
    const here = visit(opened);
    const plan = planFor(opened, { k: 2, roles: ['number', 'number'], method: 'ward' });
    const { outcome } = await here.run(plan);
    const correction = here.make({ kind: 'move', rows: [0], to: outcome.labels[1] }, plan, outcome);
    const turned = await openText(
      lines.map((line) => line.split(',').reverse().join(',')).join('\n'),
    );
    const moved = await visit(turned).run({ ...plan, corrections: [correction] });
    expect(moved.outcome.labels[0]).toBe(moved.outcome.labels[1]);
    expect(moved.outcome.corrected).toEqual([{ did: 'applied', customers: 1, missing: 0 }]);
  });
});
