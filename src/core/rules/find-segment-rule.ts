import type { Audience } from '../audience/audience';
import type { AudienceFacts } from '../audience/audience-facts';
import { evaluateAudience } from '../audience/evaluate-audience';
import type { Steps } from '../steps';
import { roundRule, type RoundRule } from './round-rule';
import { ruleColumn, type RuleColumn } from './rule-column';
import { type RuleFigures, ruleFigures, type Share } from './rule-figures';
import { FOLDS, type RuleSample, sampleCustomers } from './rule-sample';
import { coveredBy, searchRule, type Searched } from './search-rule';

/** What a rule must gain in F1, on customers it was not found on, to be allowed a second way in. */
const CLEARLY = 0.05;

/** Who is in a segment, in conditions that a person could say. */
export interface SegmentRule {
  readonly label: number;
  /** Everyone where no condition tells the segment from the others. */
  readonly audience: Audience;
  /** Ways in: two where one alone is clearly worse. */
  readonly ways: 1 | 2;
  /** Conditions of all ways together. */
  readonly conditions: number;
  /** On all customers, those that the rule was found on among them. */
  readonly figures: RuleFigures;
  /** The same on customers that each rule was not found on, of the sample. */
  readonly heldOut: RuleFigures;
  /** Customers who take part. */
  readonly customers: number;
  /** Customers that the rule was looked for among. */
  readonly searched: number;
}

/** @param except a column that rules are not made of: the one that the segments come from. */
export interface RuleOptions {
  readonly except?: string;
}

/**
 * The rule of one segment: at most four conditions, or twice as many where a second way in is clearly
 * better, on the structured columns.
 *
 * Found five times on four fifths of the customers and tried on the last fifth, which gives the figures
 * held out; the rule itself is found on all of them. Of large files a sample is looked through, and the
 * figures of the rule are then counted on all rows.
 *
 * @param keys of the rows, as `rowKeys` makes them: what is found does not depend on the order of the rows.
 */
export function* findSegmentRule(
  facts: AudienceFacts,
  keys: Uint32Array,
  label: number,
  { except }: RuleOptions = {},
): Steps<SegmentRule> {
  const { labels, present } = facts;
  const sample = sampleCustomers(keys, present, (row) => labels[row] === label);
  const columns = [...facts.columns.values()]
    .filter(({ name }) => name !== except)
    .map((column) => ruleColumn(column, sample.rows))
    .filter((column) => column !== undefined);
  yield { done: 0, total: FOLDS + 1 };
  const held = { one: countNothing(), two: countNothing() };
  for (let fold = 0; fold < FOLDS; fold++) {
    const inFold = (one: number) => sample.fold[one] === fold;
    const places = Int32Array.from(sample.rows, (_, at) => at);
    const tried = places.filter(inFold);
    const ways = findWays(
      sample,
      columns,
      places.filter((one) => !inFold(one)),
      tried,
    );
    count(held.one, sample, tried, ways.slice(0, 1));
    count(held.two, sample, tried, ways);
    yield { done: fold + 1, total: FOLDS + 1 };
  }
  const everyone = Int32Array.from(sample.rows, (_, at) => at);
  const found = findWays(sample, columns, everyone, everyone);
  const [single, both] = [figuresOf(held.one), figuresOf(held.two)];
  const two = found.length === 2 && both.f1 >= single.f1 + CLEARLY;
  const ways = two ? found : found.slice(0, 1);
  const audience: Audience = two
    ? { kind: 'any', of: ways.map((way) => way.audience) }
    : ways[0].audience;
  return {
    label,
    audience,
    ways: two ? 2 : 1,
    conditions: ways.reduce((sum, { conditions }) => sum + conditions, 0),
    figures: countFigures(audience, facts, label),
    heldOut: two ? both : single,
    customers: present.reduce((sum, here) => sum + here, 0),
    searched: sample.rows.length,
  };
}

/** Counts how well an audience says who is in a segment. */
export function countFigures(audience: Audience, facts: AudienceFacts, label: number): RuleFigures {
  const mask = evaluateAudience(audience, facts);
  let [size, fitting, both] = [0, 0, 0];
  for (let row = 0; row < mask.length; row++) {
    const inside = facts.present[row] === 1 && facts.labels[row] === label;
    if (inside) size++;
    if (mask[row] === 1) {
      fitting++;
      if (inside) both++;
    }
  }
  return ruleFigures(size, fitting, both);
}

/** The best rule, and the best other one for those whom it leaves out. */
function findWays(
  { member, weights }: RuleSample,
  columns: readonly RuleColumn[],
  among: Int32Array,
  tried: Int32Array,
): RoundRule[] {
  const insiders = (some: Int32Array) => some.reduce((sum, one) => sum + member[one], 0);
  const size = insiders(among) * weights.member;
  const searched: Searched = {
    columns,
    member,
    weights,
    among,
    base: { size, both: 0, fitting: 0 },
  };
  const first = searchRule(searched);
  const one = roundRule(searched, first, tried);
  const fits = coveredBy(searched, first.literals, among);
  if (first.literals.length === 0) return [one];
  const covered = new Set(fits);
  const both = insiders(fits) * weights.member;
  const rest: Searched = {
    ...searched,
    among: among.filter((customer) => !covered.has(customer)),
    base: { size, both, fitting: both + (fits.length - insiders(fits)) * weights.other },
  };
  const second = searchRule(rest);
  if (second.literals.length === 0 || second.f1 <= first.f1) return [one];
  return [one, roundRule(rest, second, tried)];
}

/** Customers of the segment, those who fit, and both; weighed and as they were looked at. */
type Counted = readonly [weighed: Counts, looked: Counts];

interface Counts {
  size: number;
  fitting: number;
  both: number;
}

const countNothing = (): Counted => [
  { size: 0, fitting: 0, both: 0 },
  { size: 0, fitting: 0, both: 0 },
];

function count(
  [weighed, looked]: Counted,
  { member, weights }: RuleSample,
  tried: Int32Array,
  ways: readonly RoundRule[],
): void {
  const fits = new Set(ways.flatMap(({ covered }) => [...covered]));
  for (const one of tried) {
    const inside = member[one] === 1;
    const weight = inside ? weights.member : weights.other;
    for (const [counts, by] of [
      [weighed, weight],
      [looked, 1],
    ] as const) {
      if (inside) counts.size += by;
      if (!fits.has(one)) continue;
      counts.fitting += by;
      if (inside) counts.both += by;
    }
  }
}

/** Shares by what those looked at stand for; intervals by how many they are. */
function figuresOf([weighed, looked]: Counted): RuleFigures {
  const [size, fitting, both] = [weighed.size, weighed.fitting, weighed.both].map(Math.round);
  const figures = ruleFigures(size, fitting, both);
  const seen = ruleFigures(looked.size, looked.fitting, looked.both);
  const around = (share: Share, { high, low }: Share): Share => ({
    share: share.share,
    low: Math.min(low, share.share),
    high: Math.max(high, share.share),
  });
  return {
    ...figures,
    precision: around(figures.precision, seen.precision),
    recall: around(figures.recall, seen.recall),
  };
}
