import type { Audience, Condition } from './audience';

/** A condition, or its opposite. */
export interface Clause {
  readonly condition: Condition;
  readonly not: boolean;
}

/** Groups of conditions that a tool can still be given. */
const MOST_GROUPS = 60;

/**
 * An audience as groups of conditions: any group whose conditions are all met (`any-of-all`, a disjunctive
 * normal form), or all groups of which any condition is met (`all-of-any`, a conjunctive one).
 *
 * @returns undefined where there would be too many. No group of `any-of-all` is nobody, an empty one everyone;
 * of `all-of-any` the other way round.
 */
export function clausesOf(
  audience: Audience,
  form: 'any-of-all' | 'all-of-any',
): readonly (readonly Clause[])[] | undefined {
  return spread(audience, false, form === 'any-of-all');
}

/** @param joins whether groups are joined by "any". */
function spread(audience: Audience, not: boolean, joins: boolean): Clause[][] | undefined {
  if (audience.kind === 'not') return spread(audience.of, !not, joins);
  if (audience.kind !== 'all' && audience.kind !== 'any') return [[{ condition: audience, not }]];
  const any = (audience.kind === 'any') !== not;
  let groups: Clause[][] = any === joins ? [] : [[]];
  for (const part of audience.of) {
    const own = spread(part, not, joins);
    if (own === undefined) return undefined;
    groups =
      any === joins
        ? [...groups, ...own]
        : groups.flatMap((group) => own.map((other) => [...group, ...other]));
    if (groups.length > MOST_GROUPS) return undefined;
  }
  return groups;
}
