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
  const damaged =
    bytes.length !== file.bytes ||
    // Without a secure context there is no digest to be had; the length is all that can be checked.
    (globalThis.crypto?.subtle !== undefined &&
      hex(await crypto.subtle.digest('SHA-256', bytes)) !== file.sha256);
  if (damaged) throw new Fault('model-damaged', { model: spec.id, file: name });
  return bytes;
}

function hex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
