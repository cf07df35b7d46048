import { METHOD_FAMILIES, type MethodId } from '../core/cluster/method-ids';
import { type NearCentre, findPulls, type Pull, rankCentres } from '../core/explain/find-pulls';
import { rowOf } from '../core/matrix';
import type { Prepared } from '../core/prepare/prepare-customers';
import type { ExplainedSpace } from './explained-space';

/** What a customer is in a column, beside what is usual in the two segments. */
export type PullFigures =
  | {
      readonly kind: 'number' | 'date';
      /** Undefined where it is unknown; dates in milliseconds since 1970. */
      readonly value: number | undefined;
      /** Medians. */
      readonly here: number;
      readonly there: number;
    }
  | {
      readonly kind: 'level';
      /** Undefined where it is unknown. */
      readonly value: string | undefined;
      /** Shares that have the same, 0 to 1. */
      readonly here: number;
      readonly there: number;
    }
  | { readonly kind: 'text'; readonly silent: boolean };

export interface ToldPull extends Pull {
  readonly figures: PullFigures;
}

/** What a method goes by when it gives a customer a place. */
export type PlacedBy = keyof typeof METHOD_FAMILIES;

/** Why a customer is where it is. */
export interface CustomerWhy {
  /** Of the file. */
  readonly row: number;
  /** Its segment; -1 between the segments. */
  readonly label: number;
  /** The segment that is explained: its own, or the nearest of one between the segments. */
  readonly own: number;
  /** The second-best: of all others the one whose middle is nearest. */
  readonly rival: number;
  /** The segment whose middle is nearest of all. */
  readonly nearest: number;
  readonly margin: number;
  /** 1 in the middle of its segment, 0 half-way to the second-best, below 0 nearer to that. */
  readonly place: number;
  /** How much of the margin comes from those most like it, and not from itself. */
  readonly borrowed: number;
  readonly exact: boolean;
  readonly placedBy: PlacedBy;
  readonly pulls: readonly ToldPull[];
  /** Where the customers most like it are. */
  readonly neighbours: {
    readonly own: number;
    readonly rival: number;
    readonly elsewhere: number;
    readonly nowhere: number;
  };
  /** Its text as it was read; '' says nothing. */
  readonly text: string;
}

/**
 * Why the customer of a row of the file has its place.
 *
 * @returns undefined for a row that takes no part, and where there is one segment only.
 */
export function explainCustomer(explained: ExplainedSpace, row: number): CustomerWhy | undefined {
  const { space, rows, columns, centres, labels, exact, study } = explained;
  const { prepared } = space;
  const customer = explained.customerOf[row] ?? -1;
  if (customer < 0 || centres.rows < 2) return undefined;
  const label = labels[customer];
  const ranked = rankCentres(rowOf(rows, customer), centres);
  const [own, rival] = pairOf(ranked, label);
  const { margin, span, parts } = findPulls(
    rowOf(rows, customer),
    rowOf(centres, own),
    rowOf(centres, rival),
    columns,
    explained.undrawn(customer),
  );
  const members = { own: membersOf(labels, own), rival: membersOf(labels, rival) };
  const text = prepared.textOf[customer];
  return {
    row,
    label,
    own,
    rival,
    nearest: ranked[0].label,
    margin,
    place: span > 0 ? margin / span : 0,
    borrowed: margin - parts.reduce((sum, part) => sum + part.own, 0),
    exact,
    placedBy: placedBy(study.plan.method),
    pulls: parts.map((part) => ({
      ...part,
      figures: figuresOf(prepared, part.column, customer, members),
    })),
    neighbours: countNeighbours(explained, customer, own, rival),
    text: text < 0 ? '' : prepared.texts[text],
  };
}

/** A customer's segment and the next-best; of one between the segments the two nearest. */
export function pairOf(ranked: readonly NearCentre[], label: number): [number, number] {
  const own = label >= 0 ? label : ranked[0].label;
  const rival = ranked.find((other) => other.label !== own);
  return [own, rival?.label ?? own];
}

export function placedBy(method: MethodId): PlacedBy {
  const families = Object.keys(METHOD_FAMILIES) as PlacedBy[];
  return (
    families.find((family) => (METHOD_FAMILIES[family] as readonly MethodId[]).includes(method)) ??
    'centres'
  );
}

interface Members {
  readonly own: Int32Array;
  readonly rival: Int32Array;
}

function membersOf(labels: Int32Array, label: number): Int32Array {
  const members: number[] = [];
  labels.forEach((own, customer) => {
    if (own === label) members.push(customer);
  });
  return Int32Array.from(members);
}

function figuresOf(
  prepared: Prepared,
  name: string,
  customer: number,
  { own, rival }: Members,
): PullFigures {
  const category = prepared.categories.find((column) => column.name === name);
  if (category !== undefined) {
    const { codes, levels } = category;
    const share = (members: Int32Array) =>
      members.reduce((sum, other) => sum + (codes[other] === codes[customer] ? 1 : 0), 0) /
      Math.max(1, members.length);
    return {
      kind: 'level',
      value: codes[customer] < 0 ? undefined : levels[codes[customer]],
      here: share(own),
      there: share(rival),
    };
  }
  const number = prepared.numbers.find((column) => column.name === name);
  const column = number ?? prepared.dates.find((date) => date.name === name);
  if (column === undefined) return { kind: 'text', silent: prepared.textOf[customer] < 0 };
  const { values } = column;
  return {
    kind: number === undefined ? 'date' : 'number',
    value: Number.isNaN(values[customer]) ? undefined : values[customer],
    here: medianOf(values, own),
    there: medianOf(values, rival),
  };
}

/** NaN where nothing is known of any of them. */
export function medianOf(values: Float64Array, members: Int32Array): number {
  const sorted = Float64Array.from(members, (member) => values[member])
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) / 2;
  return (sorted[Math.floor(at)] + sorted[Math.ceil(at)]) / 2;
}

function countNeighbours(
  { space, labels }: ExplainedSpace,
  customer: number,
  own: number,
  rival: number,
): CustomerWhy['neighbours'] {
  const { k, indices } = space.graph;
  const count = { own: 0, rival: 0, elsewhere: 0, nowhere: 0 };
  for (let at = customer * k; at < (customer + 1) * k; at++) {
    const label = labels[indices[at]];
    if (label < 0) count.nowhere++;
    else if (label === own) count.own++;
    else if (label === rival) count.rival++;
    else count.elsewhere++;
  }
  return count;
}
