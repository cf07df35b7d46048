/** How far between a usual text and the nearest ones the line stands; see docs/decisions/rules.md. */
const WAY = 0.7;
/** The nearest text may be a stray; of many texts the fifth is as good. */
const NEAREST = 5;
const MANY = 100;

/**
 * Where the line stands between texts that mean something and all others, by the cosines of all texts to
 * it: seven tenths of the way from the median to the nearest ones. Encoders differ in how near anything is to
 * anything, so no cosine is high or low by itself.
 *
 * @param cosines of distinct texts; NaN counts for nothing.
 * @returns 1 where there are no texts. With a usual cosine and the highest, between which the line can be moved.
 */
export function meaningLine(cosines: ArrayLike<number>): {
  readonly least: number;
  readonly low: number;
  readonly high: number;
} {
  const known = Float64Array.from(cosines)
    .filter((cosine) => !Number.isNaN(cosine))
    .sort();
  const { length } = known;
  if (length === 0) return { least: 1, low: 0, high: 1 };
  const half = length >> 1;
  const low = length % 2 === 1 ? known[half] : (known[half - 1] + known[half]) / 2;
  const near = known[length - (length >= MANY ? NEAREST : 1)];
  return { least: low + WAY * (near - low), low, high: known[length - 1] };
}
