/** Where a node is drawn, the middle being 0, 0 and the rim 1 away. */
export interface RingPlace {
  readonly x: number;
  readonly y: number;
  /** Which side of it has room for its words. */
  readonly side: 'left' | 'right';
}

const NEAREST = 0.34;
const FARTHEST = 1;
/** Height that is used of each side. */
const HIGH = 0.92;

/**
 * Places around a middle in their order, by the clock: down the right side, then up the left one. Each side
 * is shared out evenly by height, so that words beside nodes never meet; to the side the stronger stand the
 * nearer, within an oval.
 *
 * @param strengths 0 to 1 each.
 */
export function layOutRing(strengths: readonly number[]): RingPlace[] {
  const right = Math.ceil(strengths.length / 2);
  return strengths.map((strength, at) => {
    const side = at < right ? 'right' : 'left';
    const count = side === 'right' ? right : strengths.length - right;
    const place = side === 'right' ? at : count - 1 - (at - right);
    const y = count === 1 ? 0 : HIGH * ((2 * place) / (count - 1) - 1);
    const held = Math.max(0, Math.min(1, strength));
    const reach = (FARTHEST - (FARTHEST - NEAREST) * held) * Math.sqrt(1 - 0.8 * y * y);
    return { x: side === 'right' ? reach : -reach, y, side };
  });
}
