import { COVARIANCES, type MethodSettings, type RfmColumns } from '../core/cluster/method-settings';
import { maybeMethodId } from '../core/cluster/method-ids';
import type { Correction } from '../core/corrections/correction';
import { findBadCorrection } from '../core/corrections/read-corrections';
import { Fault, isFault } from '../core/fault';
import type { SpaceOptions } from '../core/features/join-features';
import type { OrderRoles } from '../core/orders/customer-table';
import type { RfmOptions } from '../core/orders/rfm';
import { PERSONAL_KINDS } from '../core/personal/spans';
import { ASKED_ORDERS } from '../core/prepare/dates';
import { DECIMAL_MARKS } from '../core/prepare/numbers';
import { ROLES } from '../core/prepare/roles';
import type { Recipe } from '../core/quality/recipe';
import { recipeFromJson, recipeToJson } from '../core/quality/recipe-json';
import type { TextTreatment } from '../core/study';
import type { CustomerHints } from './open-customers';
import type { Preparation, PreparedColumn } from './preparation';

const FORMAT = 'enclave-preparation';
/** Raised when older pages can no longer read what is written, as with a new key. */
const VERSION = 2;
/** What treatments alone were saved as. */
const RECIPE = 'enclave-recipe';

/** A preparation to be saved, read by people too; everything that it says is said by name. */
export function preparationToJson(preparation: Preparation): string {
  const {
    hints,
    columns,
    texts,
    recipe,
    objections,
    sensitive,
    stopWords,
    corrections,
    ...grouping
  } = preparation;
  const written = {
    format: FORMAT,
    version: VERSION,
    reading: hints,
    columns,
    texts,
    recipe: recipe && (JSON.parse(recipeToJson(recipe)) as unknown),
    objections,
    sensitive,
    stopWords,
    grouping,
    corrections,
  };
  return `${JSON.stringify(written, null, 1)}\n`;
}

/**
 * Reads what `preparationToJson` writes, and treatments that were saved alone. Nothing is taken that
 * is not known: a key that is written wrong is told rather than passed over.
 *
 * @throws Fault preparation-damaged with the place, preparation-newer, options-unknown for a treatment
 * that is not known.
 */
export function preparationFromJson(text: string): Preparation {
  const found = parse(text);
  if (found.format === RECIPE) return { hints: {}, columns: [], recipe: readRecipe(found) };
  if (found.format !== FORMAT) throw damaged('format');
  if (typeof found.version !== 'number') throw damaged('version');
  if (found.version > VERSION) throw new Fault('preparation-newer');
  const given = readKeys<Written>(found, WRITTEN, '');
  const columns = (given.columns ?? []).map((column, at) =>
    readKeys<PreparedColumn>(column, COLUMN, `columns[${at}].`),
  );
  if (new Set(columns.map(({ name }) => name)).size < columns.length) throw damaged('columns');
  const { texts, recipe, objections, sensitive, stopWords, corrections } = given;
  return {
    hints: given.reading === undefined ? {} : readHints(given.reading),
    columns,
    ...(texts === undefined ? {} : { texts: readTexts(texts) }),
    ...(recipe === undefined ? {} : { recipe: readRecipe(recipe) }),
    ...(objections === undefined ? {} : { objections }),
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(stopWords === undefined ? {} : { stopWords }),
    ...(given.grouping === undefined
      ? {}
      : readKeys<Grouping>(given.grouping, GROUPING, 'grouping.')),
    ...(corrections === undefined ? {} : { corrections: readCorrections(corrections) }),
  };
}

type Check = (value: unknown) => boolean;
/** One check for every key that a type has: no key can be forgotten. */
type Checks<T> = { readonly [K in keyof Required<T>]: Check };

type Grouping = Pick<
  Preparation,
  'method' | 'settings' | 'k' | 'encoder' | 'seed' | 'space' | 'refine'
>;

