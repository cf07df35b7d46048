/** Where a node is drawn, the middle being 0, 0 and the rim 1 away. */
export interface RingPlace {
  readonly x: number;
  readonly y: number;
  /** Which side of it has room for its words. */
  readonly side: 'left' | 'right';
}

const NEAREST = 0.52;
const FARTHEST = 0.92;

/**
 * Places around a middle: evenly by angle in their order, beginning at the top and going round by the clock;
 * the stronger, the nearer. Neighbours of the same strength are moved apart by turns, so that words of a full
 * ring do not meet.
 *
 * @param strengths 0 to 1 each.
 */
export function layOutRing(strengths: readonly number[]): RingPlace[] {
  const crowded = strengths.length > 8;
  return strengths.map((strength, at) => {
    const angle = (2 * Math.PI * (at + 0.5)) / strengths.length - Math.PI / 2;
    const held = Math.max(0, Math.min(1, strength));
    const reach = FARTHEST - (FARTHEST - NEAREST) * held;
    const radius = crowded && at % 2 === 1 ? Math.min(FARTHEST + 0.08, reach + 0.16) : reach;
    const x = radius * Math.cos(angle);
    return { x, y: radius * Math.sin(angle), side: x < 0 ? 'left' : 'right' };
  });
}
