import { asFault } from '../core/fault';
import { centreTexts, middleOfTexts } from '../core/features/centre-texts';
import { joinFeatures } from '../core/features/join-features';
import type { Watch } from '../core/ports';
import type { Prepared } from '../core/prepare/prepare-customers';
import { sketchMap } from '../core/project/sketch-map';
import type { Plan } from '../core/study';
import type { WordReader } from '../models/fetch-words';
import { drive } from './drive';
import { inFileOrder, pairsInFileOrder } from './file-order';
import type { Part } from './study-ports';
import { ABSENT } from './runs';

/** Texts that must be waiting to be read: fewer are read before a first picture would be drawn. */
export const WORTH_A_PICTURE = 400;

/**
 * All customers on a map with groups before their texts are read, from the single words of the texts and from
 * what else is known of them. What is found later does not depend on it.
 *
 * @returns undefined where none can be made.
 * @throws Fault stopped
 */
export async function drawFirst(
  prepared: Prepared,
  plan: Plan,
  words: WordReader,
  { signal }: Watch,
): Promise<(Part & { readonly kind: 'guess' }) | undefined> {
  const watch: Watch = { signal, report: () => undefined };
  if (prepared.rows < 3) return undefined;
  try {
    const vectors = await drive(words.read(prepared.texts), watch);
    const said = centreTexts(vectors, middleOfTexts(vectors, prepared.textOf));
    const { matrix } = joinFeatures(prepared, said, plan.space);
    const { seed, k } = plan;
    const { layout, labels, ...sketch } = await drive(sketchMap(matrix, { seed, k }), watch);
    return {
      kind: 'guess',
      xy: pairsInFileOrder(prepared, layout),
      labels: inFileOrder(prepared, labels, ABSENT),
      k: sketch.k,
    };
  } catch (error) {
    if (asFault(error).code === 'stopped') throw error;
    return undefined;
  }
}
