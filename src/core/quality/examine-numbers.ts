import type { DecimalMark } from '../prepare/numbers';
import { type CountedColumn, type Examined, type Level } from './counted-column';
import { findLevels } from './examine-cells';
import { createFinding, type Finding, SHOWN } from './finding';
import { binValues } from './plots';
import type { NumberReading } from './read-numbers';
import { type Fences, fencesOf, momentsOf, quantile, weigh, type Weighted } from './weighted';

export interface NumberProfile {
  readonly kind: 'number';
  readonly decimal: DecimalMark;
  /** Rows that hold a number. */
  readonly known: number;
  readonly min: number;
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly max: number;
  readonly mean: number;
  readonly skewness: number;
  readonly zeros: number;
  readonly negatives: number;
  readonly whole: boolean;
  readonly fences: Fences | undefined;
  readonly outliers: number;
}

/** Above this share a number column is not what it seems. */
const UNREADABLE = 0.05;
/** As where the grouping measures by the logarithm. */
const SKEWED = 1;
const FEW_NEGATIVE = 0.05;
const MANY_ZEROS = 0.5;
/** Nines only, as people write for "not known"; and -1. */
const STAND_IN = /^-?9{2,6}$|^-1$/;

export function examineNumbers(
  counted: CountedColumn,
  reading: NumberReading,
): Examined<NumberProfile> {
  const { column, levels } = counted;
  const counts = Float64Array.from(levels, ({ count }) => count);
  const weighted = weigh(reading.values, counts);
  const profile = profileOf(weighted, reading.decimal);
  const where = (test: (value: number) => boolean) =>
    levels.filter((_, at) => test(reading.values[at]));
  const findings: Finding[] = [
    ...findLevels(
      counted,
      'unreadable',
      counted.filled * UNREADABLE < counted.filled - profile.known ? 'problem' : 'check',
      reading.unreadable,
    ),
    ...findMarks(counted, reading),
  ];
  const { fences, known, negatives, zeros, skewness, min } = profile;
  const stands = standInOf(weighted, profile);
  if (stands !== undefined)
    findings.push(
      ...findLevels(
        counted,
        'stand-in-numbers',
        'check',
        where((value) => value === stands),
      ),
    );
  if (fences !== undefined && profile.outliers > 0) {
    const far = levels
      .map((level, at) => ({ level, value: reading.values[at] }))
      .filter(({ value }) => value < fences.low || value > fences.high)
      .sort((a, b) => Math.abs(b.value - profile.median) - Math.abs(a.value - profile.median))
      .map(({ level }) => level);
    const limits = { low: fences.low, high: fences.high };
    findings.push(
      ...findLevels(counted, 'outliers', 'check', far, limits).map((found) => ({
        ...found,
        cells: far.slice(0, SHOWN).map(({ cell }) => cell),
      })),
    );
  }
  if (negatives > 0 && negatives < FEW_NEGATIVE * known && stands !== -1)
    findings.push(
      ...findLevels(
        counted,
        'negatives',
        'check',
        where((value) => value < 0),
      ),
    );
  if (zeros >= MANY_ZEROS * known && known > zeros)
    findings.push(
      createFinding('zeros', 'note', column.name, zeros, { figures: { share: zeros / known } }),
    );
  if (skewness > SKEWED && min >= 0 && weighted.values.length > 2)
    findings.push(
      createFinding('skewed', 'note', column.name, known, {
        figures: { measure: skewness, low: profile.median, high: profile.max },
      }),
    );
  const range = fences ?? { low: min, high: profile.max, log: false };
  return { profile, plot: binValues(weighted, 'amount', range), findings };
}

export function profileOf(weighted: Weighted, decimal: DecimalMark): NumberProfile {
  const { values, counts, total } = weighted;
  const fences = fencesOf(weighted);
  let zeros = 0;
  let negatives = 0;
  let outliers = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0) zeros += counts[i];
    if (values[i] < 0) negatives += counts[i];
    if (fences && (values[i] < fences.low || values[i] > fences.high)) outliers += counts[i];
  }
  return {
    kind: 'number',
    decimal,
    known: total,
    min: total === 0 ? Number.NaN : values[0],
    q1: quantile(weighted, 0.25),
    median: quantile(weighted, 0.5),
    q3: quantile(weighted, 0.75),
    max: total === 0 ? Number.NaN : values[values.length - 1],
    ...momentsOf(weighted),
    zeros,
    negatives,
    whole: values.every(Number.isInteger),
    fences,
    outliers,
  };
}

/** Cells that need the other mark than the rest, or that no cell tells which mark is meant. */
function findMarks(counted: CountedColumn, reading: NumberReading): Finding[] {
  const { pointOnly, commaOnly, unclear, decimal } = reading;
  if (pointOnly.length > 0 && commaOnly.length > 0) {
    const odd = decimal === ',' ? pointOnly : commaOnly;
    const usual = decimal === ',' ? commaOnly : pointOnly;
    const rows = (levels: readonly Level[]) => levels.reduce((sum, { count }) => sum + count, 0);
    const figures = { low: rows(odd), high: rows(usual) };
    return findLevels(counted, 'mixed-decimals', 'problem', odd, figures);
  }
  if (reading.decided || unclear.length === 0) return [];
  // "1,234" nearly always counts thousands; "1.234" may be either.
  const severity = unclear.some(({ cell }) => cell.includes('.')) ? 'check' : 'note';
  return findLevels(counted, 'decimal-unclear', severity, unclear);
}

/** A number such as 999 or -1 that several rows hold and that stands far from all others. */
function standInOf(weighted: Weighted, { known, fences }: NumberProfile): number | undefined {
  const { values, counts } = weighted;
  const last = values.length - 1;
  if (last < 3) return undefined;
  const atEnd = [
    { value: values[0], count: counts[0], next: values[1] },
    { value: values[last], count: counts[last], next: values[last - 1] },
  ];
  return atEnd.find(({ value, count, next }) => {
    if (count < Math.max(2, 0.005 * known) || !STAND_IN.test(String(value))) return false;
    if (value < 0) return next >= 0;
    return fences === undefined ? value > 2 * next : value > fences.high && value > 1.5 * next;
  })?.value;
}
