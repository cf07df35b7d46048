// What near.test.ts runs inside a page: rows compared on the device and on the thread.
import { searchCells } from '../../src/core/graph/cells';
import { compareAll, listedBy, tilesOf } from '../../src/core/graph/compare-all';
import { createWork } from '../../src/core/graph/near-work';
import { openNear } from '../../src/core/kernels/near';
import type { Matrix } from '../../src/core/matrix';
import { createRandom } from '../../src/core/random';
import { drive } from '../../src/study/drive';
import { MEASURED, openNearDevice } from '../../src/workers/near-webgpu';

const quiet = { signal: new AbortController().signal, report: () => undefined };
/** A piece is tried on both sides; all but that the device does alone. */
const device = { ...openNearDevice(navigator.gpu, 'webgpu'), tried: 1 };

/** Rows of few values, many of which say the same, so that distances tie; one far off, one that is nothing. */
function made(rows: number, cols: number): Matrix {
  const random = createRandom(rows + cols);
  const data = Float32Array.from({ length: rows * cols }, () => random.below(3) - 1);
  for (let row = 100; row < 190; row++) data.copyWithin(row * cols, 5 * cols, 6 * cols);
  for (let at = 7 * cols; at < rows * cols; at++) if (at % 5 > 0) data[at] += random.normal();
  for (let row = 200; row < 260; row++) data.copyWithin(row * cols, 9 * cols, 10 * cols);
  for (let col = 0; col < cols; col++) data[7 * cols + col] *= 50;
  data.fill(0, 11 * cols, 12 * cols);
  return { data, rows, cols };
}

/** Lists by bytes, all of them, from here and from there. */
async function compare(rows: number, cols: number, k: number) {
  const features = made(rows, cols);
  const most = listedBy(k, cols);
  const [there, here] = [openNear(features, most), openNear(features, most)];
  const jobs = [
    ...tilesOf(0, rows),
    // Some ask again, in an order of their own: who is listed is listed twice then.
    { asking: Int32Array.from({ length: 90 }, (_, i) => (i * 7 + 3) % rows), from: 4, to: 196 },
    { asking: new Int32Array(0), from: 0, to: 64 },
    { asking: Int32Array.of(rows - 1), from: 64, to: rows },
  ];
  for (const [near, on] of [
    [there, device],
    [here, undefined],
  ] as const) {
    const work = createWork(near, on, 0);
    await drive(work.run(jobs), quiet);
    work.close();
  }
  let [wrong, ties] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const [mine, own] = [there.listOf(row), here.listOf(row)];
    for (let i = 0; i < most; i++) {
      if (mine.who[i] !== own.who[i] || mine.squared[i] !== own.squared[i]) wrong++;
      if (i > 0 && own.squared[i] === own.squared[i - 1]) ties++;
    }
  }
  return { taken: taken(), wrong, ties };
}

/** Neighbours as a study finds them, of few rows and of many. */
async function search(rows: number, cols: number, k: number) {
  const features = made(rows, cols);
  const all = [compareAll(features, k, device), compareAll(features, k)];
  const [all0, all1] = [await drive(all[0], quiet), await drive(all[1], quiet)];
  const [cells0, cells1] = [
    await drive(searchCells(features, k, device), quiet),
    await drive(searchCells(features, k), quiet),
  ];
  const same = (a: typeof all0, b: typeof all0) =>
    a.indices.every((who, at) => who === b.indices[at]) &&
    a.squared.every((v, at) => v === b.squared[at]);
  return { taken: taken(), all: same(all0, all1), cells: same(cells0.lists, cells1.lists) };
}

/** How often lists of the device were taken since it was last asked. */
function taken(): number {
  const { length } = performance.getEntriesByName(MEASURED);
  performance.clearMeasures(MEASURED);
  return length;
}

/** Whether a device is taken that nobody asked for. */
async function chosen(rows: number, cols: number): Promise<boolean> {
  const near = openNear(made(rows, cols), 32);
  if (near.bytes === undefined) throw new Error('no SIMD');
  return (await openNearDevice(navigator.gpu, 'auto').open(near.bytes, 32, 1e12)) !== undefined;
}

/** What is chosen where an adapter says that it is a card: beside a thread as quick as it is, and a slow one. */
async function choose() {
  Object.defineProperty(GPUAdapter.prototype, 'info', {
    get: () => ({ vendor: 'a card', architecture: '', device: '', description: '' }),
  });
  const near = openNear(made(300, 64), 8);
  if (near.bytes === undefined) throw new Error('no SIMD');
  const card = openNearDevice(navigator.gpu, 'auto');
  const jobs = tilesOf(0, 300);
  const few = await card.open(near.bytes, 8, 1e9);
  const first = await card.open(near.bytes, 8, 1e12);
  const began = performance.now();
  const beside = await first?.tryFirst(jobs, () => near.compare(0, 300, 0, 300));
  const took = performance.now() - began;
  const second = await card.open(near.bytes, 8, 1e12);
  const slowly = () => {
    const until = performance.now() + 4 * took;
    while (performance.now() < until);
  };
  const besideSlow = await second?.tryFirst(jobs, slowly);
  // What was done to warm up has left nothing behind.
  const found = await second?.lists();
  const own = (row: number) => near.listOf(row);
  const same = found?.who.every((who, at) => who === own(Math.floor(at / 8)).who[at % 8]);
  return { few: few !== undefined, beside, besideSlow, same };
}

/** As a browser without products of packed bytes has it. */
function forgetPacked(): void {
  Object.defineProperty((navigator as { gpu?: object }).gpu, 'wgslLanguageFeatures', {
    value: new Set(),
  });
}

/** From now on the device leaves out what it is given for the how-manieth time. */
function dropWork(which: number): void {
  let given = 0;
  const submit = GPUQueue.prototype.submit;
  GPUQueue.prototype.submit = function (this: GPUQueue, work) {
    if (++given !== which) submit.call(this, work);
  };
}

const entry = { compare, search, chosen, choose, forgetPacked, dropWork };
export type NearEntry = typeof entry;
(globalThis as unknown as { near: NearEntry }).near = entry;
