import { planParts } from '../core/text/parts';
import type { EncoderSpec } from './models';
import { openWordTokens } from './word-tokens';

/** A text of more parts is known by this many of them, evenly spaced: some 8,000 tokens. */
const MOST_PARTS = 32;

/** A stretch of a text as the model reads it. */
export interface Passage {
  readonly ids: readonly number[];
  /** Its share of the text; those of a text add up to 1. */
  readonly weight: number;
}

/** Cuts texts into what a model reads at once. */
export interface TextTokens {
  /**
   * One passage where the text fits; else passages of whole sentences, whose vectors are to be averaged by
   * weight.
   */
  passagesOf(text: string): readonly Passage[];
}

/** @param tokenizer the parsed tokenizer.json. */
export function openTextTokens(tokenizer: object, spec: EncoderSpec): TextTokens {
  const {
    marks: [first, last],
    idsOf,
  } = openWordTokens(tokenizer);
  const tokens = (text: string) => [...first, ...idsOf(text), ...last];
  const marks = first.length + last.length;
  return {
    passagesOf(text) {
      const ids = tokens(text);
      if (ids.length <= spec.maxTokens) return [{ ids, weight: 1 }];
      const most = spec.maxTokens - marks;
      const planned = planParts(text, most, (stretch) => tokens(stretch).length - marks);
      const read = thin(planned, MOST_PARTS);
      const total = read.reduce((sum, { weight }) => sum + weight, 0);
      return read.map((part) => ({
        ids: cut(tokens(part.text), spec.maxTokens),
        weight: part.weight / total,
      }));
    },
  };
}

/** Of a list too long as many as wanted, evenly spaced. */
function thin<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]);
}

/** A single word can be longer than the model reads. */
function cut(ids: readonly number[], most: number): number[] {
  return ids.length <= most ? [...ids] : [...ids.slice(0, most - 1), ids[ids.length - 1]];
}
