import { dayText } from '../audience/audience-facts';
import type { Audience } from '../audience/audience';
import type { Literal } from './best-literal';
import { isOrdered, type OrderedColumn, type RuleColumn } from './rule-column';
import { coveredBy, f1Of, type Found, type Searched } from './search-rule';

/** What saying a rule in round numbers may cost of its F1, as a share of it. */
const COST = 0.005;

/** The bounds of a range: from one, and under the other. */
interface Bounds {
  readonly least: number;
  readonly under: number;
}

/** A rule in words of the audience, and who of the customers looked at fits it. */
export interface RoundRule {
  readonly audience: Audience;
  readonly conditions: number;
  readonly covered: Int32Array;
}

/**
 * A rule with the numbers that a person would say: 50 where 52.3 does hardly better, the first of a month
 * where any day near it does. All of them together cost less than half a hundredth of F1.
 *
 * @param everyone whose fitting is told: those the rule was found among, and others.
 */
export function roundRule(searched: Searched, rule: Found, everyone: Int32Array): RoundRule {
  const { columns } = searched;
  const bounds = new Map<number, Bounds>();
  for (const { column, shape } of rule.literals) {
    const ordered = columns[column];
    if (shape.kind !== 'range' || !isOrdered(ordered)) continue;
    bounds.set(column, {
      least: shape.from === 0 ? Number.NEGATIVE_INFINITY : ordered.lows[shape.from],
      under: shape.to === ordered.bins - 1 ? Number.POSITIVE_INFINITY : ordered.lows[shape.to + 1],
    });
  }
  const floor = rule.f1 * (1 - COST);
  for (const [column] of bounds) {
    const ordered = columns[column] as OrderedColumn;
    const others = coverBy(searched, rule.literals, bounds, searched.among, column);
    const reached = (tried: Bounds) => f1Of(searched, within(ordered, tried, others));
    for (const end of ['least', 'under'] as const) {
      const settled = bounds.get(column) as Bounds;
      if (!Number.isFinite(settled[end])) continue;
      const open = end === 'least' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
      const spread = ordered.lows[ordered.bins - 1] - ordered.lows[0];
      const candidates = [
        ...(Number.isFinite(settled[end === 'least' ? 'under' : 'least']) ? [[open]] : []),
        ...roundCandidates(settled[end], ordered, spread),
      ];
      for (const near of candidates) {
        const [best] = near
          .map((value) => ({ value, f1: reached({ ...settled, [end]: value }) }))
          .sort(
            (a, b) =>
              b.f1 - a.f1 || Math.abs(a.value - settled[end]) - Math.abs(b.value - settled[end]),
          );
        if (best.f1 < floor) continue;
        bounds.set(column, { ...settled, [end]: best.value });
        break;
      }
    }
  }
  return {
    audience: sayAll(
      rule.literals.map((literal) =>
        say(columns[literal.column], literal, bounds.get(literal.column)),
      ),
    ),
    conditions: rule.literals.length,
    covered: coverBy(searched, rule.literals, bounds, everyone),
  };
}

const sayAll = (of: readonly Audience[]): Audience =>
  of.length === 1 ? of[0] : { kind: 'all', of };

function coverBy(
  { columns }: Searched,
  literals: readonly Literal[],
  bounds: ReadonlyMap<number, Bounds>,
  among: Int32Array,
  besides?: number,
): Int32Array {
  let covered = among;
  for (const literal of literals) {
    if (literal.column === besides) continue;
    const column = columns[literal.column];
    const range = bounds.get(literal.column);
    covered =
      range === undefined || !isOrdered(column)
        ? coveredBy({ columns }, [literal], covered)
        : within(column, range, covered);
  }
  return covered;
}

function within(
  { values }: OrderedColumn,
  { least, under }: Bounds,
  among: Int32Array,
): Int32Array {
  return among.filter((one) => values[one] >= least && values[one] < under);
}

const STEPS = [5, 2.5, 2, 1];

/** Numbers near one, the roundest first; each step offers the nearest below and above. */
function* roundCandidates(
  value: number,
  { kind, whole, lows }: OrderedColumn,
  spread: number,
): Generator<number[], void, void> {
  if (kind === 'date') {
    yield* roundDays(value);
    return;
  }
  const highest = Math.ceil(Math.log10(Math.max(Math.abs(value), spread, Number.MIN_VALUE)));
  const lowest = whole ? 0 : highest - 6;
  for (let power = highest; power >= lowest; power--)
    for (const step of STEPS) {
      const size = step * 10 ** power;
      if (size > spread || (whole && !Number.isInteger(size))) continue;
      const near = [Math.floor(value / size) * size, Math.ceil(value / size) * size];
      // A bound below all values, or above them, says nothing.
      const telling = near.map(tidy).filter((one) => one > lows[0] && one <= lows[lows.length - 1]);
      if (telling.length > 0) yield [...new Set(telling)];
    }
}

/** Without the dust of binary fractions. */
const tidy = (value: number) => Number(value.toPrecision(12));

/** Days near one: of a year, a quarter, a month, a week the first. */
function* roundDays(value: number): Generator<number[], void, void> {
  const [year, month] = dayText(value).split('-').map(Number);
  const first = (months: number) => Date.UTC(year, months, 1) / 86_400_000;
  yield [first(0), first(12)];
  const quarter = Math.floor((month - 1) / 3) * 3;
  yield [first(quarter), first(quarter + 3)];
  yield [first(month - 1), first(month)];
}

/** A condition as audiences have it. */
function say(column: RuleColumn, { shape }: Literal, bounds: Bounds | undefined): Audience {
  const { name } = column;
  const empty: Audience = { kind: 'empty', column: name };
  if (shape.kind === 'empty') return shape.not ? { kind: 'not', of: empty } : empty;
  if (shape.kind === 'levels' && !isOrdered(column)) {
    const oneOf = shape.places.map((place) => column.levels[place]);
    if (column.kind === 'flag' && oneOf.length === 1) {
      const flag: Audience = { kind: 'flag', column: name, yes: oneOf[0] === 'yes' };
      return shape.not ? { kind: 'not', of: flag } : flag;
    }
    const level: Audience = { kind: 'level', column: name, oneOf };
    return shape.not ? { kind: 'not', of: level } : level;
  }
  const { least, under } = bounds as Bounds;
  const [low, high] = [Number.isFinite(least), Number.isFinite(under)];
  if (column.kind === 'date')
    return {
      kind: 'date',
      column: name,
      ...(low ? { from: dayText(Math.ceil(least)) } : {}),
      ...(high ? { until: dayText(Math.ceil(under) - 1) } : {}),
    };
  const whole = isOrdered(column) && column.whole;
  return {
    kind: 'number',
    column: name,
    ...(low ? { least: whole ? Math.ceil(least) : least } : {}),
    ...(!high
      ? {}
      : whole && low && isSaidWhole(under)
        ? { most: Math.ceil(under) - 1 }
        : { under }),
  };
}

/** "From 10 to 19" is said of what is counted; "less than 75,000" of what is measured. */
const isSaidWhole = (under: number) => under <= 20 || under % 5 !== 0;
