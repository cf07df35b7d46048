import { Fault } from '../core/fault';

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['ZIP / XLSX', [0x50, 0x4b, 0x03, 0x04]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['gzip', [0x1f, 0x8b]],
  ['XLS', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['Parquet', [0x50, 0x41, 0x52, 0x31]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
];

/**
 * The encoding by byte order mark, else UTF-8 when the bytes are, else by what Chinese or Western
 * text makes likely.
 *
 * @param complete whether `head` is the whole file; otherwise its last character may be cut.
 * @throws Fault file-not-text
 */
export function detectEncoding(
  head: Uint8Array,
  complete: boolean,
  wanted?: string,
): { encoding: string; mark: boolean } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { encoding: wanted ?? 'utf-8', mark: true };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: wanted ?? 'utf-16le', mark: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: wanted ?? 'utf-16be', mark: true };
  for (const [kind, signature] of SIGNATURES)
    if (signature.every((byte, i) => head[i] === byte)) throw new Fault('file-not-text', { kind });
  if (wanted !== undefined) return { encoding: wanted, mark: false };
  const wide = wideEncoding(head);
  if (wide !== undefined) return { encoding: wide, mark: false };
  let controls = 0;
  for (const byte of head)
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27)
      controls++;
  if (controls > head.length * 0.005) throw new Fault('file-not-text', { kind: '' });
  if (reads(head, 'utf-8', complete)) return { encoding: 'utf-8', mark: false };
  const chinese = reads(head, 'gb18030', complete);
  if (chinese && looksChinese(new TextDecoder('gb18030').decode(head)))
    return { encoding: 'gb18030', mark: false };
  return { encoding: 'windows-1252', mark: false };
}

/** UTF-16 without a mark: every other byte is nearly always zero, or mostly so in Chinese files. */
function wideEncoding(head: Uint8Array): string | undefined {
  let even = 0;
  let odd = 0;
  const length = Math.min(head.length & ~1, 4096);
  if (length < 4) return undefined;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > half * 0.15 && even < half * 0.02) return 'utf-16le';
  if (even > half * 0.15 && odd < half * 0.02) return 'utf-16be';
  return undefined;
}

function reads(bytes: Uint8Array, encoding: string, complete: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !complete });
    return true;
  } catch {
    return false;
  }
}

/** Western text read as GB18030 gives rare characters; Chinese gives the common block. */
function looksChinese(text: string): boolean {
  const han = text.match(/\p{sc=Han}/gu)?.length ?? 0;
  const common =
    text.match(/[的一是不了在有我他这大来上个国和也子时出要到说就你们好很快送吃味道地区]/gu)
      ?.length ?? 0;
  return han > 10 && common > han * 0.04;
}
