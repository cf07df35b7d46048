import { LANDMARKS, MANY_ROWS } from '../core/project/layout-rows';
import type { Prepared } from '../core/prepare/prepare-customers';
import { keysOf, type Plan } from '../core/study';
import type { Table } from '../core/table/table';
import { inferLanguage } from '../core/text/language';
import { describeSegments } from './describe-segments';
import { drawMap, layOutHere } from './draw-map';
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
import { workAside } from './work-aside';

/** From so many customers on it is worth a worker to draw the map beside the search for segments. */
const BESIDE = 3000;

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

  const { layOut } = ports;
  const drawing = workAside(watch, layOut !== undefined && prepared.rows >= BESIDE, (own) =>
    keep(keys.map, () => drawMap(space, plan, layOut ?? layOutHere, own)),
  );
  const work = async (): Promise<Outcome> => {
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
    const map = await drawing.finish();
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
      sensitive: plan.sensitive ?? ('avoid' as const),
      ...(plan.stopWords === undefined ? {} : { stopWords: plan.stopWords }),
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
        ...(prepared.rows < MANY_ROWS ? {} : { landmarks: LANDMARKS }),
        ...tellSpace(space, clustering, plan),
        seed: plan.seed,
        ...(grouped.known === undefined ? {} : { report: grouped.known.report }),
      },
      groupKey: keys.shape,
      levels: await nameGroups(tellLevels(tree, clustering, plan), found, watch),
      ...(clustering.corrected === undefined ? {} : { corrected: clustering.corrected }),
    }));
  };
  return work().finally(() => drawing.stop());
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

function countSilent(prepared: Prepared): number {
  let silent = 0;
  for (const text of prepared.textOf) if (text < 0) silent++;
  return silent;
}
