import type { MethodId } from './cluster/methods';
import { hashPlain } from './hash';
import type { Role } from './prepare/roles';
import type { Recipe } from './quality/recipe';

/** Everything that decides what a study finds, besides the file itself. */
export interface Plan {
  /** One per column of the table. */
  readonly roles: readonly Role[];
  /** The encoder for the texts. */
  readonly encoder: string;
  readonly method: MethodId;
  /** Segments wanted; null leaves the number to the rule of chooseNumber. */
  readonly k: number | null;
  readonly seed: number;
  /** Who objects to being analysed, as `hashEntry` makes them of a list; sorted. */
  readonly objections?: readonly string[];
  /** What is done to texts before anything reads them; absent: all of it. */
  readonly texts?: TextTreatment;
  /** What is done about missing cells, outliers and the like; absent: nothing. */
  readonly recipe?: Recipe;
}

export interface TextTreatment {
  /** Markup, links, invisible characters and needless repeats go. */
  readonly tidy: boolean;
  /** Names, contacts and numbers of persons become their kind: [name], [phone]. */
  readonly mask: boolean;
}

export const TREAT_TEXTS: TextTreatment = { tidy: true, mask: true };

export const SEED = 20260917;

/** The stages of a study in their order. */
export const STAGES = ['prepare', 'encode', 'compare', 'group', 'map', 'name'] as const;
export type Stage = (typeof STAGES)[number];

/** Raised when a stage begins to give other results for the same input. */
const VERSIONS: Readonly<Record<Stage, number>> = {
  prepare: 2,
  encode: 1,
  compare: 1,
  group: 2,
  map: 2,
  name: 3,
};

/** Neighbours in the graph that everything reads. */
export const NEIGHBOURS = 15;

/**
 * The key of each stage's result: made of its inputs, its options and its version, so that a result
 * is computed once and a changed option only makes anew what depends on it.
 *
 * @param tableKey of the file as it is read: its bytes, encoding and dialect.
 */
export function keysOf(tableKey: string, plan: Plan): Readonly<Record<Stage | 'outcome', string>> {
  const stage = (name: Stage, ...inputs: readonly unknown[]) =>
    `${name}:${hashPlain([VERSIONS[name], ...inputs])}`;
  const prepare = stage(
    'prepare',
    tableKey,
    plan.roles,
    plan.objections ?? [],
    plan.texts ?? TREAT_TEXTS,
    plan.recipe ?? null,
  );
  const encode = stage('encode', prepare, plan.encoder);
  const compare = stage('compare', encode, NEIGHBOURS);
  const group = stage('group', compare, plan.method, plan.k, plan.seed);
  const map = stage('map', compare, plan.seed);
  const name = stage('name', group);
  return {
    prepare,
    encode,
    compare,
    group,
    map,
    name,
    outcome: `outcome:${hashPlain([name, map])}`,
  };
}
