import { findTraits, markSensitive } from '../core/segments/traits';
import { findKeyphrases, type Keyphrase } from '../core/text/keyphrases';
import { findSensitive } from '../core/text/sensitive';
import type { Described } from './describe-segments';
import { countSaid } from './name-segments';
import type { GroupOfSegments, ShownLevels } from './outcome';
import type { StudyWatch } from './study-ports';

/** Keyphrases that make a group's name, those that are looked at for it, and the least share. */
const PHRASES = 3;
const CANDIDATES = 10;
const LEAST = 0.05;
const TRAITS = 4;

/**
 * What the customers of each group of a long list share, and others do not: their keyphrases and
 * traits, found among all customers of its segments together.
 *
 * @param found the segments that the groups are made of.
 * @returns the levels with a description for each of their groups; as they are where there are none.
 */
export async function nameGroups(
  levels: ShownLevels,
  found: Described,
  watch: StudyWatch,
): Promise<ShownLevels> {
  const { groups } = levels;
  if (groups === undefined) return levels;
  const { prepared, clustering, alike, sensitive } = found;
  const groupOf = new Int32Array(clustering.k).fill(-1);
  groups.forEach((group, at) => {
    for (const label of group) groupOf[label] = at;
  });
  const labels = clustering.labels.map((label) => (label < 0 ? -1 : groupOf[label]));
  const k = groups.length;
  let keyphrases: Keyphrase[][] = groups.map(() => []);
  if (prepared.texts.length > 0) {
    const { corpus, phrases, sizes } = await countSaid(
      { prepared, alike, labels, k },
      LONGEST,
      watch,
    );
    keyphrases = findKeyphrases(corpus, phrases, sizes, CANDIDATES).map((list) =>
      pickPhrases(
        sensitive === 'allow'
          ? list
          : list.filter(({ phrase }) => findSensitive(phrase).length === 0),
      ),
    );
  }
  const traits = findTraits(prepared, labels, k).map((list) =>
    (sensitive === 'allow' ? list : markSensitive(list)).slice(0, TRAITS),
  );
  return {
    ...levels,
    shared: groups.map((_, at): GroupOfSegments => ({
      keyphrases: keyphrases[at],
      traits: traits[at],
    })),
  };
}

/** Words of the longest keyphrase. */
const LONGEST = 3;

/**
 * The best keyphrases that enough customers say, without another form of the same word: of "top" and
 * "top-up" the compound, of "card" and "cards" the first.
 */
function pickPhrases(list: readonly Keyphrase[]): Keyphrase[] {
  const picked: Keyphrase[] = [];
  for (const candidate of list.filter(({ share }) => share >= LEAST)) {
    const at = picked.findIndex(({ phrase }) => isForm(phrase, candidate.phrase));
    if (at >= 0 && candidate.phrase.includes('-')) picked[at] = candidate;
    else if (at < 0 && picked.length < PHRASES) picked.push(candidate);
  }
  return picked;
}

/** Whether one begins as the other does, letters that are not of the Han script only. */
function isForm(a: string, b: string): boolean {
  const [short, long] = [a.toLowerCase(), b.toLowerCase()].sort((p, q) => p.length - q.length);
  return short.length > 2 && !/\p{sc=Han}/u.test(short) && long.startsWith(short);
}
