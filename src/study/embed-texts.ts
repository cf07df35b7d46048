import { hashText } from '../core/hash';
import { createMatrix, type Matrix } from '../core/matrix';
import type { Encoder, Watch } from '../core/ports';
import { isFault } from '../core/fault';
import { BUILT_IN } from '../core/encoder-names';
import type { VectorShelf } from './shelves';

/** Vectors written to the shelf at once. */
const SHELVE = 256;
/** Hashes asked of the shelf at once. */
const ASK = 2000;

export interface EmbedEvents {
  /** How many texts are not kept, before the first of them is read; reading waits for what is done about it. */
  unread?(count: number): Promise<void>;
  /** Rows that are known now: positions among the texts. */
  known(positions: readonly number[], vectors: Matrix): void;
  /** The storage took no more; work goes on without keeping. */
  full(): void;
}

/** The built-in encoder makes a vector quicker than any storage gives it back. */
const NOTHING_KEPT: VectorShelf = {
  get: async (_, hashes) => hashes.map(() => undefined),
  put: async () => undefined,
};

export interface Embedded {
  readonly vectors: Matrix;
  /** Texts that were longer than the encoder reads and were read in parts. */
  readonly splitTexts: number;
}

/** Texts that one tab claims at a time. */
const STRETCH = 2048;
/** How often one looks what another tab has made, in milliseconds. */
const LOOK = 500;

/**
 * The vectors of texts: from the shelf where they are kept, made and kept where not. What was made
 * before a stop stays kept. Where the shelf is shared with other tabs, each stretch of texts is read by one
 * of them.
 *
 * @param texts distinct.
 * @param open gives the encoder; only called when something is missing.
 */
export async function embedTexts(
  texts: readonly string[],
  encoder: { readonly id: string; readonly dimensions: number },
  open: () => Promise<Encoder>,
  kept: VectorShelf,
  watch: Watch,
  events: EmbedEvents,
): Promise<Embedded> {
  const shelf = encoder.id === BUILT_IN ? NOTHING_KEPT : kept;
  const vectors = createMatrix(texts.length, encoder.dimensions);
  const parts = new Uint8Array(texts.length);
  const hashes = texts.map(hashText);
  let done = 0;

  /** Takes what is kept. @returns what is not. */
  async function take(positions: readonly number[]): Promise<number[]> {
    const missing: number[] = [];
    for (let from = 0; from < positions.length; from += ASK) {
      const asked = positions.slice(from, from + ASK);
      const rows = await shelf.get(
        encoder.id,
        asked.map((at) => hashes[at]),
      );
      const found: number[] = [];
      rows.forEach((row, i) => {
        const at = asked[i];
        if (row?.vector.length !== encoder.dimensions || row.parts === 0) missing.push(at);
        else {
          vectors.data.set(row.vector, at * encoder.dimensions);
          parts[at] = row.parts;
          found.push(at);
        }
      });
      done += found.length;
      if (found.length > 0) events.known(found, vectors);
    }
    watch.report(done, texts.length);
    return missing;
  }

  const keeper = createKeeper(shelf, encoder, hashes, vectors, parts, events);

  async function make(positions: readonly number[]): Promise<void> {
    if (positions.length === 0) return;
    const before = done;
    const inner: Watch = {
      signal: watch.signal,
      report: (made) => watch.report(before + made, texts.length),
    };
    try {
      const port = await open();
      await port.encode(
        positions.map((at) => texts[at]),
        inner,
        (batch) => {
          const made = positions.slice(batch.first, batch.first + batch.parts.length);
          made.forEach((at, i) => {
            const row = batch.rows.subarray(i * encoder.dimensions, (i + 1) * encoder.dimensions);
            vectors.data.set(row, at * encoder.dimensions);
            parts[at] = batch.parts[i];
          });
          events.known(made, vectors);
          keeper.add(made);
        },
      );
      done = before + positions.length;
    } finally {
      await keeper.finish();
    }
  }

  const missing = await take(texts.map((_, at) => at));
  await events.unread?.(missing.length);
  if (shelf.hold === undefined) await make(missing);
  else {
    const { hold } = shelf;
    const busy: number[][] = [];
    const nameOf = ([first]: number[]) => `${encoder.id} ${hashes[first - (first % STRETCH)]}`;
    for (const positions of stretchesOf(missing)) {
      const work = async () => make(await take(positions));
      if (!(await hold(nameOf(positions), false, watch.signal, work))) busy.push(positions);
    }
    for (const positions of busy) {
      let left = positions;
      const look = follow(async () => (left = await take(left)));
      const work = async () => {
        await look.stop();
        await make(await take(left));
      };
      try {
        await hold(nameOf(positions), true, watch.signal, work);
      } finally {
        await look.stop();
      }
    }
  }
  return { vectors, splitTexts: count(parts) };
}

/** Looks again and again until it is stopped. */
function follow(look: () => Promise<unknown>): { stop(): Promise<void> } {
  let stop = () => undefined as void;
  const stopped = new Promise<true>((resolve) => (stop = () => resolve(true)));
  const pause = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), LOOK));
  const following = (async () => {
    while (!(await Promise.race([stopped, pause()]))) await look();
  })();
  return {
    async stop() {
      stop();
      await following;
    },
  };
}

/** Positions by the stretch of all texts that they are in. */
function stretchesOf(positions: readonly number[]): number[][] {
  const stretches = new Map<number, number[]>();
  for (const at of positions) {
    const stretch = Math.floor(at / STRETCH);
    const own = stretches.get(stretch);
    if (own === undefined) stretches.set(stretch, [at]);
    else own.push(at);
  }
  return [...stretches.values()];
}

/** Puts vectors on the shelf while work goes on, some hundreds at a time, until the storage is full. */
function createKeeper(
  shelf: VectorShelf,
  encoder: { readonly id: string; readonly dimensions: number },
  hashes: readonly string[],
  vectors: Matrix,
  parts: Uint8Array,
  events: EmbedEvents,
) {
  let pending: number[] = [];
  let keeping = true;
  let writing = Promise.resolve();

  function keep(): void {
    const batch = pending;
    pending = [];
    if (!keeping || batch.length === 0) return;
    const rows = batch.map((at) => ({
      vector: vectors.data.slice(at * encoder.dimensions, (at + 1) * encoder.dimensions),
      parts: parts[at],
    }));
    writing = writing
      .then(() =>
        keeping
          ? shelf.put(
              encoder.id,
              batch.map((at) => hashes[at]),
              rows,
            )
          : undefined,
      )
      .catch((error: unknown) => {
        if (!isFault(error) || error.code !== 'storage-full') throw error;
        if (keeping) events.full();
        keeping = false;
      });
  }

  return {
    add(positions: readonly number[]): void {
      for (const position of positions) pending.push(position);
      if (pending.length >= SHELVE) keep();
    },
    async finish(): Promise<void> {
      keep();
      await writing;
    },
  };
}

function count(parts: Uint8Array): number {
  return parts.reduce((sum, read) => sum + (read > 1 ? 1 : 0), 0);
}
