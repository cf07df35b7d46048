import { matchBest } from '../core/measure/match-labels';
import type { Cloud } from './shown';

/** Who is in which group, as it is coloured. */
type Coloured = Pick<Cloud, 'labels' | 'k'>;

/**
 * The segments that were found in the colours of the first guess: each in that of the group which it shares most
 * customers with, as far as no other one has it. For the map while work goes on; when it is done, a
 * segment has the colour of its number, as in all lists and exports.
 *
 * @param found by row of the file; a negative label is nobody's.
 */
export function keepColours(before: Coloured, found: Required<Coloured>): Coloured {
  const { labels, k } = found;
  if (before.labels === undefined || labels === undefined || before.labels.length !== labels.length)
    return found;
  const shared = new Float64Array(k * before.k);
  for (let row = 0; row < labels.length; row++) {
    const [now, then] = [labels[row], before.labels[row]];
    if (now >= 0 && then >= 0) shared[now * before.k + then]++;
  }
  const colours = matchBest(shared, k, before.k);
  for (const [label, colour] of colours.entries())
    if (colour >= 0 && shared[label * before.k + colour] === 0) colours[label] = -1;
  const taken = new Set(colours);
  let free = 0;
  for (const [label, colour] of colours.entries())
    if (colour < 0) {
      while (taken.has(free)) free++;
      colours[label] = free;
      taken.add(free);
    }
  return {
    labels: labels.map((label) => (label < 0 ? label : colours[label])),
    k: colours.reduce((most, colour) => Math.max(most, colour + 1), 0),
  };
}
