import { readSensitive } from '../text/sensitive';
import type { NamedCategories, NamedNumbers, Prepared } from '../prepare/prepare-customers';

/** What sets a segment apart in one column, with its figures. */
export interface Trait {
  /** The column of the file; empty for `silent`, which is about all texts together. */
  readonly column: string;
  readonly kind:
    'higher' | 'lower' | 'middle' | 'later' | 'earlier' | 'level' | 'unknown' | 'silent';
  /** The level, where the kind is level. */
  readonly level?: string;
  /** Median of the segment, or share of it that has the level, 0 to 1. */
  readonly inside: number;
  /** The same for everyone else. */
  readonly outside: number;
  /**
   * Standardised difference to everyone else, positive when above: a rank difference for numbers and
   * dates, Cohen's h for shares, how much narrower the middle half is for `middle`. 0.2 is small, 0.5
   * medium, 0.8 large.
   */
  readonly effect: number;
  /** How many standard errors the difference is from none. */
  readonly z: number;
  /** Whether it touches health, religion, debt or the like: told, but no name is made of it. */
  readonly sensitive?: true;
}

const SMALL = 0.2;
const MEDIUM = 0.5;
const SURE = 3;
/** A segment keeps to the middle of a number when its middle half is this much narrower. */
const NARROW = 0.6;

/**
 * The traits of every segment, strongest first: columns in which its customers differ from all
 * others by at least a small effect and beyond chance (three standard errors).
 *
 * @param labels one per customer of `prepared`, -1 is nowhere.
 */
export function findTraits(prepared: Prepared, labels: Int32Array, k: number): Trait[][] {
  const traits: Trait[][] = Array.from({ length: k }, () => []);
  for (const column of prepared.numbers) addNumber(traits, column, labels, ['higher', 'lower']);
  for (const column of prepared.dates) addNumber(traits, column, labels, ['later', 'earlier']);
  for (const column of prepared.categories) addLevels(traits, column, labels);
  addSilence(traits, prepared, labels);
  for (const list of traits)
    list.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.column < b.column ? -1 : 1));
  return traits;
}

/** The same traits, those marked that touch a sensitive topic by their column or their level. */
export function markSensitive(traits: readonly Trait[]): Trait[] {
  return traits.map((trait) =>
    readSensitive(trait.column, trait.level === undefined ? [] : [trait.level]).length > 0
      ? { ...trait, sensitive: true }
      : trait,
  );
}

/**
 * Ranks: the share of pairs in which a member stands above another customer (the common language
 * effect size A of Vargha and Delaney 2000), carried to the scale of Cohen's d by the normal curve.
 */
function addNumber(
  traits: Trait[][],
  column: NamedNumbers,
  labels: Int32Array,
  kinds: readonly ['higher' | 'later', 'lower' | 'earlier'],
): void {
  const rows: number[] = [];
  for (let row = 0; row < labels.length; row++)
    if (labels[row] >= 0 && !Number.isNaN(column.values[row])) rows.push(row);
  rows.sort((a, b) => column.values[a] - column.values[b] || a - b);
  const k = traits.length;
  const rankSums = new Float64Array(k);
  const counts = new Int32Array(k);
  for (let from = 0; from < rows.length;) {
    let to = from;
    while (to < rows.length && column.values[rows[to]] === column.values[rows[from]]) to++;
    const rank = (from + to + 1) / 2;
    for (let i = from; i < to; i++) {
      rankSums[labels[rows[i]]] += rank;
      counts[labels[rows[i]]]++;
    }
    from = to;
  }
  for (let label = 0; label < k; label++) {
    const inside = counts[label];
    const outside = rows.length - inside;
    if (inside < 2 || outside < 2) continue;
    const above = (rankSums[label] - (inside * (inside + 1)) / 2) / (inside * outside);
    const effect = Math.SQRT2 * probit(Math.min(0.9999, Math.max(0.0001, above)));
    const z = (above - 0.5) / Math.sqrt((inside + outside + 1) / (12 * inside * outside));
    const ours = rows.filter((row) => labels[row] === label);
    const theirs = rows.filter((row) => labels[row] !== label);
    const medians = {
      inside: quantileOf(ours, column.values, 0.5),
      outside: quantileOf(theirs, column.values, 0.5),
    };
    if (kinds[0] === 'higher' && Math.abs(effect) < MEDIUM) {
      const spread = (sorted: readonly number[]) =>
        quantileOf(sorted, column.values, 0.75) - quantileOf(sorted, column.values, 0.25);
      const [narrow, wide] = [spread(ours), spread(theirs)];
      const error = Math.sqrt(2 / inside + 2 / outside);
      const surely = narrow > 0 && wide > 0 ? (2 * Math.log(wide / narrow)) / error : 0;
      if (narrow < NARROW * wide && surely >= SURE) {
        const found = { ...medians, effect: 1 - narrow / wide, z: surely };
        traits[label].push({ column: column.name, kind: 'middle', ...found });
        continue;
      }
    }
    if (Math.abs(effect) < SMALL || Math.abs(z) < SURE) continue;
    const kind = effect > 0 ? kinds[0] : kinds[1];
    traits[label].push({ column: column.name, kind, ...medians, effect, z });
  }
}

