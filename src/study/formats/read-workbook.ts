import { Fault } from '../../core/fault';
import type { Watch } from '../../core/ports';
import { breathe, heed } from '../drive';
import type { MemoryLimit } from '../memory-limit';
import type { Bytes } from './bytes';
import { attributeOf, attributesOf, createXmlScanner, type XmlHandler } from './xml';
import { readEntry, type Zip, type ZipEntry } from './zip';

export const KIND = 'XLSX';

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly entry: ZipEntry;
}

/** How many bytes a part may unpack to, and what the table may take. */
export interface WorkbookLimits {
  readonly limit: number;
  readonly memory: MemoryLimit;
}

export interface Workbook extends WorkbookLimits {
  readonly zip: Zip;
  readonly sheets: readonly Sheet[];
  readonly from1904: boolean;
  readonly strings: ZipEntry | undefined;
  readonly styles: ZipEntry | undefined;
}

/** Whether a zip is a workbook of the kind that is read here. */
export function isWorkbook({ entries }: Zip): boolean {
  return entries.some(({ name }) => /(?:^|\/)workbook\.xml$/i.test(name));
}

/**
 * Finds the sheets of a workbook and what belongs to them.
 *
 * @throws Fault file-damaged, file-locked, file-too-large, file-unreadable, stopped.
 */
export async function readWorkbook(
  zip: Zip,
  { limit, memory }: WorkbookLimits,
  watch: Watch,
): Promise<Workbook> {
  const byName = new Map(zip.entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const find = (name: string) => byName.get(name.toLowerCase());
  const scan = (entry: ZipEntry, handler: Partial<XmlHandler>) =>
    scanEntry(zip, entry, limit, handler, watch);

  const relations = async (place: string) => {
    const folder = place.slice(0, place.lastIndexOf('/') + 1);
    const entry = find(`${folder}_rels/${place.slice(folder.length)}.rels`);
    const found: { id: string; type: string; target: string }[] = [];
    if (entry !== undefined)
      await scan(entry, {
        open(name, text) {
          if (name !== 'Relationship') return;
          const { id, type, target } = {
            id: attributeOf(text, 'Id') ?? '',
            type: attributeOf(text, 'Type') ?? '',
            target: attributeOf(text, 'Target') ?? '',
          };
          found.push({
            id,
            type: type.slice(type.lastIndexOf('/') + 1),
            target: resolvePlace(folder, target),
          });
        },
      });
    return found;
  };

  const root = (await relations('')).find(({ type }) => type === 'officeDocument');
  const place = root?.target ?? 'xl/workbook.xml';
  const entry = find(place);
  if (entry === undefined) throw new Fault('file-damaged', { kind: KIND });
  const related = await relations(place);
  const sheets: Sheet[] = [];
  let from1904 = false;
  await scan(entry, {
    open(name, text) {
      if (name === 'workbookPr') from1904 = isTrue(attributeOf(text, 'date1904'));
      if (name !== 'sheet') return;
      const attributes = attributesOf(text);
      const relation = related.find(({ id }) => id === attributes.get('id'));
      if (relation !== undefined && relation.type !== 'worksheet') return;
      const sheet = find(relation?.target ?? '');
      if (sheet === undefined) throw new Fault('file-damaged', { kind: KIND });
      sheets.push({
        name: attributes.get('name') ?? `${sheets.length + 1}`,
        hidden: /hidden/i.test(attributes.get('state') ?? ''),
        entry: sheet,
      });
    },
  });
  const part = (type: string) => find(related.find((one) => one.type === type)?.target ?? '');
  return {
    zip,
    limit,
    memory,
    sheets,
    from1904,
    strings: part('sharedStrings'),
    styles: part('styles'),
  };
}

function resolvePlace(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/'))
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  return steps.join('/');
}

export function isTrue(said: string | undefined): boolean {
  return said === '1' || said === 'true';
}

/**
 * Reads one part of a workbook, tag by tag.
 *
 * @param check is told now and then how many bytes are done, and may refuse the rest.
 */
export async function scanEntry(
  zip: Zip,
  entry: ZipEntry,
  limit: number,
  handler: Partial<XmlHandler>,
  watch: Watch,
  check?: (done: number) => void,
): Promise<void> {
  const nothing = () => undefined;
  const scanner = createXmlScanner({
    open: nothing,
    close: nothing,
    text: nothing,
    ...handler,
  });
  let decoder: TextDecoder | undefined;
  let done = 0;
  let since = 0;
  for await (const piece of readEntry(zip, entry, limit)) {
    decoder ??= new TextDecoder(encodingOf(piece));
    scanner.push(decoder.decode(piece, { stream: true }));
    done += piece.length;
    since += piece.length;
    if (since >= 1 << 18) {
      since = 0;
      check?.(done);
      watch.report(done, entry.size);
      await breathe();
    }
    heed(watch);
  }
  scanner.push(decoder?.decode() ?? '');
  scanner.finish();
}

function encodingOf([first, second]: Bytes): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
