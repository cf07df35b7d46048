import { inTurn } from './in-turn';

/** How much of a list is drawn by now. */
export interface Portions {
  readonly count: number;
}

/**
 * Draws a list in portions, one a frame; to be called while a component is made.
 *
 * @param lengthOf the whole list.
 * @param size entries of a portion.
 */
export function inPortions(lengthOf: () => number, size: number): Portions {
  let count = $state(size);
  $effect(() => {
    if (count < lengthOf()) return inTurn(() => (count += size));
  });
  return {
    get count() {
      return count;
    },
  };
}
