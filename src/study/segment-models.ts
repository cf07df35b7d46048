import { applyMetric, type Metric } from '../core/corrections/learn-metric';
import { applyFeatures } from '../core/features/apply-features';
import type { FeatureRecipe } from '../core/features/feature-recipe';
import { learnFeatures } from '../core/features/learn-features';
import { centreTexts } from '../core/features/centre-texts';
import { shareRows } from '../core/features/share-rows';
import { hashPlain } from '../core/hash';
import { type Matrix, takeRows } from '../core/matrix';
import type { Watch } from '../core/ports';
import {
  chooseReferences,
  type Drawing,
  type Fit,
  learnFit,
  MOST_REFERENCES,
  type SegmentModel,
} from '../core/segments/segment-model';
import { keysOf, type Plan } from '../core/study';
import { type LearntPreparation, learnPreparation } from './customers-of';
import { drive } from './drive';
import type { Space } from './find-space';
import { type FinishedStudy, keepIn, openSpace } from './open-space';

/** Raised when models that were kept are no longer read. */
export const MODEL_VERSION = 2;

/** What a study has learnt that the next file is placed by: plain data, kept beside the study. */
export interface KeptModel {
  readonly version: typeof MODEL_VERSION;
  readonly encoder: string;
  readonly recipe: FeatureRecipe;
  /** What the texts had in common; absent of models whose texts were joined as they were. */
  readonly middle?: readonly number[];
  readonly preparation: LearntPreparation;
  readonly fit: Fit;
  /** Rows of the file that new customers are compared with; absent: all that take part. */
  readonly references?: readonly number[];
}

/** A model ready to place by. */
export interface OpenModel {
  readonly kept: KeptModel;
  readonly model: SegmentModel;
  readonly metric: Metric | undefined;
  /** Of every reference, x and y by turns. */
  readonly layout: Float32Array;
}

/** The key that the model of a study is kept under. */
export function modelKey(tableKey: string, plan: Plan): string {
  return `model:${hashPlain([MODEL_VERSION, keysOf(tableKey, plan).outcome])}`;
}

/**
 * The model of a finished study: learnt, or taken from where it is kept; the reference customers are
 * made from the file and the kept vectors of its texts.
 *
 * @throws Fault stopped, or what the first stages of a study throw.
 */
export async function openModel(study: FinishedStudy, watch: Watch): Promise<OpenModel> {
  const { table, tableKey, plan, outcome, ports } = study;
  const space = await openSpace(study, watch);
  const { prepared, vectors, metric } = space;
  const known = await ports.results.get<KeptModel>(modelKey(tableKey, plan));
  const middle = known === undefined ? space.middle : maybeMiddle(known);
  const said = vectors && middle ? centreTexts(vectors, middle) : vectors;
  const recipe = known?.recipe ?? learnFeatures(prepared, said, plan.space);
  const { features, rows } = await measureAgain(space, recipe, said, watch);
  const references = referencesOf(space, known, plan.seed);
  const all = references.length === prepared.rows;
  const labels = references.map((customer) => outcome.labels[prepared.order[customer]]);
  const taken = {
    features: all ? features : takeRows(features, references),
    rows: all ? rows : takeRows(rows, references),
    labels,
    k: outcome.segments.length,
  };
  const fit =
    known?.fit ??
    (await drive(
      learnFit(taken, drawingOf(recipe.textShare), plan.seed, all ? space.graph : undefined),
      watch,
    ));
  const layout = new Float32Array(references.length * 2);
  references.forEach((customer, at) => {
    const row = prepared.order[customer];
    layout[at * 2] = outcome.map[row * 2];
    layout[at * 2 + 1] = outcome.map[row * 2 + 1];
  });
  const kept: KeptModel = known ?? {
    version: MODEL_VERSION,
    encoder: prepared.texts.length === 0 ? '' : plan.encoder,
    recipe,
    ...(middle === undefined ? {} : { middle: [...middle] }),
    preparation: learnPreparation(table, plan),
    fit,
    ...(all ? {} : { references: [...references].map((customer) => prepared.order[customer]) }),
  };
  if (known === undefined) await keepIn(study)(modelKey(tableKey, plan), async () => kept);
  return { kept, model: { ...taken, fit }, metric, layout };
}

/** The space by a recipe that may have been learnt by an older page. */
async function measureAgain(
  { prepared, features, rows, graph, metric }: Space,
  recipe: FeatureRecipe,
  said: Matrix | undefined,
  watch: Watch,
): Promise<{ features: Matrix; rows: Matrix }> {
  const joined = applyFeatures(recipe, prepared, said).matrix;
  const turned = metric === undefined ? joined : await drive(applyMetric(joined, metric), watch);
  // Rows of a narrower or refined space are no place for new customers.
  if (isEqual(turned, features.matrix) && rows.cols === features.matrix.cols)
    return { features: features.matrix, rows };
  return {
    features: turned,
    rows: await drive(shareRows(turned, recipe.textShare, graph), watch),
  };
}

/** The middle that the texts of a model were taken from. */
export const maybeMiddle = ({ middle }: KeptModel): Float32Array | undefined =>
  middle && Float32Array.from(middle);

/** How rows of such a space were drawn to each other, as shareRows does it. */
const drawingOf = (textShare: number): Drawing =>
  textShare === 0 ? 'none' : textShare < 1 ? 'half' : 'diffused';

function isEqual(a: Matrix, b: Matrix): boolean {
  return a.cols === b.cols && a.data.every((value, at) => value === b.data[at]);
}

function referencesOf({ prepared }: Space, known: KeptModel | undefined, seed: number): Int32Array {
  if (known?.references === undefined)
    return chooseReferences(prepared.rows, seed, MOST_REFERENCES);
  const named = new Set(known.references);
  return Int32Array.from(prepared.order.keys()).filter((at) => named.has(prepared.order[at]));
}
