import { type MethodId, needsOf } from '../core/cluster/method-ids';
import { type FoundColumns, inferRfmColumns } from '../core/orders/infer-rfm-columns';
import { RFM_MEASURES, type RfmMeasure } from '../core/orders/rfm';
import { maybeNumber } from '../core/prepare/numbers';
import { partOf, type Role } from '../core/prepare/roles';

/** A column as it stands in the open file: its name, what it was taken for, and what it is now. */
export interface FittingColumn {
  readonly name: string;
  readonly proposed: Role;
  readonly role: Role;
  /** A few of its cells. */
  readonly examples: readonly string[];
}

/** What a file lacks for a method; undefined where the method can be chosen. */
export function lackFor(
  method: MethodId,
  columns: readonly FittingColumn[],
): 'texts' | 'orders' | undefined {
  switch (needsOf(method)) {
    case 'texts':
      return columns.some(({ role }) => role === 'text') ? undefined : 'texts';
    case 'orders':
      return RFM_MEASURES.slice(0, 2).every((measure) => columnsFor(measure, columns).length > 0) &&
        columnsFor('recency', columns).length > 1
        ? undefined
        : 'orders';
    case 'matrix':
      return undefined;
  }
}

/** Whether a column of a few kinds has numbers for names, as a small count of orders may be read. */
function countsKinds(proposed: Role, examples: readonly string[]): boolean {
  return (
    partOf(proposed) === 'category' &&
    examples.length > 0 &&
    examples.every((cell) => maybeNumber(cell) !== undefined)
  );
}

/** Columns that a measure can be read from: numbers, and for recency dates. */
export function columnsFor(measure: RfmMeasure, columns: readonly FittingColumn[]): string[] {
  const found = Object.values(inferRfmColumns(columns.map(({ name }) => name)));
  return columns
    .filter(
      ({ name, proposed, role, examples }) =>
        countsKinds(proposed, examples) ||
        [proposed, role].some((one) => {
          const part = partOf(one);
          return part === 'number' || (measure === 'recency' && part === 'date');
        }) ||
        found.includes(name),
    )
    .map(({ name }) => name);
}

/** The columns that are taken where the person chooses none. */
export function foundFor(columns: readonly FittingColumn[]): FoundColumns {
  return inferRfmColumns(columns.map(({ name }) => name));
}
