import { centreTexts } from '../core/features/centre-texts';
import { type LeadCentres, occludeText, type Occlusion } from '../core/explain/occlude-text';
import { rankCentres } from '../core/explain/find-pulls';
import { hashPlain } from '../core/hash';
import { dot, type Matrix, rowOf } from '../core/matrix';
import type { Watch } from '../core/ports';
import { textCentres } from '../core/segments/name-phrases';
import { heed } from './drive';
import { pairOf } from './explain-customer';
import type { ExplainedSpace } from './explained-space';
import { keepIn } from './open-space';

/** The words of a customer's text, and what they do. */
export interface WordsWhy extends Occlusion {
  readonly text: string;
  readonly own: number;
  readonly rival: number;
}

/** Raised when kept occlusions are no longer what would be found. */
const VERSION = 1;

/** Directions of what each segment says. */
export interface SaidCentres {
  readonly middle: Float32Array;
  /** One row per segment. */
  readonly centres: Matrix;
}

const SAID = new WeakMap<ExplainedSpace, SaidCentres>();

/** The middle of what each segment says, as directions from what all say; undefined without texts. */
export function saidCentres(explained: ExplainedSpace): SaidCentres | undefined {
  const { space, labels, k } = explained;
  const { vectors, middle, prepared } = space;
  if (vectors === undefined || middle === undefined) return undefined;
  let said = SAID.get(explained);
  if (said === undefined) {
    const centres = textCentres(centreTexts(vectors, middle), prepared.textOf, labels, k);
    said = { middle, centres };
    SAID.set(explained, said);
  }
  return said;
}

/** What a lead of one segment over another is measured by. */
export const leadCentres = (
  { middle, centres }: SaidCentres,
  own: number,
  rival: number,
): LeadCentres => ({ middle, own: rowOf(centres, own), rival: rowOf(centres, rival) });

/** The segment whose middle of texts a vector points to most; of equals the lower label. */
export function nearestSaid(vector: Float32Array, { middle, centres }: SaidCentres): number {
  const turned = vector.map((value, col) => value - middle[col]);
  let best = 0;
  let most = -Infinity;
  for (let label = 0; label < centres.rows; label++) {
    const towards = dot(turned, rowOf(centres, label));
    if (towards > most) [best, most] = [label, towards];
  }
  return best;
}

/**
 * What each sentence and word of a customer's text does to the lead of its segment over the second-best.
 * It is kept beside the study's results.
 *
 * @returns undefined for whoever says nothing or takes no part.
 * @throws Fault stopped, or what the encoder throws.
 */
export async function explainWords(
  explained: ExplainedSpace,
  row: number,
  watch: Watch,
): Promise<WordsWhy | undefined> {
  const { space, rows, centres, labels, study } = explained;
  const { prepared } = space;
  const customer = explained.customerOf[row] ?? -1;
  const said = saidCentres(explained);
  if (customer < 0 || said === undefined || centres.rows < 2) return undefined;
  const text = prepared.textOf[customer];
  if (text < 0) return undefined;
  const [own, rival] = pairOf(rankCentres(rowOf(rows, customer), centres), labels[customer]);
  const { outcome, plan, ports } = study;
  const of = [VERSION, outcome.groupKey, plan.encoder, prepared.texts[text], own, rival];
  const found = await keepIn(study)(`words:${hashPlain(of)}`, async () => {
    const encoder = await ports.openEncoder(plan.encoder);
    const lead = leadCentres(said, own, rival);
    return occludeText(prepared.texts[text], outcome.account.language, lead, async (variants) => {
      heed(watch);
      return encoder.encode(variants, watch);
    });
  });
  return { ...found, text: prepared.texts[text], own, rival };
}
