import { Fault } from '../core/fault';

/** What a model file (GGUF) says of itself; what it does not say is absent. */
export interface ModelCard {
  readonly name?: string;
  readonly licence?: string;
  /** The family of models, such as "llama" or "qwen2". */
  readonly architecture?: string;
  /** How many parameters, as it is written there: "0.5B". */
  readonly size?: string;
  /** The longest text that it can hold, in tokens. */
  readonly context?: number;
}

/** Fields come before the weights; lists of tokens among them may be long. */
const MOST = 1 << 25;
const VERSIONS = [2, 3];
/** Families that turn texts or pictures into vectors and write nothing. */
const NOT_WRITING = /^(?:bert|nomic-bert|jina-bert|roberta|xlm-roberta|modern-bert|clip|t5encoder)/;
/** Bytes of a number of each type; strings (8) and lists (9) tell their length. */
const BYTES: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
};
const STRING = 8;
const LIST = 9;

/**
 * Reads the fields at the head of a model file in the GGUF format (versions 2 and 3, as ggml's
 * documentation has them); the weights are not looked at.
 *
 * @throws Fault writer-unfit, with a reason: not a GGUF file (`kind`), of another version (`version`), one
 *   part of several (`parts`), cut off (`cut`), or a model that does not write (`encodes`).
 */
export async function readGguf(file: Blob, name: string): Promise<ModelCard> {
  const unfit = (reason: string) => new Fault('writer-unfit', { file: name, reason });
  const bytes = await file.slice(0, MOST).arrayBuffer();
  const view = new DataView(bytes);
  if (bytes.byteLength < 24 || view.getUint32(0, false) !== 0x47475546) throw unfit('kind');
  if (!VERSIONS.includes(view.getUint32(4, true))) throw unfit('version');
  const fields = new Map<string, string | number>();
  let at = 8 + 8;
  const decoder = new TextDecoder();
  const long = () => {
    const value = Number(view.getBigUint64(at, true));
    at += 8;
    return value;
  };
  const text = () => {
    const length = long();
    const read = decoder.decode(new Uint8Array(bytes, at, length));
    at += length;
    return read;
  };
  const skip = (type: number): void => {
    if (type === STRING) {
      const length = long();
      at += length;
    } else if (type === LIST) {
      const inner = view.getUint32(at, true);
      at += 4;
      const count = long();
      if (inner === STRING || inner === LIST) for (let i = 0; i < count; i++) skip(inner);
      else at += count * sizeOf(inner);
    } else at += sizeOf(type);
    if (at > bytes.byteLength) throw new RangeError('past the end');
  };
  const sizeOf = (type: number) => {
    if (BYTES[type] === undefined) throw unfit('cut');
    return BYTES[type];
  };
  const count = long();
  try {
    for (let i = 0; i < count; i++) {
      const key = text();
      const type = view.getUint32(at, true);
      at += 4;
      if (type === STRING) fields.set(key, text());
      else if (type === 4) {
        fields.set(key, view.getUint32(at, true));
        at += 4;
      } else if (type === 2) {
        fields.set(key, view.getUint16(at, true));
        at += 2;
      } else skip(type);
    }
  } catch (error) {
    // Fields past the part that was read are done without; a file that ends among them is broken.
    if (!(error instanceof RangeError) || file.size <= bytes.byteLength) throw unfit('cut');
  }
  const words = (key: string) => {
    const value = fields.get(key);
    return typeof value === 'string' && value.trim() !== ''
      ? value.trim().slice(0, 200)
      : undefined;
  };
  const architecture = words('general.architecture');
  if (Number(fields.get('split.count') ?? 1) > 1) throw unfit('parts');
  if (architecture !== undefined && NOT_WRITING.test(architecture)) throw unfit('encodes');
  const card = {
    name: words('general.name') ?? words('general.basename'),
    licence: words('general.license'),
    architecture,
    size: words('general.size_label'),
    context: fields.get(`${architecture ?? ''}.context_length`),
  };
  return Object.fromEntries(
    Object.entries(card).filter(([, value]) => value !== undefined),
  ) as ModelCard;
}
