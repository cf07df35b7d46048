import type { Plan } from '../core/study';
import type { CustomerHints, OpenedCustomers } from '../study/open-customers';
import type { FinishedStudy } from '../study/open-space';
import type { StudyPorts } from '../study/study-ports';
import type { Store } from '../store/store';
import type { Applied, OpenedSummary } from './lab-contract';

/** The file that is open. */
export interface Source {
  readonly file: Blob;
  readonly name: string;
  readonly hints: CustomerHints;
  readonly opened: OpenedCustomers;
  /** Of the columns as they are found without hints. */
  readonly shape: string;
  /** The plan before the person changes anything; absent where the study was finished before. */
  readonly settled?: Plan;
  readonly applied?: Applied | undefined;
  /** What was taken when the same file was read before. */
  readonly appliedBefore?: Applied | undefined;
}

/** What the parts of the lab share: what is open, and where results are kept. */
export interface LabContext {
  readonly store: Store;
  readonly ports: StudyPorts;
  /** @throws Fault unexpected when no file is open. */
  current(): Source;
  /** @throws Fault unexpected when no study is finished. */
  finished(): FinishedStudy;
  /** Takes another plan for the finished study, and the names of its segments. */
  keepPlan(plan: Plan, given: Readonly<Record<number, string>>): Promise<void>;
  /** A list of columns and rows as the page shows it. */
  summarise(): Promise<OpenedSummary>;
}
