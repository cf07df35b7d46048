import { countWords } from '../prepare/roles';
import type { Steps } from '../steps';
import { inferLanguage } from '../text/language';
import { splitSentences } from '../text/sentences';

/** A piece of a text that may be about one thing. */
export interface TextPart {
  /** Position among the distinct parts. */
  readonly part: number;
  /** Its share of the length of the text; those of a text add up to 1. */
  readonly weight: number;
}

export interface TextParts {
  /** Distinct. */
  readonly parts: readonly string[];
  /** The parts of each text, in their order. */
  readonly of: readonly (readonly TextPart[])[];
  /** Texts that were split. */
  readonly split: number;
}

/** Words of a text that is read whole; two Chinese characters count as one word. */
const WHOLE = 30;
/** A sentence of fewer words goes with the next. */
const SHORT = 6;
/** Above this many parts texts are read whole, so that nobody waits for their vectors. */
const MOST_PARTS = 60000;

/**
 * Texts as the parts that themes are found in: a text of up to 30 words is one part; a longer one has a part
 * for each sentence, where one of fewer than 6 words goes with the next.
 *
 * @param texts distinct.
 */
export function* splitTexts(texts: readonly string[]): Steps<TextParts> {
  const language = inferLanguage(texts);
  const numbers = new Map<string, number>();
  const numberOf = (part: string) => {
    const known = numbers.get(part);
    if (known !== undefined) return known;
    numbers.set(part, numbers.size);
    return numbers.size - 1;
  };
  const of: TextPart[][] = [];
  let split = 0;
  for (const [at, text] of texts.entries()) {
    const pieces = countWords(text) <= WHOLE ? [text] : gather(splitSentences(text, language));
    if (pieces.length > 1) split++;
    const lengths = pieces.map(countWords);
    const whole = lengths.reduce((sum, length) => sum + length, 0);
    of.push(
      pieces.map((piece, i) => ({
        part: numberOf(piece),
        weight: whole === 0 ? 1 / pieces.length : lengths[i] / whole,
      })),
    );
    if (numbers.size > MOST_PARTS && split > 0) break;
    if ((at & 127) === 127) yield { done: at + 1, total: texts.length };
  }
  if (of.length === texts.length && (split === 0 || numbers.size <= MOST_PARTS))
    return { parts: [...numbers.keys()], of, split };
  return { parts: texts, of: texts.map((_, part) => [{ part, weight: 1 }]), split: 0 };
}

function gather(sentences: readonly string[]): string[] {
  const parts: string[] = [];
  let open = '';
  for (const sentence of sentences) {
    open = open === '' ? sentence : `${open} ${sentence}`;
    if (countWords(open) < SHORT) continue;
    parts.push(open);
    open = '';
  }
  if (open !== '') {
    if (parts.length === 0) parts.push(open);
    else parts[parts.length - 1] += ` ${open}`;
  }
  return parts;
}
