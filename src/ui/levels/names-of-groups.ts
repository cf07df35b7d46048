import type { Outcome } from '../../study/outcome';
import { capitalised, namesOf } from '../../words/names';
import type { Words } from '../../words/words';

/**
 * The names of the groups of a long list: what their customers share, or else the two largest
 * segments. A group of one is called as its segment is.
 *
 * @param names of the segments, by label.
 */
export function namesOfGroups(
  { levels }: Pick<Outcome, 'levels'>,
  names: readonly string[],
  words: Words,
): string[] {
  const { groups = [], shared = [] } = levels ?? {};
  const byTraits = namesOf(
    groups.map((_, label) => ({ label, phrase: undefined, traits: shared[label]?.traits ?? [] })),
    words,
  );
  const comma = words.locale.startsWith('zh') ? '、' : ', ';
  return groups.map((group, at) => {
    const { keyphrases = [], traits = [] } = shared[at] ?? {};
    if (group.length > 1 && keyphrases.length > 0)
      return capitalised(keyphrases.map(({ phrase }) => phrase).join(comma));
    if (group.length > 1 && traits.length > 0) return byTraits[at];
    return words.levels.group(names[group[0]], names[group[1]], Math.max(0, group.length - 2));
  });
}
