import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { Fault } from '../core/fault';
import type { StudyWatch } from '../study/study-ports';
import { type Combination, combineFiles } from '../study/combine-files';
import { NOBODY_WAITS } from '../study/drive';
import type { CustomerHints } from '../study/open-customers';

export const quiet: StudyWatch = {
  ...NOBODY_WAITS,
  stage: () => undefined,
  part: () => undefined,
};

/** @throws Fault file-unreadable */
export async function blobOf(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file);
  } catch {
    throw new Fault('file-unreadable', { message: file });
  }
}

/** One file as it is; several as the page makes one of them. */
export async function blobOfAll(
  files: readonly string[],
): Promise<{ blob: Blob; hints: CustomerHints; combination?: Combination }> {
  const blobs = await Promise.all(files.map(blobOf));
  if (blobs.length === 1) return { blob: blobs[0], hints: {} };
  const named = blobs.map((file, at) => ({ file, name: path.basename(files[at]) }));
  const { source, hints, combination } = await combineFiles(named, quiet);
  return { blob: source, hints, combination };
}
