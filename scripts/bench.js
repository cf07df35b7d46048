// Times Enclave beside its peers in one run of one browser and writes bench/results.json and the block
// of figures in the README. Ratios are what counts: both sides of each were taken minutes apart.
//
// npm run bench -- NAME ... measures only these; numbers:NAME one of bench-numbers.js, --rows=N,... at these
// sizes; ready a study whose texts have their vectors; job from the drop of a file to its map; import-small
// reads a fifth of the rows of import, names-model lets the small model name given groups (minutes each), and
// feel moves the map of up to a million customers. Without a name all of it runs and the table is written anew.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { checkNode, installPackages } from './install.js';

checkNode();
installPackages();
const { bringModels } = await import('./models.js');
const { buildForNode, buildPage, root } = await import('./prepare.js');
const { findBrowser } = await import('./browser.js');
const present = await bringModels();
if (!present.includes('all-minilm-l6-v2')) {
  console.error('The bench needs the models; see above why they are not there.');
  process.exit(1);
}
await buildPage();
const { build } = await import('vite');
await build({ configFile: path.join(root, 'bench/vite.config.ts'), logLevel: 'error' });
const executablePath = await findBrowser();
if (executablePath === undefined) process.exit(1);

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};
// What transformers.js looks for beside a model; a few facts about a BERT of 6 layers.
const HUB = {
  'config.json': JSON.stringify({
    model_type: 'bert',
    architectures: ['BertModel'],
    hidden_size: 384,
    num_hidden_layers: 6,
    num_attention_heads: 12,
    intermediate_size: 1536,
    vocab_size: 30522,
    max_position_embeddings: 512,
  }),
  'tokenizer_config.json': JSON.stringify({
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    model_max_length: 256,
    unk_token: '[UNK]',
    sep_token: '[SEP]',
    pad_token: '[PAD]',
    cls_token: '[CLS]',
    mask_token: '[MASK]',
  }),
};
const minilm = path.join(root, 'public/models/all-minilm-l6-v2');

function answerFor(pathname) {
  const hub = /^\/hub\/all-minilm-l6-v2\/(.+)$/.exec(pathname)?.[1];
  if (hub !== undefined) {
    if (HUB[hub] !== undefined) return Buffer.from(HUB[hub]);
    if (hub === 'tokenizer.json') return readFileSync(path.join(minilm, 'tokenizer.json'));
    if (hub === 'onnx/model_quantized.onnx') return readFileSync(path.join(minilm, 'model.onnx'));
    return undefined;
  }
  const place = pathname.startsWith('/app/')
    ? path.join(root, 'dist', pathname.slice(5) || 'index.html')
    : pathname.startsWith('/models/')
      ? path.join(root, 'public', pathname)
      : path.join(root, '.cache/bench', pathname === '/' ? 'index.html' : pathname);
  return existsSync(place) && statSync(place).isFile() ? readFileSync(place) : undefined;
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname.startsWith('/vectors/')) return void serveVectors(request, response, pathname);
  const body = answerFor(pathname);
  if (body === undefined) return void response.writeHead(404).end();
  const type = TYPES[path.extname(pathname)] ?? (pathname.endsWith('/') ? 'text/html' : undefined);
  response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' }).end(body);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const { findPython, serveVectors, timeNumbers, timeReady } = await import('./bench-numbers.js');
const { timeImport } = await import('./bench-import.js');
const { chromium } = await import('playwright-core');
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];
const options = process.argv.slice(2);
const only = options.filter((option) => !option.startsWith('--'));
const sizes = options
  .find((option) => option.startsWith('--rows='))
  ?.slice('--rows='.length)
  .split(',')
  .map(Number);
const wants = (name) => only.length === 0 || only.includes(name);
const results = existsSync(path.join(root, 'bench/results.json'))
  ? JSON.parse(readFileSync(path.join(root, 'bench/results.json'), 'utf8'))
  : {};

/** A fresh browser for each measurement, so that none is warmed or crowded by another. */
async function inPage(address, work) {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(1800000);
    await page.goto(origin + address);
    results.chromium = browser.version();
    return await work(page, browser);
  } finally {
    await browser.close();
  }
}
const call = (name, ...rest) =>
  inPage('/', async (page, browser) => ({
    ...(await page.evaluate(([verb, options]) => globalThis.bench[verb](...options), [name, rest])),
    peakMegabytes: await peakOf(browser),
  }));

