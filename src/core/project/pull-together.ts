import { openPull, type PullRows } from '../kernels/pull';
import type { PullDevice, PullSession, PullWork } from '../ports';
import { drain, type Steps, waitFor } from '../steps';

/** Edges that are looked at before anyone may breathe, about. */
const AT_ONCE = 200000;

/**
 * Rounds in which neighbours pull each other and push others away, in place: UMAP's, but that all rows move at once,
 * `slots` times an epoch; see docs/decisions/map.md. A device, where there is one, does the first epochs as this thread
 * does: only where that was clearly quicker, and all rows stand at the same places, it does the rest. Where it fails,
 * this thread goes on from where rows stood last.
 *
 * @param onLayout told the layout after every epoch, or every few of them; the array is reused.
 */
export function* pullTogether(
  layout: Float32Array,
  work: PullWork,
  device?: PullDevice,
  onLayout?: (layout: Float32Array) => void,
): Steps<void> {
  const { epochs: total } = work;
  let here = openPull(work, layout);
  let done = 0;
  let isBehind = false;
  if (device !== undefined && total > device.tried) {
    let session: PullSession | undefined;
    try {
      session = yield* waitFor(device.open(work, layout), 0, total);
      const alone = () => {
        for (; done < device.tried; done++) drain(pullOnce(here, work, done));
        layout.set(here.layout());
      };
      const first = session && (yield* waitFor(session.tryFirst(device.tried, alone), 0, total));
      if (session !== undefined && first !== undefined && isSame(first, layout)) {
        while (done < total) {
          const next = yield* waitFor(session.run(done), done, total);
          if (!next.layout.every(Number.isFinite)) throw new Error('rows are nowhere');
          layout.set(next.layout);
          isBehind = true;
          done = next.epochs;
          onLayout?.(layout);
          yield { done, total };
        }
      }
    } catch {
      // One that is lost is no fault: this thread can do without.
    }
    session?.close(done === total);
  }
  if (isBehind) {
    here.close();
    if (done === total) return;
    here = openPull(work, layout);
  }
  for (; done < total; done++) {
    for (const part of pullOnce(here, work, done))
      yield { done: done + part.done / part.total, total };
    layout.set(here.layout());
    onLayout?.(layout);
    yield { done: done + 1, total };
  }
  here.close();
}

/** One epoch on this thread; yields now and then how much of it is done. */
function* pullOnce(here: PullRows, work: PullWork, done: number): Steps<void> {
  const { rows, slots, edges, keys, rates } = work;
  const each = edges.length / 2 / slots / rows;
  const many = Math.max(1, Math.ceil(AT_ONCE / each));
  let since = 0;
  for (let slot = 0; slot < slots; slot++)
    for (let first = 0; first < rows; first += many) {
      const end = Math.min(rows, first + many);
      here.pull(slot, done + 1, keys[done], rates[done], first, end);
      if ((since += (end - first) * each) < AT_ONCE) continue;
      since = 0;
      yield { done: slot + end / rows, total: slots };
    }
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  for (let at = 0; at < b.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
