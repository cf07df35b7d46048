import { hashPlain } from '../hash';

/** What names a customer in this file and in the next one: made by `keyCustomers`. */
export type CustomerKey = string;

/** Typical customers that a segment is known by, at most. */
export const VOTERS = 7;
/** Segments that one is parted into, at most. */
export const MOST_PARTS = 12;

/** A segment, by customers who are typical of it: it is wherever most of them are. */
export interface SegmentRef {
  /** At least 1, at most VOTERS. */
  readonly typical: readonly CustomerKey[];
  /** Its name when the correction was made, to tell of it. */
  readonly called: string;
}

/** Two segments or more become one. */
export interface Merge {
  readonly kind: 'merge';
  readonly segments: readonly SegmentRef[];
}

/** One segment becomes several. */
export interface Split {
  readonly kind: 'split';
  readonly segment: SegmentRef;
  /** 2 to MOST_PARTS. */
  readonly into: number;
  readonly seed: number;
}

/** Customers go to a segment, or found a new one. */
export interface Move {
  readonly kind: 'move';
  readonly customers: readonly CustomerKey[];
  readonly to: SegmentRef | 'new';
  /** Where most of them were; absent where they were in none. */
  readonly from?: SegmentRef;
  /** Whether the measure of likeness learns from it. */
  readonly learn?: true;
}

/** A segment has a name of the person's; '' stands for the plain one. */
export interface Rename {
  readonly kind: 'rename';
  readonly segment: SegmentRef;
  readonly name: string;
}

/** A segment keeps its customers, whatever others are grouped into. */
export interface Lock {
  readonly kind: 'lock';
  readonly segment: SegmentRef;
  readonly customers: readonly CustomerKey[];
  /** The grouping that it was found in: there nothing else has to give way. */
  readonly on: string;
}

/** Two segments stay two. */
export interface Apart {
  readonly kind: 'apart';
  readonly segments: readonly [SegmentRef, SegmentRef];
}

/** Two customers who belong together, or do not; the measure of likeness learns from it. */
export interface Example {
  readonly kind: 'same' | 'different';
  readonly customers: readonly [CustomerKey, CustomerKey];
}

/** Something that a person has set right about the segments; a list of them is replayed in order. */
export type Correction = Merge | Split | Move | Rename | Lock | Apart | Example;

/**
 * What became of a correction: it was carried out; there was nothing to do, since it is so already or
 * a locked segment holds it; or it could not be carried out, because too few of its customers are in
 * the file (`absent`), they are in several segments by now (`scattered`), they are all alike
 * (`alike`), or other corrections ask for the contrary (`contrary`).
 */
export type CorrectionState =
  | {
      readonly did: 'applied';
      /** Customers that it concerns. */
      readonly customers: number;
      /** Customers that it names and the file lacks. */
      readonly missing: number;
    }
  | { readonly did: 'nothing'; readonly why: 'already' | 'locked' }
  | { readonly did: 'refused'; readonly why: 'absent' | 'scattered' | 'alike' | 'contrary' };

/** Corrections that change who is in which segment; names are read off afterwards. */
export function shapingOf(corrections: readonly Correction[] = []): Exclude<Correction, Rename>[] {
  return corrections.filter((correction) => correction.kind !== 'rename');
}

/** Corrections that the measure of likeness learns from. */
export function lessonsOf(corrections: readonly Correction[] = []): (Example | Move)[] {
  return corrections.filter(
    (correction): correction is Example | Move =>
      correction.kind === 'same' ||
      correction.kind === 'different' ||
      (correction.kind === 'move' && correction.learn === true),
  );
}

/** Locks that were made in another grouping than this: their customers are set aside in it. */
export function locksAside(corrections: readonly Correction[] = [], grouping: string): Lock[] {
  return corrections.filter(
    (correction): correction is Lock => correction.kind === 'lock' && correction.on !== grouping,
  );
}

/** Corrections as far as they decide a result: without what they are called. */
export function decisive(corrections: readonly Correction[]): string {
  return hashPlain(corrections.map(plainCorrection));
}

function plainCorrection(correction: Correction): unknown {
  const bare = ({ typical }: SegmentRef) => typical;
  switch (correction.kind) {
    case 'merge':
    case 'apart':
      return [correction.kind, correction.segments.map(bare)];
    case 'split':
      return ['split', bare(correction.segment), correction.into, correction.seed];
    case 'move': {
      const { customers, to, from, learn } = correction;
      return ['move', customers, to === 'new' ? to : bare(to), from && bare(from), learn];
    }
    case 'rename':
      return ['rename', bare(correction.segment), correction.name];
    case 'lock':
      return ['lock', correction.customers];
    default:
      return [correction.kind, [...correction.customers].sort()];
  }
}
