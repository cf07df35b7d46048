import type { NearJob } from '../core/ports';

/** Dispatches that are submitted together, at most. */
export const PASSES = 512;

/** One dispatch: rows that list, and the others `from ..< to`; see the shader. */
interface Pass {
  readonly first: number;
  readonly count: number;
  readonly paired: boolean;
  readonly from: number;
  readonly to: number;
}

/** Some of the jobs, to be submitted at once. */
interface Batch {
  readonly passes: readonly Pass[];
  readonly names: Int32Array;
  readonly jobs: number;
  /** Pairs of rows and others, each of two rows that list one another twice. */
  readonly pairs: number;
}

/**
 * The jobs from `at` on, until they have enough pairs.
 *
 * @param room for names, as many as the longest job asks for at least.
 */
export function planBatch(
  jobs: readonly NearJob[],
  at: number,
  enough: number,
  room: number,
): Batch {
  const names = new Int32Array(room);
  const passes: Pass[] = [];
  let [named, pairs, end] = [0, 0, at];
  const add = (pass: Pass) => {
    if (pass.count === 0 || pass.from >= pass.to) return;
    passes.push(pass);
    pairs += pass.count * (pass.to - pass.from);
  };
  while (end < jobs.length && passes.length + 2 <= PASSES && (end === at || pairs < enough)) {
    const job = jobs[end];
    const { from, to } = job;
    if ('asking' in job) {
      if (named + job.asking.length > room) break;
      names.set(job.asking, named);
      add({ first: named, count: job.asking.length, paired: false, from, to });
      named += job.asking.length;
      end++;
      continue;
    }
    // Tiles that follow one another are done as one.
    let { upTo } = job;
    for (end++; end < jobs.length && pairs + 2 * (upTo - from) * (to - from) < enough; end++) {
      const next = jobs[end];
      if ('asking' in next || next.from !== upTo || next.to !== to) break;
      ({ upTo } = next);
    }
    add({ first: from, count: to - from, paired: true, from, to: upTo });
    add({ first: from, count: upTo - from, paired: true, from: upTo, to });
  }
  return { passes, names: names.subarray(0, named), jobs: end - at, pairs };
}
