import { dot, type Matrix, rowOf } from '../matrix';
import type { Steps } from '../steps';
import type { TextPart } from './split-texts';

/** Which themes each row belongs to: those of row i stand from starts[i] to starts[i + 1], the strongest first. */
export interface Membership {
  readonly starts: Int32Array;
  readonly themes: Int32Array;
  /** By how much, 0 to 1; those of a part add up to 1. */
  readonly weights: Float32Array;
}

/** A part also belongs to a theme that it is at least this near, as a share of how near it is to the nearest. */
export const ALSO = 0.85;
/** A part has this many themes at most. */
const MOST = 3;
/** A part is in no theme when it is so many standard deviations less near than the usual part of the theme. */
export const FAR = 5;
/** Where most parts of a theme are equally near, they need not all be: the least deviation. */
const EVEN = 0.01;
/** The standard deviation of a normal distribution over its median absolute deviation. */
const ROBUST = 1.4826;
/** A theme of a text holds this share of it at least. */
const LEAST = 0.1;

/**
 * The themes of each part, by closeness (cosine) to their centres. A part belongs to the nearest centre and
 * to every other that is at least 85 % as near, three at most, by weights in the ratio of the closeness. It
 * belongs to a theme only if it is no farther than is usual there: the median closeness of the parts that are
 * nearest to the theme, less 5 standard deviations (by the median deviation); and never where it is no
 * closer to it than to the middle of all texts (closeness 0). What is left with nothing is in no theme.
 *
 * @param rows one unit row per part; a zero row is in no theme.
 * @param centres one unit row per theme.
 */
export function* findMembership(rows: Matrix, centres: Matrix): Steps<Membership> {
  const near = new Float32Array(rows.rows * centres.rows);
  const nearest = new Int32Array(rows.rows).fill(-1);
  for (let row = 0, at = 0; row < rows.rows; row++) {
    const values = rowOf(rows, row);
    let best = 0;
    for (let theme = 0; theme < centres.rows; theme++, at++) {
      near[at] = dot(values, rowOf(centres, theme));
      if (near[at] > best) {
        best = near[at];
        nearest[row] = theme;
      }
    }
    if ((row & 255) === 255) yield { done: row, total: rows.rows };
  }
  const usual: number[][] = Array.from({ length: centres.rows }, () => []);
  nearest.forEach((theme, row) => {
    if (theme >= 0) usual[theme].push(near[row * centres.rows + theme]);
  });
  const least = usual.map(leastOf);
  const starts = new Int32Array(rows.rows + 1);
  const themes: number[] = [];
  const weights: number[] = [];
  for (let row = 0; row < rows.rows; row++) {
    const top = nearest[row] < 0 ? Infinity : near[row * centres.rows + nearest[row]];
    const own: { theme: number; closeness: number }[] = [];
    for (let theme = 0; theme < centres.rows; theme++) {
      const closeness = near[row * centres.rows + theme];
      if (closeness >= ALSO * top && closeness >= least[theme]) own.push({ theme, closeness });
    }
    own.sort((a, b) => b.closeness - a.closeness || a.theme - b.theme);
    own.length = Math.min(MOST, own.length);
    const whole = own.reduce((sum, { closeness }) => sum + closeness, 0);
    for (const { theme, closeness } of own) {
      themes.push(theme);
      weights.push(closeness / whole);
    }
    starts[row + 1] = themes.length;
  }
  return { starts, themes: Int32Array.from(themes), weights: Float32Array.from(weights) };
}

function leastOf(closeness: number[]): number {
  if (closeness.length === 0) return Infinity;
  const middle = medianOf(closeness);
  const spread = Math.max(EVEN, medianOf(closeness.map((value) => Math.abs(value - middle))));
  return Math.max(Number.MIN_VALUE, middle - FAR * ROBUST * spread);
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/**
 * The themes of texts from those of their parts, each part counting by its length; a theme that makes up less
 * than a tenth of a text is left out, unless it is its strongest.
 */
export function joinParts(of: readonly (readonly TextPart[])[], parts: Membership): Membership {
  const starts = new Int32Array(of.length + 1);
  const themes: number[] = [];
  const weights: number[] = [];
  of.forEach((pieces, text) => {
    const sums = new Map<number, number>();
    for (const { part, weight } of pieces)
      for (let at = parts.starts[part]; at < parts.starts[part + 1]; at++) {
        const theme = parts.themes[at];
        sums.set(theme, (sums.get(theme) ?? 0) + weight * parts.weights[at]);
      }
    const sorted = [...sums].sort(([a, one], [b, two]) => two - one || a - b);
    sorted.forEach(([theme, weight], place) => {
      if (place > 0 && weight < LEAST) return;
      themes.push(theme);
      weights.push(weight);
    });
    starts[text + 1] = themes.length;
  });
  return { starts, themes: Int32Array.from(themes), weights: Float32Array.from(weights) };
}

/** The strongest theme of each row, -1 for none. */
export function strongestOf({ starts, themes }: Membership): Int32Array {
  return Int32Array.from({ length: starts.length - 1 }, (_, row) =>
    starts[row] < starts[row + 1] ? themes[starts[row]] : -1,
  );
}
