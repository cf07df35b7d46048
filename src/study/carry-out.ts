import { chooseNumber } from '../core/cluster/choose-k';
import type { Clustering } from '../core/cluster/clustering';
import { FIND_NUMBER, METHODS } from '../core/cluster/methods';
import { Fault } from '../core/fault';
import { type Features, joinFeatures } from '../core/features/join-features';
import { findNeighbours, type Graph } from '../core/graph/neighbours';
import { smoothRows } from '../core/graph/smooth';
import { type Matrix, takeRows } from '../core/matrix';
import { calinskiHarabasz, daviesBouldin, silhouette } from '../core/measure/separation';
import type { Encoder, Watch } from '../core/ports';
import type { Prepared } from '../core/prepare/prepare-customers';
import { findPrincipal, projectRows } from '../core/project/pca';
import { layoutGraph } from '../core/project/umap';
import { keysOf, NEIGHBOURS, type Plan, type Stage } from '../core/study';
import type { Table } from '../core/table/table';
import { firstOfAlike, groupAlike, weighAlike } from '../core/text/alike';
import { inferLanguage } from '../core/text/language';
import { customersOf } from './customers-of';
import { describeSegments } from './describe-segments';
import { breathe, drive, heed } from './drive';
import { embedTexts } from './embed-texts';
import type { Outcome, Segment } from './outcome';
import { createPreview } from './preview';
import type { ResultShelf, VectorShelf } from './shelves';

/** An encoder that is ready, and what is told of it. */
export interface OpenEncoder extends Encoder {
  readonly device: string;
}

export interface StudyPorts {
  /** The dimensions of an encoder, without opening it. */
  dimensionsOf(encoder: string): number;
  openEncoder(encoder: string): Promise<OpenEncoder>;
  readonly vectors: VectorShelf;
  readonly results: ResultShelf;
}

/** Something to show while work goes on; arrays follow the rows of the file. */
export type Part =
  | { readonly kind: 'points'; readonly rows: Int32Array; readonly xy: Float32Array }
  | { readonly kind: 'layout'; readonly xy: Float32Array }
  | { readonly kind: 'labels'; readonly labels: Int32Array; readonly k: number }
  | { readonly kind: 'storage-full' };

export interface StudyWatch extends Watch {
  stage(stage: Stage): void;
  part(part: Part): void;
}

/** How often a forming layout is shown, in milliseconds. */
const SHOW = 120;
/** A layout of more customers is shown less often, in proportion. */
const SHOWN_AT_ONCE = 20000;

interface Grouped {
  readonly clustering: Clustering;
  readonly tried: Outcome['account']['tried'];
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
}

interface Encoded {
  readonly device: string;
  readonly splitTexts: number;
}

/**
 * Carries a plan out on a table, stage by stage; a stage whose result is kept is not done again.
 *
 * @param tableKey of the file as it is read.
 * @throws Fault stopped, or what went wrong; nothing half-made is kept.
 */
