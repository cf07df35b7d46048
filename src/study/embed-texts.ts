import { hashText } from '../core/hash';
import { createMatrix, type Matrix } from '../core/matrix';
import type { Encoder, Watch } from '../core/ports';
import { isFault } from '../core/fault';
import { BUILT_IN } from '../models/models';
import type { VectorShelf } from './shelves';

/** Vectors written to the shelf at once. */
const SHELVE = 256;
/** Hashes asked of the shelf at once. */
const ASK = 2000;

export interface EmbedEvents {
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

/**
 * The vectors of texts: from the shelf where they are kept, made and kept where not. What was made
 * before a stop stays kept.
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
  const missing: number[] = [];
  for (let from = 0; from < texts.length; from += ASK) {
    const rows = await shelf.get(encoder.id, hashes.slice(from, from + ASK));
    const found: number[] = [];
    rows.forEach((row, i) => {
      if (row?.vector.length !== encoder.dimensions || row.parts === 0) missing.push(from + i);
      else {
        vectors.data.set(row.vector, (from + i) * encoder.dimensions);
        parts[from + i] = row.parts;
        found.push(from + i);
      }
    });
    if (found.length > 0) events.known(found, vectors);
  }
  const before = texts.length - missing.length;
  watch.report(before, texts.length);
  if (missing.length === 0) return { vectors, splitTexts: count(parts) };

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

  const inner: Watch = {
    signal: watch.signal,
    report: (done) => watch.report(before + done, texts.length),
  };
  try {
    const port = await open();
    await port.encode(
      missing.map((at) => texts[at]),
      inner,
      (batch) => {
        const positions = missing.slice(batch.first, batch.first + batch.parts.length);
        positions.forEach((at, i) => {
          const row = batch.rows.subarray(i * encoder.dimensions, (i + 1) * encoder.dimensions);
          vectors.data.set(row, at * encoder.dimensions);
          parts[at] = batch.parts[i];
        });
        for (const position of positions) pending.push(position);
        events.known(positions, vectors);
        if (pending.length >= SHELVE) keep();
      },
    );
  } finally {
    keep();
    await writing;
  }
  return { vectors, splitTexts: count(parts) };
}

function count(parts: Uint8Array): number {
  return parts.reduce((sum, read) => sum + (read > 1 ? 1 : 0), 0);
}
