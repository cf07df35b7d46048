import type { StopSignal } from '../core/ports';

/** A vector as it is kept. */
export interface KeptVector {
  readonly vector: Float32Array;
  /** In how many parts the text was read; 0 of one that an older page cut, to be made anew. */
  readonly parts: number;
}

/** Where vectors of texts are kept, by encoder and hash of the text. */
export interface VectorShelf {
  /** One entry per hash, undefined where nothing is kept. */
  get(encoder: string, hashes: readonly string[]): Promise<(KeptVector | undefined)[]>;
  /** @throws Fault storage-full */
  put(encoder: string, hashes: readonly string[], rows: readonly KeptVector[]): Promise<void>;
  /**
   * Does work under a name that one tab at a time can hold; absent where there are no other tabs.
   *
   * @param wait for another tab that holds it.
   * @returns whether the work was done: not where another tab holds the name and nobody waits.
   * @throws Fault stopped, while it waits; and what the work throws.
   */
  hold?(
    name: string,
    wait: boolean,
    signal: StopSignal,
    work: () => Promise<void>,
  ): Promise<boolean>;
}

/** Where results are kept, by the key of their stage. */
export interface ResultShelf {
  get<T>(key: string): Promise<T | undefined>;
  /** @throws Fault storage-full */
  put(key: string, value: unknown): Promise<void>;
}

/** Shelves that last as long as the object: for Node, tests, and pages without storage. */
export function createMemoryShelves(): { vectors: VectorShelf; results: ResultShelf } {
  const vectors = new Map<string, KeptVector>();
  const results = new Map<string, unknown>();
  return {
    vectors: {
      get: async (encoder, hashes) => hashes.map((hash) => vectors.get(`${encoder} ${hash}`)),
      put: async (encoder, hashes, rows) =>
        hashes.forEach((hash, i) => vectors.set(`${encoder} ${hash}`, rows[i])),
    },
    results: {
      get: async <T>(key: string) => results.get(key) as T | undefined,
      put: async (key, value) => void results.set(key, value),
    },
  };
}
