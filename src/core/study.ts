import type { MethodSettings } from './cluster/method-settings';
import type { MethodId } from './cluster/method-ids';
import {
  type Correction,
  decisive,
  lessonsOf,
  locksAside,
  shapingOf,
} from './corrections/correction';
import { modelOf, throughOnnx } from './encoder-names';
import type { SpaceOptions } from './features/join-features';
import { hashPlain } from './hash';
import type { PersonalKind } from './personal/spans';
import type { AskedOrder } from './prepare/dates';
import type { DecimalMark } from './prepare/numbers';
import type { Role } from './prepare/roles';
import type { Recipe } from './quality/recipe';
import type { BoilerplatePhrase } from './text/boilerplate';

/** Everything that decides what a study finds, besides the file itself. */
export interface Plan {
  /** One per column of the table. */
  readonly roles: readonly Role[];
  /** The encoder for the texts. */
  readonly encoder: string;
  readonly method: MethodId;
  /** What is set about the method; absent: all is worked out. */
  readonly settings?: MethodSettings;
  /** Segments wanted; null leaves the number to `chooseForSpace` or `chooseForTexts`. */
  readonly k: number | null;
  readonly seed: number;
  /** Who objects to being analysed, as `hashEntry` makes them of a list; sorted. */
  readonly objections?: readonly string[];
  /** What is done to texts before anything reads them; absent: all of it. */
  readonly texts?: TextTreatment;
  /** What is done about missing cells, outliers and the like; absent: nothing. */
  readonly recipe?: Recipe;
  /** How texts and columns are weighed against each other; absent: as proposed. */
  readonly space?: SpaceOptions;
  /** Whether a small network learns a narrower space from the joined one; absent: it does not. */
  readonly refine?: 'deep';
  /** How columns of dates order day and month, where the person was asked; by column name. */
  readonly dateOrders?: Readonly<Record<string, AskedOrder>>;
  /** The mark before the decimals, where the person was asked; by column name. */
  readonly decimalMarks?: Readonly<Record<string, DecimalMark>>;
  /** What the person says of columns with personal data, by name; absent: as it is found. */
  readonly personal?: PersonalChoices;
  /** Segments wanted of the hierarchy around those that were found; absent: as found. */
  readonly level?: number;
  /** What the person has set right about the segments, in order; absent: nothing. */
  readonly corrections?: readonly Correction[];
  /** Whether segments may be named by health, religion, debt and the like; absent: avoid. */
  readonly sensitive?: 'avoid' | 'allow';
  /** Words that the person wants in no name, as `tidyStopWords` makes them; absent: none. */
  readonly stopWords?: readonly string[];
}

/** Columns that hold nothing personal, whatever they look like, and columns that do. */
export type PersonalChoices = Readonly<Record<string, PersonalKind | 'none'>>;

/** What is done to texts before anything reads them; what is absent is done as `TREAT_TEXTS` says. */
export interface TextTreatment {
  /** Markup, links, invisible characters and needless repeats go. */
  readonly tidy: boolean;
  /** Names, contacts and numbers of persons become their kind: [name], [phone]. */
  readonly mask: boolean;
  /** Where texts are tidied: addresses of pages go (absent), become their host, or stay. */
  readonly links?: 'drop' | 'host' | 'keep';
  /** Where texts are tidied: emoji stay (absent) or go. */
  readonly emoji?: 'keep' | 'drop';
  /** Signatures, greetings and templates that go from the edges of texts; absent: none. */
  readonly boilerplate?: readonly Pick<BoilerplatePhrase, 'kind' | 'id' | 'place'>[];
  /** Texts that say nearly the same weigh as one each (absent: 'each') or as one together. */
  readonly alike?: 'each' | 'once';
}

export const TREAT_TEXTS: TextTreatment = { tidy: true, mask: true };

export const SEED = 20260917;

/** An encoder as keys have it: before there were kernels everything went through onnxruntime, without a mark. */
function wayOf(encoder: string): string | { kernels: string } {
  return throughOnnx(encoder) === encoder ? modelOf(encoder) : { kernels: encoder };
}

/** The stages of a study in their order. */
export const STAGES = ['prepare', 'encode', 'compare', 'group', 'map', 'name'] as const;
export type Stage = (typeof STAGES)[number];

/** Raised when a stage begins to give other results for the same input. */
const VERSIONS: Readonly<Record<Stage, number>> = {
  prepare: 2,
  encode: 2,
  compare: 6,
  group: 7,
  map: 4,
  name: 6,
};

/** The key of each stage's result, and of the whole. */
export type StageKeys = Readonly<Record<Stage | 'tree' | 'shape' | 'outcome', string>>;

/** Neighbours in the graph that everything reads. */
export const NEIGHBOURS = 15;

/**
 * The key of each stage's result: made of its inputs, its options and its version, so that a result
 * is computed once and a changed option only makes anew what depends on it.
 *
 * @param tableKey of the file as it is read: its bytes, encoding and dialect.
 */
export function keysOf(tableKey: string, plan: Plan): StageKeys {
  const stage = (name: Stage, ...inputs: readonly unknown[]) =>
    `${name}:${hashPlain([VERSIONS[name], ...inputs])}`;
  const prepare = stage(
    'prepare',
    tableKey,
    plan.roles,
    plan.objections ?? [],
    plan.texts ?? TREAT_TEXTS,
    plan.recipe ?? null,
    ...(plan.dateOrders === undefined ? [] : [{ dateOrders: plan.dateOrders }]),
    ...(plan.decimalMarks === undefined ? [] : [{ decimalMarks: plan.decimalMarks }]),
  );
  const encode = stage('encode', prepare, wayOf(plan.encoder));
  const lessons = lessonsOf(plan.corrections);
  const compare = stage(
    'compare',
    encode,
    NEIGHBOURS,
    plan.space ?? null,
    ...(lessons.length === 0 ? [] : [{ lessons: decisive(lessons) }]),
    ...(plan.refine === undefined ? [] : [{ refine: plan.refine, k: plan.k }]),
  );
  const free = freeGroupKey(compare, plan);
  const locks = locksAside(plan.corrections, free);
  const group = locks.length === 0 ? free : stage('group', free, { locks: decisive(locks) });
  // Raised when the hierarchy of the same segments begins to be another one.
  const tree = `tree:${hashPlain([1, group])}`;
  const shaping = shapingOf(plan.corrections);
  // Raised when a level or a correction begins to be carried out otherwise.
  const shape = `shape:${hashPlain([
    1,
    group,
    ...(plan.level === undefined ? [] : [{ level: plan.level }]),
    ...(shaping.length === 0 ? [] : [{ corrections: decisive(shaping) }]),
  ])}`;
  const map = stage('map', compare, plan.seed);
  const name = stage(
    'name',
    shape,
    plan.sensitive ?? 'avoid',
    ...(plan.stopWords === undefined ? [] : [{ stopWords: plan.stopWords }]),
  );
  return {
    prepare,
    encode,
    compare,
    group,
    tree,
    shape,
    map,
    name,
    outcome: `outcome:${hashPlain([name, map])}`,
  };
}

/**
 * The key of the grouping of a space with nobody set aside: locks are made on it.
 *
 * @param compare the key of the space.
 */
export function freeGroupKey(compare: string, plan: Plan): string {
  return `group:${hashPlain([
    VERSIONS.group,
    compare,
    plan.method,
    plan.k,
    plan.seed,
    ...(plan.settings === undefined ? [] : [{ settings: plan.settings }]),
    ...(plan.method === 'themes' && plan.sensitive === 'allow' ? [{ sensitive: 'allow' }] : []),
  ])}`;
}
