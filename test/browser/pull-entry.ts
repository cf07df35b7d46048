// What pull.test.ts runs inside a page: rows of a map moved on the device and on the thread.
import { findNeighbours } from '../../src/core/graph/neighbours';
import { openPull } from '../../src/core/kernels/pull';
import { chooseLandmarks } from '../../src/core/project/landmarks';
import { layoutRows } from '../../src/core/project/layout-rows';
import { planPull } from '../../src/core/project/pull-work';
import { fuzzyGraph } from '../../src/core/project/umap';
import { createRandom } from '../../src/core/random';
import { drive } from '../../src/study/drive';
import { MAPPED, openPullDevice } from '../../src/workers/pull-webgpu';

const quiet = { signal: new AbortController().signal, report: () => undefined };

/** Crowds of rows, some of which say the same. */
async function made(rows: number, cols: number) {
  const random = createRandom(rows + cols);
  const data = Float32Array.from(
    { length: rows * cols },
    (_, at) => (Math.floor(at / cols) % 7) * ((at % cols) % 2) * 3 + random.normal(),
  );
  for (let row = 100; row < 160; row++) data.copyWithin(row * cols, 5 * cols, 6 * cols);
  const features = { data, rows, cols };
  const graph = await drive(findNeighbours(features, 15), quiet);
  const start = Float32Array.from(
    { length: rows * 2 },
    (_, at) => data[(at >> 1) * cols + (at & 1)],
  );
  return { features, graph, start };
}

/** A whole map from here and from there; how often the device was taken, and how many places are others. */
async function compare(rows: number, cols: number, few: number) {
  const { features, graph, start } = await made(rows, cols);
  const marks =
    few === 0 ? {} : { landmarks: await drive(chooseLandmarks(features, graph, few, 3), quiet) };
  const input = { graph, start, seed: 3, ...marks };
  const here = await drive(layoutRows(input), quiet);
  let shown = 0;
  const there = await drive(
    layoutRows(input, () => shown++, openPullDevice(navigator.gpu, 'webgpu')),
    quiet,
  );
  return {
    taken: taken(),
    shown: shown > 1,
    wrong: here.filter((place, at) => place !== there[at]).length,
    finite: here.every(Number.isFinite),
  };
}

/** How often a device was taken since it was last asked. */
function taken(): number {
  const { length } = performance.getEntriesByName(MAPPED);
  performance.clearMeasures(MAPPED);
  return length;
}

const nothing = {
  rows: 64,
  starts: new Int32Array(65),
  edges: Int32Array.of(1, 65536),
  pool: Int32Array.of(0),
  slots: 1,
  epochs: 1e9,
  keys: new Int32Array(1),
  rates: new Float32Array(1),
};

/** Whether a device is taken that nobody asked for. */
async function chosen(): Promise<boolean> {
  const device = openPullDevice(navigator.gpu, 'auto');
  return (await device.open(nothing, new Float32Array(128))) !== undefined;
}

/** What is chosen where an adapter says that it is a card: beside a thread as quick as it is, and a slow one. */
async function choose() {
  Object.defineProperty(GPUAdapter.prototype, 'info', {
    get: () => ({ vendor: 'a card', architecture: '', device: '', description: '' }),
  });
  const { graph, start } = await made(500, 6);
  const epochs = () => 1e5;
  const work = planPull(fuzzyGraph(graph), { rows: 500, seed: 1, epochs, firstRate: 1 });
  const card = openPullDevice(navigator.gpu, 'auto');
  const few = await card.open({ ...work, epochs: 400 }, start);
  const alone = openPull(work, start);
  const move = () => {
    for (let epoch = 0; epoch < card.tried; epoch++)
      for (let slot = 0; slot < work.slots; slot++)
        alone.pull(slot, epoch + 1, work.keys[epoch], work.rates[epoch]);
  };
  const began = performance.now();
  const beside = await (await card.open(work, start))?.tryFirst(card.tried, move);
  const took = performance.now() - began;
  const slowly = () => {
    const until = performance.now() + 4 * took;
    while (performance.now() < until);
  };
  const session = await card.open(work, start);
  const besideSlow = await session?.tryFirst(card.tried, slowly);
  // What was done to warm up has left nothing behind.
  const same = alone.layout().every((place, at) => place === besideSlow?.[at]);
  const next = await session?.run(card.tried);
  const goesOn = next !== undefined && next.epochs > card.tried;
  return { few: few !== undefined, beside: beside !== undefined, same, goesOn };
}

/** From now on the device leaves out what it is given for the how-manieth time. */
function dropWork(which: number): void {
  let given = 0;
  const begin = GPUCommandEncoder.prototype.beginComputePass;
  GPUCommandEncoder.prototype.beginComputePass = function (this: GPUCommandEncoder) {
    const pass = begin.call(this);
    if (++given === which) pass.dispatchWorkgroups = () => undefined;
    return pass;
  };
}

/** From now on the device is lost when it is given something for the how-manieth time. */
function loseDevice(which: number): void {
  let given = 0;
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, wanted) {
    const device = await request.call(this, wanted);
    const submit = device.queue.submit.bind(device.queue);
    device.queue.submit = (work) => {
      if (++given === which) device.destroy();
      submit(work);
    };
    return device;
  };
}

const entry = { compare, chosen, choose, dropWork, loseDevice };
export type PullEntry = typeof entry;
(globalThis as unknown as { pull: PullEntry }).pull = entry;
