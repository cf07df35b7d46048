import type { Watch } from '../core/ports';
import { keysOf, type Plan } from '../core/study';
import type { Table } from '../core/table/table';
import { findNear, findSpace, type NearSpace, type Space } from './find-space';
import { createKeep, type Keep } from './keep-results';
import type { Outcome } from './outcome';
import type { StudyPorts, StudyWatch } from './study-ports';

/** A study whose results are kept, to be looked into again. */
export interface KeptStudy {
  readonly table: Table;
  /** Of the file as it is read. */
  readonly tableKey: string;
  readonly plan: Plan;
  readonly ports: StudyPorts;
}

/** A study that has its segments. */
export interface FinishedStudy extends KeptStudy {
  readonly outcome: Outcome;
}

/** Keeps results beside those of the study; storage that is full has been told of before. */
export const keepIn = ({ ports }: Pick<KeptStudy, 'ports'>): Keep =>
  createKeep(ports.results, () => undefined);

/** Hears progress, but neither stages nor parts of what was shown before. */
export const quietly = (watch: Watch): StudyWatch => ({
  ...watch,
  first: false,
  stage: () => undefined,
  part: () => undefined,
});

/**
 * The space that a study was found in; what is kept of it is not made again.
 *
 * @throws Fault stopped
 */
export function openSpace(study: KeptStudy, watch: Watch, keep = keepIn(study)): Promise<Space> {
  const { table, tableKey, plan, ports } = study;
  return findSpace(table, plan, keysOf(tableKey, plan), ports, quietly(watch), keep);
}

/** The same as far as who is near whom. */
export function openNearSpace(study: KeptStudy, watch: Watch): Promise<NearSpace> {
  const { table, tableKey, plan, ports } = study;
  return findNear(table, plan, keysOf(tableKey, plan), ports, quietly(watch), keepIn(study));
}
