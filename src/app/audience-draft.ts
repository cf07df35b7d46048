import type { Audience, Condition } from '../core/audience/audience';
import type { AudienceKind } from '../core/audience/audience-facts';

/** What a condition can be about besides a column. */
export const STUDY_SUBJECTS = ['segment', 'confidence', 'words', 'meaning', 'consent'] as const;
export type StudySubject = (typeof STUDY_SUBJECTS)[number];

/** How a condition compares. */
export type How =
  | 'least'
  | 'over'
  | 'most'
  | 'under'
  | 'between'
  | 'empty'
  | 'not-empty'
  | 'from'
  | 'until'
  | 'days'
  | 'recent'
  | 'level'
  | 'not-level'
  | 'contains'
  | 'not-contains'
  | 'yes'
  | 'no'
  | 'segment'
  | 'not-segment'
  | 'sure'
  | 'unsure'
  | 'words'
  | 'not-words'
  | 'meaning'
  | 'not-meaning'
  | 'not-no'
  | 'said-yes';

/** What can be compared how, the likeliest first. */
export const HOWS: Readonly<
  Record<Exclude<AudienceKind, 'consent'> | StudySubject, readonly How[]>
> = {
  number: ['least', 'under', 'between', 'over', 'most', 'empty', 'not-empty'],
  date: ['from', 'until', 'days', 'recent', 'empty', 'not-empty'],
  category: ['level', 'not-level', 'contains', 'not-contains', 'empty', 'not-empty'],
  flag: ['yes', 'no', 'empty', 'not-empty'],
  text: ['contains', 'not-contains', 'empty', 'not-empty'],
  segment: ['segment', 'not-segment'],
  confidence: ['sure', 'unsure'],
  words: ['words', 'not-words'],
  meaning: ['meaning', 'not-meaning'],
  consent: ['not-no', 'said-yes'],
};

/** A condition while somebody makes it: all that its controls hold, whether they are shown or not. */
export interface DraftCondition {
  readonly kind: 'condition';
  readonly id: number;
  subject: StudySubject | 'column';
  /** Where it is about one. */
  column: string;
  how: How;
  /** As they are typed. */
  low: string;
  high: string;
  text: string;
  oneOf: string[];
  segments: number[];
  /** The cosine from which on texts are near enough. */
  least: number;
}

export interface DraftGroup {
  readonly kind: 'group';
  readonly id: number;
  match: 'all' | 'any' | 'none';
  parts: (DraftCondition | DraftGroup)[];
}

let made = 0;

export function draftGroup(
  match: DraftGroup['match'] = 'all',
  parts: DraftGroup['parts'] = [],
): DraftGroup {
  return { kind: 'group', id: ++made, match, parts };
}

export function draftCondition(
  about: Partial<Omit<DraftCondition, 'kind' | 'id'>>,
): DraftCondition {
  return {
    kind: 'condition',
    id: ++made,
    subject: 'segment',
    column: '',
    how: 'segment',
    low: '',
    high: '',
    text: '',
    oneOf: [],
    segments: [],
    least: 1,
    ...about,
  };
}

/** The audience that a draft means so far: conditions that lack a value are not there yet. */
export function audienceOfDraft(draft: DraftGroup): Audience {
  const of = draft.parts
    .map((part) =>
      part.kind === 'group'
        ? part.parts.length === 0
          ? undefined
          : audienceOfDraft(part)
        : conditionOf(part),
    )
    .filter((part) => part !== undefined);
  if (draft.match !== 'none')
    return draft.match === 'any' && of.length > 0 ? { kind: 'any', of } : { kind: 'all', of };
  return of.length === 0
    ? { kind: 'all', of }
    : { kind: 'not', of: of.length === 1 ? of[0] : { kind: 'any', of } };
}

