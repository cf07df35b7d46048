import { type Features, joinFeatures } from '../core/features/join-features';
import { centreTexts, middleOfTexts } from '../core/features/centre-texts';
import { findNeighbours, type Graph } from '../core/graph/neighbours';
import { shareRows } from '../core/features/share-rows';
import type { Metric } from '../core/corrections/learn-metric';
import type { Matrix } from '../core/matrix';
import type { Prepared } from '../core/prepare/prepare-customers';
import { Fault } from '../core/fault';
import { NEIGHBOURS, type Plan, type StageKeys } from '../core/study';
import type { Table } from '../core/table/table';
import { groupAlike, poolRows } from '../core/text/alike';
import { learnSpace } from './correct-segments';
import { type Customers, customersOf } from './customers-of';
import { breathe, drive, heed } from './drive';
import { embedTexts } from './embed-texts';
import { drawFirst, WORTH_A_PICTURE } from './first-picture';
import type { Keep } from './keep-results';
import { type Narrowed, narrowSpace, refineSpace } from './narrow-space';
import { createPreview } from './preview';
import type { OpenEncoder, StudyPorts, StudyWatch } from './study-ports';

/** What segments are found in, and all that it was made from; by customer of `prepared`. */
export interface Space {
  readonly table: Table;
  /** The key of the space. */
  readonly key: string;
  /** For methods that read words of their own; absent where there are none such. */
  readonly ports?: StudyPorts;
  readonly prepared: Customers;
  /** One unit row per distinct text; undefined without texts. */
  readonly vectors: Matrix | undefined;
  /** What the texts have in common: they are joined as directions from it. */
  readonly middle: Float32Array | undefined;
  readonly encoded: Encoded;
  /** As they are joined, before neighbours smooth them; the graph is theirs. */
  readonly features: Features;
  /** Likewise, before examples have changed the measure of likeness. */
  readonly joined?: Features;
  /** How examples have changed the measure of likeness; undefined where they have not. */
  readonly metric: Metric | undefined;
  readonly graph: Graph;
  /** The components that graph and rows are made of; undefined where all columns are. */
  readonly narrowed?: Narrowed | undefined;
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
 * The space that was made last of a table, for whatever looks at it next; it goes with the table. One too
 * large to keep beside others is made anew.
 */
const HELD = new WeakMap<Table, Held>();

interface Held {
  readonly ports: StudyPorts;
  readonly seed: number;
  readonly near: NearSpace;
  space?: Space;
}

/** Values of one matrix of a space that is held, at most: 20,000 texts of 384 dimensions. */
const HELD_VALUES = 8e6;

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
  const { matrix, ...near } = await findNear(table, plan, keys, ports, watch, keep);
  const held = HELD.get(table);
  const isHeld = held !== undefined && isOf(held, plan, keys, ports);
  if (isHeld && held.space !== undefined) return held.space;
  const { features, graph, prepared } = near;
  await breathe();
  const even = await drive(shareRows(matrix, features.textShare, graph), watch);
  const rows =
    plan.refine === undefined
      ? even
      : await keep(`refined:${keys.compare}`, () =>
          refineSpace(even, features.textShare, plan, watch),
        );
  const alike =
    plan.texts?.alike === 'once' && prepared.texts.length > 0
      ? await drive(groupAlike(prepared.texts), watch)
      : undefined;
  const pooled =
    alike === undefined || features.textShare < 1 ? rows : poolRows(rows, prepared.textOf, alike);
  const space: Space = { ...near, rows: pooled, alike };
  if (isHeld) held.space = space;
  return space;
}

const isOf = (held: Held, { seed }: Plan, { compare }: StageKeys, ports: StudyPorts): boolean =>
  held.ports === ports && held.seed === seed && held.near.key === compare;

/** A space as far as who is near whom. */
export interface NearSpace extends Omit<Space, 'rows' | 'alike'> {
  /** The rows that the graph is of. */
  readonly matrix: Matrix;
}

/** The first stages of a study, up to the neighbours of every customer. */
export async function findNear(
  table: Table,
  plan: Plan,
  keys: StageKeys,
  ports: StudyPorts,
  watch: StudyWatch,
  keep: Keep,
): Promise<NearSpace> {
  watch.stage('prepare');
  await breathe();
  heed(watch);
  const held = HELD.get(table);
  if (held !== undefined && isOf(held, plan, keys, ports)) {
    checkRows(held.near.prepared, plan);
    watch.stage('encode');
    watch.stage('compare');
    return held.near;
  }
  const prepared = customersOf(table, plan);
  checkRows(prepared, plan);
  await breathe();
  heed(watch);

  watch.stage('encode');
  const { vectors, encoded } = await encode(prepared, plan, ports, watch);

  watch.stage('compare');
  await breathe();
  const middle = vectors && middleOfTexts(vectors, prepared.textOf);
  const said = vectors && middle && centreTexts(vectors, middle);
  const joined = joinFeatures(prepared, said, plan.space);
  const { features, metric } = await learnSpace(table, prepared, joined, plan, watch);
  const { matrix, narrowed } = await narrowSpace(features.matrix, plan, watch);
  const graph = await keep(keys.compare, () =>
    drive(findNeighbours(matrix, NEIGHBOURS, ports.nearDevice), watch),
  );
  const near: NearSpace = {
    table,
    key: keys.compare,
    ports,
    prepared,
    vectors,
    middle,
    encoded,
    features,
    joined,
    metric,
    graph,
    narrowed,
    matrix,
  };
  if (features.matrix.data.length <= HELD_VALUES) HELD.set(table, { ports, seed: plan.seed, near });
  else HELD.delete(table);
  return near;
}

function checkRows({ rows }: Prepared, { k }: Plan): void {
  if (rows < 2) throw new Fault('rows-too-few', { rows, k: k ?? 2 });
  if (k !== null && k > rows) throw new Fault('segments-too-many', { rows, k });
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
  /** What is known before it is clear which picture is shown. */
  const early: (() => void)[] = [];
  let show: typeof preview = (...known) => early.push(() => preview(...known));
  const worth = watch.first === true && prepared.texts.length >= WORTH_A_PICTURE;
  // Fetched while the shelf is asked.
  const words = worth ? ports.openWords?.(plan.encoder).catch(() => undefined) : undefined;
  let opened: OpenEncoder | undefined;
  const { vectors, splitTexts } = await embedTexts(
    prepared.texts,
    spec,
    async () => (opened = await ports.openEncoder(plan.encoder)),
    ports.vectors,
    watch,
    {
      async unread(count) {
        const reader = count >= WORTH_A_PICTURE ? await words : undefined;
        const guess = reader && (await drawFirst(prepared, plan, reader, watch));
        if (guess === undefined) {
          show = preview;
          for (const tell of early) tell();
        } else {
          show = () => undefined;
          watch.part(guess);
        }
      },
      known: (...known) => show(...known),
      full: () => watch.part({ kind: 'storage-full' }),
    },
  );
  return { vectors, encoded: { device: opened?.device ?? '', splitTexts } };
}