function note(name, entry) {
  results[name] = entry;
  console.log(`${name}: ${JSON.stringify(entry)}`);
}

const latestFile = path.join(root, 'bench/results/latest.json');
const latest =
  only.length > 0 && existsSync(latestFile)
    ? JSON.parse(readFileSync(latestFile, 'utf8'))
    : { rows: [] };

/** One row of the table; it takes the place of the row of the same name, number of rows and peer. */
function tell(row) {
  const same = (other) =>
    other.name === row.name && other.rows === row.rows && other.peer === row.peer;
  const told = Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value,
    ]),
  );
  latest.machine = results.machine;
  latest.date = results.date;
  latest.chromium = results.chromium;
  const at = latest.rows.findIndex(same);
  if (at < 0) latest.rows.push(told);
  else latest.rows[at] = told;
  mkdirSync(path.dirname(latestFile), { recursive: true });
  writeFileSync(latestFile, `${JSON.stringify(latest, null, 2)}\n`);
  console.log(JSON.stringify(told));
}
const round = (value, digits = 2) => Number(value.toPrecision(Math.max(1, digits + 1)));

results.machine = `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores`;
results.date = new Date().toISOString().slice(0, 10);

if (wants('encode')) {
  const one = await call('encodeOurs', 1, 600);
  const all = await call('encodeOurs', availableParallelism(), 1200);
  const onnx = await call('encodeOurs', 1, 600, 'all-minilm-l6-v2+onnx');
  const peer = await call('encodeTransformers', 600, 32);
  const single = await call('encodeTransformers', 600, 1);
  note('encode', {
    oneWorkerPerSecond: round(one.perSecond),
    allWorkersPerSecond: round(all.perSecond),
    workers: availableParallelism(),
    onnxruntimeOneWorkerPerSecond: round(onnx.perSecond),
    ratioOneToOnnxruntime: round(one.perSecond / onnx.perSecond),
    transformersBatchesOf32PerSecond: round(peer.perSecond),
    transformersOneByOnePerSecond: round(single.perSecond),
    ratioAllToTransformers: round(all.perSecond / Math.max(peer.perSecond, single.perSecond)),
    ratioOneToTransformers: round(one.perSecond / Math.max(peer.perSecond, single.perSecond)),
    oneWorkerPeakMegabytes: one.peakMegabytes,
    transformersPeakMegabytes: single.peakMegabytes,
    ratioMemory: round(single.peakMegabytes / one.peakMegabytes),
  });
  const quickest = Math.max(peer.perSecond, single.perSecond);
  tellBeside('texts to vectors, one worker', 600, 600 / one.perSecond, [
    ['onnxruntime-web', 600 / onnx.perSecond],
    ['transformers.js', 600 / quickest],
  ]);
  await tellNative(one.perSecond);
}
/** Rows of the table for what is measured here beside other libraries of the page. */
function tellBeside(name, rows, seconds, peers, quality, own) {
  for (const [peer, took, theirs] of peers)
    tell({
      name,
      rows,
      ours_s: seconds,
      peer,
      peer_s: took,
      ratio: took / seconds,
      ...(quality === undefined ? {} : { quality, quality_ours: own, quality_peer: theirs }),
    });
}
const numbers = only.filter((name) => name.startsWith('numbers:')).map((name) => name.slice(8));
if (wants('numbers') || numbers.length > 0)
  await timeNumbers(sizes ?? [10_000, 100_000], inPage, numbers, tell);
