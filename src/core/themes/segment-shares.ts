import { wilson } from '../segments/share-shifts';

/** How much of a segment has a theme. */
export interface SegmentShare {
  readonly label: number;
  /** Customers of the segment with the theme, and who say something. */
  readonly count: number;
  readonly of: number;
  /** count / of, with its 95 % interval (Wilson). */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** The share beside that of all who say something: 2 is twice as often; the interval is that of the share. */
  readonly lift: number;
  readonly liftLow: number;
  readonly liftHigh: number;
}

const Z = 1.959963984540054;

/**
 * The share of each segment that has a theme.
 *
 * @param labels the segment of each customer who says something, -1 for none.
 * @param has the places among `labels` of those who have the theme.
 */
export function findSegmentShares(labels: Int32Array, k: number, has: Int32Array): SegmentShare[] {
  const all = has.length / Math.max(1, labels.length);
  const sizes = new Int32Array(k);
  const counts = new Int32Array(k);
  for (const label of labels) if (label >= 0) sizes[label]++;
  for (const at of has) if (labels[at] >= 0) counts[labels[at]]++;
  return Array.from({ length: k }, (_, label) => {
    const { low, high } = wilson(counts[label], sizes[label], Z);
    const share = sizes[label] === 0 ? 0 : counts[label] / sizes[label];
    return {
      label,
      count: counts[label],
      of: sizes[label],
      share,
      low,
      high,
      lift: all === 0 ? 1 : share / all,
      liftLow: all === 0 ? 1 : low / all,
      liftHigh: all === 0 ? 1 : high / all,
    };
  });
}
