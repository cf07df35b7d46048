import { type Features, joinFeatures } from '../core/features/join-features';
import { findNeighbours, type Graph } from '../core/graph/neighbours';
import { smoothRows } from '../core/graph/smooth';
import type { Matrix } from '../core/matrix';
import type { Prepared } from '../core/prepare/prepare-customers';
import { Fault } from '../core/fault';
import { NEIGHBOURS, type Plan, type StageKeys } from '../core/study';
import type { Table } from '../core/table/table';
import { groupAlike } from '../core/text/alike';
import { type Customers, customersOf } from './customers-of';
import { breathe, drive, heed } from './drive';
import { embedTexts } from './embed-texts';
import type { Keep } from './keep-results';
import { createPreview } from './preview';
import type { OpenEncoder, StudyPorts, StudyWatch } from './study-ports';

/** What segments are found in, and all that it was made from; by customer of `prepared`. */
export interface Space {
  readonly prepared: Customers;
  /** One unit row per distinct text; undefined without texts. */
  readonly vectors: Matrix | undefined;
  readonly encoded: Encoded;
  /** As they are joined, before neighbours smooth them; the graph is theirs. */
  readonly features: Features;
  readonly graph: Graph;
  /** The rows that methods are given. */
  readonly rows: Matrix;
  /** The group of texts that say nearly the same, per text, where such count as one. */
  readonly alike: Int32Array | undefined;
}

export interface Encoded {
  readonly device: string;
  readonly splitTexts: number;
}

/**
 * The first stages of a study, up to the space that segments are found in; what is kept is not made
 * again.
 */
export async function findSpace(
  table: Table,
  plan: Plan,
  keys: StageKeys,
  ports: StudyPorts,
  watch: StudyWatch,
  keep: Keep,
): Promise<Space> {
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
  const graph = await keep(keys.compare, () =>
    drive(findNeighbours(features.matrix, NEIGHBOURS), watch),
  );
  await breathe();
  const rows = features.textShare > 0 ? smoothRows(features.matrix, graph) : features.matrix;
  const alike =
    plan.texts?.alike === 'once' && prepared.texts.length > 0
      ? await drive(groupAlike(prepared.texts), watch)
      : undefined;
  return { prepared, vectors, encoded, features, graph, rows, alike };
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