if (wants('kmeans')) {
  const ours = await call('kmeansOurs', 3000, 20);
  const peer = await call('kmeansMl', 3000, 20);
  note('kmeans', {
    rows: 3000,
    cols: 384,
    k: 20,
    seconds: round(ours.took),
    mlKmeansSeconds: round(peer.took),
    ratio: round(peer.took / ours.took),
    inertia: round(ours.inertia, 4),
    mlKmeansInertia: round(peer.inertia, 4),
  });
  tellBeside(
    'k-means, k = 20, twenty starts beside five',
    3000,
    ours.took,
    [['ml-kmeans', peer.took, peer.inertia]],
    'inertia',
    ours.inertia,
  );
}
if (wants('map')) {
  const ours = await call('mapOurs', 3000);
  const peer = await call('mapUmapJs', 3000);
  note('map', {
    rows: 3000,
    cols: 384,
    seconds: round(ours.took),
    umapJsSeconds: round(peer.took),
    ratio: round(peer.took / ours.took),
    trustworthiness: round(ours.trust, 3),
    umapJsTrustworthiness: round(peer.trust, 3),
  });
  tellBeside(
    'map with neighbours',
    3000,
    ours.took,
    [['umap-js', peer.took, peer.trust]],
    'trustworthiness',
    ours.trust,
  );
}
if (wants('layout')) {
  const found = await call('layouts', 10000);
  note('layout', {
    rows: 10000,
    seconds: round(found.took),
    embeddingAtlasSeconds: round(found.atlasTook),
    ratio: round(found.atlasTook / found.took),
    trustworthiness: round(found.trust, 3),
    embeddingAtlasTrustworthiness: round(found.atlasTrust, 3),
  });
  tellBeside(
    'layout alone, same neighbours',
    10_000,
    found.took,
    [['embedding-atlas', found.atlasTook, found.atlasTrust]],
    'trustworthiness',
    found.trust,
  );
}
const data = path.join(root, '../shared/data');
if (wants('names') && existsSync(data)) note('names', await judgeNames('plain'));
if (only.includes('names-model') && existsSync(data))
  note('names-model', await judgeNames('model'));
if (wants('ready'))
  for (const rows of sizes ?? [10_000, 100_000])
    await timeReady(rows, inPage, tell, { peakOf, round });
if (wants('job')) {
  for (const rows of sizes ?? [1000, 10_000, 100_000]) {
    const { stages, ...job } = await timeJob(rows);
    if (rows <= 10_000) note(`job${rows}`, job);
    tellJob('drop to map, texts and columns', rows, job, stages);
  }
  for (const rows of sizes ?? [10_000, 100_000, 1_000_000]) {
    const { stages, ...job } = await timeJob(rows, 'columns');
    tellJob('drop to map, columns only', rows, job, stages);
  }
  for (const rows of sizes ?? [10_000, 100_000, 1_000_000]) {
    const { stages, ...job } = await timeJob(rows, 'orders');
    tellJob('drop to map, orders, RFM grid', rows, job, stages);
  }
}

for (const [name, rows] of [
  ['import', 1_000_000],
  ['import-small', 200_000],
])
  if (only.includes(name) || (only.length === 0 && name === 'import'))
    note(`import${rows}`, await timeImport(rows, { inPage, peakOf, round }));

/** What a person waits for, and what each stage takes of it. */
function tellJob(name, rows, job, stages) {
  tell({
    name,
    rows,
    ours_s: job.secondsFromDropToMap,
    peer: null,
    peer_s: null,
    ratio: null,
    quality: 'peak megabytes of the tab',
    quality_ours: job.peakMegabytesOfTab,
    quality_peer: null,
  });
  for (const [stage, seconds] of stages)
    tell({
      name: `${name}: ${stage}`,
      rows,
      ours_s: seconds,
      peer: null,
      peer_s: null,
      ratio: null,
    });
}

/** The encoder beside native onnxruntime with one thread, same file and texts. */
async function tellNative(perSecond) {
  const { findPython } = await import('./bench-numbers.js');
  const python = findPython('onnxruntime, tokenizers');
  if (python === undefined) {
    console.log('No Python with onnxruntime and tokenizers, so nothing native beside the encoder.');
    return;
  }
  const texts = await inPage('/', (page) => page.evaluate(() => globalThis.bench.texts(600)));
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'bench-')), 'texts.json');
  writeFileSync(file, JSON.stringify(texts));
  const native = JSON.parse(
    execFileSync(python, [path.join(root, 'bench/peers/native_encoder.py'), minilm, file], {
      encoding: 'utf8',
    }),
  );
  tellBeside('texts to vectors, one worker', 600, 600 / perSecond, [
    ['native onnxruntime, one thread, its best batch', native.best],
  ]);
}

