import type { PullWork } from '../ports';
import { PULL_BYTES } from './pull-bytes';
import { createPlainPull } from './pull-plain';
import { canRun, type KernelExports, openKernel } from './wasm';

interface PullExports extends KernelExports {
  pull(
    first: number,
    end: number,
    from: number,
    to: number,
    starts: number,
    edges: number,
    pool: number,
    pushing: number,
    slot: number,
    slots: number,
    epoch: number,
    key: number,
    rate: number,
  ): void;
}

/** Rows of a map that move slot by slot; see `PullWork`. */
export interface PullRows {
  /**
   * Moves rows by those of their edges that stand in a slot and are due, from where all stood before; all of them have
   * moved once the last one has.
   *
   * @param key of the epoch.
   * @param rate how far, a single float.
   * @param first the rows from here on, all where absent.
   */
  pull(slot: number, epoch: number, key: number, rate: number, first?: number, end?: number): void;
  /** Where rows stand, rows x 2: a view until they move again. */
  layout(): Float32Array;
  close(): void;
}

/** Moves rows by SIMD WebAssembly where the engine has it, else by the plain twin; the same bits. */
export function openPull(work: PullWork, layout: Float32Array): PullRows {
  return canRun(PULL_BYTES) ? openWasmPull(work, layout) : createPlainPull(work, layout);
}

export function openWasmPull(work: PullWork, layout: Float32Array): PullRows {
  const { exports: kernel, reserve, close } = openKernel<PullExports>(PULL_BYTES);
  const { rows, slots } = work;
  let from = reserve(rows * 8);
  let to = reserve(rows * 8);
  const starts = reserve((rows + 1) * 4);
  const edges = reserve(work.edges.length * 4);
  const pool = reserve(work.pool.length * 4);
  const { buffer } = kernel.memory;
  new Float32Array(buffer, from, rows * 2).set(layout);
  new Int32Array(buffer, starts, rows + 1).set(work.starts);
  new Int32Array(buffer, edges, work.edges.length).set(work.edges);
  new Int32Array(buffer, pool, work.pool.length).set(work.pool);
  const given = [starts, edges, pool, work.pool.length] as const;
  return {
    pull(slot, epoch, key, rate, first = 0, end = rows) {
      kernel.pull(first, end, from, to, ...given, slot, slots, epoch, key, rate);
      if (end === rows) [from, to] = [to, from];
    },
    layout: () => new Float32Array(buffer, from, rows * 2),
    close,
  };
}
