import path from 'node:path';
import { maybeMethodId } from '../core/cluster/method-ids';
import { BUILT_IN } from '../core/encoder-names';
import { Fault } from '../core/fault';
import type { Plan } from '../core/study';
import { HASHED_DIMENSIONS } from '../core/text/hashing-encoder';
import { maybeEncoder } from '../models/models';
import { carryOut } from '../study/carry-out';
import { explainCustomer } from '../study/explain-customer';
import { explainSegment } from '../study/explain-segment';
import { explainWords } from '../study/explain-words';
import { openExplained } from '../study/explained-space';
import { measureColumns, measureWords } from '../study/measure-why';
import { openCustomers } from '../study/open-customers';
import { createMemoryShelves } from '../study/shelves';
import type { StudyPorts } from '../study/study-ports';
import { suggestPlan } from '../study/suggest-plan';
import { namesOf } from '../words/names';
import { WORDS } from '../words/words';
import { openNodeEncoder, presentEncoders } from './node-encoder';
import { blobOfAll, quiet } from './open-blobs';
import { chooseRoles } from './segment-files';

export interface WhyOptions {
  readonly text: readonly string[];
  readonly ignore: readonly string[];
  readonly k: number | null;
  readonly method: string | undefined;
  readonly model: string | undefined;
  readonly models: string;
  readonly threads: number | undefined;
  /** Rows of the file to explain, from 1. */
  readonly rows: readonly number[];
  /** Segments to explain, from 1. */
  readonly segments: readonly number[];
  /** Customers to measure on how far explanations are to be trusted; absent: none. */
  readonly faithful: number | undefined;
}

/** Finds the segments of a file and explains customers and segments of it. */
export async function whyFiles(files: readonly string[], options: WhyOptions): Promise<object> {
  const { blob, hints } = await blobOfAll(files);
  const opened = await openCustomers(blob, hints, quiet);
  const { table } = opened;
  const proposed = suggestPlan(
    table,
    chooseRoles(opened, options),
    presentEncoders(options.models),
  );
  const method = options.method === undefined ? proposed.method : maybeMethodId(options.method);
  if (method === undefined)
    throw new Fault('options-unknown', { option: `--method ${options.method}` });
  const encoder = options.model ?? proposed.encoder;
  if (encoder !== BUILT_IN && maybeEncoder(encoder) === undefined)
    throw new Fault('options-unknown', { option: `--model ${encoder}` });
  const plan: Plan = { ...proposed, method, encoder, k: options.k ?? proposed.k };
  let opening: ReturnType<typeof openNodeEncoder> | undefined;
  const ports: StudyPorts = {
    ...createMemoryShelves(),
    dimensionsOf: (id) => maybeEncoder(id)?.dimensions ?? HASHED_DIMENSIONS,
    openEncoder: (id) => (opening ??= openNodeEncoder(id, options.models, options.threads)),
  };
  try {
    const outcome = await carryOut(table, opened.key, plan, ports, quiet);
    const explained = await openExplained(
      { table, tableKey: opened.key, plan, outcome, ports },
      quiet,
    );
    const names = namesOf(outcome.segments, WORDS.en);
    const customers = [];
    for (const row of options.rows) {
      if (row < 1 || row > table.rows)
        throw new Fault('options-unknown', { option: `--row ${row}` });
      const why = explainCustomer(explained, row - 1);
      const words = await explainWords(explained, row - 1, quiet);
      customers.push({ row, why, words: words && wordsAsText(words) });
    }
    const segments = [];
    for (const segment of options.segments) {
      if (segment < 1 || segment > outcome.segments.length)
        throw new Fault('options-unknown', { option: `--segment ${segment}` });
      segments.push({
        segment,
        why: await explainSegment(explained, segment - 1, undefined, quiet),
      });
    }
    const { faithful } = options;
    return {
      file: files.map((file) => path.basename(file)).join(' + '),
      rows: table.rows,
      method,
      encoder: outcome.account.encoder,
      segments: outcome.segments.map(({ label, size }) => ({
        segment: label + 1,
        name: names[label],
        size,
      })),
      ...(customers.length === 0 ? {} : { customers }),
      ...(segments.length === 0 ? {} : { explained: segments }),
      ...(faithful === undefined
        ? {}
        : {
            faithful: {
              words: await measureWords(explained, faithful, plan.seed, quiet),
              columns: measureColumns(explained, faithful, plan.seed),
            },
          }),
    };
  } finally {
    await opening?.then(({ close }) => close()).catch(() => undefined);
  }
}

/** Stretches with what stands in them, so that they can be read without the text. */
function wordsAsText(words: NonNullable<Awaited<ReturnType<typeof explainWords>>>): object {
  const read = (spans: readonly { start: number; end: number; pull: number }[]) =>
    spans.map((span) => ({ says: words.text.slice(span.start, span.end), ...span }));
  return { ...words, sentences: read(words.sentences), words: read(words.words) };
}