export async function carryOut(
  table: Table,
  tableKey: string,
  plan: Plan,
  ports: StudyPorts,
  outer: StudyWatch,
): Promise<Outcome> {
  const watch = tellFullOnce(outer);
  const keys = keysOf(tableKey, plan);
  const finished = await ports.results.get<Outcome>(keys.outcome);
  if (finished !== undefined) return finished;
  let keeping = true;
  async function kept<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = await ports.results.get<T>(key);
    if (known !== undefined) return known;
    const made = await make();
    if (keeping)
      await ports.results.put(key, made).catch((error: unknown) => {
        if (!(error instanceof Fault) || error.code !== 'storage-full') throw error;
        keeping = false;
        watch.part({ kind: 'storage-full' });
      });
    return made;
  }

  watch.stage('prepare');
  await breathe();
  const prepared = customersOf(table, plan);
  if (prepared.rows < 2) throw new Fault('rows-too-few', { rows: prepared.rows, k: plan.k ?? 2 });
  if (plan.k !== null && plan.k > prepared.rows)
    throw new Fault('segments-too-many', { rows: prepared.rows, k: plan.k });
  await breathe();
  heed(watch);

  watch.stage('encode');
  const { vectors, encoded } = await encode(prepared, plan, ports, watch);

  watch.stage('compare');
  await breathe();
  const features = joinFeatures(prepared, vectors, plan.space);
  const graph = await kept<Graph>(keys.compare, () =>
    drive(findNeighbours(features.matrix, NEIGHBOURS), watch),
  );
  await breathe();
  const space = features.textShare > 0 ? smoothRows(features.matrix, graph) : features.matrix;

  watch.stage('group');
  const alike =
    plan.texts?.alike === 'once' && prepared.texts.length > 0
      ? await drive(groupAlike(prepared.texts), watch)
      : undefined;
  const grouped = await kept(keys.group, () => group(space, prepared, alike, plan, watch));
  const { clustering } = grouped;
  watch.part({
    kind: 'labels',
    labels: inFileOrder(prepared, clustering.labels),
    k: clustering.k,
  });

  watch.stage('map');
  const map = await kept(keys.map, () => drawMap(features, graph, prepared, plan, watch));
  watch.part({ kind: 'layout', xy: pairsInFileOrder(prepared, map) });

  watch.stage('name');
  const language = inferLanguage(prepared.texts);
  const described = await kept(keys.name, () =>
    describeSegments(
      {
        prepared,
        vectors,
        graph,
        space,
        clustering,
        alike,
        sensitive: plan.sensitive ?? 'avoid',
      },
      language,
      plan.encoder,
      ports,
      watch,
    ),
  );

  const unplaced = clustering.labels.reduce((sum, label) => sum + (label < 0 ? 1 : 0), 0);
  return kept(keys.outcome, async () => ({
    labels: inFileOrder(prepared, clustering.labels),
    confidence: inFileOrder(prepared, described.confidence),
    map: pairsInFileOrder(prepared, map),
    segments: described.segments.map((segment): Segment => ({
      ...segment,
      typical: segment.typical.map((customer) => prepared.order[customer]),
    })),
    account: {
      rows: prepared.rows,
      objected: prepared.objected,
      dropped: prepared.dropped,
      ...(unplaced === 0 ? {} : { unplaced }),
      distinctTexts: prepared.texts.length,
      silent: prepared.texts.length === 0 ? 0 : countSilent(prepared),
      splitTexts: encoded.splitTexts,
      language,
      encoder: prepared.texts.length === 0 ? '' : plan.encoder,
      device: encoded.device,
      textShare: features.textShare,
      method: plan.method,
      k: clustering.k,
      tried: grouped.tried,
      silhouette: grouped.silhouette,
      calinskiHarabasz: grouped.calinskiHarabasz,
      daviesBouldin: grouped.daviesBouldin,
      exactNeighbours: graph.exact,
      seed: plan.seed,
    },
    groupKey: keys.group,
  }));
}

/** Storage that is full is told of by whoever meets it first. */
function tellFullOnce(watch: StudyWatch): StudyWatch {
  let told = false;
  return {
    signal: watch.signal,
    report: (done, total) => watch.report(done, total),
    stage: (stage) => watch.stage(stage),
    part(part) {
      if (part.kind === 'storage-full' && told) return;
      told ||= part.kind === 'storage-full';
      watch.part(part);
    },
  };
}

async function encode(
  prepared: Prepared,
  plan: Plan,
  ports: StudyPorts,
  watch: StudyWatch,
): Promise<{ vectors: Matrix | undefined; encoded: Encoded }> {
  if (prepared.texts.length === 0)
    return { vectors: undefined, encoded: { device: '', splitTexts: 0 } };
  const spec = { id: plan.encoder, dimensions: ports.dimensionsOf(plan.encoder) };
  const preview = createPreview(prepared, plan.seed, (rows, xy) =>
    watch.part({ kind: 'points', rows, xy }),
  );
  let opened: OpenEncoder | undefined;
  const { vectors, splitTexts } = await embedTexts(
    prepared.texts,
    spec,
    async () => (opened = await ports.openEncoder(plan.encoder)),
    ports.vectors,
    watch,
    {
      known: preview,
      full: () => watch.part({ kind: 'storage-full' }),
    },
  );
  return { vectors, encoded: { device: opened?.device ?? '', splitTexts } };
}

