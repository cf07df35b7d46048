import { maybeMethodId, type MethodId } from '../core/cluster/method-ids';
import type { MethodSettings } from '../core/cluster/method-settings';
import { hashPlain } from '../core/hash';
import type { DecimalMark } from '../core/prepare/numbers';
import type { AskedOrder } from '../core/prepare/dates';
import type { PersonalKind } from '../core/personal/spans';
import type { Correction } from '../core/corrections/correction';
import type { SpaceOptions } from '../core/features/join-features';
import type { Role } from '../core/prepare/roles';
import { leaveColumn, type Recipe } from '../core/quality/recipe';
import type { Plan, TextTreatment } from '../core/study';
import type { Table } from '../core/table/table';
import { modelOf } from '../core/encoder-names';
import type { CustomerHints } from './open-customers';

/** What the person has said about a column. */
export interface PreparedColumn {
  readonly name: string;
  readonly role?: Role;
  readonly dateOrder?: AskedOrder;
  readonly decimalMark?: DecimalMark;
  /** What personal data it holds, 'none' where it only looks like it. */
  readonly personal?: PersonalKind | 'none';
}

/**
 * Everything that a person has set between opening a file and finding segments, apart from the file:
 * how it is read, what its columns are, what is done about them, and how customers are grouped. What
 * is absent is left to what is proposed. Columns are known by their names.
 */
export interface Preparation {
  readonly hints: CustomerHints;
  readonly columns: readonly PreparedColumn[];
  readonly texts?: TextTreatment;
  readonly recipe?: Recipe;
  /** Who objects, as `hashEntry` makes them. */
  readonly objections?: readonly string[];
  readonly sensitive?: 'avoid' | 'allow';
  /** Words that the person wants in no name. */
  readonly stopWords?: readonly string[];
  readonly method?: MethodId;
  readonly settings?: MethodSettings;
  readonly k?: number | null;
  readonly space?: SpaceOptions;
  readonly refine?: 'deep';
  readonly encoder?: string;
  readonly seed?: number;
  /** What the person has set right about segments; customers and segments of another file too. */
  readonly corrections?: readonly Correction[];
}

/** @param names of the columns, in the order of the plan's roles. */
export function preparationOf(
  names: readonly string[],
  plan: Plan,
  hints: CustomerHints,
): Preparation {
  const {
    roles,
    dateOrders = {},
    decimalMarks = {},
    personal = {},
    encoder,
    method,
    k,
    seed,
  } = plan;
  const orderOf = new Map(Object.entries(dateOrders));
  const markOf = new Map(Object.entries(decimalMarks));
  const kindOf = new Map(Object.entries(personal));
  return {
    hints,
    columns: names.map((name, at) => {
      const dateOrder = orderOf.get(name);
      const decimalMark = markOf.get(name);
      const kind = kindOf.get(name);
      return {
        name,
        role: roles[at],
        ...(dateOrder === undefined ? {} : { dateOrder }),
        ...(decimalMark === undefined ? {} : { decimalMark }),
        ...(kind === undefined ? {} : { personal: kind }),
      };
    }),
    ...treatmentsOf(plan),
    encoder,
    method,
    ...(plan.settings === undefined ? {} : { settings: plan.settings }),
    k,
    seed,
    ...spaceOf(plan),
    ...(plan.corrections === undefined || plan.corrections.length === 0
      ? {}
      : { corrections: plan.corrections }),
  };
}

/** What plans and preparations say in the same words. */
function treatmentsOf({
  texts,
  recipe,
  objections,
  sensitive,
  stopWords,
}: Pick<Preparation, 'texts' | 'recipe' | 'objections' | 'sensitive' | 'stopWords'>) {
  return {
    ...(texts === undefined ? {} : { texts }),
    ...(recipe === undefined ? {} : { recipe }),
    ...(objections === undefined ? {} : { objections }),
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(stopWords === undefined ? {} : { stopWords }),
  };
}

/** What plans and preparations say of the space; of columns only those of `names` where it is given. */
function spaceOf(
  { space, refine }: Pick<Plan, 'space' | 'refine'>,
  names?: ReadonlySet<string>,
): Pick<Plan, 'space' | 'refine'> {
  const { weights, ...rest } = space ?? {};
  const known = Object.entries(weights ?? {}).filter(([name]) => names?.has(name) ?? true);
  const settled = {
    ...rest,
    ...(known.length === 0 ? {} : { weights: Object.fromEntries(known) }),
  };
  return {
    ...(Object.keys(settled).length === 0 ? {} : { space: settled }),
    ...(refine === undefined ? {} : { refine }),
  };
}

/** A plan for another table, and what of the preparation has no place there. */
export interface MatchedPreparation {
  readonly plan: Plan;
  /** Columns that it speaks of and the table lacks. */
  readonly missing: readonly string[];
  /** Columns of the table that it does not speak of: they are as proposed. */
  readonly added: readonly string[];
  /** The encoder that it asks for and nobody has; the proposed one is taken. */
  readonly encoder?: string;
}

