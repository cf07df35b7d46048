import { asFault, Fault } from '../core/fault';
import { createMatrix } from '../core/matrix';
import type { EncodedBatch, Encoder, StopSignal } from '../core/ports';

/** A place where one text after another is encoded: a worker of the page, a thread of Node. */
export interface EncoderRoom {
  /** @throws Fault worker-died when the room is gone. */
  encode(texts: readonly string[]): Promise<Pick<EncodedBatch, 'rows' | 'parts'>>;
  close(): void;
}

/** Characters sent to a room at once: about a tenth of a second of work. */
const CHARACTERS = 2400;
const TEXTS = 32;
/** Rooms that may die over one call before it is given up. */
const DEATHS = 3;

/**
 * Several rooms as one encoder. A room that dies is replaced and its texts are done again.
 *
 * @param rooms opened already; at least one.
 * @param reopen makes a new room in place of one that died.
 */
export function createEncoderPool(
  rooms: EncoderRoom[],
  reopen: () => Promise<EncoderRoom>,
  dimensions: number,
): Encoder & { close(): void } {
  return {
    async encode(texts, watch, take) {
      const vectors = createMatrix(texts.length, dimensions);
      const batches = cutBatches(texts);
      let next = 0;
      let done = 0;
      let deaths = 0;
      let failed = false;

      async function work(place: number): Promise<void> {
        while (next < batches.length && !failed && !watch.signal.aborted) {
          const [from, to] = batches[next++];
          let encoded: Pick<EncodedBatch, 'rows' | 'parts'> | undefined;
          while (encoded === undefined) {
            try {
              encoded = await rooms[place].encode(texts.slice(from, to));
            } catch (error) {
              const fault = asFault(error);
              if (fault.code !== 'worker-died' || watch.signal.aborted) throw fault;
              if (++deaths >= DEATHS) throw fault;
              rooms[place].close();
              rooms[place] = await reopen();
            }
          }
          if (watch.signal.aborted) return;
          vectors.data.set(encoded.rows, from * dimensions);
          take?.({ first: from, ...encoded });
          done += to - from;
          watch.report(done, texts.length);
        }
      }

      const stop = stopOf(watch.signal);
      try {
        await Promise.race([Promise.all(rooms.map((_, place) => work(place))), stop.stopped]);
      } catch (error) {
        failed = true;
        throw error;
      } finally {
        stop.forget();
      }
      return vectors;
    },
    close() {
      for (const room of rooms) room.close();
    },
  };
}

/** Ranges of texts that go to a room together, long texts alone. */
export function cutBatches(texts: readonly string[]): [number, number][] {
  const batches: [number, number][] = [];
  let from = 0;
  let characters = 0;
  for (let at = 0; at < texts.length; at++) {
    const { length } = texts[at];
    if (at > from && (characters + length > CHARACTERS || at - from === TEXTS)) {
      batches.push([from, at]);
      from = at;
      characters = 0;
    }
    characters += length;
  }
  if (from < texts.length) batches.push([from, texts.length]);
  return batches;
}

/** A promise that is broken when the signal says stop. */
export function stopOf(signal: StopSignal): { stopped: Promise<never>; forget(): void } {
  let forget = () => undefined as void;
  const stopped = new Promise<never>((_, reject) => {
    const heard = () => reject(new Fault('stopped'));
    if (signal.aborted) heard();
    else {
      signal.addEventListener('abort', heard, { once: true });
      forget = () => signal.removeEventListener('abort', heard);
    }
  });
  stopped.catch(() => undefined);
  return { stopped, forget };
}
