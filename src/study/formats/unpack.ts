import { Fault } from '../../core/fault';
import type { Watch } from '../../core/ports';
import { collect } from './bytes';
import { readEntry, type Zip, type ZipEntry } from './zip';

/** Endings of names that tables have, and of those that may also be something else. */
const TABLES = /\.(?:csv|tsv|tab|psv|ndjson|jsonl|json|parquet|pq|xlsx|xlsm|gz|zip)$/i;
const PERHAPS = /(?:^|\/)[^.]+$|\.(?:txt|dat|data|text|log|asc|out)$/i;
/** Documents of other programs, by an entry that only they have. */
const OTHERS: readonly (readonly [string, RegExp])[] = [
  ['XLSB', /^xl\/workbook\.bin$/i],
  ['DOCX', /^word\/document\.xml$/i],
  ['PPTX', /^ppt\/presentation\.xml$/i],
  ['ODS', /^content\.xml$/i],
  ['NUMBERS', /^index\/document\.iwa$/i],
];

/** @throws Fault file-not-text where a zip is a document of another program. */
export function refuseDocuments({ entries }: Zip): void {
  for (const [kind, sign] of OTHERS)
    if (entries.some(({ name }) => sign.test(name))) throw new Fault('file-not-text', { kind });
}

/** The entries of a zip that may be tables, in its order. */
export function tablesOf({ entries }: Zip): readonly ZipEntry[] {
  const own = entries.filter(
    ({ name, size }) => size > 0 && !/(?:^|\/)(?:\.|__MACOSX\/|Thumbs\.db$)/i.test(name),
  );
  for (const endings of [TABLES, PERHAPS]) {
    const found = own.filter(({ name }) => endings.test(name));
    if (found.length > 0) return found;
  }
  return own;
}

/** An entry that was chosen, and what is left to choose inside it. */
export interface Chosen {
  readonly entry: ZipEntry;
  readonly inner: string | undefined;
}

/**
 * @param wanted an entry's name, with a slash and a part of that entry behind it or not; otherwise
 * the entry with the most bytes.
 * @throws Fault options-unknown
 */
export function chooseEntry(tables: readonly ZipEntry[], wanted: string | undefined): Chosen {
  if (wanted === undefined || tables.length === 1) {
    const entry = tables.reduce((best, one) => (one.size > best.size ? one : best));
    return { entry, inner: wanted };
  }
  const exact = tables.find(({ name }) => name === wanted);
  if (exact !== undefined) return { entry: exact, inner: undefined };
  const outer = tables.find(({ name }) => wanted.startsWith(`${name}/`));
  if (outer === undefined) throw new Fault('options-unknown', { option: wanted });
  return { entry: outer, inner: wanted.slice(outer.name.length + 1) };
}

/** @throws Fault file-damaged, file-locked, file-not-text, file-too-large, file-unreadable, stopped. */
export function unpackEntry(zip: Zip, entry: ZipEntry, limit: number, watch: Watch): Promise<Blob> {
  return collect(readEntry(zip, entry, limit), entry.size, limit, watch);
}

/** The parts to choose from where one of the entries has parts itself. */
export function partsOf(
  tables: readonly ZipEntry[],
  entry: ZipEntry,
  inner: { readonly parts?: readonly string[]; readonly part?: string },
): { parts?: readonly string[]; part?: string } {
  const { parts, part } = inner;
  if (tables.length === 1) return parts === undefined || part === undefined ? {} : { parts, part };
  return {
    parts: tables.flatMap((one) =>
      one === entry && parts !== undefined
        ? parts.map((name) => `${one.name}/${name}`)
        : [one.name],
    ),
    part: part === undefined ? entry.name : `${entry.name}/${part}`,
  };
}
