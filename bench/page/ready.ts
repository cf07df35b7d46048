import type { Matrix } from '../../src/core/matrix';
import { carryOut } from '../../src/study/carry-out';
import { hashTexts } from '../../src/core/text/hashing-encoder';
import { drive } from '../../src/study/drive';
import type { LayOut } from '../../src/study/draw-map';
import { openCustomers } from '../../src/study/open-customers';
import { createMemoryShelves } from '../../src/study/shelves';
import { readColumns } from '../../src/core/prepare/roles';
import { suggestPlan } from '../../src/study/suggest-plan';

const ENCODER = 'all-minilm-l6-v2';

/**
 * Carries a study out whose texts have their vectors already.
 *
 * @param csv customers with one text each, all different.
 * @param vectors one unit row per text, by the order in which they are asked for.
 * @param layOut draws the map beside; absent: when its turn comes.
 * @returns seconds of every stage, and the number of segments.
 */
export async function timeReady(
  csv: string,
  vectors: Matrix,
  layOut?: LayOut,
): Promise<{ seconds: Record<string, number>; segments: number }> {
  const seconds: Record<string, number> = {};
  let stage = 'read';
  let since = performance.now();
  const enter = (next: string) => {
    const at = performance.now();
    seconds[stage] = (seconds[stage] ?? 0) + (at - since) / 1000;
    [stage, since] = [next, at];
  };
  const watch = { signal: new AbortController().signal, report: () => undefined };
  const { table, key } = await openCustomers(new Blob([csv]), {}, watch);
  const { results } = createMemoryShelves();
  let given = 0;
  const { data, rows, cols } = vectors;
  const { segments } = await carryOut(
    table,
    key,
    suggestPlan(
      table,
      readColumns(table).map(({ role }) => role),
      [ENCODER],
    ),
    {
      results,
      ...(layOut === undefined ? {} : { layOut }),
      dimensionsOf: () => cols,
      // For the phrases that segments are named by.
      openEncoder: async () => ({
        device: 'processor',
        encode: (texts, watch) => drive(hashTexts(texts), watch),
      }),
      vectors: {
        get: async (_, hashes) =>
          hashes.map(() =>
            given < rows
              ? { vector: data.subarray(given * cols, ++given * cols), parts: 1 }
              : undefined,
          ),
        put: async () => undefined,
      },
    },
    { ...watch, stage: enter, part: () => undefined },
  );
  enter('end');
  return { seconds, segments: segments.length };
}
