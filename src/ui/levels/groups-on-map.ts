import type { Outcome } from '../../study/outcome';
import type { Words } from '../../words/words';
import { namesOfGroups } from './names-of-groups';

/** Up to so many segments find room for their names on a map that shows the whole. */
const ROOM = 24;

/** Groups of segments to be named in place of them while a map of many segments shows the whole. */
export function groupsOnMap(
  outcome: Outcome,
  names: readonly string[],
  words: Words,
): { of: Int32Array; names: string[] } | undefined {
  const { labels, levels, segments } = outcome;
  const groups = levels?.groups;
  if (groups === undefined || segments.length <= ROOM) return undefined;
  const groupOf = new Int32Array(segments.length).fill(-1);
  groups.forEach((group, at) => {
    for (const label of group) groupOf[label] = at;
  });
  return {
    of: labels.map((label) => (label < 0 ? -1 : groupOf[label])),
    names: namesOfGroups(outcome, names, words),
  };
}
