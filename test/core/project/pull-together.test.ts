import { describe, expect, it } from 'vitest';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { openWasmPull } from '../../../src/core/kernels/pull';
import { createPlainPull } from '../../../src/core/kernels/pull-plain';
import type { PullDevice } from '../../../src/core/ports';
import { pullTogether } from '../../../src/core/project/pull-together';
import { planPull } from '../../../src/core/project/pull-work';
import { fuzzyGraph, layoutGraph } from '../../../src/core/project/umap';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { drive } from '../../../src/study/drive';
import { blobs } from '../../fixtures/matrices';
import { bookPullDevice, type PullTroubles } from '../../fixtures/pull-device';

const { features, truth } = blobs([90, 70, 50], 5, 3);
const graph = drain(findNeighbours(features, 12));
const fuzzy = fuzzyGraph(graph);
const plan = { rows: 210, seed: 4, epochs: () => 20, firstRate: 1 };
const work = planPull(fuzzy, plan);
const random = createRandom(9);
const start = Float32Array.from({ length: 420 }, () => 5 * random.normal());
const quiet = { signal: new AbortController().signal, report: () => undefined };

describe('planPull', () => {
  it('has every edge once, those of each row together, due in proportion to its strength', () => {
    const strongest = fuzzy.weights.reduce((most, weight) => Math.max(most, weight), 0);
    const due = new Map<string, number>();
    for (let row = 0; row < 210; row++)
      for (let e = work.starts[row]; e < work.starts[row + 1]; e++)
        due.set(`${row} ${work.edges[e * 2]}`, work.edges[e * 2 + 1]);
    expect(due.size).toBe(fuzzy.heads.length);
    fuzzy.heads.forEach((head, e) => {
      const share = (65536 * fuzzy.weights[e]) / strongest;
      expect(Math.abs((due.get(`${head} ${fuzzy.tails[e]}`) ?? NaN) - share)).toBeLessThan(1);
    });
  });

  it('asks for rounds by the visits of one, and slows down', () => {
    let visits = 0;
    const { rates, epochs } = planPull(fuzzy, { ...plan, epochs: (v) => ((visits = v), 4) });
    expect(visits).toBeCloseTo(
      work.edges.filter((_, i) => i % 2).reduce((a, b) => a + b) / 65536,
      0,
    );
    expect(epochs).toBe(4);
    expect([...rates]).toEqual([1, 0.75, 0.5, 0.25]);
  });
});

describe('PullRows', () => {
  it.each([0, 40])('moves rows to the same bits with SIMD and without, pool of %i', (few) => {
    const pool = few === 0 ? {} : { pool: Int32Array.from({ length: few }, (_, i) => i * 5) };
    const own = planPull(fuzzy, { ...plan, ...pool });
    const both = [openWasmPull(own, start), createPlainPull(own, start)];
    for (let epoch = 0; epoch < 20; epoch++)
      for (let slot = 0; slot < own.slots; slot++)
        for (const rows of both) rows.pull(slot, epoch + 1, own.keys[epoch], own.rates[epoch]);
    const [simd, plain] = both.map((rows) => rows.layout());
    expect(simd).toEqual(plain);
    expect(simd.every(Number.isFinite)).toBe(true);
    expect(simd).not.toEqual(start);
  });

  it.each([openWasmPull, createPlainPull])('moves rows in parts as all at once', (open) => {
    const [whole, parts] = [open(work, start), open(work, start)];
    for (let slot = 0; slot < 3; slot++) {
      whole.pull(slot, 1, 5, 1);
      for (const [first, end] of [
        [0, 30],
        [30, 200],
        [200, 210],
      ])
        parts.pull(slot, 1, 5, 1, first, end);
    }
    expect(parts.layout()).toEqual(whole.layout());
  });

  it('moves two rows as worked out by hand', () => {
    // Two edges, always due; rows push nobody, since each is drawn only from itself.
    const two = { ...work, rows: 2, starts: Int32Array.of(0, 1, 1), pool: Int32Array.of(0) };
    const pair = { ...two, edges: Int32Array.of(1, 65536), slots: 1 };
    for (const open of [openWasmPull, createPlainPull]) {
      const rows = open(pair, Float32Array.of(0, 0, 1, 0));
      rows.pull(0, 1, 7, 0.5);
      // 0.5 x 2 x 2 A / (1 + A), where A is 1.558 and the reciprocal is right to 3 in 10,000.
      const moved = (2 * 1.558) / 2.558;
      expect(Math.abs(rows.layout()[0] - moved)).toBeLessThan(5e-4);
      expect([...rows.layout().slice(1)]).toEqual([0, 1, 0]);
    }
  });

  it('visits every edge as often as its strength says', () => {
    for (const share of [65536, 32768, 9999, 1])
      for (const e of [0, 5, 1234]) {
        let visits = 0;
        for (let epoch = 1; epoch <= 400; epoch++)
          if (((Math.imul(epoch, share) + Math.imul(e, 0x9e35)) & 0xffff) < share) visits++;
        expect(Math.abs(visits - (400 * share) / 65536)).toBeLessThanOrEqual(1);
      }
  });
});

