import { describe, expect, it } from 'vitest';
import type { NearJob } from '../../src/core/ports';
import { createRandom } from '../../src/core/random';
import { isSoftware } from '../../src/workers/gpu-device';
import { PASSES, planBatch } from '../../src/workers/near-batch';
import { openNearDevice } from '../../src/workers/near-webgpu';

/** Whom each row meets, in their order, and whether it asks. */
type Met = Map<number, string[]>;

const meet = (met: Met, row: number, other: number, asks: boolean) =>
  met.set(row, [...(met.get(row) ?? []), `${asks ? 'asks' : 'answers'} ${other}`]);

/** As `NearJob` says. */
function metIn(jobs: readonly NearJob[]): Met {
  const met: Met = new Map();
  for (const job of jobs)
    if ('asking' in job) {
      for (const row of job.asking)
        for (let other = job.from; other < job.to; other++)
          if (other !== row) meet(met, row, other, true);
    } else
      for (let a = job.from; a < job.upTo; a++)
        for (let b = a + 1; b < job.to; b++) {
          meet(met, a, b, true);
          meet(met, b, a, false);
        }
  return met;
}

/** As the shader carries passes out. */
function metByPasses(jobs: readonly NearJob[], enough: number, room: number): Met {
  const met: Met = new Map();
  for (let at = 0; at < jobs.length;) {
    const batch = planBatch(jobs, at, enough, room);
    expect(batch.jobs).toBeGreaterThan(0);
    expect(batch.passes.length).toBeLessThanOrEqual(PASSES);
    let pairs = 0;
    for (const { first, count, paired, from, to } of batch.passes) {
      pairs += count * (to - from);
      for (let i = 0; i < count; i++) {
        const row = paired ? first + i : batch.names[first + i];
        for (let other = from; other < to; other++)
          if (other !== row) meet(met, row, other, !paired || other > row);
      }
    }
    expect(batch.pairs).toBe(pairs);
    at += batch.jobs;
  }
  return met;
}

describe('planBatch', () => {
  it('does tiles that follow one another as one', () => {
    const tiles = [0, 4, 8].map((from) => ({ from, upTo: from + 4, to: 12 }));
    expect(planBatch(tiles, 0, Infinity, 12)).toMatchObject({
      passes: [{ first: 0, count: 12, paired: true, from: 0, to: 12 }],
      jobs: 3,
      pairs: 144,
    });
    expect(planBatch(tiles, 1, 1, 12)).toMatchObject({
      passes: [
        { first: 4, count: 8, paired: true, from: 4, to: 8 },
        { first: 4, count: 4, paired: true, from: 8, to: 12 },
      ],
      jobs: 1,
      pairs: 48,
    });
  });

  it.each([1, 60, 700, Infinity])(
    'has every row meet the same others in the same order, %d pairs at once',
    (enough) => {
      const random = createRandom(5);
      const jobs: NearJob[] = [0, 8, 16].map((from) => ({ from, upTo: from + 8, to: 24 }));
      jobs.push({ from: 24, upTo: 32, to: 33 }, { from: 32, upTo: 33, to: 33 });
      for (let job = 0; job < 30; job++) {
        const from = 4 * random.below(8);
        const asking = Int32Array.from({ length: random.below(9) }, (_, i) => i * 4 + job / 10);
        jobs.push({ asking, from, to: from + 4 * random.below(3) });
      }
      jobs.push({ from: 4, upTo: 8, to: 20 });
      expect(metByPasses(jobs, enough, 33)).toEqual(metIn(jobs));
    },
  );

  it('never has more passes than fit', () => {
    const jobs = Array.from({ length: 2 * PASSES }, () => ({ from: 0, upTo: 1, to: 3 }));
    expect(planBatch(jobs, 0, Infinity, 1).jobs).toBe(PASSES / 2);
  });
});

describe('the device', () => {
  const info = (given: Partial<GPUAdapterInfo>): Pick<GPUAdapter, 'info'> => ({
    info: {
      vendor: '',
      architecture: '',
      device: '',
      description: '',
      isFallbackAdapter: false,
      ...given,
    } as GPUAdapterInfo,
  });

  it('is none where a processor stands in for it', () => {
    expect(isSoftware(info({ vendor: 'google', architecture: 'swiftshader' }))).toBe(true);
    expect(isSoftware(info({ vendor: 'mesa', description: 'llvmpipe (LLVM 15.0)' }))).toBe(true);
    expect(isSoftware(info({ description: 'Microsoft Basic Render Driver' }))).toBe(true);
    expect(isSoftware(info({ isFallbackAdapter: true }))).toBe(true);
    const older = { ...info({ vendor: 'intel' }), isFallbackAdapter: true };
    expect(isSoftware(older)).toBe(true);
    expect(isSoftware(info({ vendor: 'nvidia', architecture: 'ampere' }))).toBe(false);
    expect(isSoftware(info({ vendor: 'apple', architecture: 'metal-3' }))).toBe(false);
    expect(isSoftware(info({ vendor: 'amd', description: 'Radeon 780M' }))).toBe(false);
  });

  const bytes = {
    rows: 1,
    width: 64,
    asks: new Uint8Array(64),
    answers: new Int8Array(64),
    about: new Float32Array(4),
  };
  const gpuOf = (adapter: object | null) => {
    let asked = 0;
    const requestAdapter = async () => (asked++, adapter);
    return { gpu: { requestAdapter } as unknown as GPU, asked: () => asked };
  };

  it('is none without WebGPU, and without an adapter', async () => {
    for (const choice of ['auto', 'wasm', 'webgpu'] as const) {
      expect(await openNearDevice(undefined, choice).open(bytes, 1, 1e15)).toBeUndefined();
      expect(await openNearDevice(gpuOf(null).gpu, choice).open(bytes, 1, 1e15)).toBeUndefined();
    }
  });

  it('is not looked for where it is not wanted, or there is little to do', async () => {
    const { gpu, asked } = gpuOf(null);
    await openNearDevice(gpu, 'wasm').open(bytes, 1, 1e15);
    await openNearDevice(gpu, 'auto').open(bytes, 1, 1e9);
    await openNearDevice(gpu, 'webgpu').open({ ...bytes, width: 8192 }, 1, 1e15);
    expect(asked()).toBe(0);
    const device = openNearDevice(gpu, 'auto');
    await device.open(bytes, 1, 1e15);
    await device.open(bytes, 1, 1e15);
    expect(asked()).toBe(1);
  });

  it('is none by itself where the adapter is a processor', async () => {
    let opened = 0;
    const requestDevice = () => Promise.reject(new Error(`opened ${++opened}`));
    const { gpu } = gpuOf({ ...info({ architecture: 'swiftshader' }), requestDevice, limits: {} });
    expect(await openNearDevice(gpu, 'auto').open(bytes, 1, 1e15)).toBeUndefined();
    expect(opened).toBe(0);
    await expect(openNearDevice(gpu, 'webgpu').open(bytes, 1, 1)).rejects.toThrow('opened 1');
  });
});