/** @returns undefined where a value is missing. */
function conditionOf(draft: DraftCondition): Audience | undefined {
  const { column, how } = draft;
  const not = (condition: Condition | undefined): Audience | undefined =>
    condition === undefined ? undefined : { kind: 'not', of: condition };
  const text = draft.text.trim();
  const percent = numberOf(draft.low);
  switch (how) {
    case 'least':
    case 'over':
    case 'most':
    case 'under': {
      const bound = numberOf(draft.low);
      return bound === undefined ? undefined : { kind: 'number', column, [how]: bound };
    }
    case 'between': {
      const [least, most] = [numberOf(draft.low), numberOf(draft.high)];
      return least === undefined || most === undefined
        ? undefined
        : { kind: 'number', column, least, most };
    }
    case 'from':
    case 'until':
      return draft.low === '' ? undefined : { kind: 'date', column, [how]: draft.low };
    case 'days':
      return draft.low === '' || draft.high === ''
        ? undefined
        : { kind: 'date', column, from: draft.low, until: draft.high };
    case 'recent': {
      const days = numberOf(draft.low);
      return days === undefined || !(days >= 1)
        ? undefined
        : { kind: 'recent', column, days: Math.floor(days) };
    }
    case 'level':
    case 'not-level': {
      const condition: Condition | undefined =
        draft.oneOf.length === 0 ? undefined : { kind: 'level', column, oneOf: [...draft.oneOf] };
      return how === 'level' ? condition : not(condition);
    }
    case 'contains':
    case 'not-contains': {
      const condition: Condition | undefined =
        text === '' ? undefined : { kind: 'contains', column, text };
      return how === 'contains' ? condition : not(condition);
    }
    case 'yes':
    case 'no':
      return { kind: 'flag', column, yes: how === 'yes' };
    case 'empty':
      return { kind: 'empty', column };
    case 'not-empty':
      return not({ kind: 'empty', column });
    case 'segment':
    case 'not-segment': {
      const condition: Condition | undefined =
        draft.segments.length === 0 ? undefined : { kind: 'segment', oneOf: [...draft.segments] };
      return how === 'segment' ? condition : not(condition);
    }
    case 'sure':
    case 'unsure':
      if (percent === undefined) return undefined;
      return how === 'sure'
        ? { kind: 'confidence', least: percent / 100 }
        : { kind: 'confidence', under: percent / 100 };
    case 'words':
    case 'not-words': {
      const condition: Condition | undefined = text === '' ? undefined : { kind: 'words', text };
      return how === 'words' ? condition : not(condition);
    }
    case 'meaning':
    case 'not-meaning': {
      const condition: Condition | undefined =
        text === '' ? undefined : { kind: 'meaning', text, least: draft.least };
      return how === 'meaning' ? condition : not(condition);
    }
    default:
      return { kind: 'consent', said: how === 'said-yes' ? 'yes' : 'not-no' };
  }
}

function numberOf(typed: string): number | undefined {
  const value = Number(typed);
  return typed.trim() === '' || !Number.isFinite(value) ? undefined : value;
}

/** A draft that means an audience. */
export function draftOfAudience(audience: Audience): DraftGroup {
  if (audience.kind === 'all' || audience.kind === 'any')
    return draftGroup(
      audience.kind,
      audience.of.flatMap(audience.kind === 'all' ? partsOf : asOne),
    );
  if (audience.kind === 'not' && (audience.of.kind === 'any' || audience.of.kind === 'all'))
    return draftOfOpposite(audience.of);
  return draftGroup('all', partsOf(audience));
}

function draftOfOpposite(
  group: Extract<Audience, { readonly of: readonly Audience[] }>,
): DraftGroup {
  return group.kind === 'any'
    ? draftGroup('none', group.of.flatMap(asOne))
    : draftGroup(
        'any',
        group.of.flatMap((part) => asOne({ kind: 'not', of: part })),
      );
}

/** What must hold for an audience, as parts of a group of which all must. */
function partsOf(audience: Audience): DraftGroup['parts'] {
  if (audience.kind === 'all' || audience.kind === 'any') return [draftOfAudience(audience)];
  if (audience.kind !== 'not') return draftsOf(audience);
  const { of } = audience;
  const opposite = of.kind in OPPOSITES ? OPPOSITES[of.kind as keyof typeof OPPOSITES] : undefined;
  if (opposite !== undefined)
    return draftsOf(of as Condition).map(
      (draft) => ({ ...draft, how: opposite }) as DraftCondition,
    );
  if (of.kind === 'not') return partsOf(of.of);
  return [
    of.kind === 'all' || of.kind === 'any'
      ? draftOfOpposite(of)
      : draftGroup('none', bundled(draftsOf(of))),
  ];
}

