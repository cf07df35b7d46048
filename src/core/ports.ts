import type { Matrix } from './matrix';

/** Tells that work is no longer wanted; an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What long asynchronous work is given: a way to be stopped and a way to tell how far it is. */
export interface Watch {
  readonly signal: StopSignal;
  report(done: number, total: number): void;
}

/** Rows made together. */
export interface EncodedBatch {
  /** The position of the first among the texts. */
  readonly first: number;
  /** One after the other. */
  readonly rows: Float32Array;
  /** In how many parts each text was read: more than 1 where it is longer than the encoder reads. */
  readonly parts: Uint8Array;
}

/** Turns texts into vectors. */
export interface Encoder {
  /**
   * @param take told of rows as they are made, in any order.
   * @returns one unit row per text, in order. A text's row depends on the text alone.
   * @throws Fault stopped, model-missing, model-damaged or worker-died.
   */
  encode(
    texts: readonly string[],
    watch: Watch,
    take?: (batch: EncodedBatch) => void,
  ): Promise<Matrix>;
}

/** What a writer may say about a segment: nothing that does not stand here. */
export interface NamingFacts {
  readonly language: 'en' | 'zh' | 'other';
  readonly keyphrases: readonly string[];
  readonly quotes: readonly string[];
  readonly traits: readonly string[];
  /** Words that a title may use, in order of how telling they are. */
  readonly vocabulary: readonly string[];
}

/** Turns facts into words. */
export interface Writer {
  /** @returns several titles for one segment, best guess first; may be empty. */
  proposeTitles(facts: NamingFacts, watch: Watch): Promise<readonly string[]>;
}
