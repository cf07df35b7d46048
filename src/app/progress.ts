/** How far the work is, for people: a count that is true and a time that follows from it. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Undefined until enough was seen to tell. */
  readonly secondsLeft: number | undefined;
}

/** Seconds of the past that the speed is taken from. */
const WINDOW = 6;
const ENOUGH = 1;

/** Follows one stage of work. */
export interface ProgressMeter {
  /** @param now in seconds. */
  note(done: number, total: number, now: number): Progress;
}

export function createProgressMeter(): ProgressMeter {
  let seen: { done: number; at: number }[] = [];
  return {
    note(done, total, now) {
      seen = seen.filter(({ at }) => now - at <= WINDOW);
      seen.push({ done, at: now });
      const [first] = seen;
      const elapsed = now - first.at;
      const speed = elapsed < ENOUGH ? 0 : (done - first.done) / elapsed;
      return {
        done,
        total,
        secondsLeft: speed > 0 ? Math.max(0, (total - done) / speed) : undefined,
      };
    },
  };
}
