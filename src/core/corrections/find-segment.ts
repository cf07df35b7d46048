import type { CustomerKey, SegmentRef } from './correction';
import type { CustomerKeys } from './customer-keys';

/** With fewer of its typical customers in the file nobody can say where a segment is. */
const FEWEST_VOTES = 2;

/** The customers behind keys, each once, and how many keys name nobody. */
export function findCustomers(
  keys: CustomerKeys,
  named: readonly CustomerKey[],
): { readonly customers: readonly number[]; readonly missing: number } {
  const customers = new Set<number>();
  let missing = 0;
  for (const key of named) {
    const found = keys.find(key);
    if (found.length === 0) missing++;
    for (const customer of found) customers.add(customer);
  }
  return { customers: [...customers], missing };
}

/**
 * The segment that a reference means: where more than half of its typical customers in the file are.
 *
 * @param labels one per customer; -1 is nowhere.
 */
export function findSegment(
  keys: CustomerKeys,
  { typical }: SegmentRef,
  labels: Int32Array,
): number | 'absent' | 'scattered' {
  const votes = new Map<number, number>();
  let cast = 0;
  for (const key of typical) {
    const found = keys.find(key);
    if (found.length === 0) continue;
    cast++;
    // Customers with one key share its vote.
    for (const customer of found)
      votes.set(labels[customer], (votes.get(labels[customer]) ?? 0) + 1 / found.length);
  }
  if (cast < Math.min(FEWEST_VOTES, typical.length)) return 'absent';
  for (const [label, count] of votes) if (label >= 0 && count > cast / 2 + 1e-9) return label;
  return 'scattered';
}