describe('pullTogether', () => {
  const run = async (device?: PullDevice) => {
    const layout = start.slice();
    const shown: number[] = [];
    const steps = pullTogether(layout, work, device, (xy) => shown.push(xy[0]));
    await drive(steps, quiet);
    return { layout, shown: shown.length };
  };

  it('leads rows to their like, the same way each time', async () => {
    const { layout, shown } = await run();
    expect(shown).toBe(20);
    expect((await run()).layout).toEqual(layout);
    const far = (xy: Float32Array, alike: boolean) => {
      let [sum, count] = [0, 0];
      for (let a = 0; a < 210; a++)
        for (let b = 0; b < a; b++)
          if ((truth[a] === truth[b]) === alike) {
            sum += Math.hypot(xy[a * 2] - xy[b * 2], xy[a * 2 + 1] - xy[b * 2 + 1]);
            count++;
          }
      return sum / count;
    };
    const whole = drain(layoutGraph(graph, { seed: 4, start }));
    expect(far(whole, true)).toBeLessThan(0.5 * far(whole, false));
    expect(far(layout, true) / far(layout, false)).toBeLessThan(
      far(start, true) / far(start, false),
    );
  });

  const troubles: readonly (readonly [string, PullTroubles, boolean])[] = [
    ['a device', {}, true],
    ['a slow one', { slow: true }, false],
    ['one that does not open', { fails: ['open', 1] }, false],
    ['one that fails at first', { fails: ['tryFirst', 1] }, false],
    ['one that fails at once', { fails: ['run', 1] }, false],
    ['one that fails later', { fails: ['run', 3] }, false],
    ['one whose first bits are others', { spoil: (xy, time) => time === 1 && xy[3]++ }, false],
    ['one that has lost a row', { spoil: (xy, time) => time === 4 && xy.fill(NaN, 8, 9) }, false],
  ];
  it.each(troubles)('comes to the same places with %s', async (_, trouble, taken) => {
    const { device, calls } = bookPullDevice(trouble);
    const { layout } = await run(device);
    expect(layout).toEqual((await run()).layout);
    expect(calls.includes('close, taken')).toBe(taken);
    expect(calls.filter((call) => call.startsWith('close'))).toHaveLength(
      trouble.fails?.[0] === 'open' ? 0 : 1,
    );
    expect(calls.filter((call) => call === 'open')).toHaveLength(1);
  });

  it('goes on from where a lost device had come', async () => {
    const { device, calls } = bookPullDevice({ fails: ['run', 3] });
    await run(device);
    expect(calls).toEqual(['open', 'tryFirst', 'run', 'run', 'run', 'close']);
  });
});
