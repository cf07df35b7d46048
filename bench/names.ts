// How near the names of the 77 true groups of Banking77's test part come to their true names: mean
// cosine of a name with its own true name, and how often its own is the nearest; judged by the
// encoder that chose them and by another one.
import { readFileSync } from 'node:fs';
import { settleLabels } from '../src/core/cluster/clustering';
import { joinFeatures } from '../src/core/features/join-features';
import { findNeighbours } from '../src/core/graph/neighbours';
import { dot, rowOf } from '../src/core/matrix';
import { prepareCustomers } from '../src/core/prepare/prepare-customers';
import { drain } from '../src/core/steps';
import { NEIGHBOURS } from '../src/core/study';
import { readTable } from '../src/core/table/read-table';
import { cellAt } from '../src/core/table/table';
import { openNodeEncoder } from '../src/cli/node-encoder';
import { maybeEncoder } from '../src/models/models';
import { describeSegments } from '../src/study/describe-segments';
import { createMemoryShelves } from '../src/study/shelves';
import { namesOf } from '../src/words/names';
import { WORDS } from '../src/words/words';

const [file, models] = process.argv.slice(2);
const CHOOSER = 'all-minilm-l6-v2';
const JUDGES = [CHOOSER, 'bge-small-en-v1.5'];
const watch = {
  signal: new AbortController().signal,
  report: () => undefined,
  stage: () => undefined,
  part: () => undefined,
};

const whole = readTable(readFileSync(file, 'utf8')).table;
const column = (name: string) => {
  const found = whole.columns.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no column ${name}`);
  return found;
};
const rows = Array.from({ length: whole.rows }, (_, row) => row).filter(
  (row) => cellAt(column('split'), row) === 'test',
);
const { table } = readTable(
  [
    'text',
    ...rows.map((row) => JSON.stringify(cellAt(column('text'), row)).replaceAll('\\"', '""')),
  ].join('\n'),
  { delimiter: ',', header: true },
);
const groups = [...new Set(rows.map((row) => cellAt(column('category'), row)))].sort();

const prepared = prepareCustomers(table, ['text']);
const encoder = await openNodeEncoder(CHOOSER, models);
const vectors = await encoder.encode(prepared.texts, watch);
const { matrix } = joinFeatures(prepared, vectors);
const clustering = settleLabels(
  matrix,
  prepared.order.map((row) => groups.indexOf(cellAt(column('category'), rows[row]))),
);
const truth: string[] = [];
clustering.labels.forEach((label, customer) => {
  truth[label] = cellAt(column('category'), rows[prepared.order[customer]])
    .replaceAll('_', ' ')
    .toLowerCase();
});
const { segments } = await describeSegments(
  {
    prepared,
    vectors,
    graph: drain(findNeighbours(matrix, NEIGHBOURS)),
    space: matrix,
    clustering,
    alike: undefined,
    sensitive: 'avoid',
  },
  'en',
  CHOOSER,
  {
    ...createMemoryShelves(),
    openEncoder: async () => encoder,
    dimensionsOf: (id) => maybeEncoder(id)?.dimensions ?? 0,
  },
  watch,
);
const names = namesOf(segments, WORDS.en).map((name) => name.toLowerCase());

const judged = [];
for (const id of JUDGES) {
  const judge = id === CHOOSER ? encoder : await openNodeEncoder(id, models);
  const said = await judge.encode(names, watch);
  const meant = await judge.encode(truth, watch);
  let cosine = 0;
  let nearest = 0;
  names.forEach((_, i) => {
    const likeness = truth.map((__, j) => dot(rowOf(said, i), rowOf(meant, j)));
    cosine += likeness[i] / names.length;
    if (likeness[i] === Math.max(...likeness)) nearest += 1 / names.length;
  });
  judged.push({ judge: id, cosine, nearest });
  judge.close();
}
console.log(JSON.stringify({ groups: groups.length, judged, examples: names.slice(0, 5) }));
process.exit(0);
