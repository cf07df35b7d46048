import {
  type Agreement,
  agreementOf,
  compareLabels,
  type LabelComparison,
} from '../core/measure/compare-runs';
import type { Watch } from '../core/ports';
import type { Table } from '../core/table/table';
import { carryOut } from './carry-out';
import { breathe } from './drive';
import type { Outcome, Segment } from './outcome';
import { partOfWork } from './part-of-work';
import { ABSENT, keptLabels, labelsIn, type Run } from './runs';
import { quietly } from './open-space';
import type { StudyPorts } from './study-ports';

/** One side of a comparison. */
export interface ComparedRun {
  readonly run: Run;
  readonly segments: readonly Segment[];
  /** By row of the file; -1 is no segment. */
  readonly labels: Int32Array;
  /** Names given by the person are kept under it. */
  readonly groupKey: string;
}

export interface RunComparison {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  /** Of the customers who take part in both. */
  readonly found: LabelComparison;
  /** For each customer compared the row of the file. */
  readonly rows: Int32Array;
  /** Customers who take part in one of the two only. */
  readonly apart: number;
  /** The map of the first run, by row of the file. */
  readonly map: Float32Array;
}

/**
 * Two runs side by side. A run that was only tried is drawn and named first; all else is kept.
 *
 * @throws Fault stopped, or what went wrong.
 */
export async function compareKept(
  table: Table,
  [a, b]: readonly [Run, Run],
  ports: StudyPorts,
  watch: Watch,
): Promise<RunComparison> {
  const outcomeA = await outcomeOf(table, a, ports, partOfWork(watch, 0, 0.5));
  const outcomeB = await outcomeOf(table, b, ports, partOfWork(watch, 0.5, 1));
  const [labelsA, labelsB] = [labelsIn(outcomeA), labelsIn(outcomeB)];
  const rows = sharedRows([labelsA, labelsB]);
  const either = labelsA.filter((label, row) => label > ABSENT || labelsB[row] > ABSENT).length;
  const side = (run: Run, { segments, labels, groupKey }: Outcome): ComparedRun => ({
    run,
    segments,
    labels,
    groupKey,
  });
  return {
    a: side(a, outcomeA),
    b: side(b, outcomeB),
    found: compareLabels(take(labelsA, rows), take(labelsB, rows)),
    rows,
    apart: either - rows.length,
    map: outcomeA.map,
  };
}

/**
 * How far one run agrees with each of several, over the customers who take part in both.
 *
 * @returns in the order of `others`; undefined where labels are no longer kept.
 */
export async function agreementsOfKept(
  run: Run,
  others: readonly Run[],
  ports: StudyPorts,
): Promise<(Agreement | undefined)[]> {
  const own = await keptLabels(run, ports.results);
  const found: (Agreement | undefined)[] = [];
  for (const other of others) {
    await breathe();
    const labels = await keptLabels(other, ports.results);
    if (own === undefined || labels === undefined) {
      found.push(undefined);
      continue;
    }
    const rows = sharedRows([own, labels]);
    found.push(agreementOf(take(own, rows), take(labels, rows)));
  }
  return found;
}

function outcomeOf(table: Table, run: Run, ports: StudyPorts, watch: Watch): Promise<Outcome> {
  return carryOut(table, run.tableKey, run.plan, ports, quietly(watch));
}

function sharedRows(labellings: readonly Int32Array[]): Int32Array {
  const [first] = labellings;
  const rows: number[] = [];
  for (let row = 0; row < first.length; row++)
    if (labellings.every((labels) => labels[row] > ABSENT)) rows.push(row);
  return Int32Array.from(rows);
}

const take = (labels: Int32Array, rows: Int32Array) => rows.map((row) => labels[row]);
