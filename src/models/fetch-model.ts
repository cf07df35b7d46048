import { Fault } from '../core/fault';
import type { ModelFile, ModelSpec } from './models';

/** Files of models that were fetched and found whole, for a visit without a network. */
const KEPT = 'enclave-models';

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
  const address = `${base}${spec.id}/${name}`;
  // Without a secure context nothing can be kept.
  const shelf = await globalThis.caches?.open(KEPT).catch(() => undefined);
  const kept = await shelf?.match(address);
  if (kept !== undefined) {
    const bytes = new Uint8Array(await kept.arrayBuffer());
    if (await isWhole(bytes, file)) return bytes;
    // An older version of the model, or a broken one.
    await shelf?.delete(address);
  }
  // The browser's own cache would hold the same once more.
  const response = await fetch(address, {
    cache: shelf === undefined ? 'default' : 'no-store',
  }).catch(() => undefined);
  if (response?.ok !== true) throw new Fault('model-missing', { model: spec.id });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!(await isWhole(bytes, file)))
    throw new Fault('model-damaged', { model: spec.id, file: name });
  // Where there is no room the next visit fetches it again.
  await shelf?.put(address, new Response(bytes)).catch(() => undefined);
  return bytes;
}

async function isWhole(bytes: Uint8Array<ArrayBuffer>, file: ModelFile): Promise<boolean> {
  if (bytes.length !== file.bytes) return false;
  // Without a secure context there is no digest to be had; the length is all that can be checked.
  if (globalThis.crypto?.subtle === undefined) return true;
  return hex(await crypto.subtle.digest('SHA-256', bytes)) === file.sha256;
}

function hex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
