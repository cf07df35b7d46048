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
  hdbscan20: ['HDBSCAN, 20 dimensions', 'ARI'],
  silhouette: ['silhouette, ours of 2,000 rows beside all', 'silhouette'],
  map: ['map with neighbours', 'trustworthiness'],
};

/** What there is in JavaScript too, by whom, and for how many rows at most. */
const SCRIPTED = {
  kmeans: ['ml-kmeans', 10_000],
  hdbscan: ['hdbscan-ts', 10_000],
  map: ['umap-js', 10_000],
};

/** Seconds that a peer is given. */
const PATIENCE = Number(process.env.ENCLAVE_PATIENCE ?? 600);

/** @returns undefined where no Python at hand has the peers; ENCLAVE_PYTHON names another. */
export function findPython() {
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
  const ask = (...words) =>
    execFileSync(python, [SCRIPT, FOLDER, ...words], {
      encoding: 'utf8',
      timeout: 1000 * PATIENCE,
      killSignal: 'SIGKILL',
    });
  const told = (...words) =>
    JSON.parse(
      ask(...words)
        .trim()
        .split('\n')
        .at(-1),
    );
  for (const rows of sizes) {
    if (!existsSync(path.join(FOLDER, `twenty-${rows}.f32`))) ask('make', String(rows));
    for (const [id, [name, quality]] of Object.entries(NUMBERS)) {
      if (names.length > 0 && !names.includes(id)) continue;
      const time = (whose, wait = (answer) => answer) =>
        inPage('/', (page) =>
          wait(page.evaluate((wanted) => globalThis.bench.number(...wanted), [id, rows, whose])),
        );
      const ours = await time('ours');
      const row = { name, rows, ours_s: ours };
      let peer;
      try {
        peer = told(id, String(rows));
      } catch (error) {
        if (error.code !== 'ETIMEDOUT') throw error;
        peer = { ...told(id, String(rows), 'judge'), seconds: null, quality: null };
        peer.why ??= `more than ${PATIENCE} s`;
      }
      note({
        ...row,
        peer: peer.peer,
        peer_s: peer.seconds,
        ratio: peer.seconds === null ? null : peer.seconds / ours,
        quality,
        quality_ours: peer.ours,
        quality_peer: peer.quality,
        ...(peer.why === undefined ? {} : { peer_why: peer.why }),
      });
      const [library, most] = SCRIPTED[id] ?? ['', 0];
      if (rows > most) continue;
      const { seconds, why } = await time('js', withPatience);
      const judged = seconds === null ? { ours: null } : told(id, String(rows), 'judge', 'js');
      note({
        ...row,
        peer: library,
        peer_s: seconds,
        ratio: seconds === null ? null : seconds / ours,
        quality,
        quality_ours: peer.ours,
        quality_peer: judged.ours,
        ...(why === undefined ? {} : { peer_why: why }),
      });
    }
  }
}

/**
 * A whole study whose texts have their vectors already: what is left once texts are read.
 *
 * @param peakOf megabytes of the tab at its peak.
 */
export async function timeReady(rows, inPage, note, { peakOf, round }) {
  const python = findPython();
  if (python === undefined) return;
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(path.join(FOLDER, `vectors-${rows}.f32`)))
    execFileSync(python, [SCRIPT, FOLDER, 'make', String(rows)]);
  const { seconds, peak } = await inPage('/', async (page, browser) => ({
    ...(await page.evaluate((wanted) => globalThis.bench.ready(wanted), rows)),
    peak: await peakOf(browser),
  }));
  const name = 'study with vectors ready';
  const none = { peer: null, peer_s: null, ratio: null };
  const whole = Object.values(seconds).reduce((sum, part) => sum + part, 0);
  const memory = { quality: 'peak megabytes of the tab', quality_ours: peak, quality_peer: null };
  note({ name, rows, ours_s: round(whole), ...none, ...memory });
  for (const [stage, took] of Object.entries(seconds))
    note({ name: `${name}: ${stage}`, rows, ours_s: round(took), ...none });
}

/** The seconds that a page answers in time, else why there are none. */
async function withPatience(answer) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, 1000 * PATIENCE, {
      seconds: null,
      why: `more than ${PATIENCE} s`,
    });
  });
  const found = await Promise.race([
    answer.then(
      (seconds) => ({ seconds }),
      (error) => ({ seconds: null, why: String(error.message).split('\n')[0].slice(0, 120) }),
    ),
    late,
  ]);
  clearTimeout(timer);
  return found;
}
