/**
 * Who is meant, as a tree of conditions that a person could say. Every condition is either met or not: a
 * customer of whom nothing is known in a column meets no condition on it but "is empty", and so meets
 * the opposite of all others.
 */
export type Audience = AllOf | AnyOf | Not | Condition;

export interface AllOf {
  readonly kind: 'all';
  /** Nobody is left out by none. */
  readonly of: readonly Audience[];
}

export interface AnyOf {
  readonly kind: 'any';
  /** Nobody is taken in by none. */
  readonly of: readonly Audience[];
}

export interface Not {
  readonly kind: 'not';
  readonly of: Audience;
}

export type Condition =
  | NumberCondition
  | DateCondition
  | RecentCondition
  | LevelCondition
  | ContainsCondition
  | FlagCondition
  | EmptyCondition
  | SegmentCondition
  | ConfidenceCondition
  | WordsCondition
  | MeaningCondition
  | ConsentCondition;

/** A number within bounds; no bound at all: any number. */
export interface NumberCondition {
  readonly kind: 'number';
  readonly column: string;
  /** This or more. */
  readonly least?: number;
  /** More than this. */
  readonly over?: number;
  /** This or less. */
  readonly most?: number;
  /** Less than this. */
  readonly under?: number;
}

/** Days from one to another, both of them in; written as 2024-01-31. */
export interface DateCondition {
  readonly kind: 'date';
  readonly column: string;
  readonly from?: string;
  readonly until?: string;
}

/** One of the last days of the file: as many as said, up to the latest day of the column. */
export interface RecentCondition {
  readonly kind: 'recent';
  readonly column: string;
  readonly days: number;
}

export interface LevelCondition {
  readonly kind: 'level';
  readonly column: string;
  readonly oneOf: readonly string[];
}

/** Letters anywhere in the cell, small or capital. */
export interface ContainsCondition {
  readonly kind: 'contains';
  readonly column: string;
  readonly text: string;
}

export interface FlagCondition {
  readonly kind: 'flag';
  readonly column: string;
  readonly yes: boolean;
}

export interface EmptyCondition {
  readonly kind: 'empty';
  readonly column: string;
}

/** Segments as exported files number them, from 1. */
export interface SegmentCondition {
  readonly kind: 'segment';
  readonly oneOf: readonly number[];
}

/** How sure it is that a customer belongs to its segment, 0 to 1. */
export interface ConfidenceCondition {
  readonly kind: 'confidence';
  readonly least?: number;
  readonly under?: number;
}

/** A word or phrase in any of the texts, whatever its endings. */
export interface WordsCondition {
  readonly kind: 'words';
  readonly text: string;
}

/** Texts that mean something like this one: the cosine of their vectors is this or more. */
export interface MeaningCondition {
  readonly kind: 'meaning';
  readonly text: string;
  readonly least: number;
}

/** Whether a customer has said yes to being contacted, or at least has not said no. */
export interface ConsentCondition {
  readonly kind: 'consent';
  readonly said: 'yes' | 'not-no';
}

export type ConditionKind = Condition['kind'];

/** Everyone. */
export const EVERYONE: AllOf = { kind: 'all', of: [] };

export function isGroup(audience: Audience): audience is AllOf | AnyOf {
  return audience.kind === 'all' || audience.kind === 'any';
}

/** The conditions of an audience, in the order in which they are said. */
export function conditionsOf(audience: Audience): Condition[] {
  if (audience.kind === 'not') return conditionsOf(audience.of);
  return isGroup(audience) ? audience.of.flatMap(conditionsOf) : [audience];
}
