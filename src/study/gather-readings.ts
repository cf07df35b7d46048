import type { SegmentRule } from '../core/rules/find-segment-rule';
import { NOBODY_WAITS } from './drive';
import { openAudience } from './open-audience';
import type { FinishedStudy } from './open-space';
import type { ReportReadings } from './report-readings';
import { maybeMoods } from './segment-moods';

/** Segments whose rules are looked for when a report is made. */
const RULES = 30;

/**
 * What a report tells of a study beyond its segments: moods and themes where they were read before, rules always.
 *
 * @param themes those that were looked at.
 */
export async function gatherReadings(
  study: FinishedStudy,
  themes: ReportReadings['themes'],
): Promise<ReportReadings> {
  const moods = await maybeMoods(study);
  const audience = openAudience(study);
  const rules: (SegmentRule | undefined)[] = [];
  if (study.outcome.segments.length <= RULES)
    for (const { label } of study.outcome.segments)
      rules[label] = await audience.rule(label, NOBODY_WAITS);
  return { moods: moods?.segments, rules, themes };
}
