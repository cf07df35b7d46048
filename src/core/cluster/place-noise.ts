import type { Graph } from '../graph/neighbours';
import { type Matrix, rowOf } from '../matrix';
import type { Steps } from '../steps';
import { countLabels, meansByLabel } from './clustering';
import type { Membership } from './soft-membership';

/** How customers outside all segments are placed. */
export type NoisePlacing =
  /** In the segment whose mean is nearest. */
  | { readonly how: 'centre' }
  /** Where most of their nearest customers are. */
  | { readonly how: 'neighbours'; readonly graph: Graph }
  /** In the segment of highest soft membership. */
  | { readonly how: 'membership'; readonly membership: Membership }
  /** Nowhere. */
  | { readonly how: 'leave' };

export interface Placement {
  /** As given, with noise placed. */
  readonly labels: Int32Array;
  /**
   * 1 for rows that were in a segment, 0 for those left out; else 0 to 1: how much nearer the mean is
   * than the next one ('centre'), the share of the neighbours that are placed ('neighbours'), the
   * membership itself ('membership').
   */
  readonly confidence: Float64Array;
  /** Rows that were noise and are now in a segment. */
  readonly placed: number;
}

/**
 * Gives each customer outside all segments a place and says how sure it is, or leaves them out. The
 * segments themselves stay as they are: placed rows move no mean. Equal distances and votes go to the
 * larger segment, which has the lower label.
 *
 * @param features the rows that were clustered.
 * @param labels one per row, larger segments first; -1 is noise.
 */
export function* placeNoise(
  features: Matrix,
  labels: Int32Array,
  placing: NoisePlacing = { how: 'centre' },
): Steps<Placement> {
  const k = countLabels(labels);
  const placed = labels.slice();
  const confidence = Float64Array.from(labels, (label) => (label < 0 ? 0 : 1));
  if (k > 0 && placing.how !== 'leave') {
    if (placing.how === 'membership') placeByMembership(placing.membership, placed, confidence);
    if (placing.how === 'neighbours') placeByNeighbours(placing.graph, placed, confidence, k);
    yield* placeByCentre(features, labels, placed, confidence, k);
  }
  let count = 0;
  for (let row = 0; row < labels.length; row++) if (labels[row] < 0 && placed[row] >= 0) count++;
  return { labels: placed, confidence, placed: count };
}

function* placeByCentre(
  features: Matrix,
  labels: Int32Array,
  placed: Int32Array,
  confidence: Float64Array,
  k: number,
): Steps<void> {
  const means = meansByLabel(features, labels, k);
  for (let row = 0; row < placed.length; row++) {
    if (placed[row] >= 0) continue;
    const values = rowOf(features, row);
    let nearest = Infinity;
    let second = Infinity;
    for (let label = 0; label < k; label++) {
      const mean = rowOf(means, label);
      let sum = 0;
      for (let col = 0; col < values.length; col++) sum += (values[col] - mean[col]) ** 2;
      if (sum < nearest) {
        second = nearest;
        nearest = sum;
        placed[row] = label;
      } else if (sum < second) second = sum;
    }
    confidence[row] = margin(Math.sqrt(nearest), Math.sqrt(second));
    if (row % 16 === 0) yield { done: row, total: placed.length };
  }
}

function margin(nearest: number, second: number): number {
  if (second === Infinity) return 1;
  return second === 0 ? 0 : (second - nearest) / second;
}

/**
 * In waves: whoever has placed neighbours joins most of them, all of a wave at once, so that the order
 * of the rows does not matter. Rows that no wave reaches stay for the means.
 */
function placeByNeighbours(
  graph: Graph,
  placed: Int32Array,
  confidence: Float64Array,
  k: number,
): void {
  const votes = new Int32Array(k);
  for (;;) {
    const wave: { row: number; label: number; share: number }[] = [];
    for (let row = 0; row < placed.length; row++) {
      if (placed[row] >= 0) continue;
      votes.fill(0);
      for (let at = row * graph.k; at < (row + 1) * graph.k; at++)
        if (placed[graph.indices[at]] >= 0) votes[placed[graph.indices[at]]]++;
      let label = 0;
      for (let other = 1; other < k; other++) if (votes[other] > votes[label]) label = other;
      if (votes[label] > 0) wave.push({ row, label, share: votes[label] / graph.k });
    }
    if (wave.length === 0) return;
    for (const { row, label, share } of wave) {
      placed[row] = label;
      confidence[row] = share;
    }
  }
}

function placeByMembership(
  { k, data }: Membership,
  placed: Int32Array,
  confidence: Float64Array,
): void {
  for (let row = 0; row < placed.length; row++) {
    if (placed[row] >= 0) continue;
    let best = 0;
    for (let label = 1; label < k; label++)
      if (data[row * k + label] > data[row * k + best]) best = label;
    if (!(data[row * k + best] > 0)) continue;
    placed[row] = best;
    confidence[row] = data[row * k + best];
  }
}
