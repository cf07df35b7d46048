import { type Audience, type Condition, conditionsOf } from './audience';
import { type AudienceFacts, type AudienceKind, maybeDay } from './audience-facts';

/** Why a condition cannot mean what it says with this file, or takes in nobody or everybody. */
export type MisfitProblem =
  | 'column-missing'
  | 'column-kind'
  | 'segment-missing'
  | 'texts-missing'
  | 'consent-missing'
  | 'level-missing'
  | 'text-empty'
  | 'day-wrong'
  | 'bounds-crossed'
  | 'levels-none'
  | 'segments-none';

export interface Misfit {
  readonly problem: MisfitProblem;
  /** The column, or the segment, that it is about; '' where it is about neither. */
  readonly of: string;
}

const FITTING: Readonly<Partial<Record<Condition['kind'], readonly AudienceKind[]>>> = {
  number: ['number'],
  date: ['date'],
  recent: ['date'],
  flag: ['flag'],
};

/** What of an audience does not fit a file and its segments, each said once, in the order of the conditions. */
export function findMisfits(audience: Audience, facts: AudienceFacts): Misfit[] {
  const found = new Map<string, Misfit>();
  for (const condition of conditionsOf(audience))
    for (const misfit of misfitsOf(condition, facts))
      found.set(`${misfit.problem} ${misfit.of}`, misfit);
  return [...found.values()];
}

function* misfitsOf(condition: Condition, facts: AudienceFacts): Generator<Misfit, void, void> {
  const has = (kind: AudienceKind) =>
    [...facts.columns.values()].some((column) => column.kind === kind);
  if ('column' in condition) {
    const { column: of, kind } = condition;
    const column = facts.columns.get(of);
    if (column === undefined) yield { problem: 'column-missing', of };
    else if (FITTING[kind]?.includes(column.kind) === false) yield { problem: 'column-kind', of };
    if (condition.kind === 'level') {
      if (condition.oneOf.length === 0) yield { problem: 'levels-none', of };
      else if (column !== undefined) {
        const cells = new Set(column.cells());
        if (!condition.oneOf.some((level) => cells.has(level.trim())))
          yield { problem: 'level-missing', of };
      }
    }
  }
  switch (condition.kind) {
    case 'number': {
      const low = Math.max(condition.least ?? -Infinity, condition.over ?? -Infinity);
      const high = Math.min(condition.most ?? Infinity, condition.under ?? Infinity);
      if (low > high) yield { problem: 'bounds-crossed', of: condition.column };
      break;
    }
    case 'date': {
      const { column: of, from, until } = condition;
      const days = [from, until].map((text) => (text === undefined ? 0 : maybeDay(text)));
      if (days.includes(undefined)) yield { problem: 'day-wrong', of };
      else if (from !== undefined && until !== undefined && from > until)
        yield { problem: 'bounds-crossed', of };
      break;
    }
    case 'contains':
      if (condition.text === '') yield { problem: 'text-empty', of: '' };
      break;
    case 'words':
    case 'meaning':
      if (!has('text')) yield { problem: 'texts-missing', of: '' };
      if (condition.text.trim() === '') yield { problem: 'text-empty', of: '' };
      break;
    case 'segment':
      if (condition.oneOf.length === 0) yield { problem: 'segments-none', of: '' };
      for (const segment of condition.oneOf)
        if (segment < 1 || segment > facts.segments)
          yield { problem: 'segment-missing', of: `${segment}` };
      break;
    case 'consent':
      if (!has('consent')) yield { problem: 'consent-missing', of: '' };
      break;
    default:
  }
}
