import { type Clustering, meansByLabel, settleLabels } from '../cluster/clustering';
import { kmeans } from '../cluster/kmeans';
import { type Matrix, rowOf, takeRows } from '../matrix';
import type { Steps } from '../steps';
import {
  type Apart,
  type Correction,
  type CorrectionState,
  type Lock,
  type Merge,
  type Move,
  shapingOf,
  type Split,
} from './correction';
import type { CustomerKeys } from './customer-keys';
import { findCustomers, findSegment } from './find-segment';

/** Segments as corrections have left them. */
export interface Corrected {
  readonly clustering: Clustering;
  /** One per correction but renamings, in their order. */
  readonly states: readonly CorrectionState[];
}

/** What is corrected step by step: labels that are not yet settled. */
interface Sheet {
  readonly rows: Matrix;
  readonly labels: Int32Array;
  readonly keys: CustomerKeys;
  /** Customers of locks that are still to come: they are not parted before. */
  readonly held: ReadonlySet<number>;
  next: number;
}

/** Rounds after which two segments that stay apart are parted. */
const ROUNDS = 20;

/**
 * Carries corrections out, in their order, on segments that were found; whatever a correction names is
 * looked for where it is by then.
 *
 * @param rows rows x cols, as clustered, one per customer of `keys`.
 * @returns `found` itself where no correction changes it.
 */
export function* applyCorrections(
  rows: Matrix,
  found: Clustering,
  corrections: readonly Correction[],
  keys: CustomerKeys,
): Steps<Corrected> {
  const shaping = shapingOf(corrections);
  const labels = found.labels.slice();
  const states: CorrectionState[] = [];
  let next = found.k;
  for (const [at, correction] of shaping.entries()) {
    const sheet: Sheet = { rows, labels, keys, held: heldFrom(shaping.slice(at + 1), keys), next };
    switch (correction.kind) {
      case 'merge':
        states.push(merge(sheet, correction));
        break;
      case 'split':
        states.push(yield* split(sheet, correction));
        break;
      case 'move':
        states.push(move(sheet, correction));
        break;
      case 'lock':
        states.push(lock(sheet, correction));
        break;
      case 'apart':
        states.push(part(sheet, correction));
        break;
      default: {
        const { customers, missing } = findCustomers(keys, correction.customers);
        const [a, b] = customers;
        const together = labels[a] === labels[b] && labels[a] >= 0;
        states.push(
          missing > 0 || customers.length < 2
            ? { did: 'refused', why: 'absent' }
            : together === (correction.kind === 'same')
              ? { did: 'applied', customers: 2, missing: 0 }
              : { did: 'refused', why: 'contrary' },
        );
      }
    }
    ({ next } = sheet);
    yield { done: at + 1, total: shaping.length };
  }
  const changed = labels.some((label, customer) => label !== found.labels[customer]);
  return { clustering: changed ? settleLabels(rows, labels) : found, states };
}

function heldFrom(later: readonly Correction[], keys: CustomerKeys): Set<number> {
  const held = new Set<number>();
  for (const correction of later)
    if (correction.kind === 'lock')
      for (const customer of findCustomers(keys, correction.customers).customers)
        held.add(customer);
  return held;
}

function membersOf(labels: Int32Array, label: number): Int32Array {
  const members: number[] = [];
  for (let customer = 0; customer < labels.length; customer++)
    if (labels[customer] === label) members.push(customer);
  return Int32Array.from(members);
}

const isHeld = ({ held }: Sheet, members: Int32Array) =>
  members.every((customer) => held.has(customer));

function merge({ labels, keys }: Sheet, { segments }: Merge): CorrectionState {
  const places = segments.map((segment) => findSegment(keys, segment, labels));
  const there = new Set(places.filter((place) => typeof place === 'number'));
  if (there.size < 2) {
    const reason = places.find((place) => typeof place === 'string');
    return reason === undefined
      ? { did: 'nothing', why: 'already' }
      : { did: 'refused', why: reason };
  }
  const into = Math.min(...there);
  let customers = 0;
  for (let customer = 0; customer < labels.length; customer++) {
    if (!there.has(labels[customer])) continue;
    labels[customer] = into;
    customers++;
  }
  const gone = places.filter((place) => typeof place === 'string').length;
  return { did: 'applied', customers, missing: gone };
}