async function group(
  space: Matrix,
  prepared: Prepared,
  alike: Int32Array | undefined,
  plan: Plan,
  watch: StudyWatch,
): Promise<Grouped> {
  const weights = alike === undefined ? {} : { weights: weighAlike(prepared.textOf, alike) };
  let { k } = plan;
  let tried: Grouped['tried'] = [];
  if (FIND_NUMBER.has(plan.method)) k = 0;
  else if (k === null) {
    const trial =
      alike === undefined ? space : takeRows(space, firstOfAlike(prepared.textOf, alike));
    const choice = await drive(chooseNumber(trial, plan.method, plan.seed), watch);
    k = choice.k;
    tried = choice.tried;
  }
  const clustering = await drive(
    METHODS[plan.method](space, {
      k,
      seed: plan.seed,
      ...weights,
      settings: { selection: prepared.texts.length > 0 ? 'leaf' : 'eom', ...plan.settings },
    }),
    watch,
  );
  const measurable = clustering.k >= 2 && clustering.k < space.rows;
  return {
    clustering,
    tried,
    silhouette: measurable ? await drive(silhouette(space, clustering.labels), watch) : Number.NaN,
    calinskiHarabasz: measurable
      ? calinskiHarabasz(space, clustering.labels, clustering.k)
      : Number.NaN,
    daviesBouldin: measurable ? daviesBouldin(space, clustering.labels, clustering.k) : Number.NaN,
  };
}

async function drawMap(
  features: Features,
  graph: Graph,
  prepared: Prepared,
  plan: Plan,
  watch: StudyWatch,
): Promise<Float32Array> {
  const principal = await drive(findPrincipal(features.matrix, 2, plan.seed), watch);
  const plane = projectRows(features.matrix, principal);
  const start = new Float32Array(prepared.rows * 2);
  for (let row = 0; row < prepared.rows; row++)
    for (let axis = 0; axis < plane.cols; axis++)
      start[row * 2 + axis] = plane.data[row * plane.cols + axis];
  let shown = -Infinity;
  return drive(
    layoutGraph(graph, {
      seed: plan.seed,
      start,
      onLayout(layout) {
        const now = performance.now();
        if (now - shown < SHOW * Math.max(1, prepared.rows / SHOWN_AT_ONCE)) return;
        shown = now;
        watch.part({ kind: 'layout', xy: pairsInFileOrder(prepared, layout) });
      },
    }),
    watch,
  );
}

/** Values by customer as values by row of the file; -1 or NaN for whoever takes no part. */
function inFileOrder<T extends Int32Array | Float32Array>(prepared: Prepared, values: T): T {
  const ordered = (
    values instanceof Int32Array
      ? new Int32Array(prepared.fileRows).fill(-1)
      : new Float32Array(prepared.fileRows).fill(Number.NaN)
  ) as T;
  for (let customer = 0; customer < values.length; customer++)
    ordered[prepared.order[customer]] = values[customer];
  return ordered;
}

function pairsInFileOrder(prepared: Prepared, pairs: Float32Array): Float32Array {
  const ordered = new Float32Array(prepared.fileRows * 2).fill(Number.NaN);
  for (let customer = 0; customer < prepared.rows; customer++) {
    ordered[prepared.order[customer] * 2] = pairs[customer * 2];
    ordered[prepared.order[customer] * 2 + 1] = pairs[customer * 2 + 1];
  }
  return ordered;
}

function countSilent(prepared: Prepared): number {
  let silent = 0;
  for (const text of prepared.textOf) if (text < 0) silent++;
  return silent;
}
