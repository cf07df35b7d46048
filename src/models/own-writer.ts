import { createHasher } from '../core/hash';
import { type ModelCard, readGguf } from './read-gguf';

/** A language model that the person brought. */
export interface OwnWriter {
  /** Tells it from all others: a sum over its head and its end, and its length. */
  readonly id: string;
  readonly file: File;
  readonly card: ModelCard;
}

export interface OwnWriterShelf {
  /**
   * Takes a model file, in place of one that was there; kept in this browser's own folder, and where it
   * has no room for it, until the page is closed.
   *
   * @throws Fault writer-unfit
   */
  keep(file: File): Promise<OwnWriter>;
  find(): Promise<OwnWriter | undefined>;
  forget(): Promise<void>;
}

const FOLDER = 'enclave-writer';
/** Bytes of either end that tell one file from another. */
const END = 1 << 20;

/** @param root the browser's own folder, where it has one. */
export function openOwnWriter(
  root: () => Promise<FileSystemDirectoryHandle | undefined> = ownFolder,
): OwnWriterShelf {
  let held: OwnWriter | undefined;

  async function kept(): Promise<OwnWriter | undefined> {
    const folder = await (await root())?.getDirectoryHandle(FOLDER).catch(() => undefined);
    if (folder === undefined) return undefined;
    for await (const handle of folder.values())
      if (handle.kind === 'file') return describe(await handle.getFile()).catch(() => undefined);
    return undefined;
  }
  async function remove(): Promise<void> {
    await (await root())?.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
  }

  return {
    async keep(file) {
      const writer = await describe(file);
      await remove();
      held = writer;
      const folder = await (
        await root()
      )
        ?.getDirectoryHandle(FOLDER, { create: true })
        .catch(() => undefined);
      if (folder === undefined) return writer;
      try {
        const handle = await folder.getFileHandle(file.name, { create: true });
        await file.stream().pipeTo(await handle.createWritable());
      } catch {
        // No room: a part of it would be of no use.
        await remove();
      }
      return writer;
    },
    async find() {
      held ??= await kept();
      return held;
    },
    async forget() {
      held = undefined;
      await remove();
    },
  };
}

async function describe(file: File): Promise<OwnWriter> {
  const card = await readGguf(file, file.name);
  return { id: await sumOf(file), file, card };
}

async function sumOf(file: File): Promise<string> {
  const sum = createHasher().number(file.size);
  for (const part of [file.slice(0, END), file.slice(Math.max(0, file.size - END))])
    sum.bytes(new Uint8Array(await part.arrayBuffer()));
  return sum.digest();
}

async function ownFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  return navigator.storage?.getDirectory?.().catch(() => undefined);
}
