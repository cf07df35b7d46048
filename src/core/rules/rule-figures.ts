import { type BoundedShare, wilson } from '../segments/share-shifts';

/** A share with its 95 % interval. */
export type Share = BoundedShare;

/** How well a rule says who is in a segment. */
export interface RuleFigures {
  /** Customers of the segment. */
  readonly size: number;
  /** Customers who fit the rule. */
  readonly fitting: number;
  /** Customers of the segment who fit it. */
  readonly both: number;
  /** Of those who fit, how many are in the segment. */
  readonly precision: Share;
  /** Of the segment, how many fit. */
  readonly recall: Share;
  /** The harmonic mean of both. */
  readonly f1: number;
}

/** The 97.5 % point of the normal curve. */
const Z = 1.959963984540054;

/** A share and its 95 % interval: see `wilson`. */
export function wilsonShare(count: number, of: number): Share {
  return wilson(count, of, Z);
}

export function ruleFigures(size: number, fitting: number, both: number): RuleFigures {
  return {
    size,
    fitting,
    both,
    precision: wilsonShare(both, fitting),
    recall: wilsonShare(both, size),
    f1: f1Of(size, fitting, both),
  };
}

/** 0 where nobody is in both. */
export function f1Of(size: number, fitting: number, both: number): number {
  return both === 0 ? 0 : (2 * both) / (size + fitting);
}
