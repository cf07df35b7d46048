import type { Prepared } from '../prepare/prepare-customers';
import { compareTexts } from '../text/compare-texts';

/** One column of the heat map: a number, or having one level of a category. */
export interface HeatColumn {
  readonly name: string;
  /** Of a category: which level. */
  readonly level?: string;
  /** Per segment: the mean of its customers, or the share that has the level. NaN where nothing is known. */
  readonly means: Float64Array;
  /** The same of all customers. */
  readonly mean: number;
  /**
   * Per segment: by how many standard deviations of all customers its mean differs from that of the rest
   * (Glass's delta with the spread of all); 0 where nothing is known.
   */
  readonly effects: Float64Array;
}

/** Levels of a category that are looked at. */
const LEVELS = 30;
/** Fewer customers say nothing of a level. */
const FEWEST = 5;

/**
 * What differs most between segments, the most telling first, each once.
 *
 * @param labels segment of each customer, -1 for none.
 * @param most columns wanted.
 * O(customers x columns).
 */
export function heatOfSegments(
  { numbers, dates, categories }: Pick<Prepared, 'numbers' | 'dates' | 'categories'>,
  labels: Int32Array,
  k: number,
  most: number,
): HeatColumn[] {
  const found: HeatColumn[] = [...numbers, ...dates].map(({ name, values }) => ({
    name,
    ...compareMeans((row) => values[row], labels, k),
  }));
  for (const { name, levels, codes } of categories) {
    const counts = new Int32Array(levels.length);
    for (const code of codes) if (code >= 0) counts[code]++;
    const common = Array.from(counts.keys())
      .filter((code) => counts[code] >= FEWEST)
      .sort((a, b) => counts[b] - counts[a] || compareTexts(levels[a], levels[b]))
      .slice(0, LEVELS);
    // Of two levels one says what the other does.
    for (const code of common.slice(0, common.length === 2 ? 1 : common.length))
      found.push({
        name,
        level: levels[code],
        ...compareMeans(
          (row) => (codes[row] < 0 ? Number.NaN : Number(codes[row] === code)),
          labels,
          k,
        ),
      });
  }
  const strength = ({ effects }: HeatColumn) =>
    effects.reduce((top, effect) => Math.max(top, Math.abs(effect)), 0);
  return found
    .filter((column) => strength(column) > 0)
    .sort(
      (a, b) =>
        strength(b) - strength(a) ||
        compareTexts(a.name, b.name) ||
        compareTexts(a.level ?? '', b.level ?? ''),
    )
    .slice(0, most);
}

function compareMeans(
  valueOf: (row: number) => number,
  labels: Int32Array,
  k: number,
): Pick<HeatColumn, 'means' | 'mean' | 'effects'> {
  const sums = new Float64Array(k);
  const counts = new Int32Array(k);
  let [sum, squares, count] = [0, 0, 0];
  for (let row = 0; row < labels.length; row++) {
    const value = valueOf(row);
    if (Number.isNaN(value)) continue;
    // Running mean and squares about it (Welford 1962): dates are large beside their spread.
    count++;
    const off = value - sum;
    sum += off / count;
    squares += off * (value - sum);
    if (labels[row] < 0) continue;
    sums[labels[row]] += value;
    counts[labels[row]]++;
  }
  const spread = Math.sqrt(squares / Math.max(1, count - 1));
  const means = sums.map((total, label) =>
    counts[label] === 0 ? Number.NaN : total / counts[label],
  );
  const effects = means.map((mean, label) => {
    const others = count - counts[label];
    if (counts[label] === 0 || others === 0 || spread === 0) return 0;
    return (mean - (sum * count - mean * counts[label]) / others) / spread;
  });
  return { means, mean: count === 0 ? Number.NaN : sum, effects };
}
