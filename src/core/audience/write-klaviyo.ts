import type { Audience } from './audience';
import { type AudienceFacts, dayText } from './audience-facts';
import { clausesOf } from './clauses';
import {
  boundOf,
  columnOf,
  dayBoundOf,
  maybePlain,
  onLine,
  plainAudience,
  type PlainClause,
} from './plain-conditions';
import { cannotSay, isApproximate, type Written } from './written';

/**
 * An audience as a segment of Klaviyo: in the words of its segment builder, and as the `definition` of its
 * segments API, in which groups must all hold and one condition of each is enough.
 *
 * @see https://developers.klaviyo.com/en/reference/segments_api_overview
 */
export function writeKlaviyo(audience: Audience, facts: AudienceFacts): Written {
  const cannot = cannotSay(audience);
  if (cannot.includes('meaning')) return { cannot, approximate: false };
  const plain = oneByOne(plainAudience(audience, facts));
  const groups = clausesOf(plain, 'all-of-any')?.map((group) =>
    group
      .map(maybePlain)
      .filter((clause) => clause !== undefined)
      .flatMap(withUnknown),
  );
  if (groups === undefined) return { cannot: ['too-many'], approximate: false };
  const said = groups.map((group) =>
    group.map((clause) => `  - ${wordsOf(clause).join(' | ')}`).join('\n    OR\n'),
  );
  const definition = {
    condition_groups: groups.map((group) => ({
      conditions: group.map((clause) => ({
        type: 'profile-property',
        property: `properties['${columnOf(clause).replace(/[\\']/gu, (mark) => `\\${mark}`)}']`,
        filter: filterOf(clause),
      })),
    })),
  };
  const text = [
    'Klaviyo: a segment with these conditions, each "Properties about someone".',
    '',
    said.join('\nAND\n'),
    '',
    'For its segments API:',
    JSON.stringify({ definition }, null, 2),
    '',
  ].join('\n');
  return { text, cannot, approximate: isApproximate(audience) };
}

/** Conditions on several values as one for each: Klaviyo compares with one at a time. */
function oneByOne(audience: Audience): Audience {
  switch (audience.kind) {
    case 'all':
    case 'any':
      return { kind: audience.kind, of: audience.of.map(oneByOne) };
    case 'not':
      return { kind: 'not', of: oneByOne(audience.of) };
    case 'level':
      return { kind: 'any', of: audience.oneOf.map((level) => ({ ...audience, oneOf: [level] })) };
    case 'segment':
      return {
        kind: 'any',
        of: audience.oneOf.map((segment) => ({ ...audience, oneOf: [segment] })),
      };
    default:
      return audience;
  }
}

/** The opposite of a bound is also met where nothing is known. */
function withUnknown(clause: PlainClause): PlainClause[] {
  const { condition, not } = clause;
  if (!not || (condition.kind !== 'number' && condition.kind !== 'date')) return [clause];
  return [clause, { condition: { kind: 'empty', column: condition.column }, not: false }];
}

const SIGNS = {
  least: ['is at least', 'greater-than-or-equal'],
  over: ['is greater than', 'greater-than'],
  most: ['is at most', 'less-than-or-equal'],
  under: ['is less than', 'less-than'],
} as const;

function valueOf({ condition }: PlainClause): string {
  if (condition.kind === 'level') return condition.oneOf[0];
  if (condition.kind === 'segment') return `${condition.oneOf[0]}`;
  return condition.kind === 'contains' ? condition.text : '';
}

function wordsOf(clause: PlainClause): string[] {
  const { condition, not } = clause;
  const name = onLine(columnOf(clause));
  const bound = boundOf(clause);
  if (bound !== undefined) return [name, SIGNS[bound.sign][0], `${bound.bound}`];
  const days = dayBoundOf(clause);
  if (days !== undefined)
    return [
      name,
      days.from ? 'is after' : 'is before',
      dayText(days.from ? days.day - 1 : days.day),
    ];
  if (condition.kind === 'empty') return [name, not ? 'is set' : 'is not set'];
  const sign =
    condition.kind === 'contains' ? ['contains', "doesn't contain"] : ['equals', "doesn't equal"];
  return [name, sign[not ? 1 : 0], onLine(valueOf(clause))];
}

function filterOf(clause: PlainClause): object {
  const { condition, not } = clause;
  const bound = boundOf(clause);
  if (bound !== undefined)
    return { type: 'numeric', operator: SIGNS[bound.sign][1], value: bound.bound };
  const days = dayBoundOf(clause);
  if (days !== undefined)
    return {
      type: 'date',
      operator: days.from ? 'after' : 'before',
      // After a day means from the next on, whatever the time.
      date: days.from ? `${dayText(days.day - 1)}T23:59:59Z` : `${dayText(days.day)}T00:00:00Z`,
    };
  if (condition.kind === 'empty')
    return { type: 'existence', operator: not ? 'is-set' : 'not-set' };
  if (condition.kind === 'segment')
    return {
      type: 'numeric',
      operator: not ? 'not-equals' : 'equals',
      value: condition.oneOf[0],
    };
  const sign = condition.kind === 'contains' ? 'contains' : 'equals';
  return { type: 'string', operator: `${not ? 'not-' : ''}${sign}`, value: valueOf(clause) };
}
