import type { Features } from '../core/features/join-features';
import type { Graph } from '../core/graph/neighbours';
import type { Prepared } from '../core/prepare/prepare-customers';
import { findPrincipal, projectRows } from '../core/project/pca';
import { layoutGraph } from '../core/project/umap';
import { keysOf, type Plan } from '../core/study';
import type { Table } from '../core/table/table';
import { inferLanguage } from '../core/text/language';
import { describeSegments } from './describe-segments';
import { drive } from './drive';
import { inFileOrder, pairsInFileOrder } from './file-order';
import { findSpace } from './find-space';
import { groupCustomers, measureSegments } from './group-customers';
import { notesOf } from './informed-methods';
import { createKeep } from './keep-results';
import { nameGroups } from './name-groups';
import type { Outcome, Segment } from './outcome';
import { shapeSegments } from './shape-segments';
import type { StudyPorts, StudyWatch } from './study-ports';
import { findTree, tellLevels } from './take-level';
import { tellSpace } from './tell-space';

/** How often a forming layout is shown, in milliseconds. */
const SHOW = 120;
/** A layout of more customers is shown less often, in proportion. */
const SHOWN_AT_ONCE = 20000;

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
  const keep = createKeep(ports.results, () => watch.part({ kind: 'storage-full' }));
  const space = await findSpace(table, plan, keys, ports, watch, keep);
  const { prepared, vectors, encoded, features, graph, alike } = space;

  watch.stage('group');
  const grouped = await keep(keys.group, () => groupCustomers(space, plan, watch));
  const tree = await keep(keys.tree, () => findTree(space, grouped.clustering, watch));
  const { clustering, separation } = await keep(keys.shape, async () => {
    const shaped = await shapeSegments(space, grouped.clustering, plan, watch, tree);
    return { clustering: shaped, separation: await measureSegments(space, shaped, watch) };
  });
  watch.part({
    kind: 'labels',
    labels: inFileOrder(prepared, clustering.labels, -1),
    k: clustering.k,
  });

  watch.stage('map');
  const map = await keep(keys.map, () => drawMap(features, graph, prepared, plan, watch));
  watch.part({ kind: 'layout', xy: pairsInFileOrder(prepared, map), share: 1 });

  watch.stage('name');
  const language = inferLanguage(prepared.texts);
  const found = {
    prepared,
    vectors,
    graph,
    space: space.rows,
    clustering,
    alike,
    sensitive: plan.sensitive ?? 'avoid',
  };
  const described = await keep(keys.name, () =>
    describeSegments(found, language, plan.encoder, ports, watch),
  );

  const notes = notesOf(grouped.known, prepared.order, clustering);
  const unplaced = clustering.labels.reduce((sum, label) => sum + (label < 0 ? 1 : 0), 0);
  return keep(keys.outcome, async () => ({
    labels: inFileOrder(prepared, clustering.labels, -1),
    confidence: inFileOrder(prepared, described.confidence, Number.NaN),
    map: pairsInFileOrder(prepared, map),
    segments: described.segments.map((segment, label): Segment => ({
      ...segment,
      ...(notes[label] === undefined ? {} : { note: notes[label] }),
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
      ...(plan.level === undefined ? {} : { found: grouped.clustering.k }),
      tried: grouped.tried,
      ...separation,
      exactNeighbours: graph.exact,
      ...tellSpace(space, clustering, plan),
      seed: plan.seed,
      ...(grouped.known === undefined ? {} : { report: grouped.known.report }),
    },
    groupKey: keys.shape,
    levels: await nameGroups(tellLevels(tree, clustering, plan), found, watch),
    ...(clustering.corrected === undefined ? {} : { corrected: clustering.corrected }),
  }));
}

/** Storage that is full is told of by whoever meets it first. */
function tellFullOnce(watch: StudyWatch): StudyWatch {
  let told = false;
  return {
    signal: watch.signal,
    ...(watch.first === undefined ? {} : { first: watch.first }),
    report: (done, total) => watch.report(done, total),
    stage: (stage) => watch.stage(stage),
    part(part) {
      if (part.kind === 'storage-full' && told) return;
      told ||= part.kind === 'storage-full';
      watch.part(part);
    },
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
  let [shown, share] = [-Infinity, 0];
  return drive(
    layoutGraph(graph, {
      seed: plan.seed,
      start,
      onLayout(layout) {
        const now = performance.now();
        if (now - shown < SHOW * Math.max(1, prepared.rows / SHOWN_AT_ONCE)) return;
        shown = now;
        const xy = pairsInFileOrder(prepared, layout);
        watch.part({ kind: 'layout', xy, share });
      },
    }),
    {
      signal: watch.signal,
      report(done, total) {
        share = done / total;
        watch.report(done, total);
      },
    },
  );
}

function countSilent(prepared: Prepared): number {
  let silent = 0;
  for (const text of prepared.textOf) if (text < 0) silent++;
  return silent;
}
