import { describe, expect, it } from 'vitest';
import type { PullWork } from '../../src/core/ports';
import { openPullDevice } from '../../src/workers/pull-webgpu';

const work = (epochs: number): PullWork => ({
  rows: 2,
  starts: Int32Array.of(0, 1, 2),
  edges: Int32Array.of(1, 65536, 0, 65536),
  pool: Int32Array.of(0, 1),
  slots: 1,
  epochs,
  keys: new Int32Array(1),
  rates: new Float32Array(1),
});
const layout = new Float32Array(4);

const gpuOf = (adapter: object | null) => {
  let asked = 0;
  const requestAdapter = async () => (asked++, adapter);
  return { gpu: { requestAdapter } as unknown as GPU, asked: () => asked };
};

describe('the device that moves rows', () => {
  it('is none without WebGPU, and without an adapter', async () => {
    for (const choice of ['auto', 'wasm', 'webgpu'] as const) {
      expect(await openPullDevice(undefined, choice).open(work(1e9), layout)).toBeUndefined();
      expect(await openPullDevice(gpuOf(null).gpu, choice).open(work(1e9), layout)).toBeUndefined();
    }
  });

  it('is not looked for where it is not wanted, or there is little to do', async () => {
    const { gpu, asked } = gpuOf(null);
    await openPullDevice(gpu, 'wasm').open(work(1e9), layout);
    await openPullDevice(gpu, 'auto').open(work(100), layout);
    expect(asked()).toBe(0);
    const device = openPullDevice(gpu, 'auto');
    await device.open(work(1e9), layout);
    await device.open(work(1e9), layout);
    expect(asked()).toBe(1);
    await openPullDevice(gpu, 'webgpu').open(work(1), layout);
    expect(asked()).toBe(2);
  });

  it('is none by itself where the adapter is a processor', async () => {
    let opened = 0;
    const requestDevice = () => Promise.reject(new Error(`opened ${++opened}`));
    const info = { vendor: 'google', architecture: 'swiftshader' };
    const { gpu } = gpuOf({ info, requestDevice, limits: {} });
    expect(await openPullDevice(gpu, 'auto').open(work(1e9), layout)).toBeUndefined();
    expect(opened).toBe(0);
    await expect(openPullDevice(gpu, 'webgpu').open(work(1), layout)).rejects.toThrow('opened 1');
  });
});
