import type { Correction, CorrectionState } from './correction';
import type { CustomerKeys } from './customer-keys';
import { findSegment } from './find-segment';

/** Names of the person's by segment, and what became of each renaming. */
export interface GivenNames {
  /** '' stands for the plain name. */
  readonly names: Readonly<Record<number, string>>;
  /** One per renaming of the list, in its order. */
  readonly states: readonly CorrectionState[];
}

/**
 * The names that corrections give: a name goes where most of its segment's typical customers are in
 * the end, through merges, splits and other runs; of two in one segment the later one holds.
 *
 * @param labels one per customer, as all else has left them.
 */
export function findGivenNames(
  corrections: readonly Correction[],
  labels: Int32Array,
  keys: CustomerKeys,
): GivenNames {
  const names = new Map<number, { name: string; at: number }>();
  const states: CorrectionState[] = [];
  for (const correction of corrections) {
    if (correction.kind !== 'rename') continue;
    const label = findSegment(keys, correction.segment, labels);
    const at = states.length;
    if (typeof label === 'string') {
      states.push({ did: 'refused', why: label });
      continue;
    }
    const before = names.get(label);
    if (before !== undefined) states[before.at] = { did: 'nothing', why: 'already' };
    for (const [other, { name }] of names)
      if (other !== label && name !== '' && name === correction.name) names.delete(other);
    names.set(label, { name: correction.name, at });
    const customers = labels.reduce((sum, own) => sum + Number(own === label), 0);
    states.push({ did: 'applied', customers, missing: 0 });
  }
  return {
    names: Object.fromEntries([...names].map(([label, { name }]) => [label, name])),
    states,
  };
}
