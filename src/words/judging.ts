import type { Judged } from '../study/judge-segments';
import type { Words } from './words';

/** The verdict as it is told: where everyone is one segment there is nothing to judge. */
export function verdictOf({
  segments,
  verdict,
}: Pick<Judged, 'segments' | 'verdict'>): keyof Words['judging']['chips'] {
  return segments.length < 2 ? 'single' : verdict;
}
