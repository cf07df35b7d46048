import { findPersonal } from '../core/personal/find-personal';
import { type PersonalReason, readPersonal } from '../core/personal/read-personal';
import { PERSONAL_KINDS, type PersonalKind } from '../core/personal/spans';
import type { Watch } from '../core/ports';
import type { Role } from '../core/prepare/roles';
import { type Column, isMissing, type Table } from '../core/table/table';
import { breathe, heed } from './drive';

/** How much of one kind stands within the texts of a column. */
export interface PersonalWithin {
  readonly kind: PersonalKind;
  readonly texts: number;
  /** One of them, most of it hidden. */
  readonly example: string;
}

/** Personal data of one column. */
export interface PersonalFound {
  readonly column: string;
  readonly kind: PersonalKind;
  readonly reason: PersonalReason;
  /** Share of the filled cells that are such data, or have it in them. */
  readonly share: number;
  /** A cell as it stands, most of it hidden; empty where it is within texts. */
  readonly example: string;
  /** What stands within texts, the most frequent first; empty where whole cells are such data. */
  readonly within: readonly PersonalWithin[];
}

const BREATH = 64;

/** What personal data the columns hold, and what stands within texts, cell by cell. */
export async function examinePersonal(
  table: Table,
  roles: readonly Role[],
  watch: Watch,
): Promise<PersonalFound[]> {
  const found: PersonalFound[] = [];
  for (const [at, column] of table.columns.entries()) {
    await breathe();
    heed(watch);
    watch.report(at, table.columns.length);
    const personal = readPersonal(column.name, column.levels);
    if (roles[at] === 'text' || personal?.reason === 'in-texts') {
      const within = await lookWithin(column, watch);
      if (within !== undefined) found.push(within);
    } else if (personal !== undefined) {
      const cell = column.levels.find((level) => !isMissing(level)) ?? '';
      found.push({ column: column.name, ...personal, example: hideMost(cell), within: [] });
    }
  }
  return found;
}

async function lookWithin(column: Column, watch: Watch): Promise<PersonalFound | undefined> {
  const { levels, codes, name } = column;
  const times = new Uint32Array(levels.length);
  for (const code of codes) times[code]++;
  const kinds = new Map<PersonalKind, PersonalWithin>();
  let filled = 0;
  let touched = 0;
  for (const [code, cell] of levels.entries()) {
    if (code % BREATH === 0) {
      await breathe();
      heed(watch);
    }
    if (times[code] === 0 || isMissing(cell)) continue;
    filled += times[code];
    const spans = findPersonal(cell);
    if (spans.length > 0) touched += times[code];
    const seen = new Set<PersonalKind>();
    for (const { kind, start, end } of spans) {
      if (seen.has(kind)) continue;
      seen.add(kind);
      const known = kinds.get(kind);
      kinds.set(kind, {
        kind,
        texts: (known?.texts ?? 0) + times[code],
        // A single letter shows nothing once it is hidden.
        example:
          known !== undefined && known.example.length > 1
            ? known.example
            : hideMost(cell.slice(start, end)),
      });
    }
  }
  const within = PERSONAL_KINDS.flatMap((kind) => kinds.get(kind) ?? []).sort(
    (a, b) => b.texts - a.texts,
  );
  const [most] = within;
  if (most === undefined) return undefined;
  return {
    column: name,
    kind: most.kind,
    reason: 'in-texts',
    share: touched / filled,
    example: '',
    within,
  };
}

const SHOWN_LETTERS = 2;
const LONGEST = 32;

/** Enough of a cell to know it again: its first two letters or digits and its marks, dots for the rest. */
export function hideMost(cell: string): string {
  const letters = Array.from(cell.replace(/\s+/gu, ' ').trim());
  const open = letters.length < 2 ? 0 : Math.max(1, Math.min(SHOWN_LETTERS, letters.length / 3));
  let shown = 0;
  const hidden = letters.map((letter) =>
    /[\p{L}\p{M}\p{N}]/u.test(letter) && ++shown > open ? '•' : letter,
  );
  return hidden.length > LONGEST ? `${hidden.slice(0, LONGEST - 1).join('')}…` : hidden.join('');
}
