import type { Watch } from '../core/ports';

const WHOLE = 1000;

/** The same watch for a part of the work, whose end is not the end of all: from 0 to 1. */
export function partOfWork({ signal, report }: Watch, from: number, to: number): Watch {
  return {
    signal,
    report: (done, total) =>
      report(WHOLE * (from + ((to - from) * done) / Math.max(1, total)), WHOLE),
  };
}
