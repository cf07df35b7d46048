import { type Correction, MOST_PARTS, VOTERS } from './correction';

/** Characters of a name. */
const LONGEST = 200;

type Check = (value: unknown) => boolean;
type Known = Readonly<Record<string, Check>>;

const isKey: Check = (value) => typeof value === 'string' && /^[ir][0-9a-f]{20}$/.test(value);
const isName: Check = (value) => typeof value === 'string' && value.length <= LONGEST;
const isList =
  (check: Check, least: number, most = Infinity): Check =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(check);
const isWhole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const isSegment: Check = (value) =>
  hasKeys(value, { typical: isList(isKey, 1, VOTERS), called: isName });
const keys = isList(isKey, 1);
const pair = isList(isKey, 2, 2);

const KINDS: Readonly<Record<Correction['kind'], Known>> = {
  merge: { segments: isList(isSegment, 2) },
  split: {
    segment: isSegment,
    into: isWhole(2, MOST_PARTS),
    seed: isWhole(0, Number.MAX_SAFE_INTEGER),
  },
  move: {
    customers: keys,
    to: (value) => value === 'new' || isSegment(value),
    from: optional(isSegment),
    learn: optional((value) => value === true),
  },
  rename: { segment: isSegment, name: isName },
  lock: { segment: isSegment, customers: keys, on: isName },
  apart: { segments: isList(isSegment, 2, 2) },
  same: { customers: pair },
  different: { customers: pair },
};

function hasKeys(value: unknown, known: Known): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const found = value as Readonly<Record<string, unknown>>;
  return (
    Object.keys(found).every((key) => Object.hasOwn(known, key)) &&
    Object.entries(known).every(([key, check]) =>
      check(Object.hasOwn(found, key) ? found[key] : undefined),
    )
  );
}

/** The place of the first entry of a list that is no correction; -1 where all are. */
export function findBadCorrection(found: readonly unknown[]): number {
  return found.findIndex((entry) => {
    if (typeof entry !== 'object' || entry === null) return true;
    const { kind, ...rest } = entry as Readonly<Record<string, unknown>>;
    if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) return true;
    return !hasKeys(rest, KINDS[kind as Correction['kind']]);
  });
}
