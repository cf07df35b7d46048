import { conditionsOf } from '../core/audience/audience';
import { MOODS } from '../core/mood/text-mood';
import type { SegmentRule } from '../core/rules/find-segment-rule';
import { tellAudience } from '../words/audience';
import { percent } from '../words/names';
import type { Words } from '../words/words';
import { escapeXml } from './export-svg';
import type { AspectMood, SegmentMood } from './segment-moods';
import type { ToldThemes } from './tell-themes';

/** What a report tells beyond the segments themselves, where it is known. */
export interface ReportReadings {
  /** By label. */
  readonly moods?: readonly SegmentMood[] | undefined;
  /** By label. */
  readonly rules?: readonly (SegmentRule | undefined)[] | undefined;
  readonly themes?: Pick<ToldThemes, 'themes' | 'speakers'> | undefined;
}

/** Phrases of a list, and themes of the table. */
const PHRASES = 4;
const THEMES = 40;
/** Where it holds for fewer of those it was not found on, a rule is told with a warning. */
const WEAK = 0.5;

/** How many say what, of one segment. @param least fewer people than this are not told of. */
export function moodPart(
  { said, counts, pleased, unhappy }: SegmentMood,
  least: number,
  words: Words,
): string {
  if (said < Math.max(1, least)) return '';
  const { mood, report } = words;
  const count = (name: string, n: number) =>
    n > 0 && n < least ? `${name}: ${report.fewerThan(least)}` : mood.count(name, n, n / said);
  const about = (title: string, aspects: readonly AspectMood[]) => {
    const told = aspects.filter(({ read }) => read >= least).slice(0, PHRASES);
    if (told.length === 0) return '';
    const list = told.map(({ phrase }) => phrase).join(' · ');
    return `<p>${escapeXml(title)}: ${escapeXml(list)}</p>`;
  };
  const moods = MOODS.map((one) => count(mood.moods[one], counts[one])).join(' · ');
  return `<p><strong>${escapeXml(mood.title)}</strong></p><p>${escapeXml(moods)}</p>${about(mood.pleased, pleased)}${about(mood.unhappy, unhappy)}`;
}

/** Who is in a segment, in conditions, and how far that holds. */
export function rulePart(
  rule: SegmentRule | undefined,
  names: readonly string[],
  words: Words,
): string {
  if (rule === undefined) return '';
  const conditions = conditionsOf(rule.audience);
  if (conditions.length === 0) return '';
  const said = words.audience.rule;
  const ways = rule.audience.kind === 'any' ? rule.audience.of : [rule.audience];
  const lines = ways.map((way) =>
    (way.kind === 'all' ? way.of : [way])
      .map((condition) => tellAudience(condition, words, names))
      .join(words.traits.and),
  );
  const held = [
    said.heldOut(rule.heldOut.precision.share, rule.heldOut.recall.share),
    ...(rule.heldOut.f1 < WEAK ? [said.weak] : []),
  ];
  return `<p><strong>${escapeXml(said.title)}</strong></p><ul>${lines.map((line) => `<li>${escapeXml(line)}</li>`).join('')}</ul><p class="soft">${escapeXml(held.join(' '))}</p>`;
}

/** What is spoken of, by how many. @param least fewer people than this are not told of. */
export function themesPart(
  { themes, speakers }: Pick<ToldThemes, 'themes' | 'speakers'>,
  least: number,
  words: Words,
): string {
  const number = new Intl.NumberFormat(words.locale);
  const told = themes
    .filter(({ customers }) => customers >= least)
    .sort((a, b) => b.customers - a.customers)
    .slice(0, THEMES);
  if (told.length === 0) return '';
  const rows = told.map(
    ({ name, customers, keyphrases }) =>
      `<tr><td>${escapeXml(name)}</td><td class="n">${number.format(customers)}</td><td class="n">${escapeXml(percent(customers / Math.max(1, speakers), words.locale))}</td><td>${escapeXml(
        keyphrases
          .slice(0, PHRASES)
          .map(({ phrase }) => phrase)
          .join(' · '),
      )}</td></tr>`,
  );
  return `<h2 id="themes">${escapeXml(words.topics.title)}</h2>
<table>
<thead><tr><th>${escapeXml(words.report.theme)}</th><th class="n">${escapeXml(words.segments.size)}</th><th class="n">${escapeXml(words.segments.share)}</th><th>${escapeXml(words.segments.keyphrases)}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
`;
}
