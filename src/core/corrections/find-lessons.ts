import { type Correction, type CustomerKey, lessonsOf } from './correction';
import type { CustomerKeys } from './customer-keys';
import { findCustomers } from './find-segment';
import type { RowPair } from './learn-metric';

/** Moved customers that are learnt from, and typical customers that each is compared with. */
const MOVED = 20;
const COMPARED = 3;

/**
 * The pairs of customers that corrections teach: those marked as same or different; and of moves that
 * are to be learnt from, each customer with some who are typical of where it went and of where it was.
 *
 * @returns each pair once, pairs that are said to be both left out; in an order of their own.
 */
export function findLessons(corrections: readonly Correction[], keys: CustomerKeys): RowPair[] {
  const said = new Map<string, { a: number; b: number; same: boolean } | undefined>();
  const teach = (one: CustomerKey, other: CustomerKey, same: boolean) => {
    const [a] = findCustomers(keys, [one]).customers;
    const [b] = findCustomers(keys, [other]).customers;
    if (a === undefined || b === undefined || a === b) return;
    const pair = { a: Math.min(a, b), b: Math.max(a, b), same };
    const place = `${pair.a} ${pair.b}`;
    const before = said.get(place);
    said.set(place, said.has(place) && before?.same !== same ? undefined : pair);
  };
  for (const lesson of lessonsOf(corrections)) {
    if (lesson.kind !== 'move') {
      teach(lesson.customers[0], lesson.customers[1], lesson.kind === 'same');
      continue;
    }
    const { customers, to, from } = lesson;
    for (const customer of customers.slice(0, MOVED)) {
      const goal = to === 'new' ? customers : to.typical;
      for (const other of goal.slice(0, COMPARED)) teach(customer, other, true);
      for (const other of from?.typical.slice(0, COMPARED) ?? []) teach(customer, other, false);
    }
  }
  return [...said.values()]
    .filter((pair) => pair !== undefined)
    .sort((one, two) => one.a - two.a || one.b - two.b);
}
