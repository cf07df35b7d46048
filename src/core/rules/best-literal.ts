import { isOrdered, type RuleColumn } from './rule-column';

/** A condition on one column: which of its places meet it, the last standing for nothing known. */
export interface Literal {
  readonly column: number;
  readonly met: Uint8Array;
  readonly shape:
    | { readonly kind: 'range'; readonly from: number; readonly to: number }
    | { readonly kind: 'levels'; readonly places: readonly number[]; readonly not: boolean }
    | { readonly kind: 'empty'; readonly not: boolean };
}

/** Customers by place of a column, weighed. */
export interface Histogram {
  readonly inside: Float64Array;
  readonly outside: Float64Array;
}

/** What is already fitting, so that a condition is judged with it. */
export interface Base {
  /** Weight of the segment. */
  readonly size: number;
  readonly both: number;
  readonly fitting: number;
}

/** Levels that a person would still read in one condition. */
const MOST_SAID = 5;

/**
 * The condition on one column that makes F1 greatest, given which customers meet all other conditions.
 *
 * F1 = 2 both / (size + fitting) is at least f exactly where 2 both - f fitting is at least f size, and
 * the left side is a sum over places: for a given f the best range is the one with the greatest sum, the
 * best set of levels all with a positive one. f is raised to what was reached until nothing is gained
 * (Dinkelbach 1967, doi:10.1287/mnsc.13.7.492), so the range is the best of all ranges.
 *
 * @returns undefined where no condition leaves anybody out to advantage; with the F1 reached.
 */
export function bestLiteral(
  column: RuleColumn,
  at: number,
  histogram: Histogram,
  base: Base,
): { literal: Literal; f1: number } | undefined {
  const { bins } = column;
  const found: { literal: Literal; f1: number }[] = [];
  const offer = (shape: Literal['shape'], met: Uint8Array) => {
    found.push({ literal: { column: at, met, shape }, f1: f1With(met, histogram, base) });
  };
  const some = histogram.inside[bins] + histogram.outside[bins] > 0;
  if (some) offer({ kind: 'empty', not: false }, mark(bins, [bins]));
  if (isOrdered(column)) {
    const { from, to } = bestRange(bins, histogram, base);
    const whole = from === 0 && to === bins - 1;
    const places = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    if (!whole) offer({ kind: 'range', from, to }, mark(bins, places));
    else if (some) offer({ kind: 'empty', not: true }, mark(bins, places));
  } else {
    const places = bestLevels(bins, histogram, base);
    const taken = new Set(places);
    const rest = Array.from({ length: bins }, (_, place) => place).filter(
      (place) => !taken.has(place),
    );
    const gain = (place: number) => histogram.inside[place];
    if (places.length > 0 && rest.length > 0) {
      const said =
        places.length <= MOST_SAID
          ? places
          : [...places].sort((a, b) => gain(b) - gain(a) || a - b).slice(0, MOST_SAID);
      said.sort((a, b) => a - b);
      offer({ kind: 'levels', places: said, not: false }, mark(bins, said));
      const missing = histogram.inside[bins] + histogram.outside[bins] > 0;
      if (
        rest.length <= MOST_SAID &&
        (missing || rest.length < said.length || places.length > MOST_SAID)
      )
        offer({ kind: 'levels', places: rest, not: true }, mark(bins, [...places, bins]));
    } else if (some && rest.length === 0) offer({ kind: 'empty', not: true }, mark(bins, places));
  }
  return found.reduce<(typeof found)[number] | undefined>(
    (best, one) => (best === undefined || one.f1 > best.f1 ? one : best),
    undefined,
  );
}

function mark(bins: number, places: readonly number[]): Uint8Array {
  const met = new Uint8Array(bins + 1);
  for (const place of places) met[place] = 1;
  return met;
}

function f1With(met: Uint8Array, { inside, outside }: Histogram, base: Base): number {
  let { both, fitting } = base;
  for (let place = 0; place < met.length; place++)
    if (met[place] === 1) {
      both += inside[place];
      fitting += inside[place] + outside[place];
    }
  return (2 * both) / (base.size + fitting);
}

/** Rounds of raising f: each gains, and few are ever needed. */
const ROUNDS = 20;

function bestRange(
  bins: number,
  { inside, outside }: Histogram,
  base: Base,
): { from: number; to: number } {
  let best = { from: 0, to: bins - 1 };
  let reached = 0;
  let f = -1;
  for (let round = 0; round < ROUNDS; round++) {
    if (round === 0) {
      f = fOf(best.from, best.to);
      reached = f;
    }
    // The greatest sum of neighbours (Kadane); the longer of two equal ones begins earlier.
    let [sum, from, most] = [0, 0, Number.NEGATIVE_INFINITY];
    let next = best;
    for (let place = 0; place < bins; place++) {
      if (sum < 0) [sum, from] = [0, place];
      sum += (2 - f) * inside[place] - f * outside[place];
      if (sum > most) [most, next] = [sum, { from, to: place }];
    }
    const now = fOf(next.from, next.to);
    if (!(now > reached + 1e-12)) break;
    [best, reached, f] = [next, now, now];
  }
  return best;

  function fOf(from: number, to: number): number {
    let { both, fitting } = base;
    for (let place = from; place <= to; place++) {
      both += inside[place];
      fitting += inside[place] + outside[place];
    }
    return (2 * both) / (base.size + fitting);
  }
}

function bestLevels(bins: number, { inside, outside }: Histogram, base: Base): number[] {
  let best = Array.from({ length: bins }, (_, place) => place);
  let reached = fOf(best);
  for (let round = 0; round < ROUNDS; round++) {
    const f = reached;
    const next = Array.from({ length: bins }, (_, place) => place).filter(
      (place) => (2 - f) * inside[place] - f * outside[place] > 0,
    );
    const now = fOf(next);
    if (!(now > reached + 1e-12)) break;
    [best, reached] = [next, now];
  }
  return best;

  function fOf(places: readonly number[]): number {
    let { both, fitting } = base;
    for (const place of places) {
      both += inside[place];
      fitting += inside[place] + outside[place];
    }
    return (2 * both) / (base.size + fitting);
  }
}
