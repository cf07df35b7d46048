import { env, pipeline } from '@huggingface/transformers';
import { kmeans as mlKmeans } from 'ml-kmeans';
import { createUMAPFromKNN } from 'embedding-atlas/umap';
import { UMAP } from 'umap-js';
import transformersWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { kmeans } from '../../src/core/cluster/kmeans';
import { findNeighbours } from '../../src/core/graph/neighbours';
import { dot, firstRows, type Matrix, normalise, rowOf } from '../../src/core/matrix';
import { findPrincipal, projectRows } from '../../src/core/project/pca';
import { layoutGraph } from '../../src/core/project/umap';
import { createRandom } from '../../src/core/random';
import { drain } from '../../src/core/steps';
import { createEncoderPool, type EncoderRoom } from '../../src/study/encoder-pool';
import type { EncoderWorker } from '../../src/workers/encoder';
import { openRoom } from '../../src/workers/remote-room';
import { letFaultsCross } from '../../src/workers/throw-handler';
import { type ReaderName, READERS } from '../import/readers';
import { makeSample } from '../../src/core/sample/make-sample';
import { ordersOf, sampleOf } from './sample-of';

letFaultsCross();
const models = new URL('/models/', location.href).href;
const watch = { signal: new AbortController().signal, report: () => undefined };

/** Comments of the sample, all different. */
function texts(count: number): string[] {
  const comments = makeSample('en')
    .csv.trim()
    .split('\n')
    .slice(1)
    .map((line) => /,"(.*)"$|,([^,]*)$/.exec(line)?.slice(1).find(Boolean) ?? '')
    .filter((text) => text.length > 10);
  return Array.from({ length: count }, (_, i) =>
    `${comments[i % comments.length]} ${i < comments.length ? '' : i}`.trim(),
  );
}

/** Unit rows around a number of seeded directions, as texts of that many themes give. */
function vectors(rows: number, cols: number, groups: number): Matrix {
  const random = createRandom(11);
  const centres = Float32Array.from({ length: groups * cols }, () => random.normal());
  const data = new Float32Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    const group = random.below(groups);
    for (let col = 0; col < cols; col++)
      data[row * cols + col] = centres[group * cols + col] + 1.5 * random.normal();
    normalise(data.subarray(row * cols, (row + 1) * cols));
  }
  return { data, rows, cols };
}

async function seconds<T>(work: () => T | Promise<T>): Promise<{ took: number; value: T }> {
  const began = performance.now();
  const value = await work();
  return { took: (performance.now() - began) / 1000, value };
}

async function openEncoder(workers: number, id: string) {
  const open = async (): Promise<EncoderRoom> => {
    const worker = new Worker(new URL('../../src/workers/encoder.worker.ts', import.meta.url), {
      type: 'module',
      name: 'encoder',
    });
    const room = openRoom<EncoderWorker>(worker, 60000);
    await room.call(room.remote.load(id, models, 'wasm'));
    return { encode: (batch) => room.call(room.remote.encode(batch)), close: room.close };
  };
  const rooms = await Promise.all(Array.from({ length: workers }, open));
  return createEncoderPool(rooms, open, 384);
}

/** What the last reader holds of its file, while memory is measured. */
let held: unknown;

