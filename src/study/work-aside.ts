import type { StudyWatch } from './study-ports';

/** Work that may go on while other work is done. */
export interface Aside<T> {
  /** Its result; from now on its progress is told. */
  finish(): Promise<T>;
  /** Gives it up, if it is not done. */
  stop(): void;
}

/**
 * @param atOnce whether it begins now; else when its result is asked for.
 * @param make given a watch that says stop with the outer one, or by `stop`.
 */
export function workAside<T>(
  watch: StudyWatch,
  atOnce: boolean,
  make: (watch: StudyWatch) => Promise<T>,
): Aside<T> {
  const own = new AbortController();
  const stop = () => own.abort();
  watch.signal.addEventListener('abort', stop, { once: true });
  if (watch.signal.aborted) stop();
  let told = !atOnce;
  const begin = () =>
    make({
      ...watch,
      signal: own.signal,
      report: (done, total) => told && watch.report(done, total),
    });
  let work = atOnce ? begin() : undefined;
  // It is heard of by whoever asks for the result.
  work?.catch(() => undefined);
  return {
    finish() {
      told = true;
      return (work ??= begin());
    },
    stop() {
      watch.signal.removeEventListener('abort', stop);
      stop();
    },
  };
}