/** A quantile of rows sorted by their values, between two rows by their distance. */
function quantileOf(sorted: readonly number[], values: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const low = values[sorted[Math.floor(at)]];
  const high = values[sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/** Segments of customers who say nothing, where others do. */
function addSilence(traits: Trait[][], { texts, textOf }: Prepared, labels: Int32Array): void {
  if (texts.length === 0 || !textOf.includes(-1)) return;
  const codes = textOf.map((text) => (text < 0 ? -1 : 0));
  const found: Trait[][] = traits.map(() => []);
  addLevels(found, { name: '', levels: [''], codes }, labels);
  found.forEach((list, label) => {
    for (const trait of list)
      if (trait.kind === 'unknown' && trait.effect > 0)
        traits[label].push({ ...trait, kind: 'silent' });
  });
}

function addLevels(traits: Trait[][], column: NamedCategories, labels: Int32Array): void {
  const k = traits.length;
  const levels = column.levels.length;
  const counts = new Int32Array(k * (levels + 1));
  const sizes = new Int32Array(k);
  let rows = 0;
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] < 0) continue;
    rows++;
    sizes[labels[row]]++;
    const code = column.codes[row] < 0 ? levels : column.codes[row];
    counts[labels[row] * (levels + 1) + code]++;
  }
  const totals = new Int32Array(levels + 1);
  for (let label = 0; label < k; label++)
    for (let code = 0; code <= levels; code++) totals[code] += counts[label * (levels + 1) + code];
  for (let label = 0; label < k; label++) {
    const others = rows - sizes[label];
    if (others === 0) continue;
    const found: Trait[] = [];
    for (let code = 0; code <= levels; code++) {
      const inside = counts[label * (levels + 1) + code] / sizes[label];
      const outside = (totals[code] - counts[label * (levels + 1) + code]) / others;
      const effect = 2 * Math.asin(Math.sqrt(inside)) - 2 * Math.asin(Math.sqrt(outside));
      const pooled = totals[code] / rows;
      const error = Math.sqrt(pooled * (1 - pooled) * (1 / sizes[label] + 1 / others));
      const z = error === 0 ? 0 : (inside - outside) / error;
      if (Math.abs(effect) < SMALL || Math.abs(z) < SURE) continue;
      found.push({
        column: column.name,
        kind: code === levels ? 'unknown' : 'level',
        ...(code === levels ? {} : { level: column.levels[code] }),
        inside,
        outside,
        effect,
        z,
      });
    }
    traits[label].push(...keepTelling(found, levels));
  }
}

/** Of two levels that only mirror each other the more frequent inside says it all. */
function keepTelling(found: Trait[], levels: number): Trait[] {
  if (levels === 2 && found.length === 2 && found.every(({ kind }) => kind === 'level'))
    return [found[0].inside >= found[1].inside ? found[0] : found[1]];
  return found;
}

/** The inverse of the normal distribution (Acklam's rational approximation, error below 1.2e-9). */
export function probit(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ];
  const b = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
    -13.28068155288572,
  ];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
    4.374664141464968, 2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  if (p < 0.02425 || p > 0.97575) {
    const q = Math.sqrt(-2 * Math.log(p < 0.5 ? p : 1 - p));
    const tail =
      (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
      ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
    return p < 0.5 ? tail : -tail;
  }
  const q = p - 0.5;
  const r = q * q;
  return (
    ((((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q) /
    (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1)
  );
}
