import { adjustForMany } from '../measure/false-discoveries';
import { studentQuantile, studentTails } from '../measure/student';

/** How a figure goes with a theme. */
export interface ThemeEffect {
  readonly theme: number;
  /** Customers with the theme whose figure is known, and all others who say something. */
  readonly with: number;
  readonly without: number;
  readonly meanWith: number;
  readonly meanWithout: number;
  /** Mean of those with the theme, less that of those without; its 95 % interval by Welch. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Mean of all, less the mean of all without the theme: how much of the mean of all is the theme's. */
  readonly moves: number;
  readonly movesLow: number;
  readonly movesHigh: number;
  /** How likely so large a difference is by chance, adjusted for the number of themes. */
  readonly chance: number;
}

export interface FigureEffects {
  /** Customers who say something and whose figure is known. */
  readonly customers: number;
  readonly mean: number;
  /** By theme; those with fewer than two customers on either side have no interval (NaN). */
  readonly effects: readonly ThemeEffect[];
}

const OUTSIDE = 0.05;

/**
 * The difference that goes with each theme: an association, since nobody was told what to say.
 *
 * All less all without is the share of customers with the theme times the difference. Its interval takes both
 * as uncertain: Var = share^2 Var(difference) + difference^2 share (1 - share) / n.
 *
 * @param values the figure of each customer who says something, NaN where it is not known.
 * @param has for each theme the places among `values` of the customers who have it.
 * @see Welch 1947, doi:10.1093/biomet/34.1-2.28
 */
export function findEffects(values: Float64Array, has: readonly Int32Array[]): FigureEffects {
  const all = summarise(values);
  const found = has.map((places, theme) => {
    const own = summarise(Float64Array.from(places, (at) => values[at]));
    const rest = minus(all, own);
    const difference = own.mean - rest.mean;
    const share = all.count === 0 ? 0 : own.count / all.count;
    const moves = rest.count === 0 ? Number.NaN : share * difference;
    const told = {
      theme,
      with: own.count,
      without: rest.count,
      meanWith: own.mean,
      meanWithout: rest.mean,
      difference,
      moves,
    };
    const [a, b] = [own, rest].map(({ count, squares }) => squares / (count - 1) / count);
    const error = Math.sqrt(a + b);
    if (own.count < 2 || rest.count < 2 || !(error > 0)) {
      const none = Number.NaN;
      return { ...told, low: none, high: none, movesLow: none, movesHigh: none, p: none };
    }
    const freedom = (a + b) ** 2 / (a ** 2 / (own.count - 1) + b ** 2 / (rest.count - 1));
    const t = studentQuantile(OUTSIDE, freedom);
    const movesError = Math.sqrt(
      share ** 2 * error ** 2 + (difference ** 2 * share * (1 - share)) / all.count,
    );
    return {
      ...told,
      low: difference - t * error,
      high: difference + t * error,
      movesLow: moves - t * movesError,
      movesHigh: moves + t * movesError,
      p: studentTails(difference / error, freedom),
    };
  });
  const adjusted = adjustForMany(found.map(({ p }) => p));
  return {
    customers: all.count,
    mean: all.mean,
    effects: found.map(({ p, ...effect }, at) => ({
      ...effect,
      chance: Number.isNaN(p) ? p : adjusted[at],
    })),
  };
}

interface Summary {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared differences from the mean. */
  readonly squares: number;
}

function summarise(values: Float64Array): Summary {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count++;
    const off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
  }
  return { count, mean: count === 0 ? Number.NaN : mean, squares };
}

/** The summary of all but some of them (Chan, Golub and LeVeque 1983, backwards). */
function minus(all: Summary, own: Summary): Summary {
  const count = all.count - own.count;
  if (own.count === 0) return all;
  if (count === 0) return { count, mean: Number.NaN, squares: 0 };
  const mean = (all.mean * all.count - own.mean * own.count) / count;
  const squares =
    all.squares - own.squares - ((own.mean - mean) ** 2 * own.count * count) / all.count;
  return { count, mean, squares: Math.max(0, squares) };
}
