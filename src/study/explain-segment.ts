import { type Comparison, compareSegments } from '../core/explain/compare-segments';
import { type Border, findBorder, nearestSegment } from '../core/explain/find-border';
import type { Watch } from '../core/ports';
import type { Trait } from '../core/segments/traits';
import { findKeyphrases, type Keyphrase } from '../core/text/keyphrases';
import type { Phrase } from '../core/text/phrases';
import { countSaid } from './name-segments';
import { drive } from './drive';
import type { ExplainedSpace } from './explained-space';
import { quietly } from './open-space';

/** A segment beside the one nearest to it, or another that is chosen. */
export interface SegmentWhy {
  readonly label: number;
  /** The segment that it is compared with. */
  readonly other: number;
  /** Whether that is the one whose middle is nearest. */
  readonly isNearest: boolean;
  readonly comparison: Comparison;
  /** Phrases commoner here than there; `elsewhere` is there. */
  readonly phrases: readonly Keyphrase[];
  /** Phrases that both say and all others less; `elsewhere` is all others. */
  readonly sharedPhrases: readonly Keyphrase[];
  /** Traits that both have beside everyone else. */
  readonly sharedTraits: readonly Trait[];
  /** Those nearest to the border, as rows of the file. */
  readonly border: Omit<Border, 'members'> & {
    readonly nearest: readonly {
      readonly row: number;
      readonly rival: number;
      readonly place: number;
    }[];
  };
}

const PHRASES = 8;
const LONGEST = 3;
const MOST_ON_BORDER = 8;
/** A phrase is shared where one segment says it at least half as often as the other. */
const LIKE_OFTEN = 0.5;

/**
 * What sets a segment apart from another one alone, what both share, and who stands on its border.
 *
 * @param other the segment to compare with; absent: the nearest.
 * @returns undefined where there is one segment only.
 * @throws Fault stopped
 */
export async function explainSegment(
  explained: ExplainedSpace,
  label: number,
  other: number | undefined,
  watch: Watch,
): Promise<SegmentWhy | undefined> {
  const { space, rows, labels, centres, study } = explained;
  const nearest = nearestSegment(centres, label);
  if (nearest < 0 || label >= centres.rows) return undefined;
  const there = other ?? nearest;
  const border = await drive(findBorder(rows, labels, centres, label), watch);
  const { prepared } = space;
  return {
    label,
    other: there,
    isNearest: there === nearest,
    comparison: compareSegments(prepared, labels, label, there),
    ...(await comparePhrases(explained, label, there, watch)),
    sharedTraits: sharedTraits(
      study.outcome.segments[label].traits,
      study.outcome.segments[there].traits,
    ),
    border: {
      share: border.share,
      beyond: border.beyond,
      nearest: border.members.slice(0, MOST_ON_BORDER).map(({ customer, rival, place }) => ({
        row: prepared.order[customer],
        rival,
        place,
      })),
    },
  };
}

async function comparePhrases(
  { space, labels }: ExplainedSpace,
  here: number,
  there: number,
  watch: Watch,
): Promise<Pick<SegmentWhy, 'phrases' | 'sharedPhrases'>> {
  const { prepared, alike } = space;
  if (prepared.texts.length === 0) return { phrases: [], sharedPhrases: [] };
  const sides = labels.map((label) =>
    label < 0 ? -1 : label === here ? 0 : label === there ? 1 : 2,
  );
  const said = await countSaid({ prepared, alike, labels: sides, k: 3 }, LONGEST, quietly(watch));
  const { corpus, phrases, sizes } = said;
  const pair = regroup(phrases, [0, 1, -1]);
  const joined = regroup(phrases, [0, 0, 1]);
  const [ours] = findKeyphrases(corpus, pair, [sizes[0], sizes[1]], PHRASES);
  const even = joined.filter((_, at) => {
    const shares = [0, 1].map((side) => (phrases[at].counts.get(side) ?? 0) / (sizes[side] || 1));
    return Math.min(...shares) >= LIKE_OFTEN * Math.max(...shares);
  });
  const [shared] = findKeyphrases(corpus, even, [sizes[0] + sizes[1], sizes[2]], PHRASES);
  return { phrases: ours, sharedPhrases: shared };
}

/** @param groups for each group the one that it becomes; -1 is left out. */
function regroup(phrases: readonly Phrase[], groups: readonly number[]): Phrase[] {
  return phrases.map(({ words, counts }) => {
    const merged = new Map<number, number>();
    let total = 0;
    for (const [group, count] of counts) {
      if (groups[group] < 0) continue;
      merged.set(groups[group], (merged.get(groups[group]) ?? 0) + count);
      total += count;
    }
    return { words, total, counts: merged };
  });
}

function sharedTraits(ours: readonly Trait[], theirs: readonly Trait[]): Trait[] {
  const same = (a: Trait, b: Trait) =>
    a.column === b.column &&
    a.kind === b.kind &&
    a.level === b.level &&
    Math.sign(a.effect) === Math.sign(b.effect);
  return ours.filter((trait) => theirs.some((other) => same(trait, other)));
}
