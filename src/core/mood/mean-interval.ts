/** A mean and the range that it lies in, with what is known, in 95 of 100 cases. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Of a normal distribution, so much lies within so many standard deviations. */
const WITHIN_95 = 1.96;

/** How many values, their sum and that of their squares. */
export interface Sums {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

export function sumsOf(values: Iterable<number>): Sums {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    count++;
    sum += value;
    squares += value * value;
  }
  return { count, sum, squares };
}

/** What is left of sums when a part of them is taken away. */
export const without = (all: Sums, part: Sums): Sums => ({
  count: all.count - part.count,
  sum: all.sum - part.sum,
  squares: all.squares - part.squares,
});

/**
 * The mean with its 95 % interval, by the normal approximation.
 *
 * @returns undefined of fewer than two values.
 */
export function meanInterval(sums: Sums): MeanInterval | undefined {
  if (sums.count < 2) return undefined;
  return around(sums.sum / sums.count, varianceOfMean(sums));
}

/**
 * The difference of two means with its 95 % interval; the two may vary differently (Welch 1947).
 *
 * @returns undefined where either has fewer than two values.
 */
export function differenceInterval(a: Sums, b: Sums): MeanInterval | undefined {
  if (a.count < 2 || b.count < 2) return undefined;
  return around(a.sum / a.count - b.sum / b.count, varianceOfMean(a) + varianceOfMean(b));
}

function varianceOfMean({ count, sum, squares }: Sums): number {
  return Math.max(0, squares - (sum * sum) / count) / (count - 1) / count;
}

function around(mean: number, variance: number): MeanInterval {
  const half = WITHIN_95 * Math.sqrt(variance);
  return { mean, low: mean - half, high: mean + half };
}
