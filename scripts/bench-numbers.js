// The numbers behind segments, at several sizes: Enclave in Chromium beside Python with two threads, by turns.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './prepare.js';

export const FOLDER = path.join(root, '.cache/bench-vectors');
const SCRIPT = path.join(root, 'bench/peers/beside_python.py');

/** What is measured, what its quality is, and in which direction that is better. */
const NUMBERS = {
  neighbours: ['15 nearest neighbours', 'recall'],
  pca: ['64 principal components', 'variance kept'],
  kmeans: ['k-means, k = 100, one start', 'inertia'],
  minibatch: ['mini-batch k-means, k = 100, three starts', 'inertia'],
  ward: ['Ward, 100 segments', 'inertia'],
  hdbscan: ['HDBSCAN, 5 dimensions', 'ARI'],
  silhouette: ['silhouette, ours of 2,000 rows', 'silhouette'],
  map: ['map with neighbours', 'trustworthiness'],
};

/** @returns undefined where no Python at hand has the peers; ENCLAVE_PYTHON names another. */
function findPython() {
  for (const python of [process.env.ENCLAVE_PYTHON, 'python3'].filter(Boolean))
    try {
      execFileSync(python, ['-c', 'import sklearn, umap, fast_hdbscan'], { stdio: 'ignore' });
      return python;
    } catch {
      continue;
    }
  return undefined;
}

/** Answers what the page asks of the folder: GET of vectors, POST of what was found. */
export async function serveVectors(request, response, pathname) {
  const file = path.join(FOLDER, path.basename(pathname));
  if (request.method === 'POST') {
    const parts = [];
    for await (const part of request) parts.push(part);
    writeFileSync(file, Buffer.concat(parts));
    return void response.end();
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(readFileSync(file));
}

/**
 * @param inPage opens a page and does work in it.
 * @param names of NUMBERS; all where there are none.
 * @returns a row of the table for each.
 */
export async function timeNumbers(sizes, inPage, names, note) {
  const python = findPython();
  if (python === undefined) {
    console.log(
      'No Python with scikit-learn, umap-learn and fast-hdbscan: pip install them, and name it in ENCLAVE_PYTHON.',
    );
    return;
  }
  mkdirSync(FOLDER, { recursive: true });
  const ask = (...words) => execFileSync(python, [SCRIPT, FOLDER, ...words], { encoding: 'utf8' });
  for (const rows of sizes) {
    if (!existsSync(path.join(FOLDER, `narrow-${rows}.f32`))) ask('make', String(rows));
    for (const [id, [name, quality]] of Object.entries(NUMBERS)) {
      if (names.length > 0 && !names.includes(id)) continue;
      const ours = await inPage('/', (page) =>
        page.evaluate((wanted) => globalThis.bench.number(...wanted), [id, rows]),
      );
      const peer = JSON.parse(ask(id, String(rows)).trim().split('\n').at(-1));
      note({
        name,
        rows,
        ours_s: ours,
        peer: peer.peer,
        peer_s: peer.seconds,
        ratio: peer.seconds === null ? null : peer.seconds / ours,
        quality,
        quality_ours: peer.ours,
        quality_peer: peer.quality,
      });
    }
  }
}
