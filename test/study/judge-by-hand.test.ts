import { beforeAll, describe, expect, it } from 'vitest';
import { mergeLikewise } from '../../src/core/measure/merge-likewise';
import type { Cluster } from '../../src/core/measure/stability';
import { createMatrix } from '../../src/core/matrix';
import { createRandom } from '../../src/core/random';
import { drain } from '../../src/core/steps';
import type { Plan } from '../../src/core/study';
import { carryOut } from '../../src/study/carry-out';
import { compareLines } from '../../src/study/drawn-lines';
import { writeReport } from '../../src/study/export-html';
import { judgeOutcome } from '../../src/study/judge-outcome';
import type { Judged } from '../../src/study/judge-segments';
import { type Asked, keyRows, makeCorrection } from '../../src/study/make-correction';
import type { OpenedFile } from '../../src/study/open-file';
import type { Outcome } from '../../src/study/outcome';
import { tellByHand, verdictOf } from '../../src/words/judging';
import { WORDS } from '../../src/words/words';
import { createPorts, createWatch, openText, planFor } from '../fixtures/studies';
import { RECEIPT } from '../fixtures/receipt';

const ROWS = 400;
/** Five groups of different size in a row: the first two are next to each other. */
const PLACES = [0, 8, 30, 60, 95];
const GROUPS = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4];

function fileInGroups(): string {
  const random = createRandom(4);
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const place = PLACES[GROUPS[row % GROUPS.length]];
    return [row + 1, 200 + place + random.normal(), 90 + random.normal()].join(',');
  });
  return ['id,spend,age', ...lines].join('\n');
}

describe('segments that a person has changed', () => {
  let opened: OpenedFile;
  let plan: Plan;
  let first: Outcome;
  const { ports } = createPorts();

  const carry = (changed: Plan) =>
    carryOut(opened.table, opened.key, changed, ports, createWatch());

  async function judge(changes: Partial<Plan>) {
    const changed = { ...plan, ...changes };
    const outcome = await carry(changed);
    const study = { table: opened.table, tableKey: opened.key, plan: changed, outcome, ports };
    return { judged: (await judgeOutcome(study, createWatch())) as Judged, outcome };
  }

  const correct = (...asked: Asked[]) => ({
    corrections: asked.map((one) => {
      const study = { table: opened.table, tableKey: opened.key, plan, outcome: first, names: [] };
      return makeCorrection(one, study, keyRows(opened.table, plan, first));
    }),
  });

  const handmade = ({ segments }: Judged) => segments.map(({ byHand }) => byHand === true);

  beforeAll(async () => {
    opened = await openText(fileInGroups());
    plan = planFor(opened, { k: 5 });
    first = await carry(plan);
    expect(first.segments.map(({ size }) => size)).toEqual([100, 80, 80, 80, 60]);
  });

  it('by merging two are found again as five that are merged likewise', async () => {
    const { judged, outcome } = await judge(correct({ kind: 'merge', labels: [0, 4] }));
    expect(outcome.segments.length).toBe(4);
    expect(handmade(judged)).toEqual([false, false, false, false]);
    for (const { stability } of judged.segments) expect(stability).toBeGreaterThan(0.95);
    expect(judged.verdict).toBe('natural');
    // Four clusters of the method would join the two groups that are next to each other instead.
    const four = await judge({ k: 4 });
    expect(four.outcome.labels).not.toEqual(outcome.labels);
  });

  it('by moving a few are judged as the method drew them', async () => {
    const row = first.labels.indexOf(1);
    const { judged } = await judge(correct({ kind: 'move', rows: [row], to: 2 }));
    const untouched = await judge({});
    expect(handmade(judged)).toEqual([false, false, false, false, false]);
    const { judged: same } = untouched;
    expect(judged.stability).toBeCloseTo(same.stability, 12);
    expect(judged.agreement).toBe(same.agreement);
  });

  it('by splitting one are told apart from the others', async () => {
    const { judged, outcome } = await judge(correct({ kind: 'split', label: 0, into: 2 }));
    expect(outcome.segments.length).toBe(6);
    const made = handmade(judged);
    expect(made.filter(Boolean).length).toBe(2);
    outcome.labels.forEach((label, row) => expect(made[label]).toBe(first.labels[row] === 0));
    judged.segments.forEach(({ stability }, label) => {
      if (made[label]) expect(stability).toBeUndefined();
      else expect(stability).toBeGreaterThan(0.95);
    });
    const names = ['A', 'B', 'C', 'D', 'E', 'F'];
    const by = names.filter((_, label) => made[label]);
    for (const words of [WORDS.en, WORDS.zh]) {
      const sentence = tellByHand(judged, names, words);
      for (const name of by) expect(sentence).toContain(name);
      expect(
        writeReport(
          {
            fileName: 'x.csv',
            outcome: outcome,
            names: names,
            receipt: RECEIPT,
            suppress: false,
            judged: judged,
          },
          words,
        ),
      ).toContain(sentence);
    }
    expect(tellByHand((await judge({})).judged, names, WORDS.en)).toBe('');
  });

  it('by another level are found again at that level', async () => {
    const { judged, outcome } = await judge({ level: 3 });
    expect(outcome.segments.length).toBe(3);
    expect(handmade(judged)).toEqual([false, false, false]);
    for (const { stability } of judged.segments) expect(stability).toBeGreaterThan(0.9);
  });

  it('by locking one elsewhere are judged without its customers', async () => {
    const locked = correct({ kind: 'lock', label: 4 });
    const there = await judge(locked);
    expect(there.judged.rows).toBe(ROWS);
    expect(handmade(there.judged)).toEqual([false, false, false, false, false]);
    const { judged, outcome } = await judge({ ...locked, k: 4 });
    const held = outcome.labels[first.labels.indexOf(4)];
    expect(judged.rows).toBe(ROWS - 60);
    expect(judged.of).toBe(ROWS);
    expect(handmade(judged)).toEqual(outcome.segments.map(({ label }) => label === held));
    const rest = judged.segments.filter((_, label) => label !== held);
    for (const { stability } of rest) expect(stability).toBeGreaterThan(0.9);
  });

  it('altogether have nothing left to judge', async () => {
    const split = first.segments.map(({ label }): Asked => ({ kind: 'split', label, into: 2 }));
    const { judged, outcome } = await judge(correct(...split));
    expect(handmade(judged).every(Boolean)).toBe(true);
    expect(verdictOf(judged)).toBe('hand');
    const names = outcome.segments.map(({ label }) => `S${label}`);
    const report = writeReport(
      {
        fileName: 'x.csv',
        outcome: outcome,
        names: names,
        receipt: RECEIPT,
        suppress: false,
        judged: judged,
      },
      WORDS.en,
    );
    expect(report).toContain(WORDS.en.judging.says.hand);
    expect(report).not.toContain('Judged on');
  });
});

