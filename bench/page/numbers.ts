import { HDBSCAN } from 'hdbscan-ts';
import { kmeans as mlKmeans } from 'ml-kmeans';
import { UMAP } from 'umap-js';
import { hdbscan } from '../../src/core/cluster/hdbscan';
import { kmeans } from '../../src/core/cluster/kmeans';
import { miniBatchKmeans } from '../../src/core/cluster/mini-batch-kmeans';
import { ward } from '../../src/core/cluster/ward';
import { findNeighbours } from '../../src/core/graph/neighbours';
import { firstRows, type Matrix, rowOf } from '../../src/core/matrix';
import { silhouette } from '../../src/core/measure/separation';
import { chooseLandmarks } from '../../src/core/project/landmarks';
import { LANDMARKS, layoutRows, MANY_ROWS } from '../../src/core/project/layout-rows';
import { findPrincipal, projectRows } from '../../src/core/project/pca';
import { reduceRows } from '../../src/core/project/reduce-rows';
import { createRandom } from '../../src/core/random';
import { drain } from '../../src/core/steps';

const GROUPS = 100;
const K = 15;
/** Runs of what depends much on its seed; their mean counts. */
const SEEDS = 3;

/** What is timed, by the name that the Python side knows. */
const WORK: Readonly<Record<string, (data: Matrix, truth: Int32Array) => ArrayBufferView>> = {
  neighbours: (data) => drain(findNeighbours(data, K)).indices,
  pca: (data) => drain(reduceRows(data, { seed: 1, variance: 1, most: 64 })).rows.data,
  kmeans: (data) => drain(kmeans(data, { k: GROUPS, seed: 1, starts: 1 })).labels,
  minibatch(data) {
    const labels = new Int32Array(SEEDS * data.rows);
    for (let seed = 1; seed <= SEEDS; seed++)
      labels.set(
        drain(miniBatchKmeans(data, { k: GROUPS, seed, starts: 3 })).labels,
        (seed - 1) * data.rows,
      );
    return labels;
  },
  ward: (data) => drain(ward(data, { k: GROUPS, seed: 1 })).labels,
  hdbscan: (data) => drain(hdbscan(data, { minClusterSize: 50, minSamples: 5 })).labels,
  hdbscan20: (data) => drain(hdbscan(data, { minClusterSize: 50, minSamples: 5 })).labels,
  silhouette: (data, truth) => Float64Array.of(drain(silhouette(data, truth))),
  map(data) {
    const graph = drain(findNeighbours(data, K));
    const start = projectRows(data, drain(findPrincipal(data, 2, 1))).data;
    const landmarks =
      data.rows < MANY_ROWS ? {} : { landmarks: drain(chooseLandmarks(data, graph, LANDMARKS, 1)) };
    return drain(layoutRows({ graph, start, seed: 1, ...landmarks }));
  },
};

function rowsOf(data: Matrix): number[][] {
  return Array.from({ length: data.rows }, (_, row) => Array.from(rowOf(data, row)));
}

/** What other libraries in JavaScript do, by the name of what it is beside. */
const PEERS: Readonly<Record<string, (rows: number[][]) => ArrayBufferView>> = {
  kmeans: (rows) =>
    Int32Array.from(mlKmeans(rows, GROUPS, { initialization: 'kmeans++', seed: 1 }).clusters),
  hdbscan: (rows) => Int32Array.from(new HDBSCAN({ minClusterSize: 50, minSamples: 5 }).fit(rows)),
  map(rows) {
    const random = createRandom(1);
    const made = new UMAP({ nNeighbors: K, random: () => random.next() }).fit(rows);
    return Float32Array.from(made.flat());
  },
};

async function fetchBytes(name: string): Promise<ArrayBuffer> {
  return (await fetch(`/vectors/${name}`)).arrayBuffer();
}

self.onmessage = async ({ data: [name, rows, whose] }: MessageEvent<[string, number, string]>) => {
  const narrow = name === 'hdbscan' || name === 'hdbscan20';
  const file = name === 'hdbscan20' ? 'twenty' : narrow ? 'narrow' : 'vectors';
  const data = new Float32Array(await fetchBytes(`${file}-${rows}.f32`));
  const truth = new Int32Array(await fetchBytes(`truth-${rows}.i32`));
  const matrix = { data, rows, cols: data.length / rows };
  const work =
    whose === 'js'
      ? (some: Matrix) => {
          const lists = rowsOf(some);
          return () => PEERS[name](lists);
        }
      : (some: Matrix) => () => WORK[name](some, truth.subarray(0, some.rows));
  work(firstRows(matrix, whose === 'js' ? 500 : 2000))();
  const begin = work(matrix);
  const began = performance.now();
  const found = begin();
  const took = (performance.now() - began) / 1000 / (name === 'minibatch' ? SEEDS : 1);
  const body = new Uint8Array(found.buffer as ArrayBuffer, found.byteOffset, found.byteLength);
  await fetch(`/vectors/${whose}-${name}-${rows}.bin`, { method: 'POST', body });
  self.postMessage(took);
};
