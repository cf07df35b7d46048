import { type ColumnBins, NO_BIN } from '../../core/explore/bin-column';
import type { Brush } from '../../core/draw/paint-points';
import { lookOf, type Mark, rampOf, type ThemeId } from '../../core/draw/palette';
import type { Mood } from '../../core/mood/text-mood';

/** How the map draws customers by a column. */
export interface Colouring {
  /** One per row: which brush; the last one for whom nothing is known of. */
  readonly brushOf: Int32Array;
  readonly brushes: readonly Brush[];
}

/** A brush for every bar, and a last one for whom nothing is known of: hues for categories, a ramp for the rest. */
export function brushesOfBars(
  { kind, bins, lumped }: Pick<ColumnBins, 'kind' | 'bins' | 'lumped'>,
  theme: ThemeId,
): Brush[] {
  const own = Array.from({ length: bins }, (_, bar): Brush => {
    if (kind !== 'category')
      return { rgb: rampOf(bins === 1 ? 1 : bar / (bins - 1), theme), mark: 'circle' };
    const rest = lumped > 0 && bar === bins - 1;
    return rest ? { ...lookOf(-1, theme), mark: 'cross' } : lookOf(bar, theme);
  });
  return [...own, lookOf(-1, theme)];
}

/** Good and bad apart by colour and by mark. */
const LOOK_OF_MOOD: Readonly<Record<Mood, readonly [number, Mark]>> = {
  positive: [2, 'circle'],
  negative: [1, 'triangle'],
  mixed: [4, 'diamond'],
  neutral: [5, 'plus'],
};

/** The same for moods. */
export function brushesOfMoods(moods: readonly string[], theme: ThemeId): Brush[] {
  const own = moods.map((mood): Brush => {
    const [look, mark] = LOOK_OF_MOOD[mood as Mood];
    return { ...lookOf(look, theme), mark };
  });
  return [...own, lookOf(-1, theme)];
}

export function brushOfBars({ of, bins }: Pick<ColumnBins, 'of' | 'bins'>): Int32Array {
  return Int32Array.from(of, (bar) => (bar === NO_BIN ? bins : bar));
}
