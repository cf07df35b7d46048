import { type Centred, centreByWeight } from '../core/cluster/theme-groups';
import { chooseAmongMany, MANY } from '../core/cluster/choose-among-many';
import { chooseNumber, type Choice } from '../core/cluster/choose-k';
import { Fault } from '../core/fault';
import { shareRows } from '../core/features/share-rows';
import { findNeighbours } from '../core/graph/neighbours';
import { hashPlain } from '../core/hash';
import { directionsOf, type Matrix } from '../core/matrix';
import type { Watch } from '../core/ports';
import { keysOf, NEIGHBOURS } from '../core/study';
import { splitTexts, type TextParts } from '../core/themes/split-texts';
import { type Customers, customersOf } from './customers-of';
import { breathe, drive, heed } from './drive';
import { embedTexts } from './embed-texts';
import { keepIn, type KeptStudy } from './open-space';
import { partOfWork } from './part-of-work';

/** What is said in a study, ready for themes of any number. */
export interface ThemeGround {
  /** Of all that themes are made from but their number. */
  readonly key: string;
  readonly prepared: Customers;
  readonly parts: TextParts;
  /** One unit row per part. */
  readonly vectors: Matrix;
  /** The same as directions from what all have in common. */
  readonly centred: Centred;
  /** Drawn to their neighbours. */
  readonly drawn: Matrix;
  /** The directions of `drawn`. */
  readonly rows: Matrix;
  /** Customers who say something, places in `prepared`. */
  readonly speakers: Int32Array;
}

/** Raised when the same texts begin to have other themes. */
const VERSION = 1;
/** Fewer parts have no themes. */
export const FEWEST_PARTS = 10;

/**
 * Reads the texts of a study in parts and draws them to their neighbours; the neighbours are kept.
 *
 * @throws Fault stopped, or method-unfit where hardly anything is said.
 */
export async function openThemeGround(study: KeptStudy, watch: Watch): Promise<ThemeGround> {
  const { table, tableKey, plan, ports } = study;
  await breathe();
  heed(watch);
  const prepared = customersOf(table, plan);
  const parts = await drive(splitTexts(prepared.texts), partOfWork(watch, 0, 0.05));
  if (parts.parts.length < FEWEST_PARTS) throw new Fault('method-unfit', { needs: 'texts' });
  const { vectors } = await embedTexts(
    parts.parts,
    { id: plan.encoder, dimensions: ports.dimensionsOf(plan.encoder) },
    () => ports.openEncoder(plan.encoder),
    ports.vectors,
    partOfWork(watch, 0.05, 0.75),
    { known: () => undefined, full: () => undefined },
  );
  const key = `theme-ground:${hashPlain([VERSION, keysOf(tableKey, plan).encode, plan.seed])}`;
  const centred = centreByWeight(vectors, new Float64Array(vectors.rows).fill(1));
  const graph = await keepIn(study)(key, () =>
    drive(
      findNeighbours(centred.rows, NEIGHBOURS, ports.nearDevice),
      partOfWork(watch, 0.75, 0.95),
    ),
  );
  const drawn = await drive(shareRows(centred.rows, 1, graph), partOfWork(watch, 0.95, 1));
  const speakers = Int32Array.from(prepared.textOf.keys()).filter((at) => prepared.textOf[at] >= 0);
  return {
    key,
    prepared,
    parts,
    vectors,
    centred,
    drawn,
    rows: directionsOf(drawn),
    speakers,
  };
}

/**
 * The number of themes, as that of segments is chosen where customers mostly speak: the silhouette of the half
 * of the parts that had no part in drawing the lines; kept.
 */
export function chooseThemeNumber(
  study: KeptStudy,
  { key, centred }: ThemeGround,
  watch: Watch,
): Promise<Choice> {
  return keepIn(study)(`theme-number:${hashPlain([1, key])}`, () =>
    drive(
      centred.rows.rows < MANY
        ? chooseNumber(centred.rows, 'spherical-kmeans', study.plan.seed)
        : chooseAmongMany(centred.rows, true),
      watch,
    ),
  );
}
