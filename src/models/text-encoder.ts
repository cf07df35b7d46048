import { normalise } from '../core/matrix';
import type { Passage, TextTokens } from './text-tokens';

/** Vectors of some texts. */
export interface EncodedTexts {
  /** One unit vector after the other. */
  readonly rows: Float32Array;
  /** In how many parts each text was read. */
  readonly parts: Uint8Array;
}

/** A loaded encoder. A text's vector depends on the text alone. */
export interface LoadedEncoder {
  /** @param between runs after each pass but the last, for whoever must answer meanwhile. */
  encode(texts: readonly string[], between?: () => Promise<void>): Promise<EncodedTexts>;
  close(): Promise<void>;
}

/** A model that reads passages. */
export interface PassageReader {
  /** Tokens of a pass; a longer passage is read alone. */
  readonly pass: number;
  /** @returns one vector a passage, of any length. */
  read(passages: readonly Passage[]): Float32Array | Promise<Float32Array>;
  close(): Promise<void>;
}

/** Makes vectors of texts: cuts them into passages, has these read together, and joins what belongs together. */
export function createTextEncoder(
  tokens: TextTokens,
  reader: PassageReader,
  dimensions: number,
): LoadedEncoder {
  return {
    async encode(texts, between) {
      const rows = new Float32Array(texts.length * dimensions);
      const parts = new Uint8Array(texts.length);
      const rowOf = (text: number) => rows.subarray(text * dimensions, (text + 1) * dimensions);
      let waiting: { passage: Passage; text: number }[] = [];
      let [size, passes] = [0, 0];

      async function readWaiting(): Promise<void> {
        if (waiting.length === 0) return;
        if (passes++ > 0) await between?.();
        const read = await reader.read(waiting.map(({ passage }) => passage));
        for (const [i, { passage, text }] of waiting.entries()) {
          const vector = read.slice(i * dimensions, (i + 1) * dimensions);
          normalise(vector);
          const row = rowOf(text);
          for (let col = 0; col < dimensions; col++) row[col] += passage.weight * vector[col];
        }
        waiting = [];
        size = 0;
      }

      for (const [text, words] of texts.entries()) {
        const passages = tokens.passagesOf(words);
        parts[text] = passages.length;
        for (const passage of passages) {
          if (size + passage.ids.length > reader.pass) await readWaiting();
          waiting.push({ passage, text });
          size += passage.ids.length;
        }
      }
      await readWaiting();
      for (const [text, read] of parts.entries()) if (read > 1) normalise(rowOf(text));
      return { rows, parts };
    },
    close: () => reader.close(),
  };
}

/**
 * The mean state of the tokens of each passage.
 *
 * @param states tokens x dimensions, one passage after the other.
 */
export function meanOfTokens(
  states: Float32Array,
  passages: readonly Passage[],
  dimensions: number,
): Float32Array {
  const means = new Float32Array(passages.length * dimensions);
  let from = 0;
  for (const [i, { ids }] of passages.entries()) {
    for (let col = 0; col < dimensions; col++) {
      let sum = 0;
      for (let token = 0; token < ids.length; token++)
        sum += states[from + token * dimensions + col];
      means[i * dimensions + col] = sum / ids.length;
    }
    from += ids.length * dimensions;
  }
  return means;
}
