import { keysOf } from '../core/study';
import { type CustomerMood, readCustomerMood } from '../study/customer-mood';
import { type MoodSource, openMoodSource } from '../study/moods';
import { findMoods, maybeMoods, type StudyMoods } from '../study/segment-moods';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** How customers feel, and what they say they will do. */
export interface MoodLab {
  /** Of the finished study; undefined where there are no texts in a language that moods are read in. */
  moods(port: MessagePort): Promise<StudyMoods | undefined>;
  /** The moods of the finished study that are kept. */
  keptMoods(): Promise<StudyMoods | undefined>;
  /** Clause by clause; undefined for a row that says nothing. */
  customerMood(row: number, port: MessagePort): Promise<CustomerMood | undefined>;
}

export function createMoodLab(context: LabContext): MoodLab {
  let open: { readonly key: string; readonly source: MoodSource | undefined } | undefined;

  return {
    async moods(port) {
      const link = openLink<never>(port);
      try {
        return await findMoods(context.finished(), link.watch);
      } finally {
        link.close();
      }
    },

    keptMoods: () => maybeMoods(context.finished()),

    async customerMood(row, port) {
      const link = openLink<never>(port);
      try {
        const study = context.finished();
        const { encode: key } = keysOf(study.tableKey, study.plan);
        if (open?.key !== key) open = { key, source: await openMoodSource(study) };
        const { source } = open;
        return source && (await readCustomerMood(source, row, link.watch));
      } finally {
        link.close();
      }
    },
  };
}
