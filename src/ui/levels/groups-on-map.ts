import type { Outcome } from '../../study/outcome';
import type { LevelsWords } from '../../words/levels-en';

/** Up to so many segments find room for their names on a map that shows the whole. */
const ROOM = 24;

/** Groups of segments to be named in place of them while a map of many segments shows the whole. */
export function groupsOnMap(
  { labels, levels, segments }: Outcome,
  names: readonly string[],
  words: LevelsWords,
): { of: Int32Array; names: string[] } | undefined {
  const groups = levels?.groups;
  if (groups === undefined || segments.length <= ROOM) return undefined;
  const groupOf = new Int32Array(segments.length).fill(-1);
  groups.forEach((group, at) => {
    for (const label of group) groupOf[label] = at;
  });
  return {
    of: labels.map((label) => (label < 0 ? -1 : groupOf[label])),
    names: groups.map((group) =>
      words.group(names[group[0]], names[group[1]], Math.max(0, group.length - 2)),
    ),
  };
}
