import type { Verdict } from './verdict';

/** What one run is preferred to another by; what is unknown is absent. */
export interface RunFigures {
  /** Share of the segments that comes back when a part of the customers is segmented anew, 0 to 1. */
  readonly stability?: number;
  readonly verdict?: Verdict;
  /** Share of the customers who have a segment, 0 to 1. */
  readonly coverage: number;
  /** Segments with enough customers to act on, as `countFit` counts them. */
  readonly fit: number;
  /** Mean silhouette, -1 to 1; NaN with fewer than two segments. */
  readonly silhouette: number;
  /** Customers of the smallest segment. */
  readonly smallest: number;
  readonly customers: number;
  /** Silhouettes can be compared only where this is the same. */
  readonly space: string;
}

/** In the order in which they decide; `order` is that of the list, where nothing else decides. */
export const CRITERIA = [
  'several',
  'verdict',
  'stability',
  'coverage',
  'clarity',
  'number',
  'separation',
  'smallest',
] as const;
export type Criterion = (typeof CRITERIA)[number];

export interface Preference {
  /** Position in the list. */
  readonly best: number;
  /** What parted the best from each other one: by position; `order` where nothing did. */
  readonly decided: readonly (Criterion | 'order' | undefined)[];
}

/** The numbers of segments that people can act on. */
export const FEWEST_TO_ACT = 4;
export const MOST_TO_ACT = 8;

/** How far below the best one a run may be and still count as equal. */
const NEAR: Readonly<Record<Exclude<Criterion, 'clarity'>, number>> = {
  several: 0,
  verdict: 0,
  stability: 0.1,
  coverage: 0.05,
  number: 0,
  separation: 0.02,
  smallest: 0,
};

/** A run is far less clearly parted below this share of the silhouette of another. */
const CLEAR = 0.85;
/** Two segments are always parted more clearly: they must be so by half, as in `chooseNumber`. */
const CLEAR_OF_TWO = 2 / 3;

/** Beyond this segments come back reliably, and more is no better (Hennig 2007). */
const RELIABLE = 0.85;

const RANKS: Readonly<Record<Verdict, number>> = {
  natural: 3,
  reproducible: 2,
  constructed: 1,
  none: 0,
};

/** A segment of fewer than 1 % of the customers is too small, and one of fewer than ten. */
const LEAST_SHARE = 0.01;
const LEAST = 10;
/** In small files ten may be many: a twentieth is enough there. */
const LEAST_OF_FEW = 0.05;

/** The fewest customers that a segment needs to be acted on. */
export function leastToAct(customers: number): number {
  return Math.max(
    Math.ceil(customers * LEAST_SHARE),
    Math.min(LEAST, Math.ceil(customers * LEAST_OF_FEW)),
  );
}

/** How many segments have enough customers to act on. */
export function countFit(sizes: ArrayLike<number>, customers: number): number {
  const least = leastToAct(customers);
  return Array.from(sizes).filter((size) => size >= least).length;
}

/**
 * Prefers one of several runs, by elimination: criterion after criterion, whoever is clearly behind
 * the best of those still in leaves. So each decision can be told in a sentence with two figures, and
 * no sum of scores hides it.
 *
 * 1. several: fewer than two segments fit to act on are no segments.
 * 2. verdict: natural before reproducible before constructed before none.
 * 3. stability: more than 0.1 below the best leaves; from 0.85 on all are equally good.
 * 4. coverage: more than 0.05 below the best leaves.
 * 5. clarity: a silhouette below 0.85 of another one's leaves, of one with two segments below 2/3.
 * 6. number: four to eight segments fit to act on; else the nearest to that.
 * 7. separation: a silhouette more than 0.02 below the best leaves.
 * 8. smallest: whoever has a segment too small to act on leaves, where another has none.
 *
 * Whoever is first in the list is preferred among those left. A criterion that is unknown for one of
 * those still in is passed over.
 *
 * @throws RangeError without runs.
 */
export function preferRun(runs: readonly RunFigures[]): Preference {
  if (runs.length === 0) throw new RangeError('no runs to choose from');
  const decided: (Criterion | 'order' | undefined)[] = runs.map(() => undefined);
  let left = runs.map((_, i) => i);
  for (const criterion of CRITERIA) {
    if (left.some((i) => left.some((j) => !isComparable(runs[i], runs[j], criterion)))) continue;
    const held = left;
    left = held.filter((i) => {
      if (!held.some((j) => isBehind(runs[i], runs[j], criterion))) return true;
      decided[i] = criterion;
      return false;
    });
  }
  const [best, ...equal] = left;
  for (const i of equal) decided[i] = 'order';
  return { best, decided };
}

/**
 * What speaks for each of two runs, criterion by criterion: positive for the first, negative for the
 * second, 0 where they are as good as equal or one is unknown.
 */
export function weighRuns(a: RunFigures, b: RunFigures): Readonly<Record<Criterion, number>> {
  const weigh = (criterion: Criterion) =>
    isComparable(a, b, criterion)
      ? Number(isBehind(b, a, criterion)) - Number(isBehind(a, b, criterion))
      : 0;
  return {
    several: weigh('several'),
    verdict: weigh('verdict'),
    stability: weigh('stability'),
    coverage: weigh('coverage'),
    clarity: weigh('clarity'),
    number: weigh('number'),
    separation: weigh('separation'),
    smallest: weigh('smallest'),
  };
}

function isComparable(a: RunFigures, b: RunFigures, criterion: Criterion): boolean {
  if ((criterion === 'clarity' || criterion === 'separation') && a.space !== b.space) return false;
  return !Number.isNaN(worthOf(a, criterion) + worthOf(b, criterion));
}

/** Whether `a` is clearly behind `b`. */
function isBehind(a: RunFigures, b: RunFigures, criterion: Criterion): boolean {
  const [mine, theirs] = [worthOf(a, criterion), worthOf(b, criterion)];
  if (criterion !== 'clarity') return mine < theirs - NEAR[criterion] - 1e-9;
  return theirs > 0 && mine < theirs * (b.fit > 2 ? CLEAR : CLEAR_OF_TWO) - 1e-9;
}

/** More is better; NaN where it is unknown. */
function worthOf(run: RunFigures, criterion: Criterion): number {
  switch (criterion) {
    case 'several':
      return run.fit > 1 ? 1 : 0;
    case 'verdict':
      return run.verdict === undefined ? Number.NaN : RANKS[run.verdict];
    case 'stability':
      return Math.min(RELIABLE, run.stability ?? Number.NaN);
    case 'coverage':
      return run.coverage;
    case 'number':
      return -Math.max(0, FEWEST_TO_ACT - run.fit, run.fit - MOST_TO_ACT);
    case 'clarity':
    case 'separation':
      return run.silhouette;
    case 'smallest':
      return run.smallest >= leastToAct(run.customers) ? 1 : 0;
  }
}
