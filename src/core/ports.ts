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

/** Rows in bytes, to be compared with one another: see `NearRows`, and `quantiseRow` for what they mean. */
export interface NearBytes {
  readonly rows: number;
  /** Bytes of a row, a multiple of 64. */
  readonly width: number;
  /** rows x width, as rows ask: 0 to 127. */
  readonly asks: Uint8Array;
  /** rows x width, as rows answer: -31 to 31. */
  readonly answers: Int8Array;
  /**
   * rows x 4: squared length, Infinity where there is no row, twice the step as it asks, step as it answers, 64 times
   * the sum as it answers.
   */
  readonly about: Float32Array;
}

/**
 * Rows to be compared: those that ask, none of them twice, with all others `from ..< to`; or each of
 * `from ..< upTo` with all later ones below `to`, each offered to the list of the other, where the earlier one asks.
 */
export type NearJob =
  | { readonly asking: Int32Array; readonly from: number; readonly to: number }
  | { readonly from: number; readonly upTo: number; readonly to: number };

/** For every row the nearest others by bytes, the nearest first; -1 and Infinity where there are no more. */
export interface NearFound {
  /** rows x most row numbers. */
  readonly who: Int32Array;
  /** rows x most squared distances. */
  readonly squared: Float32Array;
}

/** Rows that a device holds, and the lists of the nearest that each of them has seen so far. */
export interface NearSession {
  /**
   * Does jobs, one after the other, to measure whether to go on here.
   *
   * @param alone does the same on this thread. It is run once, and timed.
   * @returns whether that is done clearly sooner here than on this thread.
   */
  tryFirst(jobs: readonly NearJob[], alone: () => void): Promise<boolean>;
  /**
   * Does jobs from a place on, as many as are soon done.
   *
   * @returns how many these are, 1 at least.
   */
  run(jobs: readonly NearJob[], at: number): Promise<number>;
  lists(): Promise<NearFound>;
  /** @param taken whether its lists were. */
  close(taken: boolean): void;
}

/** Compares rows of bytes elsewhere than on this thread. What it finds is checked, and may be no other. */
export interface NearDevice {
  /** Products of bytes that are tried on both sides before it goes on alone. */
  readonly tried: number;
  /**
   * @param most how long lists are.
   * @param products of bytes that are to be expected.
   * @returns undefined where there is no such device, or for so few products none is worth while.
   */
  open(bytes: NearBytes, most: number, products: number): Promise<NearSession | undefined>;
}

/**
 * The rounds in which a map is laid out. An epoch has `slots` steps; in each all rows move at once, each by every
 * `slots`-th of its edges, from where all stood before.
 */
export interface PullWork {
  readonly rows: number;
  /** Where the edges of each row begin, rows + 1. */
  readonly starts: Int32Array;
  /** Two numbers each: the row that it leads to, and in how many of 65,536 epochs it is due. */
  readonly edges: Int32Array;
  /** Rows that others are pushed away from. */
  readonly pool: Int32Array;
  readonly slots: number;
  readonly epochs: number;
  /** One number of 32 bits for each epoch, from which its draws follow; the first epoch is number 1, at place 0. */
  readonly keys: Int32Array;
  /** How far rows go in each epoch. */
  readonly rates: Float32Array;
}

/** Rows of a map that a device moves. */
export interface PullSession {
  /**
   * Moves rows for the first epochs, to measure whether to go on here.
   *
   * @param alone does the same on this thread. It is run once, and timed.
   * @returns where rows stand then; undefined where that is not done clearly sooner here than on this thread.
   */
  tryFirst(epochs: number, alone: () => void): Promise<Float32Array | undefined>;
  /**
   * Goes on after `epochs` of them, for as many as are soon done.
   *
   * @returns how many are done now, and where rows stand.
   * @throws Error where something was left out, or takes too long.
   */
  run(epochs: number): Promise<{ readonly epochs: number; readonly layout: Float32Array }>;
  /** @param taken whether what it found was. */
  close(taken: boolean): void;
}

/** Moves the rows of a map elsewhere than on this thread. Where they go is checked, and may be nowhere else. */
export interface PullDevice {
  /** Epochs that are tried on both sides before it goes on alone. */
  readonly tried: number;
  /** @returns undefined where there is no such device, or for so little work none is worth while. */
  open(work: PullWork, layout: Float32Array): Promise<PullSession | undefined>;
}
