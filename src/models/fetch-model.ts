import { Fault } from '../core/fault';
import type { ModelSpec } from './models';

/**
 * One file of a model from beside the page, checked against its published check sum.
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
  const response = await fetch(`${base}${spec.id}/${name}`).catch(() => undefined);
  if (file === undefined || response?.ok !== true)
    throw new Fault('model-missing', { model: spec.id });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!(await isRight(bytes, file)))
    throw new Fault('model-damaged', { model: spec.id, file: name });
  return bytes;
}

/** Whether bytes are those that were published. */
export async function isRight(
  bytes: Uint8Array<ArrayBuffer>,
  published: { readonly bytes: number; readonly sha256: string },
): Promise<boolean> {
  if (bytes.length !== published.bytes) return false;
  // Without a secure context there is no digest to be had; the length is all that can be checked.
  if (globalThis.crypto?.subtle === undefined) return true;
  return hex(await crypto.subtle.digest('SHA-256', bytes)) === published.sha256;
}

function hex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
