// How near the names of given groups come to what the groups are called: mean cosine of a name with its own
// true name, and how often its own is the nearest; judged by the encoder that chose them and by another one,
// beside what others would call the groups (peers/names.py, where Python is at hand).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dot, rowOf } from '../src/core/matrix';
import { traceTitle } from '../src/core/segments/trace-title';
import { prepareCustomers } from '../src/core/prepare/prepare-customers';
import { readTable } from '../src/core/table/read-table';
import { cellAt } from '../src/core/table/table';
import { openNodeEncoder } from '../src/cli/node-encoder';
import { maybeEncoder } from '../src/models/models';
import { nameSegments } from '../src/study/name-segments';
import { createMemoryShelves } from '../src/study/shelves';

const [data, models, out, python] = process.argv.slice(2);
const CHOOSER = 'all-minilm-l6-v2';
const JUDGES = [CHOOSER, 'bge-small-en-v1.5'];

interface GivenGroups {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly group: string;
  /** The column and the value of the rows that are read. */
  readonly only?: readonly [string, string];
}

const SETS: readonly GivenGroups[] = [
  {
    name: 'Banking77, test',
    file: 'text-en/banking77.csv',
    text: 'text',
    group: 'category',
    only: ['split', 'test'],
  },
  { name: 'HWU64', file: 'text-en/hwu64.csv', text: 'text', group: 'intent' },
  {
    name: 'clothing departments',
    file: 'mixed/womens_clothing_reviews_1000.csv',
    text: 'Review Text',
    group: 'Department Name',
  },
  {
    name: 'Banking77, train',
    file: 'text-en/banking77.csv',
    text: 'text',
    group: 'category',
    only: ['split', 'train'],
  },
];

const watch = {
  signal: new AbortController().signal,
  report: () => undefined,
  stage: () => undefined,
  part: () => undefined,
};
type Opened = Awaited<ReturnType<typeof openNodeEncoder>>;
const chooser = await openNodeEncoder(CHOOSER, models);
const judges: Opened[] = [];
for (const id of JUDGES) judges.push(id === CHOOSER ? chooser : await openNodeEncoder(id, models));

mkdirSync(out, { recursive: true });
const told = [];
for (const set of SETS) {
  const file = path.join(data, set.file);
  if (existsSync(file)) told.push(await measure(set, file));
}
console.log(JSON.stringify(told));
process.exit(0);

async function measure(set: GivenGroups, file: string) {
  const whole = readTable(readFileSync(file, 'utf8')).table;
  const column = (name: string) => {
    const found = whole.columns.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no column ${name}`);
    return found;
  };
  const { only } = set;
  const rows = Array.from({ length: whole.rows }, (_, row) => row).filter(
    (row) =>
      (only === undefined || cellAt(column(only[0]), row) === only[1]) &&
      cellAt(column(set.group), row) !== '' &&
      cellAt(column(set.text), row) !== '',
  );
  const quoted = rows.map((row) => `"${cellAt(column(set.text), row).replaceAll('"', '""')}"`);
  const { table } = readTable(['text', ...quoted].join('\n'), { delimiter: ',', header: true });
  const prepared = prepareCustomers(table, ['text']);
  const groupOf = [...prepared.order].map((row) => cellAt(column(set.group), rows[row]));
  const groups = [...new Set(groupOf)];
  const labels = Int32Array.from(groupOf, (group) => groups.indexOf(group));
  const meant = groups.map((group) => group.replaceAll('_', ' ').toLowerCase());
  const k = groups.length;

  const vectors = await chooser.encode(prepared.texts, watch);
  const began = performance.now();
  const { phrases, keyphrases } = await nameSegments(
    { prepared, alike: undefined, labels, k },
    { sensitive: 'avoid' },
    vectors,
    'en',
    CHOOSER,
    {
      ...createMemoryShelves(),
      openEncoder: () => Promise.resolve(chooser),
      dimensionsOf: (id) => maybeEncoder(id)?.dimensions ?? 0,
    },
    watch,
  );
  const seconds = (performance.now() - began) / 1000;
  const names = phrases.map((phrase) => phrase ?? '');
  const said = groups.map(() => new Set<string>());
  labels.forEach((label, row) => {
    if (prepared.textOf[row] >= 0) said[label].add(prepared.texts[prepared.textOf[row]]);
  });
  const untraced = names.flatMap((name, label) =>
    traceTitle(
      name,
      keyphrases[label].map(({ phrase }) => phrase),
      [...said[label]],
    ).filter(({ phrase, text }) => phrase === undefined && text === undefined),
  );
  const peers: Record<string, readonly string[]> = {};
  if (python !== undefined && python !== '') {
    const texts = path.join(out, 'texts.json');
    const rowsSaid = [...labels].flatMap((label, row) =>
      prepared.textOf[row] < 0 ? [] : [{ label, text: prepared.texts[prepared.textOf[row]] }],
    );
    writeFileSync(
      texts,
      JSON.stringify({
        texts: rowsSaid.map(({ text }) => text),
        labels: rowsSaid.map(({ label }) => label),
        k,
      }),
    );
    const answer = execFileSync(
      python,
      ['bench/peers/names.py', texts, path.join(models, CHOOSER)],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      },
    );
    Object.assign(peers, JSON.parse(answer));
  }
  return {
    set: set.name,
    groups: k,
    secondsPerName: seconds / k,
    duplicates: k - new Set(names.map((name) => name.toLowerCase())).size,
    wordsWithoutEvidence: untraced.length,
    plain: await judge(names, meant),
    peers: Object.fromEntries(
      await Promise.all(
        Object.entries(peers).map(async ([peer, list]) => [peer, await judge(list, meant)]),
      ),
    ) as object,
    names: Object.fromEntries(meant.map((group, label) => [group, names[label]])),
  };
}

async function judge(names: readonly string[], meant: readonly string[]) {
  const small = names.map((name) => name.toLowerCase());
  const judged = [];
  for (const [at, encoder] of judges.entries()) {
    const said = await encoder.encode(small, watch);
    const truth = await encoder.encode([...meant], watch);
    let cosine = 0;
    let nearest = 0;
    small.forEach((_, i) => {
      const likeness = meant.map((__, j) => dot(rowOf(said, i), rowOf(truth, j)));
      cosine += likeness[i] / small.length;
      if (likeness[i] === Math.max(...likeness)) nearest += 1 / small.length;
    });
    judged.push({ judge: JUDGES[at], cosine, nearest });
  }
  const words = small.map((name) => name.split(/\s+/u).length);
  return { words: words.reduce((sum, count) => sum + count, 0) / words.length, judged };
}