/** The same as one part, for groups of which one is enough. */
function asOne(audience: Audience): DraftGroup['parts'] {
  const parts = partsOf(audience);
  return parts.length <= 1 ? parts : [draftGroup('all', parts)];
}

/** Conditions that hold together, as one part. */
function bundled(drafts: DraftCondition[]): DraftGroup['parts'] {
  return drafts.length <= 1 ? drafts : [draftGroup('all', drafts)];
}

/** Conditions whose opposite is one too. */
const OPPOSITES = {
  empty: 'not-empty',
  level: 'not-level',
  contains: 'not-contains',
  segment: 'not-segment',
  words: 'not-words',
  meaning: 'not-meaning',
} as const satisfies Partial<Record<Condition['kind'], How>>;

/** A condition as one or more that hold together. */
function draftsOf(condition: Condition): DraftCondition[] {
  switch (condition.kind) {
    case 'number': {
      const { column, least, over, most, under } = condition;
      const about = { subject: 'column', column } as const;
      if (least !== undefined && most !== undefined && over === undefined && under === undefined)
        return [draftCondition({ ...about, how: 'between', low: `${least}`, high: `${most}` })];
      const bounds = (['least', 'over', 'most', 'under'] as const).flatMap((how) => {
        const bound = condition[how];
        return bound === undefined ? [] : [draftCondition({ ...about, how, low: `${bound}` })];
      });
      return bounds.length > 0 ? bounds : [draftCondition({ ...about, how: 'not-empty' })];
    }
    case 'date': {
      const { column, from, until } = condition;
      const about = { subject: 'column', column } as const;
      if (from !== undefined && until !== undefined)
        return [draftCondition({ ...about, how: 'days', low: from, high: until })];
      if (from !== undefined) return [draftCondition({ ...about, how: 'from', low: from })];
      return until === undefined
        ? [draftCondition({ ...about, how: 'not-empty' })]
        : [draftCondition({ ...about, how: 'until', low: until })];
    }
    case 'recent':
      return [
        draftCondition({
          subject: 'column',
          column: condition.column,
          how: 'recent',
          low: `${condition.days}`,
        }),
      ];
    case 'level':
      return [
        draftCondition({
          subject: 'column',
          column: condition.column,
          how: 'level',
          oneOf: [...condition.oneOf],
        }),
      ];
    case 'contains':
      return [
        draftCondition({
          subject: 'column',
          column: condition.column,
          how: 'contains',
          text: condition.text,
        }),
      ];
    case 'flag':
      return [
        draftCondition({
          subject: 'column',
          column: condition.column,
          how: condition.yes ? 'yes' : 'no',
        }),
      ];
    case 'empty':
      return [draftCondition({ subject: 'column', column: condition.column, how: 'empty' })];
    case 'segment':
      return [
        draftCondition({ subject: 'segment', how: 'segment', segments: [...condition.oneOf] }),
      ];
    case 'confidence': {
      const say = (share: number) => `${Number((share * 100).toPrecision(10))}`;
      const { least, under } = condition;
      return [
        ...(least === undefined
          ? []
          : [draftCondition({ subject: 'confidence', how: 'sure', low: say(least) })]),
        ...(under === undefined
          ? []
          : [draftCondition({ subject: 'confidence', how: 'unsure', low: say(under) })]),
      ];
    }
    case 'words':
      return [draftCondition({ subject: 'words', how: 'words', text: condition.text })];
    case 'meaning':
      return [
        draftCondition({
          subject: 'meaning',
          how: 'meaning',
          text: condition.text,
          least: condition.least,
        }),
      ];
    default:
      return [
        draftCondition({
          subject: 'consent',
          how: condition.said === 'yes' ? 'said-yes' : 'not-no',
        }),
      ];
  }
}
