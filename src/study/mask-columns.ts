import { maskPersonal } from '../core/personal/mask-personal';
import { type ColumnPersonal, readPersonal } from '../core/personal/read-personal';
import { type PersonalKind, placeholderOf } from '../core/personal/spans';
import type { Role } from '../core/prepare/roles';
import type { PersonalChoices } from '../core/study';
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
 *
 * @param choices what the person says of single columns, which goes before what is found.
 */
export function maskersOf(
  table: Table,
  roles: readonly Role[],
  choices: PersonalChoices = {},
): Masker[] {
  const said = new Map(Object.entries(choices));
  return personalColumns(table).map((personal, at) => {
    const choice = said.get(table.columns[at].name);
    if (roles[at] === 'id' || choice === 'none') return asItIs;
    if (roles[at] === 'text' || (choice === undefined && personal?.reason === 'in-texts'))
      return maskWithin;
    const kind = choice ?? personal?.kind;
    return kind === undefined ? asItIs : maskWhole(kind);
  });
}

function maskWhole(kind: PersonalKind): Masker {
  const placeholder = placeholderOf(kind);
  return (cell) => (isMissing(cell) ? cell : placeholder);
}

const maskWithin: Masker = (cell) => maskPersonal(cell);
