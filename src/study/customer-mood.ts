import { rowOf } from '../core/matrix';
import type { Signal } from '../core/mood/mood-model';
import { readMood, type Side } from '../core/mood/read-mood';
import { readSignals } from '../core/mood/read-signals';
import { splitClauses } from '../core/mood/split-clauses';
import { type Mood, textMood } from '../core/mood/text-mood';
import type { Watch } from '../core/ports';
import type { MoodSource } from './moods';

export interface ClauseMood {
  readonly text: string;
  readonly side: Side;
  readonly strength: number;
  readonly signals: readonly Signal[];
}

/** What one customer says, clause by clause. */
export interface CustomerMood {
  readonly mood: Mood;
  readonly strength: number;
  /** Probability of the side that was taken, 0 to 1. */
  readonly sureness: number;
  readonly signals: readonly Signal[];
  /** All of the text, in order. */
  readonly clauses: readonly ClauseMood[];
}

/** Clauses that get vectors of their own; those behind them are read by their words. */
const MOST_CLAUSES = 60;

/**
 * Reads the text of one customer and each of its clauses. The mood of the whole is the same as in the counts of its
 * segment: whether it is mixed is decided by the words of its clauses.
 *
 * @param row of the file.
 * @returns undefined for a row that says nothing or takes no part.
 * @throws Fault stopped
 */
export async function readCustomerMood(
  source: MoodSource,
  row: number,
  watch: Watch,
): Promise<CustomerMood | undefined> {
  const { customers, model } = source;
  const text = customers.texts[customers.textOf[customers.order.indexOf(row)] ?? -1];
  if (text === undefined) return undefined;
  const clauses = splitClauses(text, model.language);
  const embedded = [...new Set([text, ...clauses.slice(0, MOST_CLAUSES)])];
  const vectors = await source.embed(embedded, watch);
  const place = new Map(embedded.map((one, at) => [one, at]));
  const vectorOf = (one: string) => {
    const at = place.get(one);
    return vectors === undefined || at === undefined ? undefined : rowOf(vectors, at);
  };
  const whole = readMood(text, vectorOf(text), model);
  const byWords = clauses.map((clause) => readMood(clause, undefined, model));
  return {
    mood: textMood(whole, clauses.length < 2 ? [] : byWords),
    strength: whole.strength,
    sureness: Math.max(whole.positive, whole.negative, whole.neutral),
    signals: readSignals(text, vectorOf(text), whole, model).map(({ signal }) => signal),
    clauses: clauses.map((clause) => {
      const vector = vectorOf(clause);
      const { side, strength, ...rest } = readMood(clause, vector, model);
      const signals = readSignals(clause, vector, { strength, ...rest }, model);
      return { text: clause, side, strength, signals: signals.map(({ signal }) => signal) };
    }),
  };
}
