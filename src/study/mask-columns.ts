import { maskPersonal } from '../core/personal/mask-personal';
import { type ColumnPersonal, readPersonal } from '../core/personal/read-personal';
import { placeholderOf } from '../core/personal/spans';
import type { Role } from '../core/prepare/roles';
import { isMissing, type Table } from '../core/table/table';

/** Makes personal data in a cell unreadable. */
export type Masker = (cell: string) => string;

const asItIs: Masker = (cell) => cell;

/** What personal data each column holds, undefined where none is seen. */
export function personalColumns(table: Table): (ColumnPersonal | undefined)[] {
  return table.columns.map(({ name, levels }) => readPersonal(name, levels));
}

/**
 * How each column leaves the page: contacts and names as their kind, personal data within texts
 * likewise. Keys stay, since a row without its key is of no use to anyone.
 */
export function maskersOf(table: Table, roles: readonly Role[]): Masker[] {
  return personalColumns(table).map((personal, at) => {
    if (roles[at] === 'id') return asItIs;
    if (roles[at] === 'text' || personal?.reason === 'in-texts') return maskWithin;
    if (personal === undefined) return asItIs;
    const placeholder = placeholderOf(personal.kind);
    return (cell) => (isMissing(cell) ? cell : placeholder);
  });
}

const maskWithin: Masker = (cell) => maskPersonal(cell);
