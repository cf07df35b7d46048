import type { Keyphrase } from '../text/keyphrases';
import type { Trait } from './traits';

/** Fewer people than this could be recognised by what is told of them. */
export const FEWEST_TOLD = 5;

/** What is told of a segment, as far as people could be recognised by it. */
interface Told {
  readonly size: number;
  readonly traits: readonly Trait[];
  readonly keyphrases: readonly Keyphrase[];
  readonly quotes: readonly string[];
}

/**
 * A segment as it may be handed on: of fewer than five people nothing but that there are some, and of any other no
 * share and no phrase that fewer than five of its people stand behind.
 *
 * @see Statistics without small cells: the rule of five of many statistical offices.
 */
export function suppressSmall<T extends Told>(segment: T): T {
  if (segment.size < FEWEST_TOLD) return { ...segment, traits: [], keyphrases: [], quotes: [] };
  return {
    ...segment,
    traits: segment.traits.filter(
      ({ kind, inside }) => !isShare(kind) || Math.round(inside * segment.size) >= FEWEST_TOLD,
    ),
    keyphrases: segment.keyphrases.filter(({ count }) => count >= FEWEST_TOLD),
  };
}

/** Whether a trait tells how many have something, and not a middle value. */
function isShare(kind: Trait['kind']): boolean {
  return kind === 'level' || kind === 'unknown' || kind === 'silent';
}
