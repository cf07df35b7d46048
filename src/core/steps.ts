/** How far a piece of long work has come, in whatever unit it counts (rows, epochs, texts). */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/**
 * A computation that can be watched and stopped: it yields its progress at least every few
 * milliseconds and returns what it found. It never reads a clock; who drives it decides when to
 * breathe.
 */
export type Steps<T> = Generator<Progress, T, void>;

/** Runs a computation to its end in one go, for tests, benches and short work. */
export function drain<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Shows a computation as one unit of a longer one: from `at` to `at + 1` of `total`. */
export function* rescale<T>(steps: Steps<T>, at: number, total: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const part = step.value.total === 0 ? 0 : step.value.done / step.value.total;
    yield { done: at + part, total };
  }
}
