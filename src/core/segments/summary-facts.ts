import type { Keyphrase } from '../text/keyphrases';
import { wordsOf } from './trace-title';
import type { Trait } from './traits';

/** A statement about a segment, with the figures that it rests on. */
export type SummaryFact =
  | { readonly kind: 'size'; readonly size: number; readonly share: number }
  /** What its texts speak of; `quotes` are positions among its quotes that hold the phrase. */
  | { readonly kind: 'says'; readonly keyphrase: Keyphrase; readonly quotes: readonly number[] }
  | { readonly kind: 'differs'; readonly trait: Trait; readonly strength: Strength }
  /** What one of its customers says. */
  | { readonly kind: 'example'; readonly quote: number; readonly text: string };

/** How large a difference is, after Cohen: an effect of 0.5 is clear, of 0.8 strong. */
export type Strength = 'slight' | 'clear' | 'strong';

/** A segment at three lengths, as facts that words are put to. */
export interface SegmentSummary {
  /** Voice and behaviour for one title; empty where there are not both. */
  readonly title: readonly SummaryFact[];
  /** One line. */
  readonly pitch: readonly SummaryFact[];
  readonly paragraph: readonly SummaryFact[];
}

/** What a summary is made from. */
export interface Summarised {
  readonly size: number;
  /** Share of all customers, 0 to 1. */
  readonly share: number;
  readonly keyphrases: readonly Keyphrase[];
  /** The strongest first, one per column. */
  readonly traits: readonly Trait[];
  /** The most typical first, '' for nothing. */
  readonly quotes: readonly string[];
}

const PITCH_PHRASES = 2;
const PHRASES = 3;
const TRAITS = 3;
/** A phrase that fewer of its texts hold says nothing of the segment. */
const LEAST_SHARE = 0.05;
const CLEAR = 0.5;
const STRONG = 0.8;

/**
 * The facts that tell of a segment, chosen for three lengths. A sensitive trait is in none of them,
 * and behaviour takes part in a title only where it is at least clear and present, not absent.
 */
export function chooseFacts({
  size,
  share,
  keyphrases,
  traits,
  quotes,
}: Summarised): SegmentSummary {
  const whole: SummaryFact = { kind: 'size', size, share };
  const says = dropRepeats(keyphrases.filter((one) => one.share >= LEAST_SHARE)).map(
    (keyphrase): SummaryFact => ({
      kind: 'says',
      keyphrase,
      quotes: quotes.flatMap((quote, at) => (holdsPhrase(quote, keyphrase.phrase) ? [at] : [])),
    }),
  );
  const told = traits.filter(({ sensitive }) => sensitive !== true);
  const differs = told.map((trait): SummaryFact => ({
    kind: 'differs',
    trait,
    strength: strengthOf(trait),
  }));
  const behaviour = differs.filter(
    (fact) => fact.kind === 'differs' && fact.strength !== 'slight' && isPresent(fact.trait),
  );
  const quote = quotes.findIndex((text) => text !== '');
  const example: SummaryFact[] = quote < 0 ? [] : [{ kind: 'example', quote, text: quotes[quote] }];
  return {
    title: says.length > 0 && behaviour.length > 0 ? [behaviour[0], says[0]] : [],
    pitch: [whole, ...says.slice(0, PITCH_PHRASES), ...differs.slice(0, 1)],
    paragraph: [whole, ...says.slice(0, PHRASES), ...differs.slice(0, TRAITS), ...example],
  };
}

function strengthOf({ effect }: Trait): Strength {
  if (Math.abs(effect) >= STRONG) return 'strong';
  return Math.abs(effect) >= CLEAR ? 'clear' : 'slight';
}

function isPresent({ kind, effect }: Trait): boolean {
  return kind !== 'silent' && kind !== 'unknown' && (kind !== 'level' || effect > 0);
}

/** Phrases without those that share a word with a better one. */
function dropRepeats(keyphrases: readonly Keyphrase[]): Keyphrase[] {
  const taken = new Set<string>();
  return keyphrases.filter(({ phrase }) => {
    const words = wordsOf(phrase);
    if (words.some((word) => taken.has(word))) return false;
    words.forEach((word) => taken.add(word));
    return true;
  });
}

/** Whether a text holds a phrase, its words one after the other in any case. */
function holdsPhrase(text: string, phrase: string): boolean {
  return ` ${wordsOf(text).join(' ')} `.includes(` ${wordsOf(phrase).join(' ')} `);
}
