import { Fault } from '../core/fault';
import type { ResultShelf } from './shelves';

/** The kept result of a key, or a new one, which is then kept. */
export type Keep = <T>(key: string, make: () => Promise<T>) => Promise<T>;

/** @param full told when storage is full; results are then no longer kept. */
export function createKeep(results: ResultShelf, full: () => void): Keep {
  let keeping = true;
  return async <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const known = await results.get<T>(key);
    if (known !== undefined) return known;
    const made = await make();
    if (keeping)
      await results.put(key, made).catch((error: unknown) => {
        if (!(error instanceof Fault) || error.code !== 'storage-full') throw error;
        keeping = false;
        full();
      });
    return made;
  };
}
