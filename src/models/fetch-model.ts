import { Fault } from '../core/fault';
import type { ModelFile, ModelSpec } from './models';

/** Files of models that were fetched and found whole, for a visit without a network. */
const KEPT = 'enclave-models';

/** What a file must be: its length and the check sum of its bytes. */
export type Published = Pick<ModelFile, 'bytes' | 'sha256'>;

/**
 * One file of a model from beside the page, checked against its published check sum; what was whole is
 * kept, and not asked for again.
 *
 * @param base the address of the models folder, ending in a slash.
 * @throws Fault model-missing, model-damaged
 */
export async function fetchModelFile(
  base: string,
  spec: ModelSpec,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = spec.files.find(({ file }) => file === name);
  if (file === undefined) throw new Fault('model-missing', { model: spec.id });
  const found = await fetchKept(`${base}${spec.id}/${name}`, file);
  if (found === 'missing') throw new Fault('model-missing', { model: spec.id });
  if (found === 'damaged') throw new Fault('model-damaged', { model: spec.id, file: name });
  return found;
}

/** A file that is kept once it was whole; an older or broken one is asked for again. */
export async function fetchKept(
  address: string,
  published: Published,
): Promise<Uint8Array<ArrayBuffer> | 'missing' | 'damaged'> {
  // Without a secure context nothing can be kept.
  const shelf = await globalThis.caches?.open(KEPT).catch(() => undefined);
  const kept = await shelf?.match(address);
  if (kept !== undefined) {
    const bytes = new Uint8Array(await kept.arrayBuffer());
    if (await isWhole(bytes, published)) return bytes;
    await shelf?.delete(address);
  }
  // The browser's own cache would hold the same once more.
  const response = await fetch(address, {
    cache: shelf === undefined ? 'default' : 'no-store',
  }).catch(() => undefined);
  if (response?.ok !== true) return 'missing';
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!(await isWhole(bytes, published))) return 'damaged';
  // Where there is no room the next visit fetches it again.
  await shelf?.put(address, new Response(bytes)).catch(() => undefined);
  return bytes;
}

async function isWhole(bytes: Uint8Array<ArrayBuffer>, published: Published): Promise<boolean> {
  if (bytes.length !== published.bytes) return false;
  // Without a secure context there is no digest to be had; the length is all that can be checked.
  if (globalThis.crypto?.subtle === undefined) return true;
  return hex(await crypto.subtle.digest('SHA-256', bytes)) === published.sha256;
}

function hex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
