import type { Prepared } from '../prepare/prepare-customers';
import type { Consent } from '../prepare/consent';
import type { RfmGroup } from '../orders/rfm';
import { markSensitive, type Trait } from '../segments/traits';
import type { Keyphrase } from '../text/keyphrases';
import { findRhythm, type Moments, type Rhythm } from './find-rhythm';

/** What an amount comes to in a segment. */
export interface Worth {
  /** The column. */
  readonly column: string;
  readonly total: number;
  /** Share of what all customers come to, 0 to 1; undefined where that is nothing or less. */
  readonly share: number | undefined;
  readonly median: number;
  /** Of everyone else. */
  readonly elsewhere: number;
}

/** A reason to be careful; each has its rule. */
export type Caveat =
  /** Fewer than `FEW` customers. */
  | { readonly kind: 'few'; readonly size: number }
  /** Mean confidence below `UNSURE`. */
  | { readonly kind: 'unsure'; readonly confidence: number }
  /** At least `MANY_ON_BORDER` of its customers stand on the border to another segment. */
  | { readonly kind: 'border'; readonly share: number }
  /** Found again in less than `LOOSE` of the same customers, where it was judged. */
  | { readonly kind: 'loose'; readonly stability: number }
  /** A column is unknown of at least `MUCH_UNKNOWN`; the worst. */
  | { readonly kind: 'unknown'; readonly column: string; readonly share: number }
  /** At least half say nothing, where texts are. */
  | { readonly kind: 'silent'; readonly share: number }
  /** It is told apart by health, religion, debt or the like. */
  | { readonly kind: 'sensitive'; readonly column: string }
  /** Columns with protected attributes are in the file: their use may be against the law. */
  | { readonly kind: 'protected'; readonly columns: readonly string[] };

/** What could be done next; each follows from a fact by a rule. */
export type Step =
  /** Not one of them objects, but of so many nothing is known. */
  | { readonly kind: 'ask-consent'; readonly share: number }
  /** A phrase is said by at least `OFTEN_SAID` and less elsewhere. */
  | { readonly kind: 'answer-phrase'; readonly phrase: string; readonly share: number }
  /** Most are in groups that are about to leave. */
  | { readonly kind: 'win-back'; readonly share: number }
  /** Most are in the best groups. */
  | { readonly kind: 'reward'; readonly share: number }
  /** An amount is higher: they bring more than their number. */
  | {
      readonly kind: 'keep-worth';
      readonly column: string;
      readonly share: number;
      readonly of: number;
    }
  /** A weekday or month stands out. */
  | {
      readonly kind: 'time';
      readonly column: string;
      readonly of: 'weekday' | 'month';
      readonly at: number;
    }
  /** A channel is commoner here. */
  | { readonly kind: 'channel'; readonly column: string; readonly level: string }
  /** Most say nothing. */
  | { readonly kind: 'ask-why'; readonly share: number }
  /** It is small, unsure or loose. */
  | { readonly kind: 'try-first' };

/** All that stands on the card of a segment, chosen by rules; words are put to it elsewhere. */
export interface SegmentProfile {
  readonly label: number;
  readonly size: number;
  /** Share of all customers, 0 to 1. */
  readonly share: number;
  /** Fewer than `FEWEST` customers: a printed card could tell who they are. */
  readonly hidden: boolean;
  readonly confidence: number;
  /** What they are and do. */
  readonly traits: readonly Trait[];
  readonly phrases: readonly Keyphrase[];
  readonly quotes: readonly string[];
  readonly rhythms: readonly Rhythm[];
  readonly worth: readonly Worth[];
  /** Groups of recency, frequency and money, the largest first. */
  readonly rfm: readonly {
    readonly group: RfmGroup | 'no-orders';
    readonly customers: number;
  }[];
  readonly consent: Readonly<Record<Consent, number>> | undefined;
  readonly caveats: readonly Caveat[];
  readonly steps: readonly Step[];
}

