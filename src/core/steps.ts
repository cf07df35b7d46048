/** How far a piece of long work has come, in whatever unit it counts (rows, epochs, texts). */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is worked out elsewhere, to be waited for before the next step; see `waitFor`. */
  readonly until?: Promise<void>;
}

/**
 * A computation that can be watched and stopped: it yields its progress at least every few
 * milliseconds and returns what it found. It never reads a clock; who drives it decides when to
 * breathe.
 */
export type Steps<T> = Generator<Progress, T, void>;

/**
 * Runs a computation to its end in one go, for tests, benches and short work.
 *
 * @throws Error where it waits for something.
 */
export function drain<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (step.value.until !== undefined) throw new Error('nobody waits here');
  }
}

/**
 * Waits within a computation, which is so far, for what is worked out elsewhere.
 *
 * @throws what the promise is rejected with.
 */
export function* waitFor<T>(promise: Promise<T>, done = 0, total = 1): Steps<T> {
  let settle = (): T => {
    throw new Error('it was not waited for');
  };
  const until = promise.then(
    (value) => {
      settle = () => value;
    },
    (error: unknown) => {
      settle = () => {
        throw error;
      };
    },
  );
  yield { done, total, until };
  return settle();
}

/** Shows a computation as one unit of a longer one: from `at` to `at + 1` of `total`. */
export function* rescale<T>(steps: Steps<T>, at: number, total: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const { done, total: all, ...rest } = step.value;
    yield { ...rest, done: at + (all === 0 ? 0 : done / all), total };
  }
}
