import { maskPersonal } from '../core/personal/mask-personal';
import { placeholderOf } from '../core/personal/spans';
import type { Finding } from '../core/quality/finding';
import type { Plot } from '../core/quality/plots';
import type { Profile } from '../core/quality/quality';
import type { PersonalChoices } from '../core/study';
import type { Examination } from './examination';

type Hide = (cell: string) => string;

/**
 * The same examination, without personal data, as it may leave the page: cells of columns that hold
 * such data as their kind, and what stands within texts likewise.
 *
 * @param choices what the person says of single columns, which goes before what was found.
 */
export function hidePersonal(
  found: Pick<Examination, 'quality' | 'personal' | 'texts' | 'sensitive'>,
  choices: PersonalChoices = {},
): Pick<Examination, 'quality' | 'personal' | 'texts' | 'sensitive'> {
  const said = new Map(Object.entries(choices));
  const seen = new Map(found.personal.map((personal) => [personal.column, personal]));
  const hide = (column: string): Hide => {
    const choice = said.get(column);
    const personal = seen.get(column);
    if (choice === 'none' || (choice ?? personal) === undefined) return (cell) => cell;
    const kind = choice ?? (personal?.reason === 'in-texts' ? undefined : personal?.kind);
    if (kind === undefined) return (cell) => maskPersonal(cell);
    return (cell) => (cell.trim() === '' ? cell : placeholderOf(kind));
  };
  const inFinding = (finding: Finding): Finding => ({
    ...finding,
    cells: [...new Set(finding.cells.map(hide(finding.column)))],
  });
  const { quality, texts } = found;
  return {
    ...found,
    personal: found.personal.filter(({ column }) => said.get(column) !== 'none'),
    quality: {
      ...quality,
      findings: quality.findings.map(inFinding),
      columns: quality.columns.map((column) => ({
        ...column,
        plot: inPlot(column.plot, hide(column.name)),
        profile: inProfile(column.profile, hide(column.name)),
        findings: column.findings.map(inFinding),
      })),
    },
    texts: texts && {
      ...texts,
      alike: {
        ...texts.alike,
        largest: texts.alike.largest.map((group) => ({ ...group, text: maskPersonal(group.text) })),
      },
      boilerplate: texts.boilerplate.map((phrase) => ({
        ...phrase,
        text: maskPersonal(phrase.text),
      })),
      topics: texts.topics.map((topic) => ({ ...topic, example: maskPersonal(topic.example) })),
    },
  };
}

/** Bars that become the same are one. */
function inPlot(plot: Plot, hide: Hide): Plot {
  if (plot.kind === 'bins' || plot.of === 'times') return plot;
  const counts = new Map<string, number>();
  for (const { label, count } of plot.bars) {
    const hidden = hide(label);
    counts.set(hidden, (counts.get(hidden) ?? 0) + count);
  }
  return { ...plot, bars: [...counts].map(([label, count]) => ({ label, count })) };
}

function inProfile(profile: Profile, hide: Hide): Profile {
  if (profile.kind !== 'category') return profile;
  return {
    ...profile,
    top: profile.top.map(({ level, count }) => ({ level: hide(level), count })),
    merges: profile.merges.map(({ keep, others }) => ({
      keep: hide(keep),
      others: others.map(hide),
    })),
  };
}