describe('what the method drew', () => {
  const of = (...labels: number[]) => Int32Array.from(labels);
  const level = of(0, 0, 0, 0, 1, 1, 1, 2, 2, 2);

  it('became what most of its customers are in, by hand', () => {
    // 0 and 2 were merged; 1 lost one of its three customers to them.
    const lines = compareLines(
      of(0, 0, 0, 0, 1, 1, 0, 0, 0, 0),
      { labels: level },
      { labels: level },
    );
    expect([...lines.became]).toEqual([0, 1, 0]);
    expect([...lines.labels]).toEqual([0, 0, 0, 0, 1, 1, 1, 0, 0, 0]);
    // 7 of 8 in common, and 2 of 3.
    expect(lines.byHand).toEqual([true, true]);
    expect([lines.k, lines.level]).toEqual([3, undefined]);
  });

  it('is asked for as it was found, and taken at the level', () => {
    const found = { labels: of(0, 0, 3, 3, 1, 1, 1, 2, 2, 2) };
    const lines = compareLines(level, found, { labels: level });
    expect([lines.k, lines.level, lines.byHand]).toEqual([4, 3, [false, false, false]]);
    const free = of(0, 1, 2, 3, 4, 5, 6);
    const aside = compareLines(level, found, { labels: level }, free);
    expect([aside.k, aside.level, aside.byHand]).toEqual([3, 2, [false, false, true]]);
    expect([...aside.labels.slice(7)]).toEqual([-1, -1, -1]);
  });

  it('is merged again by who is in it, not by its number', () => {
    const again: Cluster = function* (part) {
      yield { done: 1, total: 1 };
      // Numbered otherwise, and one more.
      return of(2, 2, 2, 3, 0, 0, 0, 1, 1, 1).slice(10 - part.rows);
    };
    const merged = mergeLikewise(again, level, of(0, 1, 0));
    const labels = drain(merged(createMatrix(10, 1), 1));
    expect([...labels]).toEqual([0, 0, 0, 5, 1, 1, 1, 0, 0, 0]);
    const members = of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    expect([...drain(merged(createMatrix(9, 1), 1, members))]).toEqual([0, 0, 5, 1, 1, 1, 0, 0, 0]);
  });
});
