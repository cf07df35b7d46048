import type { NearRows } from '../kernels/near';
import { ASKED } from '../kernels/near-kernel';
import type { NearDevice, NearFound, NearJob, NearSession } from '../ports';
import { drain, type Steps, waitFor } from '../steps';

/** Rows that a tile is compared with before anyone may breathe. */
export const STRIP = 2048;

/** Comparisons of rows by bytes, on this thread or on a device; the lists of `near` are the same after each run. */
export interface NearWork {
  run(jobs: readonly NearJob[]): Steps<void>;
  /** To be called when nothing more is to be run. */
  close(): void;
}

/**
 * Lets a device, where there is one, compare rows. The first jobs of every run are done on this thread and on the
 * device: only where that was clearly quicker, and the lists of all rows are the same to the bit, the device does the
 * rest, whose lists are taken then. Where it fails, this thread goes on from where it was; it is not asked again.
 *
 * @param products of bytes that are to be expected.
 */
export function createWork(
  near: NearRows,
  device: NearDevice | undefined,
  products: number,
): NearWork {
  const { bytes } = near;
  let asking = bytes === undefined ? undefined : device;
  let session: NearSession | undefined;
  let taken = false;
  const leave = () => {
    session?.close(taken);
    session = undefined;
  };

  function* open(): Steps<void> {
    if (asking === undefined || bytes === undefined) return;
    const opening = asking.open(bytes, near.most, products);
    asking = undefined;
    yield* waitFor(opening.then((opened) => void (session = opened)));
  }

  /** @returns how many of the jobs are done: all of them, or those that were tried. */
  function* runThere(jobs: readonly NearJob[], tried: number): Steps<number> {
    let done = 0;
    try {
      yield* open();
      if (session === undefined) return done;
      const first = jobs.slice(0, countTried(jobs, tried));
      const alone = () => {
        for (const job of first) drain(runHere(near, job));
        done = first.length;
      };
      if (
        (yield* waitFor(session.tryFirst(first, alone))) &&
        agree(near, yield* waitFor(session.lists()))
      ) {
        for (let at = done; at < jobs.length;)
          at += yield* waitFor(session.run(jobs, at), at, jobs.length);
        near.take(yield* waitFor(session.lists(), jobs.length, jobs.length));
        taken = true;
        return jobs.length;
      }
    } catch {
      // One that is lost is no fault: this thread can do without.
    }
    leave();
    return done;
  }

  const tried = bytes === undefined || device === undefined ? 0 : device.tried / bytes.width;
  return {
    *run(jobs) {
      const { length } = jobs;
      for (let done = yield* runThere(jobs, tried); done < length; done++)
        for (const { done: part, total } of runHere(near, jobs[done]))
          yield { done: done + part / total, total: length };
    },
    close: leave,
  };
}

/** How many of the first jobs have that many pairs. */
function countTried(jobs: readonly NearJob[], tried: number): number {
  let pairs = 0;
  let count = 0;
  while (count < jobs.length && pairs < tried) {
    const job = jobs[count++];
    pairs += ('asking' in job ? job.asking.length : job.upTo - job.from) * (job.to - job.from);
  }
  return count;
}

function* runHere(near: NearRows, job: NearJob): Steps<void> {
  const { from, to } = job;
  const strips = Math.ceil((to - from) / STRIP);
  if ('asking' in job) {
    const { asking } = job;
    const total = Math.ceil(asking.length / ASKED) * strips;
    for (let a = 0, done = 0; a < asking.length; a += ASKED)
      for (let b = from; b < to; b += STRIP) {
        near.compareSome(asking.subarray(a, a + ASKED), b, Math.min(STRIP, to - b));
        yield { done: ++done, total };
      }
    return;
  }
  for (let b = from, done = 0; b < to; b += STRIP) {
    near.compare(from, job.upTo - from, b, Math.min(STRIP, to - b));
    yield { done: ++done, total: strips };
  }
}

/** Whether the lists are those that this thread has. */
function agree(near: NearRows, found: NearFound): boolean {
  const { rows, most } = near;
  for (let row = 0; row < rows; row++) {
    const { who, squared } = near.listOf(row);
    for (let i = 0, at = row * most; i < most; i++, at++)
      if (who[i] !== found.who[at] || squared[i] !== found.squared[at]) return false;
  }
  return true;
}
