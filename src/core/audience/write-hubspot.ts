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
 * An audience as filters of an active list (segment) of contacts in HubSpot: in the words of its list
 * editor, and as the `filterBranch` of its lists API.
 *
 * @see https://developers.hubspot.com/docs/api-reference/crm-lists-v3/list-filters
 */
export function writeHubSpot(audience: Audience, facts: AudienceFacts): Written {
  const cannot = cannotSay(audience);
  if (cannot.includes('meaning')) return { cannot, approximate: false };
  const groups = clausesOf(plainAudience(audience, facts), 'any-of-all')?.map((group) =>
    group.map(maybePlain).filter((clause) => clause !== undefined),
  );
  if (groups === undefined) return { cannot: ['too-many'], approximate: false };
  const said = groups.map(
    (group, at) =>
      `Group ${at + 1}, all of:\n${group.map((clause) => `  - ${wordsOf(clause).join(' | ')}`).join('\n')}`,
  );
  const filterBranch = {
    filterBranchType: 'OR',
    filterBranchOperator: 'OR',
    filters: [],
    filterBranches: groups.map((group) => ({
      filterBranchType: 'AND',
      filterBranchOperator: 'AND',
      filterBranches: [],
      filters: group.map((clause) => ({
        filterType: 'PROPERTY',
        property: propertyOf(columnOf(clause)),
        operation: operationOf(clause),
      })),
    })),
  };
  const text = [
    'HubSpot: an active list (segment) of contacts, with these filters on contact properties.',
    'For drop-down properties "is equal to any of" is called "is any of".',
    '',
    said.join('\n— or —\n'),
    '',
    'For its lists API, with internal names as HubSpot makes them of the columns; look them up in your account:',
    JSON.stringify({ objectTypeId: '0-1', processingType: 'DYNAMIC', filterBranch }, null, 2),
    '',
  ].join('\n');
  return { text, cannot, approximate: isApproximate(audience) };
}

/** The internal name that HubSpot proposes for a property. */
function propertyOf(column: string): string {
  return column
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
}

const SIGNS = {
  least: ['is greater than or equal to', 'IS_GREATER_THAN_OR_EQUAL_TO'],
  over: ['is greater than', 'IS_GREATER_THAN'],
  most: ['is less than or equal to', 'IS_LESS_THAN_OR_EQUAL_TO'],
  under: ['is less than', 'IS_LESS_THAN'],
} as const;

function valuesOf({ condition }: PlainClause): readonly string[] {
  if (condition.kind === 'level') return condition.oneOf;
  return condition.kind === 'segment' ? condition.oneOf.map(String) : [];
}

function wordsOf(clause: PlainClause): string[] {
  const { condition, not } = clause;
  const name = onLine(columnOf(clause));
  const unknown = not && condition.kind !== 'empty' ? ['or is unknown'] : [];
  const bound = boundOf(clause);
  if (bound !== undefined) return [name, SIGNS[bound.sign][0], `${bound.bound}`, ...unknown];
  const days = dayBoundOf(clause);
  if (days !== undefined)
    return [
      name,
      days.from ? 'is after' : 'is before',
      dayText(days.from ? days.day - 1 : days.day),
      ...unknown,
    ];
  switch (condition.kind) {
    case 'contains':
      return [
        name,
        not ? "doesn't contain any of" : 'contains any of',
        onLine(condition.text),
        ...unknown,
      ];
    case 'empty':
      return [name, not ? 'is known' : 'is unknown'];
    default:
      return [
        name,
        not ? 'is not equal to any of' : 'is equal to any of',
        valuesOf(clause).map(onLine).join('; '),
        ...unknown,
      ];
  }
}

function operationOf(clause: PlainClause): object {
  const { condition, not } = clause;
  const includeObjectsWithNoValueSet = not && condition.kind !== 'empty';
  const bound = boundOf(clause);
  if (bound !== undefined)
    return {
      operationType: 'NUMBER',
      operator: SIGNS[bound.sign][1],
      value: bound.bound,
      includeObjectsWithNoValueSet,
    };
  const days = dayBoundOf(clause);
  if (days !== undefined) {
    const [year, month, day] = dayText(days.day).split('-').map(Number);
    return {
      operationType: 'TIME_POINT',
      operator: days.from ? 'IS_AFTER' : 'IS_BEFORE',
      timePoint: {
        timeType: 'DATE',
        timezoneSource: 'CUSTOM',
        zoneId: 'UTC',
        year,
        month,
        day,
        hour: 0,
        minute: 0,
        second: 0,
        millisecond: 0,
      },
      endpointBehavior: days.from ? 'INCLUSIVE' : 'EXCLUSIVE',
      propertyParser: 'VALUE',
      includeObjectsWithNoValueSet,
    };
  }
  switch (condition.kind) {
    case 'contains':
      return {
        operationType: 'MULTISTRING',
        operator: not ? 'DOES_NOT_CONTAIN' : 'CONTAINS',
        values: [condition.text],
        includeObjectsWithNoValueSet,
      };
    case 'empty':
      return {
        operationType: 'ALL_PROPERTY',
        operator: not ? 'IS_KNOWN' : 'IS_UNKNOWN',
        includeObjectsWithNoValueSet,
      };
    default:
      return {
        operationType: 'MULTISTRING',
        operator: not ? 'IS_NOT_EQUAL_TO' : 'IS_EQUAL_TO',
        values: valuesOf(clause),
        includeObjectsWithNoValueSet,
      };
  }
}
