import { dot, type Matrix, rowOf } from '../matrix';

/** Texts next to a title that are looked at. */
const NEAREST = 15;

/**
 * For each title the share of the 15 texts most like it that are of a group, 0 to 1: whether who reads
 * the title would think of its texts.
 *
 * @param titles one unit row per title.
 * @param texts one unit row per text.
 * @param labels the group of each text.
 */
export function shareOfNearest(
  titles: Matrix,
  texts: Matrix,
  labels: Int32Array,
  group: number,
): number[] {
  const looked = Math.min(NEAREST, texts.rows);
  return Array.from({ length: titles.rows }, (_, title) => {
    const vector = rowOf(titles, title);
    const near: { text: number; likeness: number }[] = [];
    for (let text = 0; text < texts.rows; text++) {
      const likeness = dot(vector, rowOf(texts, text));
      if (near.length === looked && likeness <= near[looked - 1].likeness) continue;
      let at = near.length === looked ? looked - 1 : near.length;
      for (; at > 0 && near[at - 1].likeness < likeness; at--) near[at] = near[at - 1];
      near[at] = { text, likeness };
    }
    if (near.length === 0) return 0;
    return near.filter(({ text }) => labels[text] === group).length / near.length;
  });
}
