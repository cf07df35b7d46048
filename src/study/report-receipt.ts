import { partOf, type Role } from '../core/prepare/roles';
import { isMissing, type Table } from '../core/table/table';
import type { Account } from './outcome';

/** What became of one column of the file. */
export interface ReceiptColumn {
  readonly name: string;
  readonly role: Role;
  /** Whether customers are compared by it. */
  readonly used: boolean;
  /** Share of the rows that say something in it, 0 to 1. */
  readonly filled: number;
}

/** What was read, and what was done with it. */
export interface Receipt {
  readonly rows: number;
  readonly columns: readonly ReceiptColumn[];
  /** Of the file as it was read: the same file read the same way has the same one. */
  readonly fingerprint: string;
}

/** @param key of the table: made of the file's bytes and how they were read. */
export function writeReceipt(table: Table, roles: readonly Role[], key: string): Receipt {
  return {
    rows: table.rows,
    fingerprint: key,
    columns: table.columns.map(({ name, levels, codes }, at) => {
      const says = Uint8Array.from(levels, (level) => Number(!isMissing(level)));
      let filled = 0;
      for (const code of codes) filled += says[code];
      return {
        name,
        role: roles[at],
        used: partOf(roles[at]) !== undefined,
        filled: table.rows === 0 ? 0 : filled / table.rows,
      };
    }),
  };
}

/** What a reader must know before acting; words are in the word list. */
export type Caveat =
  | { readonly kind: 'association' | 'names' | 'this-file' | 'approximate' }
  | { readonly kind: 'silent' | 'objected' | 'dropped' | 'unplaced'; readonly customers: number }
  | { readonly kind: 'small'; readonly segments: number; readonly least: number }
  | { readonly kind: 'suppressed'; readonly segments: number; readonly least: number };

/** Segments of fewer customers than this have figures that chance moves much. */
const SHAKY = 30;

/**
 * @param sizes customers of each segment.
 * @param suppressed segments below this many customers are not told of; 0: all are.
 */
export function findCaveats(
  account: Account,
  sizes: readonly number[],
  suppressed: number,
): Caveat[] {
  const hidden = sizes.filter((size) => size < suppressed).length;
  const shaky = sizes.filter((size) => size >= suppressed && size < SHAKY).length;
  const counts: Caveat[] = (
    [
      ['silent', account.encoder === '' ? 0 : account.silent],
      ['objected', account.objected],
      ['dropped', account.dropped],
      ['unplaced', account.unplaced ?? 0],
    ] as const
  ).flatMap(([kind, customers]) => (customers > 0 ? [{ kind, customers }] : []));
  return [
    { kind: 'association' },
    { kind: 'names' },
    ...(shaky > 0 ? [{ kind: 'small', segments: shaky, least: SHAKY } as const] : []),
    ...(hidden > 0 ? [{ kind: 'suppressed', segments: hidden, least: suppressed } as const] : []),
    ...counts,
    ...(account.exactNeighbours && account.landmarks === undefined
      ? []
      : [{ kind: 'approximate' } as const]),
    { kind: 'this-file' },
  ];
}