/**
 * From the drop of a file to the map, on the built page, and what memory it takes.
 *
 * @param what is in the file: 'texts' and columns, 'columns' only, or 'orders' of so many customers.
 */
async function timeJob(rows, what = 'texts') {
  const text = await inPage('/', (page) =>
    page.evaluate((wanted) => globalThis.bench.fileOf(...wanted), [rows, what]),
  );
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'bench-')), 'customers.csv');
  writeFileSync(file, text);
  return inPage('/app/', async (page, browser) => {
    const stage = (wanted) =>
      page.waitForFunction((name) => document.documentElement.dataset.stage === name, wanted);
    const began = Date.now();
    await page.getByLabel('Open a customer file').setInputFiles(file);
    await stage('columns');
    const read = (Date.now() - began) / 1000;
    if (what === 'orders')
      await page.getByRole('combobox', { name: 'Method' }).selectOption('rfm-grid');
    await page.evaluate(() => {
      globalThis.stagesSeen = [];
      const look = () => {
        const name = document.querySelector('[role=progressbar]')?.getAttribute('aria-label');
        // What the small model suggests afterwards is no part of the way to the map.
        if (name && !/model/.test(name) && globalThis.stagesSeen.at(-1)?.[0] !== name)
          globalThis.stagesSeen.push([name, performance.now()]);
        globalThis.stagesEnd = performance.now();
        if (document.documentElement.dataset.stage !== 'ready') setTimeout(look, 20);
      };
      look();
    });
    await page.getByRole('button', { name: 'Find segments' }).click();
    await stage('ready');
    const seconds = (Date.now() - began) / 1000;
    const [seen, end] = await page.evaluate(() => [globalThis.stagesSeen, globalThis.stagesEnd]);
    const taken = new Map();
    for (const [i, [name, at]] of seen.entries())
      taken.set(name, (taken.get(name) ?? 0) + ((seen[i + 1]?.[1] ?? end) - at) / 1000);
    return {
      stages: [['read', round(read)], ...[...taken].map(([name, took]) => [name, round(took)])],
      secondsFromDropToColumns: round(read),
      secondsFromDropToMap: round(seconds),
      customersPerSecond: round(rows / seconds),
      peakMegabytesOfTab: await peakOf(browser),
    };
  });
}

/** How well given groups are named where it is known what they are called, beside peers in Python. */
async function judgeNames(writer) {
  const out = path.join(root, '.cache/bench-names');
  await buildForNode({ names: 'bench/names.ts' }, out);
  const python = findPython();
  const told = execFileSync(
    process.execPath,
    [
      path.join(out, 'names.js'),
      data,
      path.join(root, 'public/models'),
      path.join(out, 'texts'),
      writer,
      ...(python === undefined ? [] : [python]),
    ],
    { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28 },
  );
  const tidy = ({ words, judged }) => ({
    words: round(words),
    judged: judged.map(({ judge, cosine, nearest }) => ({
      judge,
      cosine: round(cosine),
      nearest: round(nearest),
    })),
  });
  return JSON.parse(told).map(({ plain, model, peers, ...rest }) => ({
    ...rest,
    plain: tidy(plain),
    ...(model === undefined ? {} : { model: tidy(model) }),
    peers: Object.fromEntries(Object.entries(peers).map(([peer, one]) => [peer, tidy(one)])),
  }));
}

/** The most memory that the page and its workers have held, in megabytes; null where not told. */
async function peakOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => /VmHWM:\s+(\d+)/.exec(readStatus(id))?.[1])
    .filter(Boolean)
    .map(Number);
  return peaks.length === 0 ? null : Math.round(Math.max(...peaks) / 1024);
}

