import { Fault } from '../core/fault';
import type { Correction } from '../core/corrections/correction';
import { keysOf, type Plan } from '../core/study';
import {
  type Asked,
  keyRows,
  type KeyedRows,
  makeCorrection,
  reviewCorrections,
  type ReviewedCorrection,
} from '../study/make-correction';
import type { Outcome } from '../study/outcome';
import { type PlanPreview, previewPlan } from '../study/preview-plan';
import type { LabContext } from './lab-context';
import { openLink } from './link';

export interface CorrectionsLab {
  /**
   * What the person asks for, so that it can be replayed.
   *
   * @param names of the segments, as they are shown.
   */
  makeCorrections(asked: readonly Asked[], names: readonly string[]): Promise<Correction[]>;
  /** Takes corrections that change names at most; returns the names that they give. */
  keepCorrections(corrections: readonly Correction[]): Promise<Readonly<Record<number, string>>>;
  /** What became of every correction of the finished study. */
  reviewCorrections(): Promise<readonly ReviewedCorrection[]>;
  /** Who would move under another plan; nothing is kept of it. */
  previewPlan(plan: Plan, port: MessagePort): Promise<PlanPreview>;
}

export function createCorrectionsLab(context: LabContext): CorrectionsLab {
  const { ports, current, finished } = context;
  const keyed = new WeakMap<Outcome, KeyedRows>();

  function keyedRows(): KeyedRows {
    const { plan, outcome } = finished();
    let known = keyed.get(outcome);
    if (known === undefined) {
      known = keyRows(current().opened.table, plan, outcome);
      keyed.set(outcome, known);
    }
    return known;
  }

  return {
    async makeCorrections(asked, names) {
      const study = { ...finished(), names };
      return asked.map((one) => makeCorrection(one, study, keyedRows()));
    },

    async keepCorrections(corrections) {
      const { plan, outcome } = finished();
      const { key } = current().opened;
      const changed = { ...plan, corrections };
      if (keysOf(key, changed).outcome !== keysOf(key, plan).outcome)
        throw new Fault('unexpected', { message: 'these corrections change the segments' });
      const { names } = reviewCorrections(changed, outcome, keyedRows());
      await context.keepPlan(changed, names);
      return names;
    },

    async reviewCorrections() {
      const { plan, outcome } = finished();
      return reviewCorrections(plan, outcome, keyedRows()).reviewed;
    },

    async previewPlan(plan, port) {
      const link = openLink<never>(port);
      try {
        const { table, key } = current().opened;
        return await previewPlan(table, key, plan, finished().outcome, ports, link.watch);
      } finally {
        link.close();
      }
    },
  };
}
