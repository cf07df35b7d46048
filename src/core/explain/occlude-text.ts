import type { Matrix } from '../matrix';
import type { Language } from '../text/language';
import { sentenceSpans, type TextSpan, withoutSpans, wordSpans } from './text-spans';

/** A stretch of a text with what the segment's lead loses without it. */
export interface SpanPull extends TextSpan {
  /** Above 0 it pulls to the segment, below 0 to the other. */
  readonly pull: number;
}

/** What the sentences and words of a text do to the lead of a segment over another. */
export interface Occlusion {
  /** Of the whole text: cosine with the one centre less cosine with the other. */
  readonly lead: number;
  /** In the order of the text; one sentence is the text itself and is not told. */
  readonly sentences: readonly SpanPull[];
  readonly words: readonly SpanPull[];
  /** Words of the text that were not tried, because it has so many. */
  readonly untried: number;
}

/** Variants of a text that are read at most. */
export const MOST_VARIANTS = 160;

/** Directions that a lead is measured by. */
export interface LeadCentres {
  /** Taken off every vector; what all texts of a file share. */
  readonly middle: ArrayLike<number>;
  /** Centres of the texts of both segments, as directions from the middle. */
  readonly own: ArrayLike<number>;
  readonly rival: ArrayLike<number>;
}

/** How much more a vector points to the one centre than to the other; 0 for one that says nothing. */
export function leadOf(vector: ArrayLike<number>, { middle, own, rival }: LeadCentres): number {
  let says = 0;
  let length = 0;
  let towards = 0;
  for (let col = 0; col < vector.length; col++) {
    const value = vector[col] - middle[col];
    says += Math.abs(vector[col]);
    length += value * value;
    towards += value * (own[col] - rival[col]);
  }
  return says === 0 || length === 0 ? 0 : towards / Math.sqrt(length);
}

/** Reads variants of a text: one vector each. */
type Read = (variants: readonly string[]) => Promise<Matrix>;

/**
 * What each sentence and each word adds to the lead, by leaving it out and reading what is left
 * (occlusion: Zeiler and Fergus 2014, arXiv:1311.2901; Li, Monroe and Jurafsky 2016, arXiv:1612.08220).
 * Of a long text the words of those sentences are tried that matter most.
 *
 * @param read asked once for the sentences and once for the words.
 * @param most variants that may be read.
 */
export async function occludeText(
  text: string,
  language: Language,
  centres: LeadCentres,
  read: Read,
  most = MOST_VARIANTS,
): Promise<Occlusion> {
  const found = sentenceSpans(text, language);
  const sentences = found.length > 1 ? found.slice(0, Math.max(1, most >> 1)) : [];
  const first = await leads([text, ...sentences.map((span) => withoutSpans(text, [span]))]);
  const [lead] = first;
  const told = sentences.map((span, at) => ({ ...span, pull: lead - first[at + 1] }));
  const words = wordSpans(text);
  const tried = chooseWords(words, told, most - first.length);
  const without = await leads(tried.map((span) => withoutSpans(text, [span])));
  return {
    lead,
    sentences: told,
    words: tried.map((span, at) => ({ ...span, pull: lead - without[at] })),
    untried: words.length - tried.length,
  };

  async function leads(variants: readonly string[]): Promise<number[]> {
    if (variants.length === 0) return [];
    const { data, cols } = await read(variants);
    return variants.map((_, at) => leadOf(data.subarray(at * cols, (at + 1) * cols), centres));
  }
}

/** All words, or those of the sentences that matter most, as many as may be tried; in their order. */
function chooseWords(
  words: readonly TextSpan[],
  sentences: readonly SpanPull[],
  most: number,
): TextSpan[] {
  if (words.length <= most) return [...words];
  const ranked = [...sentences].sort((a, b) => Math.abs(b.pull) - Math.abs(a.pull));
  const inside = ({ start, end }: TextSpan) =>
    words.filter((w) => w.start >= start && w.end <= end);
  const chosen = new Set(ranked.flatMap(inside).slice(0, most));
  for (const word of words) if (chosen.size < most) chosen.add(word);
  return words.filter((word) => chosen.has(word));
}
