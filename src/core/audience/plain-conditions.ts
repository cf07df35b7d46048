import { stemsOf } from '../text/stem-word';
import type {
  Audience,
  ConfidenceCondition,
  ContainsCondition,
  DateCondition,
  EmptyCondition,
  LevelCondition,
  NumberCondition,
  SegmentCondition,
} from './audience';
import { type AudienceFacts, dayText, maybeDay } from './audience-facts';
import type { Clause } from './clauses';
import { siftOf } from './find-words';
import { cellsWhere, columnsOfKind, CONFIDENCE_COLUMN, SEGMENT_COLUMN } from './written';

/** Conditions that marketing tools know; those with bounds have one of them. */
export type PlainCondition =
  | NumberCondition
  | DateCondition
  | LevelCondition
  | ContainsCondition
  | EmptyCondition
  | SegmentCondition
  | ConfidenceCondition;

const NOBODY: Audience = { kind: 'any', of: [] };

/**
 * An audience by conditions that marketing tools know: bounds one by one, the last days of the file as days
 * of the calendar, flags and consent by the cells that say them, words by their beginnings.
 */
export function plainAudience(audience: Audience, facts: AudienceFacts): Audience {
  switch (audience.kind) {
    case 'all':
    case 'any':
      return { kind: audience.kind, of: audience.of.map((part) => plainAudience(part, facts)) };
    case 'not':
      return { kind: 'not', of: plainAudience(audience.of, facts) };
    case 'number': {
      const { kind, column, ...bounds } = audience;
      return boundsOf(bounds, (bound) => ({ kind, column, ...bound }), column);
    }
    case 'date': {
      const { kind, column, ...bounds } = audience;
      return boundsOf(bounds, (bound) => ({ kind, column, ...bound }), column);
    }
    case 'confidence': {
      const { kind, ...bounds } = audience;
      return boundsOf(bounds, (bound) => ({ kind, ...bound }));
    }
    case 'recent': {
      const { column, days } = audience;
      const last = facts.columns.get(column)?.lastDay() ?? Number.NaN;
      if (Number.isNaN(last)) return NOBODY;
      return {
        kind: 'all',
        of: [
          { kind: 'date', column, from: dayText(last - days + 1) },
          { kind: 'date', column, until: dayText(last) },
        ],
      };
    }
    case 'flag': {
      const column = facts.columns.get(audience.column);
      const flags = column?.flags() ?? [];
      if (column === undefined) return NOBODY;
      return levelOf(
        column.name,
        cellsWhere(column, (level) => flags[level] === audience.yes),
      );
    }
    case 'words': {
      const stems = stemsOf(audience.text).map(siftOf);
      return {
        kind: 'any',
        of: columnsOfKind(facts, 'text').map(({ name }) => ({
          kind: 'all',
          of: stems.map((text) => ({ kind: 'contains', column: name, text })),
        })),
      };
    }
    case 'consent': {
      const says = (said: 'refused' | 'given'): Audience => ({
        kind: 'any',
        of: columnsOfKind(facts, 'consent').map((column) => {
          const consents = column.consents();
          return levelOf(
            column.name,
            cellsWhere(column, (level) => consents[level] === said),
          );
        }),
      });
      const kept: Audience = { kind: 'not', of: says('refused') };
      return audience.said === 'yes' ? { kind: 'all', of: [kept, says('given')] } : kept;
    }
    default:
      return audience;
  }
}

const levelOf = (column: string, oneOf: readonly string[]): Audience =>
  oneOf.length === 0 ? NOBODY : { kind: 'level', column, oneOf };

function boundsOf<T>(
  bounds: Readonly<Record<string, T | undefined>>,
  make: (bound: Record<string, T>) => Audience,
  column?: string,
): Audience {
  const said = Object.entries(bounds).flatMap(([name, bound]) =>
    bound === undefined ? [] : [make({ [name]: bound })],
  );
  if (said.length > 0) return said.length === 1 ? said[0] : { kind: 'all', of: said };
  return column === undefined
    ? { kind: 'all', of: [] }
    : { kind: 'not', of: { kind: 'empty', column } };
}

/** A clause of a plain audience; undefined for what is none. */
export function maybePlain({ condition, not }: Clause): PlainClause | undefined {
  switch (condition.kind) {
    case 'number':
    case 'date':
    case 'level':
    case 'contains':
    case 'empty':
    case 'segment':
    case 'confidence':
      return { condition, not };
    default:
      return undefined;
  }
}

export interface PlainClause {
  readonly condition: PlainCondition;
  readonly not: boolean;
}

/** The column that a clause is on; those of exported files for what is known here only. */
export function columnOf({ condition }: PlainClause): string {
  if (condition.kind === 'segment') return SEGMENT_COLUMN;
  return condition.kind === 'confidence' ? CONFIDENCE_COLUMN : condition.column;
}

export type BoundSign = 'least' | 'over' | 'most' | 'under';

const OPPOSITES: Readonly<Record<BoundSign, BoundSign>> = {
  least: 'under',
  over: 'most',
  most: 'over',
  under: 'least',
};

const SIGNS = Object.keys(OPPOSITES) as readonly BoundSign[];

/** The bound of a clause on a number, its opposite taken where the clause is one. */
export function boundOf({
  condition,
  not,
}: PlainClause): { readonly sign: BoundSign; readonly bound: number } | undefined {
  if (condition.kind !== 'number' && condition.kind !== 'confidence') return undefined;
  const bounds: Readonly<Partial<Record<BoundSign, number>>> = condition;
  const sign = SIGNS.find((one) => bounds[one] !== undefined);
  const bound = sign === undefined ? undefined : bounds[sign];
  if (sign === undefined || bound === undefined) return undefined;
  return { sign: not ? OPPOSITES[sign] : sign, bound };
}

/** The days of a clause on a date: from one on, or before one. */
export function dayBoundOf({
  condition,
  not,
}: PlainClause): { readonly from: boolean; readonly day: number } | undefined {
  if (condition.kind !== 'date') return undefined;
  const from = condition.from !== undefined;
  const day = maybeDay(condition.from ?? condition.until ?? '') ?? 0;
  return { from: from !== not, day: from ? day : day + 1 };
}

/** Text of the file on one line. */
export const onLine = (text: string) => JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