/**
 * Fits a preparation to a table by the names of its columns.
 *
 * @param proposed what is taken where it says nothing.
 * @param encoders those that there are; left out, any is taken at its word.
 */
export function matchPreparation(
  table: Table,
  preparation: Preparation,
  proposed: Plan,
  encoders?: readonly string[],
): MatchedPreparation {
  const columns = new Map(preparation.columns.map((column) => [column.name, column]));
  const treated = new Map(preparation.recipe?.columns.map((column) => [column.column, column]));
  const names = table.columns.map(({ name }) => name);
  const present = new Set(names);
  const known = new Set([...columns.keys(), ...treated.keys()]);
  const roles = names.map((name, at) => columns.get(name)?.role ?? proposed.roles[at]);
  const saidOf = <K extends 'dateOrder' | 'decimalMark' | 'personal'>(key: K) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const said = columns.get(name)?.[key];
        return said === undefined ? [] : [[name, said] as const];
      }),
    ) as Record<string, NonNullable<PreparedColumn[K]>>;
  const dateOrders = saidOf('dateOrder');
  const decimalMarks = saidOf('decimalMark');
  const personal = saidOf('personal');
  const recipe = preparation.recipe && {
    ...preparation.recipe,
    columns: names.map((name, at) => treated.get(name) ?? leaveColumn(name, roles[at])),
  };
  const wanted = preparation.encoder;
  const lacking =
    wanted !== undefined && encoders !== undefined && !encoders.includes(modelOf(wanted));
  const { method, settings, k, seed, corrections } = preparation;
  return {
    plan: {
      roles,
      encoder: lacking ? proposed.encoder : (wanted ?? proposed.encoder),
      method: maybeMethodId(method ?? '') ?? proposed.method,
      ...(settings === undefined ? {} : { settings }),
      k: k === undefined ? proposed.k : k,
      seed: seed ?? proposed.seed,
      ...spaceOf(preparation, present),
      ...(corrections === undefined ? {} : { corrections }),
      ...treatmentsOf({ ...preparation, ...(recipe === undefined ? {} : { recipe }) }),
      ...(Object.keys(dateOrders).length === 0 ? {} : { dateOrders }),
      ...(Object.keys(decimalMarks).length === 0 ? {} : { decimalMarks }),
      ...(Object.keys(personal).length === 0 ? {} : { personal }),
    },
    missing: [...known].filter((name) => !present.has(name)),
    added: names.filter((name) => !known.has(name)),
    ...(lacking ? { encoder: wanted } : {}),
  };
}

/** What a preparation changes, to be told in words. */
export const PREPARED_PARTS = [
  'reading',
  'orders',
  'roles',
  'dates',
  'texts',
  'treatments',
  'objections',
  'grouping',
  'corrections',
] as const;
export type PreparedPart = (typeof PREPARED_PARTS)[number];

/** What is otherwise than it was proposed. */
export function changedParts(hints: CustomerHints, plan: Plan, proposed: Plan): PreparedPart[] {
  const { orders, ...reading } = hints;
  const differ = (...pairs: (readonly [unknown, unknown])[]) =>
    pairs.some(([a, b]) => hashPlain(a ?? null) !== hashPlain(b ?? null));
  const changed: Record<PreparedPart, boolean> = {
    reading: Object.keys(reading).length > 0,
    orders: orders !== undefined,
    roles: differ([plan.roles, proposed.roles]),
    dates: differ(
      [plan.dateOrders, proposed.dateOrders],
      [plan.decimalMarks, proposed.decimalMarks],
    ),
    texts: differ(
      [plan.texts, proposed.texts],
      [plan.sensitive, proposed.sensitive],
      [plan.stopWords, proposed.stopWords],
      [plan.personal, proposed.personal],
    ),
    treatments: differ([plan.recipe, proposed.recipe]),
    objections: differ([plan.objections, proposed.objections]),
    grouping: differ(
      [plan.k, proposed.k],
      [plan.method, proposed.method],
      [plan.settings, proposed.settings],
      [plan.encoder, proposed.encoder],
      [plan.seed, proposed.seed],
      [plan.space, proposed.space],
      [plan.refine, proposed.refine],
    ),
    corrections: differ([plan.corrections, proposed.corrections]),
  };
  return PREPARED_PARTS.filter((part) => changed[part]);
}

/**
 * Only what the person has chosen: roles that are as proposed are left to be proposed anew, when the
 * file is read in another way.
 *
 * @param proposed roles by place, as they were proposed for the same columns.
 */
export function onlyChosen(
  preparation: Preparation,
  proposed: readonly Role[],
  chosen: { readonly method: boolean; readonly encoder: boolean },
): Preparation {
  const { method, encoder, columns, ...rest } = preparation;
  return {
    ...rest,
    columns: columns.flatMap(({ role, ...column }, at) => {
      if (role !== undefined && role !== proposed[at]) return [{ ...column, role }];
      return Object.keys(column).length > 1 ? [column] : [];
    }),
    ...(chosen.method && method !== undefined ? { method } : {}),
    ...(chosen.encoder && encoder !== undefined ? { encoder } : {}),
  };
}
