import type { Prepared } from '../core/prepare/prepare-customers';
import type { Watch } from '../core/ports';
import { findTraits, markSensitive, type Trait } from '../core/segments/traits';
import { readCorpus } from '../core/text/corpus';
import { findKeyphrases, type Keyphrase } from '../core/text/keyphrases';
import { countPhrases, type Saying } from '../core/text/phrases';
import { drive } from './drive';

/** What those who fit nowhere say and do, beside everyone else of their file. */
export interface MisfitTraits {
  /** Phrases of theirs, most frequent first. */
  readonly phrases: readonly Keyphrase[];
  readonly traits: readonly Trait[];
}

/** Texts of others that phrases are compared with. */
const OTHERS = 3000;
const LONGEST = 3;
const PHRASES = 8;
const TRAITS = 4;

/** @param misfits one per customer of `prepared`. */
export async function describeMisfits(
  prepared: Prepared,
  misfits: Uint8Array,
  sensitive: 'avoid' | 'allow',
  watch: Watch,
): Promise<MisfitTraits> {
  const count = misfits.reduce((sum, misfit) => sum + misfit, 0);
  if (count < 2) return { phrases: [], traits: [] };
  const groups = Int32Array.from(misfits);
  const found = findTraits(prepared, groups, 2)[1];
  const traits = (sensitive === 'allow' ? found : markSensitive(found)).slice(0, TRAITS);
  const texts: string[] = [];
  const place = new Map<number, number>();
  const sayings: Saying[] = [];
  const sizes = [0, 0];
  groups.forEach((group, customer) => {
    const text = prepared.textOf[customer];
    if (text < 0 || (group === 0 && sizes[0] >= OTHERS)) return;
    let at = place.get(text);
    if (at === undefined) {
      at = texts.length;
      place.set(text, at);
      texts.push(prepared.texts[text]);
    }
    sizes[group]++;
    sayings.push({ text: at, group });
  });
  if (sizes[1] < 2) return { phrases: [], traits };
  const corpus = await drive(readCorpus(texts), watch);
  const phrases = await drive(countPhrases(corpus, sayings, LONGEST, 2), watch);
  const [, telling] = findKeyphrases(corpus, phrases, sizes, PHRASES);
  return { phrases: [...telling].sort((a, b) => b.count - a.count || b.score - a.score), traits };
}
