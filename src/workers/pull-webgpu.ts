import type { PullDevice, PullSession, PullWork } from '../core/ports';
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
import { pullShader, ROWS } from './pull-shader';

/** Edges looked at, due or not, below which a device is not looked for: about half a second of one thread. */
const WORTH = 5e7;
/** Epochs that are tried on both sides. */
const TRIED = 3;
/** Steps that are submitted together, at most. */
const STEPS = 2048;
/** Workgroups in one dispatch, which WebGPU promises. */
const MOST_GROUPS = 65535;
/** The measure that a worker's performance shows where a device has moved the rows. */
export const MAPPED = 'map by WebGPU';

/** What the shader is given, in its order. */
const BINDINGS: readonly GPUBufferBindingLayout[] = [
  { type: 'uniform', hasDynamicOffset: true },
  { type: 'read-only-storage' },
  { type: 'read-only-storage' },
  { type: 'read-only-storage' },
  { type: 'read-only-storage' },
  { type: 'storage' },
  { type: 'storage' },
];

/**
 * Moves the rows of a map by WebGPU; the device stays open for the next rows.
 *
 * @param gpu `navigator.gpu`.
 */
export function openPullDevice(gpu: GPU | undefined, choice: CompareChoice): PullDevice {
  const always = choice === 'webgpu';
  const device =
    gpu === undefined || choice === 'wasm'
      ? undefined
      : keepOpen(() => openDevice(gpu, always, pullShader, BINDINGS), always);
  return {
    tried: TRIED,
    async open(work, layout) {
      if (!always && (work.edges.length / 2) * work.epochs < WORTH) return undefined;
      const opened = await device?.();
      return opened && openSession(opened, work, layout.slice(), always);
    },
  };
}

/** @returns undefined where the device has no room for the rows. */
function openSession(
  { device, group: layout, pipeline }: Opened,
  { rows, starts, edges, pool, slots, epochs, keys, rates }: PullWork,
  start: Float32Array,
  always: boolean,
): PullSession | undefined {
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  const groups = Math.ceil(rows / ROWS);
  if (groups > MOST_GROUPS || rows * 12 > maxBufferSize) return undefined;
  if (Math.max(edges.byteLength, rows * 8) > maxStorageBufferBindingSize) return undefined;
  const { queue } = device;
  const most = Math.max(1, Math.floor(STEPS / slots));
  const reserve = (bytes: number, usage: number) =>
    device.createBuffer({ size: bytes, usage: usage | USAGE.copyTo });
  const fill = (data: Int32Array) => {
    const buffer = reserve(Math.max(8, data.byteLength), USAGE.storage);
    queue.writeBuffer(buffer, 0, data as BufferSource);
    return buffer;
  };
  const params = reserve(most * slots * APART, USAGE.uniform);
  const given = [fill(starts), fill(edges), fill(pool)];
  const places = [0, 1].map(() => reserve(rows * 8, USAGE.storage | USAGE.copyFrom));
  const counts = reserve(rows * 4, USAGE.storage | USAGE.copyFrom);
  const back = reserve(rows * 12, USAGE.read);
  const buffers = [params, ...given, ...places, counts, back];
  const turns = [places, [places[1], places[0]]].map((pair) =>
    device.createBindGroup({
      layout,
      entries: [params, ...given, ...pair, counts].map((buffer, binding) => ({
        binding,
        resource: buffer === params ? { buffer, size: APART } : { buffer },
      })),
    }),
  );
  const began = performance.now();
  /** Steps since the start, and epochs that take as long as a piece may. */
  let [steps, soon] = [0, 1];

  function reset(): void {
    queue.writeBuffer(places[0], 0, start as BufferSource);
    queue.writeBuffer(counts, 0, new Int32Array(rows));
    steps = 0;
  }

  /** @returns seconds that it took, and where rows stand. */
  async function run(from: number, end: number) {
    const since = performance.now();
    const told = new DataView(new ArrayBuffer((end - from) * slots * APART));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    for (let i = 0; i < (end - from) * slots; i++) {
      const epoch = from + Math.floor(i / slots);
      [rows, 0, pool.length, i % slots, slots, epoch + 1, keys[epoch]].forEach((value, at) =>
        told.setInt32(i * APART + at * 4, value, true),
      );
      told.setFloat32(i * APART + 28, rates[epoch], true);
      pass.setBindGroup(0, turns[steps++ & 1], [i * APART]);
      pass.dispatchWorkgroups(groups);
    }
    pass.end();
    encoder.copyBufferToBuffer(places[steps & 1], 0, back, 0, rows * 8);
    encoder.copyBufferToBuffer(counts, 0, back, rows * 8, rows * 4);
    queue.writeBuffer(params, 0, told);
    queue.submit([encoder.finish()]);
    await inTime(back.mapAsync(READ));
    const mapped = back.getMappedRange();
    const found = new Float32Array(mapped, 0, rows * 2).slice();
    const moved = new Int32Array(mapped, rows * 8, rows).every((count) => count === steps);
    back.unmap();
    // A device that has no memory, or drops work, need not say so.
    if (!moved) throw new Error('the device has left something out');
    return { seconds: (performance.now() - since) / 1000, layout: found };
  }

  return {
    async tryFirst(tried, alone) {
      const since = performance.now();
      alone();
      const there = (performance.now() - since) / 1000;
      reset();
      // A card may still be waking up; what it does first is done again.
      if (!always) {
        await run(0, tried);
        reset();
      }
      const { seconds, layout: found } = await run(0, tried);
      soon = Math.max(1, Math.floor((PIECE * tried) / seconds));
      return always || seconds * QUICKER < there ? found : undefined;
    },
    async run(done) {
      const end = Math.min(epochs, done + Math.min(soon, most));
      const { seconds, layout: found } = await run(done, end);
      // What is fixed in a piece, being asked and read, weighs less in longer ones.
      soon = Math.max(1, Math.floor((PIECE * (end - done)) / seconds));
      return { epochs: end, layout: found };
    },
    close(taken) {
      for (const buffer of buffers) buffer.destroy();
      // For whoever looks at the worker's performance: the map does not tell.
      if (taken) performance.measure(MAPPED, { start: began });
    },
  };
}
