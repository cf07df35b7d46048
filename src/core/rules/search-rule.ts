import { type Base, bestLiteral, type Histogram, type Literal } from './best-literal';
import type { RuleColumn } from './rule-column';

/** Conditions of one rule at most. */
export const MOST_CONDITIONS = 4;
/** Rules that are carried on from one number of conditions to the next. */
const BEAM = 5;
/** What a condition must add to F1 to be worth its words. */
const WORTH = 0.005;

/** Customers that are looked through. */
export interface Searched {
  readonly columns: readonly RuleColumn[];
  /** 1 for those of the segment. */
  readonly member: Uint8Array;
  readonly weights: { readonly member: number; readonly other: number };
  /** The customers looked at, by their places. */
  readonly among: Int32Array;
  /** Of the segment, and who fits already, weighed. */
  readonly base: Base;
}

/** Conditions that all hold, with the F1 that they reach. */
export interface Found {
  readonly literals: readonly Literal[];
  readonly f1: number;
}

/**
 * Conditions, at most four, whose customers are most nearly those of a segment.
 *
 * Beam search over conjunctions (Clark and Niblett 1989; Friedman and Fisher 1999 for ranges): every rule
 * is carried on by the best condition of each other column, and each of its own conditions is then chosen
 * anew beside the others until none can be bettered. Then conditions go that hardly help.
 */
export function searchRule(searched: Searched): Found {
  let best: Found = { literals: [], f1: f1Of(searched, searched.among) };
  let beam: readonly Found[] = [best];
  for (let length = 1; length <= MOST_CONDITIONS; length++) {
    const next = new Map<string, Found>();
    for (const rule of beam) {
      const covered = coveredBy(searched, rule.literals, searched.among);
      searched.columns.forEach((column, at) => {
        if (rule.literals.some((literal) => literal.column === at)) return;
        const found = bestLiteral(
          column,
          at,
          histogramOf(searched, column, covered),
          searched.base,
        );
        if (found === undefined || found.f1 <= rule.f1 + 1e-9) return;
        const longer = { literals: [...rule.literals, found.literal], f1: found.f1 };
        keep(next, longer);
      });
    }
    const grown = new Map<string, Found>();
    for (const rule of strongest(next, BEAM)) keep(grown, settleRule(searched, rule));
    beam = strongest(grown, BEAM);
    if (beam.length === 0) break;
    if (beam[0].f1 > best.f1) best = beam[0];
  }
  return prune(searched, best);
}

/** Chooses every condition anew beside the others until none can be bettered. */
function settleRule(searched: Searched, rule: Found): Found {
  let settled = rule;
  for (let round = 0; round < 3; round++) {
    let changed = false;
    for (const { column } of settled.literals) {
      const others = settled.literals.filter((literal) => literal.column !== column);
      const covered = coveredBy(searched, others, searched.among);
      const { columns, base } = searched;
      const histogram = histogramOf(searched, columns[column], covered);
      const found = bestLiteral(columns[column], column, histogram, base);
      if (found === undefined || found.f1 <= settled.f1 + 1e-9) continue;
      settled = {
        literals: settled.literals.map((one) => (one.column === column ? found.literal : one)),
        f1: found.f1,
      };
      changed = true;
    }
    if (!changed || settled.literals.length === 1) break;
  }
  return settled;
}

/** Leaves out conditions that hardly help, the least helpful first. */
function prune(searched: Searched, rule: Found): Found {
  let kept = rule;
  while (kept.literals.length > 1) {
    const shorter = kept.literals.map((_, at) => {
      const literals = kept.literals.filter((__, other) => other !== at);
      const covered = coveredBy(searched, literals, searched.among);
      return settleRule(searched, { literals, f1: f1Of(searched, covered) });
    });
    const best = shorter.reduce((a, b) => (b.f1 > a.f1 ? b : a));
    if (best.f1 < kept.f1 - WORTH) break;
    kept = best;
  }
  return kept;
}

function keep(rules: Map<string, Found>, rule: Found): void {
  const key = rule.literals
    .map(({ column, met }) => `${column}:${met.join('')}`)
    .sort()
    .join();
  if (!rules.has(key)) rules.set(key, rule);
}

/** Equal ones stay in the order in which they were found, which is that of the columns. */
function strongest(rules: ReadonlyMap<string, Found>, most: number): Found[] {
  return [...rules.values()].sort((a, b) => b.f1 - a.f1).slice(0, most);
}

/** Who of some customers meets all conditions. */
export function coveredBy(
  { columns }: Pick<Searched, 'columns'>,
  literals: readonly Literal[],
  among: Int32Array,
): Int32Array {
  let covered = among;
  for (const { column, met } of literals) {
    const { codes } = columns[column];
    covered = covered.filter((one) => met[codes[one]] === 1);
  }
  return covered;
}

/** F1 of those who fit by a list of customers, together with who fits already. */
export function f1Of({ member, weights, base }: Searched, covered: Int32Array): number {
  let inside = 0;
  for (let i = 0; i < covered.length; i++) inside += member[covered[i]];
  const both = base.both + inside * weights.member;
  const fitting =
    base.fitting + inside * weights.member + (covered.length - inside) * weights.other;
  return both === 0 ? 0 : (2 * both) / (base.size + fitting);
}

function histogramOf(
  { member, weights }: Searched,
  { codes, bins }: RuleColumn,
  covered: Int32Array,
): Histogram {
  const inside = new Float64Array(bins + 1);
  const outside = new Float64Array(bins + 1);
  for (let i = 0; i < covered.length; i++) {
    const one = covered[i];
    if (member[one] === 1) inside[codes[one]]++;
    else outside[codes[one]]++;
  }
  for (let place = 0; place <= bins; place++) {
    inside[place] *= weights.member;
    outside[place] *= weights.other;
  }
  return { inside, outside };
}
