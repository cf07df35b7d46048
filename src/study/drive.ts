import { Fault } from '../core/fault';
import type { Watch } from '../core/ports';
import type { Steps } from '../core/steps';

/** How long a computation may hold its thread before messages (a stop, a question) are let in. */
const BREATH = 12;
/** How often progress is told. */
const TELL = 100;

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();
// In Node an open port would keep the process alive.
(channel.port1 as { unref?: () => void }).unref?.();

/** For work that nobody waits for. */
export const NOBODY_WAITS: Watch = {
  signal: new AbortController().signal,
  report: () => undefined,
};

/** Lets pending messages in; much quicker than a timer, which browsers hold back to 4 ms. */
export function breathe(): Promise<void> {
  return new Promise<void>((resolve) => {
    waiting.push(resolve);
    (channel.port1 as { ref?: () => void }).ref?.();
    channel.port2.postMessage(null);
  }).then(() => {
    if (waiting.length === 0) (channel.port1 as { unref?: () => void }).unref?.();
  });
}

/** @throws Fault stopped */
export function heed(watch: Watch): void {
  if (watch.signal.aborted) throw new Fault('stopped');
}

/**
 * Walks a computation on this thread, breathing often enough that a stop is heard at once.
 *
 * @throws Fault stopped
 */
export async function drive<T>(steps: Steps<T>, watch: Watch): Promise<T> {
  let breath = performance.now();
  let told = -Infinity;
  heed(watch);
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      const { done, total, until } = step.value;
      if (until !== undefined) await until;
      const now = performance.now();
      if (now - told > TELL) {
        told = now;
        watch.report(done, total);
      }
      if (now - breath > BREATH) {
        await breathe();
        heed(watch);
        breath = performance.now();
      }
    }
  } finally {
    // What it holds elsewhere is let go, too, where it was stopped halfway.
    steps.return(undefined as T);
  }
}
