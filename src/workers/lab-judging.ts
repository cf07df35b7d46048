import type { Judged } from '../study/judge-segments';
import { judgeOutcome, maybeJudged, measureOutcome } from '../study/judge-outcome';
import { type Curves, curvesKey } from '../study/measure-curves';
import { keysOf } from '../core/study';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** Curves as they grow. */
export interface CurvesEvent {
  readonly curves: Curves;
}

/** How real segments are, and what other numbers of them would be like. */
export interface JudgingLab {
  /** Judges the segments of the finished study; undefined where its method cannot be judged. */
  judge(port: MessagePort): Promise<Judged | undefined>;
  /** The judgement of the finished study that is kept. */
  judgement(): Promise<Judged | undefined>;
  /** Measures other numbers of segments, telling of each; goes on where it was stopped. */
  measure(port: MessagePort): Promise<Curves | undefined>;
}

export function createJudgingLab(context: LabContext): JudgingLab {
  /** What was measured before a stop. */
  let begun: { readonly key: string; readonly curves: Curves } | undefined;

  return {
    async judge(port) {
      const link = openLink<never>(port);
      try {
        return await judgeOutcome(context.finished(), link.watch);
      } finally {
        link.close();
      }
    },

    judgement: () => maybeJudged(context.finished(), context.store.results),

    async measure(port) {
      const link = openLink<CurvesEvent>(port);
      try {
        const finished = context.finished();
        const key = curvesKey(keysOf(finished.tableKey, finished.plan).compare, finished.plan);
        const known = begun?.key === key ? begun.curves : undefined;
        const tell = (curves: Curves) => {
          begun = { key, curves };
          link.tell({ curves });
        };
        return await measureOutcome(finished, link.watch, tell, known);
      } finally {
        link.close();
      }
    },
  };
}
