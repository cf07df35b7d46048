import { describe, expect, it } from 'vitest';
import { createJobMeter } from '../../src/app/job-progress';
import type { Stage } from '../../src/core/study';

/** A stage of a made job: its seconds, and whether it tells how far it is. */
type Leg = readonly [stage: Stage, seconds: number, counted?: boolean | undefined];

/** Walks a job by a made clock, ten times a second; what was said when, and how long the job took. */
function walk(facts: { rows: number; texts: boolean }, legs: readonly Leg[]) {
  const meter = createJobMeter(facts, 0);
  const said: { at: number; left: number }[] = [];
  let now = 0;
  const hear = (left: number | undefined) => left !== undefined && said.push({ at: now, left });
  for (const [stage, seconds, counted = true] of legs) {
    hear(meter.begin(stage, now).secondsLeft);
    const ticks = Math.max(1, Math.round(seconds * 10));
    for (let tick = 1; tick <= ticks; tick++) {
      now += seconds / ticks;
      hear(meter.note(counted ? tick : 0, counted ? ticks : 0, now).secondsLeft);
    }
  }
  return { said, whole: now };
}

const jumps = (said: readonly { at: number; left: number }[]) =>
  said.slice(1).map(({ at, left }, i) => left - said[i].left - 0.5 * (at - said[i].at));

const TEXTS: readonly Leg[] = [
  ['prepare', 0.4, false],
  ['encode', 44],
  ['compare', 3.3],
  ['group', 8.5, false],
  ['map', 0.7],
  ['name', 6.4, false],
];
const PLAIN: readonly Leg[] = [
  ['prepare', 1, false],
  ['encode', 0.1, false],
  ['compare', 0.6],
  ['group', 3.7, false],
  ['map', 5],
  ['name', 0.3, false],
];

describe('createJobMeter', () => {
  it('says nothing until it has seen the work for a second', () => {
    const meter = createJobMeter({ rows: 13000, texts: true }, 0);
    expect(meter.begin('prepare', 0).secondsLeft).toBeUndefined();
    expect(meter.begin('encode', 0.3).secondsLeft).toBeUndefined();
    expect(meter.note(0, 13000, 2).secondsLeft).toBeUndefined();
    expect(meter.note(100, 13000, 2.5).secondsLeft).toBeUndefined();
    expect(meter.note(300, 13000, 3).secondsLeft).toBeDefined();
  });

  it('adds what comes after the texts to what they take themselves', () => {
    const meter = createJobMeter({ rows: 10000, texts: true }, 0);
    meter.begin('encode', 0);
    meter.note(0, 10000, 0);
    // 200 a second: 49 s of reading are left; then 2.5 + 6.7 + 0.7 + 4.9 s for 10,000 customers.
    expect(meter.note(200, 10000, 1).secondsLeft).toBeCloseTo(49 + 14.8, 6);
  });

  it.each([
    ['texts', { rows: 13000, texts: true }, TEXTS],
    ['no texts', { rows: 100000, texts: false }, PLAIN],
  ])('is true within a fifth for a job like those measured, with %s', (_, facts, legs) => {
    const { said, whole } = walk(facts, legs);
    expect(said.length).toBeGreaterThan(100);
    for (const { at, left } of said)
      expect(Math.abs(left - (whole - at))).toBeLessThan(0.2 * whole);
    expect(said[0].at).toBeLessThan(3);
    expect(said.at(-1)?.left).toBeLessThan(2);
  });

  it('learns that a machine is three times as slow, without a jump', () => {
    const slow = TEXTS.map(([stage, seconds, counted]): Leg => [stage, seconds * 3, counted]);
    const { said, whole } = walk({ rows: 13000, texts: true }, slow);
    expect(Math.max(...jumps(said))).toBeLessThan(1e-9);
    // Reading is measured from the beginning; of the rest two thirds are not known of yet.
    expect(said[0].left).toBeGreaterThan(0.7 * whole);
    const inMap = said.filter(({ at }) => at > (0.4 + 44 + 3.3 + 8.5 + 2) * 3);
    for (const { at, left } of inMap)
      expect(Math.abs(left - (whole - at))).toBeLessThan(0.15 * whole);
  });

  it.each([
    ['a quick machine', 0.3],
    ['a slow one', 2.2],
  ])('never jumps up: %s', (_, factor) => {
    for (const [facts, legs] of [
      [{ rows: 13000, texts: true }, TEXTS],
      [{ rows: 100000, texts: false }, PLAIN],
    ] as const) {
      const changed = legs.map(([stage, seconds, counted]): Leg => [
        stage,
        seconds * factor,
        counted,
      ]);
      expect(Math.max(...jumps(walk(facts, changed).said))).toBeLessThan(1e-9);
    }
  });

  it('falls at once where the texts are known already', () => {
    const { said, whole } = walk({ rows: 13000, texts: true }, [
      ['prepare', 0.4, false],
      ['encode', 0.2],
      ...TEXTS.slice(2),
    ]);
    const [first] = said;
    expect(first.at).toBeLessThan(2);
    expect(Math.abs(first.left - (whole - first.at))).toBeLessThan(0.2 * whole);
  });

  it('begins anew with a count that goes back, and never falls below nothing', () => {
    const meter = createJobMeter({ rows: 1000, texts: false }, 0);
    meter.begin('compare', 0);
    const before = meter.note(90, 100, 5).secondsLeft ?? 0;
    const after = meter.note(5, 100, 5.1).secondsLeft ?? 0;
    expect(after - before).toBeLessThanOrEqual(0.05 + 1e-9);
    meter.begin('name', 60);
    for (let at = 61; at < 90; at++)
      expect(meter.note(0, 0, at).secondsLeft).toBeGreaterThanOrEqual(0);
  });
});
