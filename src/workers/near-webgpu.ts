import type { NearBytes, NearDevice, NearJob, NearSession } from '../core/ports';
import {
  APART,
  type CompareChoice,
  inTime,
  keepOpen,
  openDevice,
  type Opened,
  PIECE,
  QUICKER,
  READ,
  USAGE,
} from './gpu-device';
import { PASSES, planBatch } from './near-batch';
import { nearShader, SIDE } from './near-shader';

export type { CompareChoice } from './gpu-device';

/** Products of bytes below which a device is not looked for: about a second of one thread. */
const WORTH = 2e10;
/** Products that are tried on both sides, about 0.05 s of one thread. */
const TRIED = 1e9;
/** Bytes of a row up to which sums are exact as floats. */
const WIDEST = 4096;
/** The measure that a worker's performance shows where lists of a device were taken. */
export const MEASURED = 'neighbours by WebGPU';

/** What the shader is given, in its order. */
const BINDINGS: readonly GPUBufferBindingLayout[] = [
  { type: 'uniform', hasDynamicOffset: true },
  { type: 'read-only-storage' },
  { type: 'read-only-storage' },
  { type: 'read-only-storage' },
  { type: 'storage' },
  { type: 'storage' },
];

/**
 * Compares rows by WebGPU; the device stays open for the next rows.
 *
 * @param gpu `navigator.gpu`.
 */
export function openNearDevice(gpu: GPU | undefined, choice: CompareChoice): NearDevice {
  const always = choice === 'webgpu';
  const device =
    gpu === undefined || choice === 'wasm'
      ? undefined
      : keepOpen(() => openDevice(gpu, always, nearShader, BINDINGS), always);
  return {
    tried: TRIED,
    async open(bytes, most, products) {
      if (bytes.width > WIDEST || (!always && products < WORTH)) return undefined;
      const opened = await device?.();
      return opened && openSession(opened, bytes, most, always);
    },
  };
}

/** @returns undefined where the device has no room for the rows. */
function openSession(
  { device, group: layout, pipeline }: Opened,
  { rows, width, asks, answers, about }: NearBytes,
  most: number,
  always: boolean,
): NearSession | undefined {
  const size = rows * (most + 1) * 4;
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  if (Math.max(2 * rows * width, size) > maxStorageBufferBindingSize) return undefined;
  if (2 * size > maxBufferSize) return undefined;
  const { queue } = device;
  const reserve = (bytes: number, usage: number) =>
    device.createBuffer({ size: bytes, usage: usage | USAGE.copyTo });
  const work = reserve(PASSES * APART, USAGE.uniform);
  const held = reserve(2 * rows * width, USAGE.storage);
  const lines = reserve(rows * 16, USAGE.storage);
  const names = reserve(rows * 4, USAGE.storage);
  const far = reserve(size, USAGE.storage | USAGE.copyFrom);
  const who = reserve(size, USAGE.storage | USAGE.copyFrom);
  const back = reserve(2 * size, USAGE.read);
  const buffers = [work, held, lines, names, far, who, back];
  const group = device.createBindGroup({
    layout,
    entries: [work, held, lines, names, far, who].map((buffer, binding) => ({
      binding,
      resource: buffer === work ? { buffer, size: APART } : { buffer },
    })),
  });
  queue.writeBuffer(held, 0, asks as BufferSource);
  queue.writeBuffer(held, rows * width, answers as BufferSource);
  queue.writeBuffer(lines, 0, about as BufferSource);
  const began = performance.now();
  /** Pairs that are done in a piece of the right length. */
  let soon = 0;
  /** Pairs that should have been compared, modulo 2^32. */
  let compared = 0;

  async function clear(): Promise<void> {
    queue.writeBuffer(far, 0, new Float32Array(rows * most).fill(Infinity));
    queue.writeBuffer(who, 0, new Int32Array(rows * (most + 1)).fill(-1, 0, rows * most));
    compared = 0;
    await inTime(queue.onSubmittedWorkDone());
  }

  /** @returns how many jobs were done, pairs that were compared, and seconds. */
  async function run(jobs: readonly NearJob[], at: number, enough: number) {
    const since = performance.now();
    const batch = planBatch(jobs, at, enough, rows);
    const params = new Uint32Array((batch.passes.length * APART) / 4);
    for (const [i, { first, count, paired, from, to }] of batch.passes.entries())
      params.set(
        [rows, width / 16, most, 0, first, count, paired ? 1 : 0, from, to],
        (i * APART) / 4,
      );
    queue.writeBuffer(work, 0, params);
    queue.writeBuffer(names, 0, batch.names as BufferSource);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    for (const [i, { count }] of batch.passes.entries()) {
      pass.setBindGroup(0, group, [i * APART]);
      pass.dispatchWorkgroups(Math.ceil(count / SIDE));
    }
    pass.end();
    queue.submit([encoder.finish()]);
    await inTime(queue.onSubmittedWorkDone());
    compared = (compared + batch.pairs) | 0;
    return { ...batch, seconds: (performance.now() - since) / 1000 };
  }

  async function runAll(jobs: readonly NearJob[]): Promise<{ pairs: number; seconds: number }> {
    let [at, pairs, seconds] = [0, 0, 0];
    while (at < jobs.length) {
      const done = await run(jobs, at, Infinity);
      at += done.jobs;
      pairs += done.pairs;
      seconds += done.seconds;
    }
    return { pairs, seconds };
  }

  return {
    async tryFirst(jobs, alone) {
      const since = performance.now();
      alone();
      const there = (performance.now() - since) / 1000;
      if (soon === 0) {
        // A card may still be waking up; what it does first is done again.
        await clear();
        if (!always) await runAll(jobs);
        await clear();
      }
      const here = await runAll(jobs);
      soon = (PIECE * here.pairs) / here.seconds;
      return always || here.seconds * QUICKER < there;
    },
    run: async (jobs, at) => (await run(jobs, at, soon)).jobs,
    async lists() {
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(far, 0, back, 0, size);
      encoder.copyBufferToBuffer(who, 0, back, size, size);
      queue.submit([encoder.finish()]);
      await inTime(back.mapAsync(READ));
      const mapped = back.getMappedRange();
      const found = {
        squared: byRow(new Float32Array(mapped, 0, rows * most), new Float32Array(rows * most)),
        who: byRow(new Int32Array(mapped, size, rows * most), new Int32Array(rows * most)),
      };
      const counts = new Int32Array(mapped, size + rows * most * 4);
      const counted = counts.reduce((sum, count) => (sum + count) | 0, 0);
      back.unmap();
      // A device that has no memory, or drops work, need not say so.
      if (counted !== compared) throw new Error('the device has left something out');
      return found;
    },
    close(taken) {
      for (const buffer of buffers) buffer.destroy();
      // For whoever looks at the worker's performance: what is found does not tell.
      if (taken) performance.measure(MEASURED, { start: began });
    },
  };

  /** Lists lie place by place on the card. */
  function byRow<T extends Float32Array | Int32Array>(from: T, to: T): T {
    for (let row = 0; row < rows; row++)
      for (let place = 0; place < most; place++) to[row * most + place] = from[place * rows + row];
    return to;
  }
}
