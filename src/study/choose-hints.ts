import { isFault } from '../core/fault';
import type { Watch } from '../core/ports';
import { type CustomerHints, type OpenedCustomers, openCustomers } from './open-customers';
import type { Preparation } from './preparation';

/** The file read with hints from another one; undefined where that does not end well. */
export async function readAs(
  file: Blob,
  hints: CustomerHints,
  watch: Watch,
): Promise<OpenedCustomers | undefined> {
  try {
    return await openCustomers(file, hints, watch);
  } catch (error) {
    if (!isFault(error) || error.code === 'stopped') throw error;
    return undefined;
  }
}

/** Those hints of another file that serve this one: all of them, unless its columns fit better without. */
export async function chooseHints(
  file: Blob,
  { hints, columns }: Preparation,
  watch: Watch,
): Promise<CustomerHints> {
  const fitting = (opened: OpenedCustomers | undefined) => {
    const present = new Set(opened?.table.columns.map(({ name }) => name));
    return opened === undefined ? -1 : columns.filter(({ name }) => present.has(name)).length;
  };
  const wanted = fitting(await readAs(file, hints, watch));
  if (wanted === columns.length) return hints;
  const plain = fitting(await readAs(file, {}, watch));
  return plain > wanted || wanted <= 0 ? {} : hints;
}
