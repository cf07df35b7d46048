import * as Comlink from 'comlink';
import { Fault } from '../core/fault';

/** A worker that is talked to through comlink and known to be alive. */
export interface RemoteRoom<T> {
  readonly remote: Comlink.Remote<T>;
  /** Waits for an answer, but no longer than the worker lives. */
  call<R>(answer: Promise<R>): Promise<R>;
  close(): void;
}

/** Silence, in milliseconds, after which a worker is asked whether it is there. */
const QUIET = 4000;

/**
 * Promises to a worker that died never settle, and not every death is announced; so whoever waits
 * asks now and then for a sign of life. A worker in the middle of a long computation answers when it
 * next breathes.
 *
 * @param patience milliseconds that a living worker may take to answer.
 */
export function openRoom<T extends { ping(): Promise<void> }>(
  worker: Worker,
  patience: number,
): RemoteRoom<T> {
  const remote = Comlink.wrap<T>(worker);
  let died: (fault: Fault) => void = () => undefined;
  const death = new Promise<never>((_, reject) => {
    died = reject;
  });
  death.catch(() => undefined);
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    died(new Fault('worker-died', { message: event.message ?? '' }));
  });
  worker.addEventListener('messageerror', () => died(new Fault('worker-died')));

  async function watch(until: Promise<unknown>): Promise<void> {
    let waiting = true;
    const end = () => {
      waiting = false;
    };
    until.then(end, end);
    while (waiting) {
      await pause(QUIET);
      if (!waiting) return;
      const answered = await Promise.race([
        (remote.ping as () => Promise<void>)().then(
          () => true,
          () => false,
        ),
        until.then(
          () => true,
          () => true,
        ),
        pause(patience).then(() => false),
      ]);
      if (!answered) died(new Fault('worker-died', { message: 'no answer' }));
    }
  }

  return {
    remote,
    call(answer) {
      void watch(answer);
      return Promise.race([answer, death]);
    },
    close() {
      died(new Fault('worker-died', { message: 'closed' }));
      worker.terminate();
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