const bench = {
  /** Reads the file that was chosen on the page, and keeps what was read. */
  async importWith(reader: ReaderName) {
    const file = document.querySelector<HTMLInputElement>('#file')?.files?.[0];
    if (file === undefined) throw new Error('no file is chosen');
    const { took, value } = await seconds(() => READERS[reader](file));
    held = value.kept;
    return { took, rows: value.rows, columns: value.columns };
  },

  isHeld: () => held !== undefined,

  /** Texts a second of an encoder with a number of workers, once warm. */
  async encodeOurs(workers: number, count: number, id = 'all-minilm-l6-v2') {
    const encoder = await openEncoder(workers, id);
    await encoder.encode(texts(60), watch);
    const { took, value } = await seconds(() => encoder.encode(texts(count), watch));
    encoder.close();
    return { perSecond: count / took, sum: dot(rowOf(value, 0), rowOf(value, 1)) };
  },

  /** Texts a second of transformers.js as it comes, on this page's main thread, in batches. */
  async encodeTransformers(count: number, batch: number) {
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.localModelPath = '/hub/';
    if (env.backends.onnx.wasm !== undefined)
      env.backends.onnx.wasm.wasmPaths = {
        wasm: new URL(transformersWasm, location.href).href,
      } as never;
    const extract = await pipeline('feature-extraction', 'all-minilm-l6-v2', { dtype: 'q8' });
    const options = { pooling: 'mean', normalize: true } as const;
    await extract(texts(60).slice(0, batch), options);
    const all = texts(count);
    let first: number[] = [];
    const { took } = await seconds(async () => {
      for (let from = 0; from < all.length; from += batch) {
        const output = await extract(all.slice(from, from + batch), options);
        if (from === 0) first = output.tolist()[0] as number[];
        output.dispose?.();
      }
    });
    await extract.dispose();
    return { perSecond: count / took, first: first.slice(0, 4) };
  },

  texts,
  /** A file of so many customers: with texts and columns, columns only, or their order lines. */
  fileOf: (rows: number, what: 'texts' | 'columns' | 'orders') =>
    what === 'orders' ? ordersOf(rows) : sampleOf(rows, what === 'columns'),

  async kmeansOurs(rows: number, k: number) {
    const features = vectors(rows, 384, k);
    drain(kmeans(firstRows(features, 500), { k: 5, seed: 1 }));
    const { took, value } = await seconds(() =>
      drain(kmeans(features, { k, seed: 1, starts: 20 })),
    );
    return { took, inertia: value.inertia };
  },

  /** Five starts; ours makes twenty. */
  async kmeansMl(rows: number, k: number) {
    const features = vectors(rows, 384, k);
    const data = Array.from({ length: rows }, (_, row) => Array.from(rowOf(features, row)));
    let inertia = Infinity;
    const { took } = await seconds(() => {
      for (let seed = 1; seed <= 5; seed++) {
        const found = mlKmeans(data, k, { initialization: 'kmeans++', seed });
        let sum = 0;
        found.clusters.forEach((label, row) => {
          for (let col = 0; col < 384; col++)
            sum += (data[row][col] - found.centroids[label][col]) ** 2;
        });
        inertia = Math.min(inertia, sum);
      }
    });
    return { took, inertia };
  },

  /** Seconds of one of the numbers of `numbers.ts`, ours or those of a peer ('js'); what was found goes to the bench's folder. */
  number(name: string, rows: number, whose = 'ours'): Promise<number> {
    const worker = new Worker(new URL('./numbers.ts', import.meta.url), { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage([name, rows, whose]);
    });
  },

  /** Seconds of every stage of a study whose texts have their vectors, and the number of segments. */
  ready(rows: number): Promise<unknown> {
    const worker = new Worker(new URL('./ready-worker.ts', import.meta.url), { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(rows);
    });
  },

  /** Neighbours, start and layout. */
  async mapOurs(rows: number) {
    const features = vectors(rows, 384, 30);
    const { took, value } = await seconds(() => {
      const graph = drain(findNeighbours(features, 15));
      const principal = drain(findPrincipal(features, 2, 1));
      const start = projectRows(features, principal).data;
      return drain(layoutGraph(graph, { seed: 1, start }));
    });
    return { took, trust: trustworthiness(features, value) };
  },

  /** The layout alone, by embedding-atlas, on our neighbours; and ours on the same. */
  async layouts(rows: number) {
    const features = vectors(rows, 384, 30);
    const graph = drain(findNeighbours(features, 15));
    const principal = drain(findPrincipal(features, 2, 1));
    const start = projectRows(features, principal).data;
    const ours = await seconds(() => drain(layoutGraph(graph, { seed: 1, start })));
    const theirs = await seconds(async () => {
      const umap = await createUMAPFromKNN(rows, 2, graph.indices, graph.distances, { seed: 1 });
      await umap.run();
      const embedding = new Float32Array(umap.embedding);
      umap.destroy();
      return embedding;
    });
    return {
      took: ours.took,
      trust: trustworthiness(features, ours.value),
      atlasTook: theirs.took,
      atlasTrust: trustworthiness(features, theirs.value),
    };
  },

  async mapUmapJs(rows: number) {
    const features = vectors(rows, 384, 30);
    const data = Array.from({ length: rows }, (_, row) => Array.from(rowOf(features, row)));
    const random = createRandom(1);
    const { took, value } = await seconds(() =>
      new UMAP({ nNeighbors: 15, random: () => random.next() }).fit(data),
    );
    return { took, trust: trustworthiness(features, Float32Array.from(value.flat())) };
  },
};

/** On a sample of 500 rows: how far the 15 neighbours in the plane are neighbours indeed. */
function trustworthiness(features: Matrix, plane: Float32Array): number {
  const n = features.rows;
  const k = 15;
  const sample = Array.from({ length: 500 }, (_, i) => Math.floor((i * n) / 500));
  let penalty = 0;
  for (const row of sample) {
    const high = Array.from({ length: n }, (_, i) => i).filter((i) => i !== row);
    const inSpace = high.map((i) => {
      let sum = 0;
      for (let col = 0; col < features.cols; col++)
        sum +=
          (features.data[row * features.cols + col] - features.data[i * features.cols + col]) ** 2;
      return sum;
    });
    const inPlane = high.map(
      (i) => (plane[row * 2] - plane[i * 2]) ** 2 + (plane[row * 2 + 1] - plane[i * 2 + 1]) ** 2,
    );
    const rank = new Int32Array(n);
    high
      .map((i, at) => ({ i, at }))
      .sort((a, b) => inSpace[a.at] - inSpace[b.at])
      .forEach(({ i }, place) => {
        rank[i] = place + 1;
      });
    const near = high
      .map((i, at) => ({ i, at }))
      .sort((a, b) => inPlane[a.at] - inPlane[b.at])
      .slice(0, k);
    for (const { i } of near) penalty += Math.max(0, rank[i] - k);
  }
  return 1 - (2 / (sample.length * k * (2 * n - 3 * k - 1))) * penalty;
}

(globalThis as unknown as { bench: typeof bench }).bench = bench;