interface Written extends Pick<Preparation, 'objections' | 'sensitive' | 'stopWords'> {
  readonly format: string;
  readonly version: number;
  readonly reading?: object;
  readonly columns?: readonly object[];
  readonly texts?: object;
  readonly recipe?: object;
  readonly grouping?: object;
  readonly corrections?: readonly object[];
}

const LONGEST_NAME = 100_000;

const isObject: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Check = (value) => typeof value === 'string' && value.length <= LONGEST_NAME;
const isSwitch: Check = (value) => typeof value === 'boolean';
const isOneOf =
  (...known: readonly unknown[]): Check =>
  (value) =>
    known.includes(value);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isWhole =
  (least: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const WRITTEN: Checks<Written> = {
  format: isText,
  version: isWhole(1),
  reading: optional(isObject),
  columns: optional(isListOf(isObject)),
  texts: optional(isObject),
  recipe: optional(isObject),
  objections: optional(
    isListOf((value) => isText(value) && /^[0-9a-f]{32}$/.test(value as string)),
  ),
  sensitive: optional(isOneOf('avoid', 'allow')),
  stopWords: optional(isListOf(isText)),
  grouping: optional(isObject),
  corrections: optional(isListOf(isObject)),
};

const COLUMN: Checks<PreparedColumn> = {
  name: isText,
  role: optional(isOneOf(...ROLES)),
  dateOrder: optional(isOneOf(...ASKED_ORDERS)),
  decimalMark: optional(isOneOf(...DECIMAL_MARKS)),
  personal: optional(isOneOf(...PERSONAL_KINDS, 'none')),
};

const isAbove0: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value > 0;

const RFM_COLUMNS: Checks<RfmColumns> = {
  recency: optional(isText),
  frequency: optional(isText),
  monetary: optional(isText),
};

const SETTINGS: Checks<MethodSettings> = {
  minClusterSize: optional(isWhole(2)),
  minSamples: optional(isWhole(1)),
  selection: optional(isOneOf('eom', 'leaf')),
  eps: optional(isAbove0),
  unplaced: optional(isOneOf('place', 'leave')),
  resolution: optional(isAbove0),
  covariance: optional(isOneOf(...COVARIANCES)),
  themes: optional(isListOf(isText)),
  proposals: optional(isOneOf('phrases')),
  scores: optional(isOneOf(3, 4, 5)),
  rfmColumns: optional((value) => {
    if (!isObject(value)) return false;
    readKeys<RfmColumns>(value as object, RFM_COLUMNS, 'grouping.settings.rfmColumns.');
    return true;
  }),
};

const isUpTo =
  (most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= 0 && value <= most;

const SPACE: Checks<SpaceOptions> = {
  textShare: optional(isUpTo(1)),
  weights: optional(
    (value) => isObject(value) && Object.values(value as object).every(isUpTo(100)),
  ),
  components: optional((value) => isAbove0(value) && isUpTo(1)(value)),
};

const GROUPING: Checks<Grouping> = {
  method: optional((value) => isText(value) && maybeMethodId(value as string) !== undefined),
  settings: optional((value) => {
    if (!isObject(value)) return false;
    readKeys<MethodSettings>(value as object, SETTINGS, 'grouping.settings.');
    return true;
  }),
  k: optional((value) => value === null || isWhole(1)(value)),
  encoder: optional(isText),
  seed: optional(isWhole(0)),
  space: optional((value) => {
    if (!isObject(value)) return false;
    readKeys<SpaceOptions>(value as object, SPACE, 'grouping.space.');
    return true;
  }),
  refine: optional(isOneOf('deep')),
};

const HINTS: Checks<CustomerHints> = {
  encoding: optional(isEncoding),
  part: optional(isText),
  delimiter: optional((value) => isText(value) && /^(?:[^\r\n"']?| {2})$/u.test(value as string)),
  quote: optional(isOneOf('"', "'", '')),
  newline: optional(isOneOf('\n', '\r\n', '\r')),
  header: optional(isSwitch),
  headerRow: optional(isWhole(0)),
  escape: optional(isOneOf('\\', '')),
  comment: optional((value) => isText(value) && /^[^\r\n]{0,8}$/u.test(value as string)),
  spaced: optional(isSwitch),
  separatorLine: optional(isSwitch),
  rowNames: optional(isSwitch),
  footer: optional(isSwitch),
  orders: optional((value) => value === null || isObject(value)),
};

const ORDERS: Checks<OrderRoles> = {
  customer: isText,
  date: optional(isText),
  dateOrder: optional(isOneOf(...ASKED_ORDERS)),
  decimalMark: optional(isOneOf(...DECIMAL_MARKS)),
  amount: optional(isText),
  price: optional(isText),
  quantity: optional(isText),
  order: optional(isText),
  product: optional(isText),
  texts: optional(isListOf(isText)),
  amountOf: optional(isOneOf('line', 'order')),
  referenceDate: optional((value) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value as string)),
  cuts: optional(isObject),
};

const TEXTS: Checks<TextTreatment> = {
  tidy: isSwitch,
  mask: isSwitch,
  links: optional(isOneOf('drop', 'host', 'keep')),
  emoji: optional(isOneOf('keep', 'drop')),
  boilerplate: optional(isListOf(isObject)),
  alike: optional(isOneOf('each', 'once')),
};

const isCuts = optional(
  (value) => isListOf(Number.isFinite)(value) && (value as readonly number[]).length === 4,
);
const CUTS: Checks<RfmOptions> = { recency: isCuts, frequency: isCuts, monetary: isCuts };

type Phrase = NonNullable<TextTreatment['boilerplate']>[number];
const PHRASE: Checks<Phrase> = {
  kind: isOneOf('known', 'shared'),
  id: isText,
  place: isOneOf('start', 'end', 'whole'),
};

function readHints(found: object): CustomerHints {
  const hints = readKeys<CustomerHints>(found, HINTS, 'reading.');
  if (hints.orders === undefined || hints.orders === null) return hints;
  const { cuts } = readKeys<OrderRoles>(hints.orders, ORDERS, 'reading.orders.');
  if (cuts !== undefined) readKeys<RfmOptions>(cuts, CUTS, 'reading.orders.cuts.');
  return hints;
}

function readTexts(found: object): TextTreatment {
  const texts = readKeys<TextTreatment>(found, TEXTS, 'texts.');
  texts.boilerplate?.forEach((phrase, at) =>
    readKeys<Phrase>(phrase, PHRASE, `texts.boilerplate[${at}].`),
  );
  return texts;
}

function readCorrections(found: readonly object[]): readonly Correction[] {
  const bad = findBadCorrection(found);
  if (bad >= 0) throw damaged(`corrections[${bad}]`);
  return found as readonly Correction[];
}

function readRecipe(found: object): Recipe {
  try {
    return recipeFromJson(JSON.stringify(found));
  } catch (error) {
    if (!isFault(error) || error.code === 'options-unknown') throw error;
    throw error.code === 'project-newer' ? new Fault('preparation-newer') : damaged('recipe');
  }
}

/** The keys of an object, each as its check wants it; other keys are refused by their names. */
function readKeys<T extends object>(found: object, checks: Checks<T>, place: string): T {
  for (const key of Object.keys(found))
    if (!Object.hasOwn(checks, key)) throw damaged(`${place}${key}`);
  for (const [key, check] of Object.entries<Check>(checks)) {
    const value = Object.hasOwn(found, key) ? (found as Record<string, unknown>)[key] : undefined;
    if (!check(value)) throw damaged(`${place}${key}`);
  }
  return found as T;
}

function isEncoding(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return new TextDecoder(value).encoding !== '';
  } catch {
    return false;
  }
}

function parse(text: string): Readonly<Record<string, unknown>> {
  let found: unknown;
  try {
    found = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw damaged('JSON');
  }
  if (!isObject(found)) throw damaged('JSON');
  return found as Record<string, unknown>;
}

const damaged = (place: string) => new Fault('preparation-damaged', { place: place.slice(0, 200) });
