// How near the names of given groups come to what the groups are called: mean cosine of a name with its own
// true name, and how often its own is the nearest; judged by the encoder that chose them and by another one,
// of the plain names, or with those of the small model in their place (minutes for each set), beside what others
// would call the groups (peers/names.py, where Python is at hand).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dot, rowOf } from '../src/core/matrix';
import { readTable } from '../src/core/table/read-table';
import { cellAt } from '../src/core/table/table';
import { nameFiles } from '../src/cli/name-files';
import { openNodeEncoder } from '../src/cli/node-encoder';

const [data, models, out, writer, python] = process.argv.slice(2);
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

/** What the tool tells, as far as it is looked at here. */
interface Named {
  readonly groups: readonly {
    readonly group: string;
    readonly name: string;
    readonly plain: string;
    readonly trace: readonly { readonly phrase?: string; readonly quote?: string }[];
  }[];
  readonly seconds: { readonly perName: number; readonly perTitle?: number };
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
const judges: Opened[] = [];
for (const id of JUDGES) judges.push(await openNodeEncoder(id, models, 1));

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
  const rows = Array.from({ length: whole.rows }, (_, row) => row)
    .filter((row) => only === undefined || cellAt(column(only[0]), row) === only[1])
    .map((row) => ({
      text: cellAt(column(set.text), row),
      group: cellAt(column(set.group), row),
    }))
    .filter(({ text, group }) => text !== '' && group !== '');
  const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const given = path.join(out, 'given.csv');
  writeFileSync(
    given,
    ['text,group', ...rows.map(({ text, group }) => `${quote(text)},${quote(group)}`)].join('\n'),
  );
  const { groups, seconds } = (await nameFiles(given, {
    group: 'group',
    text: 'text',
    writer,
    model: CHOOSER,
    models,
    threads: undefined,
    stopWords: [],
  })) as Named;
  const meant = groups.map(({ group }) => group.replaceAll('_', ' ').toLowerCase());
  const places = new Map(groups.map(({ group }, at) => [group, at]));
  const plain = groups.map((group) => group.plain);
  const titled = groups.map(({ name }) => name);
  const peers: Record<string, readonly string[]> = {};
  if (python !== undefined && python !== '') {
    const texts = path.join(out, 'texts.json');
    writeFileSync(
      texts,
      JSON.stringify({
        texts: rows.map(({ text }) => text),
        labels: rows.map(({ group }) => places.get(group)),
        k: groups.length,
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
  const duplicates = (names: readonly string[]) =>
    names.length - new Set(names.map((name) => name.toLowerCase())).size;
  return {
    set: set.name,
    groups: groups.length,
    secondsPerName: seconds.perName,
    secondsPerTitle: seconds.perTitle,
    titled: titled.filter((name, at) => name !== plain[at]).length,
    duplicates: duplicates(titled),
    wordsWithoutEvidence: groups.flatMap(({ trace }) =>
      trace.filter(({ phrase, quote }) => phrase === undefined && quote === undefined),
    ).length,
    plain: await judge(plain, meant),
    ...(writer === 'model' ? { model: await judge(titled, meant) } : {}),
    peers: Object.fromEntries(
      await Promise.all(
        Object.entries(peers).map(async ([peer, list]) => [peer, await judge(list, meant)]),
      ),
    ) as object,
    names: Object.fromEntries(meant.map((group, at) => [group, [plain[at], titled[at]]])),
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