function* split(sheet: Sheet, { segment, into, seed }: Split): Steps<CorrectionState> {
  const { rows, labels, keys } = sheet;
  const place = findSegment(keys, segment, labels);
  if (typeof place === 'string') return { did: 'refused', why: place };
  const members = membersOf(labels, place);
  if (isHeld(sheet, members)) return { did: 'nothing', why: 'locked' };
  const parts = yield* kmeans(takeRows(rows, members), {
    k: Math.min(into, members.length),
    seed,
  });
  if (parts.k < 2) return { did: 'refused', why: 'alike' };
  members.forEach((customer, at) => {
    if (parts.labels[at] > 0) labels[customer] = sheet.next + parts.labels[at] - 1;
  });
  sheet.next += parts.k - 1;
  return { did: 'applied', customers: members.length, missing: 0 };
}

function move(sheet: Sheet, { customers: named, to }: Move): CorrectionState {
  const { labels, keys } = sheet;
  const { customers, missing } = findCustomers(keys, named);
  if (customers.length === 0) return { did: 'refused', why: 'absent' };
  const place = to === 'new' ? sheet.next++ : findSegment(keys, to, labels);
  if (typeof place === 'string') return { did: 'refused', why: place };
  if (customers.every((customer) => labels[customer] === place))
    return { did: 'nothing', why: 'already' };
  for (const customer of customers) labels[customer] = place;
  return { did: 'applied', customers: customers.length, missing };
}

function lock(sheet: Sheet, { customers: named }: Lock): CorrectionState {
  const { labels, keys } = sheet;
  const { customers, missing } = findCustomers(keys, named);
  if (customers.length === 0) return { did: 'refused', why: 'absent' };
  const [first] = customers;
  const whole = customers.every((customer) => labels[customer] === labels[first]);
  const alone = whole && membersOf(labels, labels[first]).length === customers.length;
  if (!alone) {
    for (const customer of customers) labels[customer] = sheet.next;
    sheet.next++;
  }
  return { did: 'applied', customers: customers.length, missing };
}

/** Parts two segments that are one by now, by which of the two their customers are nearer to. */
function part(sheet: Sheet, { segments }: Apart): CorrectionState {
  const { rows, labels, keys } = sheet;
  const [one, other] = segments.map((segment) => findSegment(keys, segment, labels));
  if (typeof one === 'string') return { did: 'refused', why: one };
  if (typeof other === 'string') return { did: 'refused', why: other };
  const joined = membersOf(labels, one);
  if (one !== other || isHeld(sheet, joined)) {
    const why = one === other ? 'locked' : 'already';
    return { did: 'nothing', why };
  }
  const typical = segments.map(({ typical }) =>
    findCustomers(keys, typical).customers.filter((customer) => labels[customer] === one),
  );
  const seeds = typical.flat();
  let centres = meansByLabel(
    takeRows(rows, seeds),
    Int32Array.from(seeds, (_, at) => Number(at >= typical[0].length)),
    2,
  );
  const members = takeRows(rows, joined);
  let sides = new Int32Array(joined.length);
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = [rowOf(centres, 0), rowOf(centres, 1)];
    const now = Int32Array.from(joined, (_, at) => {
      const row = rowOf(members, at);
      let lead = 0;
      for (let col = 0; col < row.length; col++)
        lead += (row[col] - a[col]) ** 2 - (row[col] - b[col]) ** 2;
      return Number(lead > 0);
    });
    if (round > 0 && now.every((side, at) => side === sides[at])) break;
    sides = now;
    if (!sides.includes(0) || !sides.includes(1)) return { did: 'refused', why: 'alike' };
    centres = meansByLabel(members, sides, 2);
  }
  joined.forEach((customer, at) => {
    if (sides[at] === 1) labels[customer] = sheet.next;
  });
  sheet.next++;
  return { did: 'applied', customers: joined.length, missing: 0 };
}
