import { type Trial, WITHIN } from './segment-model';
import { probit } from './traits';

/** How much of a file a segment holds, before and now. */
export interface ShareShift {
  /** Customers in it, of the first file and of the next one. */
  readonly before: number;
  readonly now: number;
  /** Shares of those who take part, 0 to 1. */
  readonly shareBefore: number;
  readonly shareNow: number;
  /** What placing itself adds to a share, by the trial. */
  readonly drift: number;
  /** Bounds of the change of the share without that; they hold for all segments at once, 95 times in 100. */
  readonly low: number;
  readonly high: number;
  /** Whether the change is more than chance: the bounds are both above or both below 0. */
  readonly change: 'more' | 'less' | 'same';
}

/** How often any of the bounds may miss. */
const MISSED = 0.05;

/**
 * How the shares of segments differ between two files.
 *
 * Bounds are Newcombe's (1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I,
 * method 10: Wilson bounds of both shares joined), widened by what is uncertain about the drift, and by
 * Bonferroni for the number of segments.
 *
 * @param before,now customers of each segment; `all` those who take part, in no segment too.
 */
export function findShifts(
  before: { readonly sizes: readonly number[]; readonly all: number },
  now: { readonly sizes: readonly number[]; readonly all: number },
  trial: Trial,
): ShareShift[] {
  const z = probit(1 - MISSED / (2 * Math.max(1, before.sizes.length)));
  return before.sizes.map((size, label) => {
    const first = wilson(size, before.all, z);
    const next = wilson(now.sizes[label], now.all, z);
    const moved = (trial.won[label] - trial.lost[label]) / Math.max(1, trial.rows);
    const stirred = (trial.won[label] + trial.lost[label]) / Math.max(1, trial.rows);
    const unsure = (z ** 2 * Math.max(0, stirred - moved ** 2)) / Math.max(1, trial.rows);
    const difference = next.share - first.share - moved;
    const low =
      difference -
      Math.sqrt((next.share - next.low) ** 2 + (first.high - first.share) ** 2 + unsure);
    const high =
      difference +
      Math.sqrt((next.high - next.share) ** 2 + (first.share - first.low) ** 2 + unsure);
    return {
      before: size,
      now: now.sizes[label],
      shareBefore: first.share,
      shareNow: next.share,
      drift: moved,
      low,
      high,
      change: low > 0 ? 'more' : high < 0 ? 'less' : 'same',
    };
  });
}

/** A share of customers with its bounds. */
export interface BoundedShare {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Wilson's score interval (1927, doi:10.1080/01621459.1927.10502953). Of nobody, anything may be so. */
export function wilson(count: number, all: number, z: number): BoundedShare {
  if (all === 0) return { share: 0, low: 0, high: 1 };
  const share = count / all;
  const middle = (share + z ** 2 / (2 * all)) / (1 + z ** 2 / all);
  const reach =
    (z / (1 + z ** 2 / all)) * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  return {
    share,
    low: count === 0 ? 0 : Math.max(0, middle - reach),
    high: count === all ? 1 : Math.min(1, middle + reach),
  };
}

/** Above this share of customers who fit nowhere the segments are out of date. */
export const MANY_MISFITS = 0.05;

/** How many customers fit nowhere, and what that says of the segments. */
export interface MisfitShare extends BoundedShare {
  readonly misfits: number;
  /** As many as customers like those of the first file would be. */
  readonly expected: number;
  /** Whether more do not fit than chance explains. */
  readonly unusual: boolean;
  /** Whether segments should be found anew: beyond chance more than 1 in 20 do not fit. */
  readonly outdated: boolean;
}

/** @param all customers of the next file who take part. */
export function judgeMisfits(misfits: number, all: number, trial: Trial): MisfitShare {
  const bounds = wilson(misfits, all, probit(1 - MISSED / 2));
  const expected = Math.max(1 - WITHIN, trial.rows === 0 ? 0 : trial.misfits / trial.rows);
  return {
    ...bounds,
    misfits,
    expected,
    unusual: bounds.low > expected,
    outdated: bounds.low > MANY_MISFITS,
  };
}
