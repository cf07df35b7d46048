/** What a worker with a model takes at most, in GiB. */
const WORKER_MEMORY = 0.35;
const MOST = 8;

/**
 * How many encoder workers fit the machine: one per core, but not more than half of the memory
 * that the browser owns up to can hold.
 *
 * @param machine `navigator`; deviceMemory is in GiB and missing in some browsers.
 */
export function poolSize(machine: {
  readonly hardwareConcurrency?: number;
  readonly deviceMemory?: number;
}): number {
  const cores = machine.hardwareConcurrency ?? 2;
  const memory = machine.deviceMemory ?? 4;
  const fit = Math.floor((memory * 0.5) / WORKER_MEMORY);
  return Math.max(1, Math.min(cores, fit, MOST));
}
