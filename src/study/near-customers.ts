import { findLookAlikes, type LookAlike, usualDistance } from '../core/graph/look-alikes';
import { findDuplicates, findOutliers, type Outlier } from '../core/graph/outliers';
import type { Watch } from '../core/ports';
import type { Prepared } from '../core/prepare/prepare-customers';
import type { NearSpace } from './find-space';
import { type KeptStudy, openNearSpace } from './open-space';

/** Customers who are told as unusual, at most. */
const MOST_UNUSUAL = 50;
/** Squared distance, beside the usual one, up to which customers may be the same in everything. */
const NEAR = 1e-5;

/** Customers who stand alone, and customers who are the same; all are rows of the file. */
export interface Unusual {
  /** The farthest from their neighbours first. */
  readonly alone: readonly Outlier[];
  /** Groups of two or more who are the same in all that is compared. */
  readonly same: readonly (readonly number[])[];
}

/** Who is near whom in a finished study. */
export interface NearCustomers {
  /** @returns rows of the file, the most alike first; undefined for a row that takes no part. */
  lookAlikes(row: number, count: number): LookAlike[] | undefined;
  unusual(): Unusual;
}

/**
 * Opens the neighbours of a finished study.
 *
 * @throws Fault stopped
 */
export async function openNear(study: KeptStudy, watch: Watch): Promise<NearCustomers> {
  return nearOf(await openNearSpace(study, watch));
}

/** The same of a space at hand. */
export function nearOf({
  prepared,
  graph,
  matrix,
}: Pick<NearSpace, 'prepared' | 'graph' | 'matrix'>): NearCustomers {
  const { order } = prepared;
  const usual = usualDistance(matrix);
  const customerOf = new Int32Array(prepared.fileRows).fill(-1);
  order.forEach((row, customer) => {
    customerOf[row] = customer;
  });
  return {
    lookAlikes(row, count) {
      const customer = customerOf[row];
      if (customer === undefined || customer < 0) return undefined;
      return findLookAlikes(graph, customer, count, usual).map(({ row: other, likeness }) => ({
        row: order[other],
        likeness,
      }));
    },
    unusual() {
      const same = findDuplicates(graph, NEAR * usual, (a, b) => isSame(prepared, a, b));
      return {
        alone: findOutliers(graph, MOST_UNUSUAL).map(({ row, times }) => ({
          row: order[row],
          times,
        })),
        same: same
          .map((group) => group.map((customer) => order[customer]).sort((a, b) => a - b))
          .sort((a, b) => b.length - a.length || a[0] - b[0]),
      };
    },
  };
}

function isSame({ textOf, numbers, dates, categories }: Prepared, a: number, b: number): boolean {
  return (
    textOf[a] === textOf[b] &&
    [...numbers, ...dates].every(({ values }) => Object.is(values[a], values[b])) &&
    categories.every(({ codes }) => codes[a] === codes[b])
  );
}
