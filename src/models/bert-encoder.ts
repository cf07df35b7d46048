import { type Bert, type DotWay, openBert } from '../core/kernels/bert';
import { readBertWeights } from './bert-weights';
import type { EncoderSpec } from './models';
import { meanOfTokens, type PassageReader } from './text-encoder';

/** Tokens of a pass: enough to fetch the weights from memory seldom, few enough to answer a stop at once. */
const PASS = 128;

/**
 * A BERT model in kernels of our own, several passages a pass.
 *
 * @param model the bytes of the .onnx file, which gives the weights.
 * @param now milliseconds, to find the quickest way on this processor; all give the same bits.
 * @throws Error where the file is not of the kind that the kernels know.
 */
export function openBertReader(
  spec: EncoderSpec,
  model: Uint8Array,
  now: () => number,
): PassageReader {
  const firstOnly = spec.pooling === 'cls';
  const bert = openBert(readBertWeights(model, spec.heads), firstOnly);
  const way = quickest(bert, now);
  return {
    pass: PASS,
    read(passages) {
      const states = bert.read(
        passages.map(({ ids }) => ids),
        way,
      );
      // Two calls may take turns in a worker: what is handed out must outlast the next pass.
      return firstOnly ? states.slice() : meanOfTokens(states, passages, spec.dimensions);
    },
    close: async () => undefined,
  };
}

/** Passes that are timed, after one that is not. */
const TRIALS = 3;
const TRIED = new Int32Array(32).fill(1);

function quickest(bert: Bert, now: () => number): DotWay {
  let [best, least] = [bert.ways[0], Infinity];
  if (bert.ways.length === 1) return best;
  for (const way of bert.ways) {
    bert.read([TRIED], way);
    for (let trial = 0; trial < TRIALS; trial++) {
      const began = now();
      bert.read([TRIED], way);
      const took = now() - began;
      if (took < least) [best, least] = [way, took];
    }
  }
  return best;
}