function readStatus(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

server.closeAllConnections();
server.close();
writeFileSync(path.join(root, 'bench/results.json'), `${JSON.stringify(results, null, 2)}\n`);
if (only.length === 0 || only.includes('feel')) {
  const none = { peer: null, peer_s: null, ratio: null, quality_peer: null };
  for (const { name, rows, fps, ours_s } of await (await import('./bench-feel.js')).benchFeel())
    tell({
      name,
      rows,
      ours_s: ours_s ?? 1 / fps,
      ...none,
      quality: fps === undefined ? undefined : 'frames a second',
      quality_ours: fps,
    });
}
if (existsSync(latestFile)) (await import('./bench-plot.js')).drawLatest();
await writeReadme();
console.log('Written to bench/results.json and README.md.');

function readingRows({ node, chromium }) {
  return [
    ['Node', node],
    ['Chromium', chromium],
  ].map(([place, one]) => [
    `CSV of 1,000,000 x 20 as a table, ${place}`,
    `${one.seconds} s, ${one.bytesPerCell} bytes a cell`,
    `${one.papaparseSeconds} s papaparse, ${one.papaparseBytesPerCell} bytes`,
    `${one.ratio}`,
  ]);
}

async function writeReadme() {
  const file = path.join(root, 'README.md');
  const complete = ['encode', 'kmeans', 'map', 'layout', 'job1000', 'job10000'];
  if (!existsSync(file) || complete.some((name) => results[name] === undefined)) return;
  const { encode, kmeans, map, layout, job1000, job10000, import1000000: read } = results;
  const rows = [
    [
      'Texts read per second, MiniLM',
      `${encode.allWorkersPerSecond} (${encode.workers} workers), ${encode.oneWorkerPerSecond} (one)`,
      `${Math.max(encode.transformersBatchesOf32PerSecond, encode.transformersOneByOnePerSecond)} transformers.js, main thread`,
      `${encode.ratioAllToTransformers}`,
    ],
    [
      'Memory of the tab that reads them, one worker',
      `${encode.oneWorkerPeakMegabytes} MB`,
      `${encode.transformersPeakMegabytes} MB transformers.js`,
      `${encode.ratioMemory}`,
    ],
    [
      `K-means, ${kmeans.rows} x ${kmeans.cols}, k = ${kmeans.k}; 20 starts against 5`,
      `${kmeans.seconds} s, inertia ${kmeans.inertia}`,
      `${kmeans.mlKmeansSeconds} s ml-kmeans, ${kmeans.mlKmeansInertia}`,
      `${kmeans.ratio}`,
    ],
    [
      `Map of ${map.rows} x ${map.cols}, neighbours included`,
      `${map.seconds} s, trustworthiness ${map.trustworthiness}`,
      `${map.umapJsSeconds} s umap-js, ${map.umapJsTrustworthiness}`,
      `${map.ratio}`,
    ],
    [
      `Layout alone, ${layout.rows} rows, same neighbours`,
      `${layout.seconds} s, ${layout.trustworthiness}`,
      `${layout.embeddingAtlasSeconds} s embedding-atlas, ${layout.embeddingAtlasTrustworthiness}`,
      `${layout.ratio}`,
    ],
    ...(read === undefined ? [] : readingRows(read)),
  ];
  const block = [
    '<!-- bench -->',
    `Measured by \`npm run bench\` on ${results.date}, Chromium ${results.chromium}, ${availableParallelism()} cores, each pair in one run:`,
    '',
    '| | Enclave | peer | times better |',
    '| --- | --- | --- | ---: |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    `From the drop of a file to map and names: ${job1000.secondsFromDropToMap} s for 1,000 customers with texts and columns (tab at its peak ${job1000.peakMegabytesOfTab} MB), ${job10000.secondsFromDropToMap} s for 10,000 (${job10000.peakMegabytesOfTab} MB); most of it is reading the texts, which is done once.`,
    ...(read === undefined
      ? []
      : [
          '',
          `A CSV of 1,000,000 rows and 20 columns (${read.megabytes} MB) is open on the page after ${read.builtPage.secondsFromDropToColumns} s; the tab takes ${read.builtPage.peakMegabytesOfTab} MB at its peak.`,
        ]),
    '<!-- /bench -->',
  ].join('\n');
  const text = readFileSync(file, 'utf8');
  const filled = text.replace(/<!-- bench -->[\s\S]*<!-- \/bench -->/, block);
  const { format, resolveConfig } = await import('prettier');
  writeFileSync(file, await format(filled, { ...(await resolveConfig(file)), filepath: file }));
}
