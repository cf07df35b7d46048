import { describe, expect, it } from 'vitest';
import { searchCells } from '../../../src/core/graph/cells';
import { compareAll } from '../../../src/core/graph/compare-all';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import type { NearDevice } from '../../../src/core/ports';
import { drain } from '../../../src/core/steps';
import { drive } from '../../../src/study/drive';
import { bookDevice, type Troubles } from '../../fixtures/near-device';
import { faultOf } from '../../fixtures/faults';
import { randomMatrix } from '../../fixtures/matrices';

const quiet = { signal: new AbortController().signal, report: () => undefined };
const K = 4;
const COLS = 66;

/** Rows of small whole numbers, of which many say the same. */
function crowd(rows: number) {
  const features = randomMatrix(rows, COLS, 7);
  features.data.forEach((v, at) => (features.data[at] = Math.round(v)));
  for (let row = 20; row < 60; row++) features.data.copyWithin(row * COLS, 3 * COLS, 4 * COLS);
  return features;
}

const features = crowd(600);
const all = drain(compareAll(features, K));
const cells = drain(searchCells(features, K));

async function compareOn(troubles: Troubles): Promise<string[]> {
  const { device, calls } = bookDevice(troubles);
  const lists = await drive(compareAll(features, K, device), quiet);
  expect(lists.indices).toEqual(all.indices);
  expect(lists.squared).toEqual(all.squared);
  return calls;
}

async function searchOn(troubles: Troubles): Promise<string[]> {
  const { device, calls } = bookDevice(troubles);
  const { lists, recall } = await drive(searchCells(features, K, device), quiet);
  expect(lists.indices).toEqual(cells.lists.indices);
  expect(lists.squared).toEqual(cells.lists.squared);
  expect(recall).toBe(cells.recall);
  return calls;
}

describe('rows compared on a device', () => {
  it('are listed as on this thread where all pairs are', async () => {
    expect(await compareOn({})).toEqual([
      'open',
      'tryFirst',
      'lists',
      'run',
      'lists',
      'close, taken',
    ]);
  });

  it('are listed as on this thread where cells are looked into', async () => {
    const calls = await searchOn({});
    expect(calls.slice(0, 4)).toEqual(['open', 'tryFirst', 'lists', 'run']);
    expect(calls.at(-1)).toBe('close, taken');
    // Own cells, and one to three passes through others.
    const passes = calls.filter((name) => name === 'tryFirst').length;
    expect(passes).toBeGreaterThan(1);
    expect(calls.filter((name) => name === 'lists')).toHaveLength(2 * passes);
  });

  it('stay on this thread where the device is not quicker', async () => {
    expect(await compareOn({ slow: true })).toEqual(['open', 'tryFirst', 'close']);
    expect(await searchOn({ slow: true })).toEqual(['open', 'tryFirst', 'close']);
  });

  it.each<[string, Troubles['spoil']]>([
    ['who is near', ({ who }) => (who[who.length - 1] += 1)],
    ['how near', ({ squared }) => (squared[0] += squared[0] / 2 ** 23)],
    [
      'the order of two who are as near',
      ({ who, squared }) => {
        const at = squared.findIndex((v, i) => i % 10 > 0 && v < Infinity && v === squared[i - 1]);
        expect(at).toBeGreaterThan(0);
        [who[at - 1], who[at]] = [who[at], who[at - 1]];
      },
    ],
  ])('stay on this thread where the device finds another: %s', async (_, spoil) => {
    expect(await compareOn({ spoil: spoil! })).toEqual(['open', 'tryFirst', 'lists', 'close']);
    // Found out at the second piece of work: what was taken before was right.
    const later: Troubles['spoil'] = (found, time) => time === 3 && spoil!(found, time);
    expect((await searchOn({ spoil: later })).slice(-3)).toEqual([
      'tryFirst',
      'lists',
      'close, taken',
    ]);
  });

  it.each([
    ['open', 1],
    ['tryFirst', 1],
    ['lists', 1],
    ['run', 1],
    ['lists', 2],
  ] as const)('go on here where the device is lost: %s, %i', async (...fails) => {
    const calls = await compareOn({ fails });
    if (fails[0] === 'open') expect(calls).toEqual(['open']);
    else expect(calls.slice(-2)).toEqual([fails[0], 'close']);
  });

  it.each([
    ['tryFirst', 2],
    ['lists', 3],
    ['run', 6],
    ['lists', 4],
  ] as const)('go on here where it is lost later: %s, %i', async (...fails) => {
    const calls = await searchOn({ fails });
    expect(calls.filter((name) => name === fails[0])).toHaveLength(fails[1]);
    expect(calls.slice(-2)[0]).toBe(fails[0]);
  });

  it('let the device go where the work is stopped', async () => {
    const { device, calls } = bookDevice();
    const stopping = new AbortController();
    const slow: NearDevice = {
      ...device,
      async open(...given) {
        const session = await device.open(...given);
        return (
          session && {
            ...session,
            async run(...some) {
              stopping.abort();
              await new Promise((resolve) => setTimeout(resolve, 20));
              return session.run(...some);
            },
          }
        );
      },
    };
    const watch = { ...quiet, signal: stopping.signal };
    const fault = await faultOf(() => drive(findNeighbours(features, K, slow), watch));
    expect(fault.code).toBe('stopped');
    expect(calls.slice(-2)).toEqual(['run', 'close']);
  });

  it('cannot be where nobody waits', () => {
    expect(() => drain(compareAll(features, K, bookDevice().device))).toThrow('nobody waits');
  });
});
