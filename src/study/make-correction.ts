import {
  type Correction,
  type CorrectionState,
  type CustomerKey,
  type SegmentRef,
  VOTERS,
} from '../core/corrections/correction';
import { type CustomerKeys, keyCustomers } from '../core/corrections/customer-keys';
import { findSegment } from '../core/corrections/find-segment';
import { findGivenNames } from '../core/corrections/given-names';
import { freeGroupKey, keysOf, type Plan } from '../core/study';
import type { Table } from '../core/table/table';
import type { Outcome } from './outcome';

/** What a person wants set right, by the segments and the rows of the file that are shown. */
export type Asked =
  | { readonly kind: 'merge'; readonly labels: readonly number[] }
  | { readonly kind: 'split'; readonly label: number; readonly into: number }
  | {
      readonly kind: 'move';
      readonly rows: ArrayLike<number>;
      readonly to: number | 'new';
      readonly learn?: true;
    }
  | { readonly kind: 'rename'; readonly label: number; readonly name: string }
  | { readonly kind: 'lock'; readonly label: number }
  | { readonly kind: 'apart'; readonly labels: readonly [number, number] }
  | { readonly kind: 'same' | 'different'; readonly rows: readonly [number, number] };

/** A finished study whose segments are corrected. */
export interface Corrigible {
  readonly table: Table;
  readonly tableKey: string;
  readonly plan: Plan;
  readonly outcome: Outcome;
  /** Of every segment, as they are shown. */
  readonly names: readonly string[];
}

/** The customers who take part in a study, as rows of the file, and their keys by place in it. */
export interface KeyedRows {
  readonly rows: Int32Array;
  readonly keys: CustomerKeys;
}

export function keyRows(table: Table, plan: Plan, { map }: Pick<Outcome, 'map'>): KeyedRows {
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => !Number.isNaN(map[row * 2]),
  );
  return { rows, keys: keyCustomers(table, plan.roles, rows) };
}

/** A correction that can be replayed on other runs and files. */
export function makeCorrection(asked: Asked, study: Corrigible, keyed: KeyedRows): Correction {
  const { outcome, plan, tableKey } = study;
  const place = new Map(Array.from(keyed.rows, (row, at) => [row, at]));
  const keyOf = (row: number) => keyed.keys.keyOf(place.get(row) as number);
  const keysOfRows = (rows: ArrayLike<number>): CustomerKey[] =>
    [
      ...new Set(
        Array.from(rows)
          .filter((row) => place.has(row))
          .map(keyOf),
      ),
    ].sort();
  const refer = (label: number): SegmentRef => ({
    typical: [...new Set(votersOf(outcome, label, keyOf).map(keyOf))],
    called: study.names[label] ?? '',
  });
  switch (asked.kind) {
    case 'merge':
      return { kind: 'merge', segments: asked.labels.map(refer) };
    case 'split': {
      const { label, into } = asked;
      return { kind: 'split', segment: refer(label), into, seed: plan.seed };
    }
    case 'move': {
      const { rows, to, learn } = asked;
      const from = mostOf(rows, outcome.labels);
      return {
        kind: 'move',
        customers: keysOfRows(rows),
        to: to === 'new' ? to : refer(to),
        ...(from < 0 || from === to ? {} : { from: refer(from) }),
        ...(learn === undefined ? {} : { learn }),
      };
    }
    case 'rename':
      return { kind: 'rename', segment: refer(asked.label), name: asked.name };
    case 'lock': {
      const members = keyed.rows.filter((row) => outcome.labels[row] === asked.label);
      const on = freeGroupKey(keysOf(tableKey, plan).compare, plan);
      return { kind: 'lock', segment: refer(asked.label), customers: keysOfRows(members), on };
    }
    case 'apart':
      return { kind: 'apart', segments: [refer(asked.labels[0]), refer(asked.labels[1])] };
    default: {
      const [a, b] = asked.rows;
      return { kind: asked.kind, customers: [keyOf(a), keyOf(b)] };
    }
  }
}

/** Rows that speak for a segment: its typical ones, then those who are surest to be in it. */
function votersOf(
  { labels, confidence, segments }: Outcome,
  label: number,
  keyOf: (row: number) => CustomerKey,
): number[] {
  const voters = segments[label].typical.slice(0, VOTERS);
  const others: number[] = [];
  for (let row = 0; row < labels.length; row++)
    if (labels[row] === label && !voters.includes(row)) others.push(row);
  others.sort((a, b) => confidence[b] - confidence[a] || (keyOf(a) < keyOf(b) ? -1 : 1));
  return [...voters, ...others.slice(0, VOTERS - voters.length)];
}

/** The label of most of the rows; -1 where none has half of them. */
function mostOf(rows: ArrayLike<number>, labels: Int32Array): number {
  const counts = new Map<number, number>();
  for (let at = 0; at < rows.length; at++)
    counts.set(labels[rows[at]], (counts.get(labels[rows[at]]) ?? 0) + 1);
  const most = [...counts].find(([label, count]) => label >= 0 && count * 2 >= rows.length);
  return most?.[0] ?? -1;
}

/** A correction in a finished study. */
export interface ReviewedCorrection {
  readonly state: CorrectionState;
  /** Rows of the customers that it names one by one, at most a few. */
  readonly rows: readonly number[];
  /** The segments that it names, where they are now; -1 where they cannot be said to be. */
  readonly labels: readonly number[];
}

const SHOWN_ROWS = 3;

/** What became of every correction of the plan, and the names that they give. */
export function reviewCorrections(
  plan: Plan,
  outcome: Outcome,
  { rows, keys }: KeyedRows,
): { reviewed: ReviewedCorrection[]; names: Readonly<Record<number, string>> } {
  const { corrections = [] } = plan;
  const labels = Int32Array.from(rows, (row) => outcome.labels[row]);
  const given = findGivenNames(corrections, labels, keys);
  const shaped = [...(outcome.corrected ?? [])];
  const named = [...given.states];
  const reviewed = corrections.map((correction): ReviewedCorrection => {
    const state = (correction.kind === 'rename' ? named : shaped).shift();
    const customers = 'customers' in correction ? correction.customers.slice(0, SHOWN_ROWS) : [];
    return {
      state: state ?? { did: 'nothing', why: 'already' },
      rows: customers.flatMap((key) => keys.find(key).slice(0, 1)).map((at) => rows[at]),
      labels: segmentsIn(correction).map((segment) => {
        const found = findSegment(keys, segment, labels);
        return typeof found === 'string' ? -1 : found;
      }),
    };
  });
  return { reviewed, names: given.names };
}

function segmentsIn(correction: Correction): readonly SegmentRef[] {
  switch (correction.kind) {
    case 'merge':
    case 'apart':
      return correction.segments;
    case 'move':
      return [
        ...(correction.to === 'new' ? [] : [correction.to]),
        ...(correction.from === undefined ? [] : [correction.from]),
      ];
    case 'same':
    case 'different':
      return [];
    default:
      return [correction.segment];
  }
}
