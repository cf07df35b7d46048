import { lookOf, type Rgb, type ThemeId } from '../../core/draw/palette';
import type { Brush } from '../../core/draw/paint-points';

/** Segments that have a look of their own; the next begin again. */
const LOOKS = 84;

export const BACKGROUNDS: Readonly<Record<ThemeId, Rgb>> = {
  light: [252, 253, 253],
  dark: [13, 18, 19],
};

/** A brush for every segment, and a last one for customers who have none yet. */
export function brushesOf(theme: ThemeId): Brush[] {
  return [...Array.from({ length: LOOKS }, (_, label) => lookOf(label, theme)), lookOf(-1, theme)];
}

/** Which brush draws each point. */
export function brushOfEach(labels: Int32Array | undefined, points: number): Int32Array {
  return labels === undefined
    ? new Int32Array(points).fill(LOOKS)
    : labels.map((label) => (label < 0 ? LOOKS : label % LOOKS));
}