/** What a card is made from; arrays by customer of `prepared`. */
export interface ProfileFacts {
  readonly prepared: Prepared;
  readonly labels: Int32Array;
  readonly label: number;
  readonly confidence: number;
  readonly traits: readonly Trait[];
  readonly phrases: readonly Keyphrase[];
  readonly quotes: readonly string[];
  /** Columns with amounts, by name. */
  readonly amounts: readonly string[];
  /** Columns that tell a channel. */
  readonly channels: readonly string[];
  /** Columns with protected attributes that the file has. */
  readonly protectedColumns: readonly string[];
  readonly moments: readonly Moments[];
  /** Of each customer; undefined where no orders were rolled up. */
  readonly rfm: readonly (RfmGroup | 'no-orders')[] | undefined;
  /** Undefined where no column tells. */
  readonly consents: readonly Consent[] | undefined;
  /** Share on the border to other segments. */
  readonly border: number;
  /** How much of it is found again, where it was judged. */
  readonly stability: number | undefined;
}

export const FEWEST = 5;
const FEW = 30;
const UNSURE = 0.6;
const MANY_ON_BORDER = 0.3;
const LOOSE = 0.6;
const MUCH_UNKNOWN = 0.3;
const OFTEN_SAID = 0.15;
const MOST_TRAITS = 6;
const MOST_PHRASES = 6;
const MOST_QUOTES = 3;
const MOST_WORTH = 4;

const LEAVING: ReadonlySet<string> = new Set([
  'about-to-sleep',
  'at-risk',
  'cannot-lose',
  'hibernating',
  'lost',
]);
const BEST: ReadonlySet<string> = new Set(['champions', 'loyal']);

/** Chooses what stands on the card of a segment. */
export function profileSegment(facts: ProfileFacts): SegmentProfile {
  const { prepared, labels, label } = facts;
  const members: number[] = [];
  const sides = new Uint8Array(labels.length);
  labels.forEach((own, customer) => {
    sides[customer] = own === label ? 1 : own >= 0 ? 2 : 0;
    if (own === label) members.push(customer);
  });
  const share = members.length / Math.max(1, prepared.rows);
  const consent = facts.consents && countConsent(facts.consents, members);
  const rfm = facts.rfm === undefined ? [] : countGroups(facts.rfm, members);
  const told = {
    label,
    size: members.length,
    share,
    hidden: members.length < FEWEST,
    confidence: facts.confidence,
    traits: markSensitive(facts.traits).slice(0, MOST_TRAITS),
    phrases: facts.phrases.slice(0, MOST_PHRASES),
    quotes: facts.quotes.filter((quote) => quote !== '').slice(0, MOST_QUOTES),
    rhythms: facts.moments.flatMap((moments) => findRhythm(moments, sides) ?? []),
    worth: facts.amounts
      .flatMap((name) => worthOf(prepared, name, sides) ?? [])
      .slice(0, MOST_WORTH),
    rfm,
    consent,
  };
  const caveats = findCaveats(facts, told, members);
  return { ...told, caveats, steps: findSteps(facts, told, caveats) };
}

type Told = Omit<SegmentProfile, 'caveats' | 'steps'>;

function findCaveats(facts: ProfileFacts, told: Told, members: readonly number[]): Caveat[] {
  const caveats: Caveat[] = [];
  if (told.size < FEW) caveats.push({ kind: 'few', size: told.size });
  if (told.confidence < UNSURE) caveats.push({ kind: 'unsure', confidence: told.confidence });
  if (facts.border >= MANY_ON_BORDER) caveats.push({ kind: 'border', share: facts.border });
  if (facts.stability !== undefined && facts.stability < LOOSE)
    caveats.push({ kind: 'loose', stability: facts.stability });
  const unknown = mostUnknown(facts.prepared, members);
  if (unknown !== undefined && unknown.share >= MUCH_UNKNOWN)
    caveats.push({ kind: 'unknown', ...unknown });
  const silent = silentShare(facts.prepared, members);
  if (silent >= 0.5) caveats.push({ kind: 'silent', share: silent });
  const sensitive = told.traits.find((trait) => trait.sensitive === true);
  if (sensitive !== undefined) caveats.push({ kind: 'sensitive', column: sensitive.column });
  if (facts.protectedColumns.length > 0)
    caveats.push({ kind: 'protected', columns: facts.protectedColumns });
  return caveats;
}

