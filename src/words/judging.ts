import type { Judged } from '../study/judge-segments';
import type { Words } from './words';
import { listFormat } from './formats';

/**
 * The verdict as it is told: where everyone is one segment, or all segments were made by hand, there is
 * nothing to judge.
 */
export function verdictOf({
  segments,
  verdict,
}: Pick<Judged, 'segments' | 'verdict'>): keyof Words['judging']['chips'] {
  if (segments.length < 2) return 'single';
  return segments.every(({ byHand }) => byHand === true) ? 'hand' : verdict;
}

/** Which segments are not judged because a person has made them; empty where there are none such. */
export function tellByHand(
  { segments }: Pick<Judged, 'segments'>,
  names: readonly string[],
  { judging, locale }: Words,
): string {
  const made = names.filter((_, label) => segments[label]?.byHand === true);
  if (made.length === 0) return '';
  const quoted = made.map((name) => `“${name}”`);
  return judging.byHand(made.length, listFormat(locale).format(quoted));
}
