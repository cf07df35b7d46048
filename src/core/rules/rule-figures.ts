/** A share with what it is made of, and where it may well lie. */
export interface Share {
  readonly share: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

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

/**
 * A share and its 95 % interval.
 *
 * @param of 0: the share is 0 and may be anything.
 * @see Wilson 1927, doi:10.1080/01621459.1927.10502953
 */
export function wilsonShare(count: number, of: number): Share {
  if (of === 0) return { share: 0, low: 0, high: 1 };
  const share = count / of;
  const square = Z * Z;
  const middle = (share + square / (2 * of)) / (1 + square / of);
  const half =
    (Z / (1 + square / of)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  return {
    share,
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === of ? 1 : Math.min(1, middle + half),
  };
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