function findSteps(facts: ProfileFacts, told: Told, caveats: readonly Caveat[]): Step[] {
  const steps: Step[] = [];
  const grouped = told.rfm.reduce((sum, { customers }) => sum + customers, 0);
  const shareIn = (groups: ReadonlySet<string>) =>
    told.rfm.reduce((sum, { group, customers }) => sum + (groups.has(group) ? customers : 0), 0) /
    Math.max(1, grouped);
  const [leaving, best] = [shareIn(LEAVING), shareIn(BEST)];
  if (leaving >= 0.5) steps.push({ kind: 'win-back', share: leaving });
  else if (best >= 0.5) steps.push({ kind: 'reward', share: best });
  const worth = told.worth.find(({ share }) => share !== undefined && share >= 1.5 * told.share);
  if (worth?.share !== undefined)
    steps.push({ kind: 'keep-worth', column: worth.column, share: worth.share, of: told.share });
  const phrase = told.phrases.find(({ share }) => share >= OFTEN_SAID);
  if (phrase !== undefined)
    steps.push({ kind: 'answer-phrase', phrase: phrase.phrase, share: phrase.share });
  const silent = caveats.find((caveat) => caveat.kind === 'silent');
  if (silent !== undefined) steps.push({ kind: 'ask-why', share: silent.share });
  const rhythm = told.rhythms.find(({ peaks }) => peaks.length > 0);
  if (rhythm !== undefined) {
    const [{ kind: of, at }] = rhythm.peaks;
    steps.push({ kind: 'time', column: rhythm.name, of, at });
  }
  const channel = told.traits.find(
    ({ kind, column, effect }) => kind === 'level' && effect > 0 && facts.channels.includes(column),
  );
  if (channel?.level !== undefined)
    steps.push({ kind: 'channel', column: channel.column, level: channel.level });
  if (told.consent !== undefined && told.consent.unknown > 0)
    steps.push({ kind: 'ask-consent', share: told.consent.unknown / Math.max(1, told.size) });
  if (caveats.some(({ kind }) => kind === 'few' || kind === 'unsure' || kind === 'loose'))
    steps.push({ kind: 'try-first' });
  return steps;
}

function countConsent(
  consents: readonly Consent[],
  members: readonly number[],
): Record<Consent, number> {
  const count = { given: 0, refused: 0, unknown: 0 };
  for (const member of members) count[consents[member]]++;
  return count;
}

function countGroups(
  groups: readonly (RfmGroup | 'no-orders')[],
  members: readonly number[],
): SegmentProfile['rfm'] {
  const counts = new Map<RfmGroup | 'no-orders', number>();
  for (const member of members) counts.set(groups[member], (counts.get(groups[member]) ?? 0) + 1);
  return [...counts]
    .map(([group, customers]) => ({ group, customers }))
    .sort((a, b) => b.customers - a.customers || (a.group < b.group ? -1 : 1));
}

function worthOf({ numbers }: Prepared, name: string, sides: Uint8Array): Worth | undefined {
  const column = numbers.find((number) => number.name === name);
  if (column === undefined) return undefined;
  const own: number[] = [];
  const others: number[] = [];
  let [total, all] = [0, 0];
  column.values.forEach((value, customer) => {
    if (Number.isNaN(value)) return;
    all += value;
    if (sides[customer] === 1) {
      total += value;
      own.push(value);
    } else if (sides[customer] === 2) others.push(value);
  });
  if (own.length === 0) return undefined;
  return {
    column: name,
    total,
    share: all > 0 ? total / all : undefined,
    median: medianOf(own),
    elsewhere: medianOf(others),
  };
}

/** The column that is unknown of most. */
function mostUnknown(
  { numbers, dates, categories }: Prepared,
  members: readonly number[],
): { column: string; share: number } | undefined {
  const count = (isUnknown: (member: number) => boolean) =>
    members.reduce((sum, member) => sum + (isUnknown(member) ? 1 : 0), 0) /
    Math.max(1, members.length);
  return [
    ...[...numbers, ...dates].map(({ name, values }) => ({
      column: name,
      share: count((member) => Number.isNaN(values[member])),
    })),
    ...categories.map(({ name, codes }) => ({
      column: name,
      share: count((member) => codes[member] < 0),
    })),
  ].sort((a, b) => b.share - a.share || (a.column < b.column ? -1 : 1))[0];
}

function silentShare({ texts, textOf }: Prepared, members: readonly number[]): number {
  if (texts.length === 0) return 0;
  return (
    members.reduce((sum, member) => sum + (textOf[member] < 0 ? 1 : 0), 0) /
    Math.max(1, members.length)
  );
}

function medianOf(values: number[]): number {
  if (values.length === 0) return Number.NaN;
  values.sort((a, b) => a - b);
  const at = (values.length - 1) / 2;
  return (values[Math.floor(at)] + values[Math.ceil(at)]) / 2;
}
