import { Fault } from '../../core/fault';
import { detectEncoding } from '../detect-encoding';
import { parseJson } from './parse-json';
import { createJsonSplitter } from './split-json';

export type Inferred =
  | { readonly kind: 'gzip' | 'zip' | 'parquet' | 'delimited' }
  | { readonly kind: 'json'; readonly encoding: string; readonly list: boolean };

const PARQUET = [0x50, 0x41, 0x52, 0x31];
/** At both ends of the file; a name may begin so. */
const PARQUET_LOCKED = [0x50, 0x41, 0x52, 0x45];
/** `EncryptedPackage` as the list of an encrypted workbook writes it. */
const ENCRYPTED = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);

/**
 * What a file is by its bytes; its name may say anything.
 *
 * @param complete whether `head` is the whole file.
 * @throws Fault file-locked; file-not-text for what begins like JSON but is no text.
 */
export function inferFormat(
  head: Uint8Array,
  tail: Uint8Array,
  complete: boolean,
  encoding?: string,
): Inferred {
  if (begins(head, [0x1f, 0x8b, 8])) return { kind: 'gzip' };
  if (begins(head, [0x50, 0x4b]) && (begins(head, [3, 4], 2) || begins(head, [5, 6], 2)))
    return { kind: 'zip' };
  if (begins(head, PARQUET)) return { kind: 'parquet' };
  if (begins(head, PARQUET_LOCKED) && begins(tail, PARQUET_LOCKED, tail.length - 4))
    throw new Fault('file-locked', { kind: 'Parquet' });
  if (begins(head, [0xd0, 0xcf, 0x11, 0xe0]) && (holds(head, ENCRYPTED) || holds(tail, ENCRYPTED)))
    throw new Fault('file-locked', { kind: 'XLSX' });
  if (!beginsLikeJson(head)) return { kind: 'delimited' };
  const found = detectEncoding(head, complete, encoding);
  const text = new TextDecoder(found.encoding).decode(head, { stream: !complete }).trimStart();
  const form = jsonForm(text, complete);
  return form === undefined
    ? { kind: 'delimited' }
    : { kind: 'json', encoding: found.encoding, list: form === 'list' };
}

function begins(bytes: Uint8Array, signature: readonly number[], from = 0): boolean {
  return signature.every((byte, i) => bytes[from + i] === byte);
}

function holds(bytes: Uint8Array, wanted: readonly number[]): boolean {
  for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1))
    if (begins(bytes, wanted, at)) return true;
  return false;
}

/** Whether the first character, in whatever encoding, is a bracket. */
function beginsLikeJson(head: Uint8Array): boolean {
  const marks = [0xef, 0xbb, 0xbf, 0xff, 0xfe, 0, 9, 10, 13, 32];
  const first = head.find((byte) => !marks.includes(byte));
  return first === 0x5b || first === 0x7b;
}

/**
 * Whether a text is one array (`list`) or begins with an object or with one of several arrays
 * (`values`); undefined where it only looks like it, as `[id],[name]` does.
 */
function jsonForm(text: string, complete: boolean): 'list' | 'values' | undefined {
  const object = /^\{\s*(?:"|\}\s*$)/.test(text);
  const array = /^\[\s*(?:[[\]"{\-\d]|true|false|null|NaN)/.test(text);
  if (!object && !array) return undefined;
  // By this a broken file is told from a name in brackets.
  const holdsObject = /^\[\s*\{\s*["}]/.test(text);
  const first = firstValue(text);
  if (first === undefined) return object ? 'values' : 'list';
  const rest = text.slice(first.length);
  // A cell of a table as text that holds JSON.
  if (/^[ ]*[,;\t|]/.test(rest)) return undefined;
  if (object) return 'values';
  try {
    parseJson(first);
  } catch {
    return holdsObject ? 'list' : undefined;
  }
  if (/^\s*[[{]/.test(rest)) return 'values';
  return complete && rest.trim() !== '' && !holdsObject ? undefined : 'list';
}

/** The first whole value of a text; undefined where it goes on. */
function firstValue(text: string): string | undefined {
  const found: string[] = [];
  try {
    const splitter = createJsonSplitter(false, (piece) => {
      found.push(piece.text);
      throw new SyntaxError('one is enough');
    });
    splitter.push(text);
  } catch {
    return found[0];
  }
  return undefined;
}
