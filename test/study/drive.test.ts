import { describe, expect, it, vi } from 'vitest';
import type { Watch } from '../../src/core/ports';
import type { Steps } from '../../src/core/steps';
import { breathe, drive, heed } from '../../src/study/drive';
import { faultOf } from '../fixtures/faults';

function* busy(steps: number, milliseconds: number): Steps<string> {
  for (let done = 1; done <= steps; done++) {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
    yield { done, total: steps };
  }
  return 'done';
}

const watchOf = (signal: AbortSignal, report: Watch['report'] = () => undefined): Watch => ({
  signal,
  report,
});

describe('drive', () => {
  it('gives what the computation returns and tells its progress, not at every step', async () => {
    const report = vi.fn<(done: number, total: number) => void>();
    const watch = watchOf(new AbortController().signal, report);
    expect(await drive(busy(60, 4), watch)).toBe('done');
    expect(report.mock.calls[0]).toEqual([1, 60]);
    expect(report.mock.calls.length).toBeGreaterThan(1);
    expect(report.mock.calls.length).toBeLessThan(10);
  });

  it('hears a stop at its next breath', async () => {
    const controller = new AbortController();
    let last = 0;
    const began = performance.now();
    const watch = watchOf(controller.signal, (done) => {
      last = done;
      if (done > 1) controller.abort();
    });
    expect((await faultOf(() => drive(busy(2000, 2), watch))).code).toBe('stopped');
    expect(last).toBeGreaterThan(1);
    expect(performance.now() - began).toBeLessThan(400);
  });

  it('does not begin what was stopped before', async () => {
    const controller = new AbortController();
    controller.abort();
    let begun = false;
    function* never(): Steps<number> {
      begun = true;
      yield { done: 0, total: 1 };
      return 1;
    }
    const fault = await faultOf(() => drive(never(), watchOf(controller.signal)));
    expect(fault.code).toBe('stopped');
    expect(begun).toBe(false);
  });

  it('passes on what the computation throws', async () => {
    function* broken(): Steps<number> {
      yield { done: 0, total: 1 };
      throw new RangeError('out of range');
    }
    await expect(drive(broken(), watchOf(new AbortController().signal))).rejects.toThrow(
      RangeError,
    );
  });
});

describe('breathe', () => {
  it('wakes all who wait, in their order', async () => {
    const woken: number[] = [];
    await Promise.all([1, 2, 3].map((place) => breathe().then(() => woken.push(place))));
    expect(woken).toEqual([1, 2, 3]);
  });
});

describe('heed', () => {
  it('throws only after a stop', async () => {
    const controller = new AbortController();
    heed(watchOf(controller.signal));
    controller.abort();
    expect((await faultOf(() => heed(watchOf(controller.signal)))).code).toBe('stopped');
  });
});
