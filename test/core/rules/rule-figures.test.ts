import { expect, it } from 'vitest';
import { ruleFigures, wilsonShare } from '../../../src/core/rules/rule-figures';

// statsmodels 0.14: proportion_confint(count, nobs, method='wilson').
it.each([
  [10, 100, 0.05522854161313612, 0.1743656615421479],
  [1, 5, 0.03622410863308953, 0.6244654191774217],
  [87, 100, 0.79, 0.9224],
])('%i of %i lies between %f and %f', (count, of, low, high) => {
  const share = wilsonShare(count, of);
  expect(share.low).toBeCloseTo(low, 3);
  expect(share.high).toBeCloseTo(high, 3);
});

it('reaches the ends where all or none are', () => {
  expect(wilsonShare(0, 9).low).toBe(0);
  expect(wilsonShare(9, 9).high).toBe(1);
  expect(wilsonShare(0, 0)).toEqual({ share: 0, low: 0, high: 1 });
});

it('has precision, recall and their harmonic mean', () => {
  const { precision, recall, f1 } = ruleFigures(50, 40, 30);
  expect(precision.share).toBe(0.75);
  expect(recall.share).toBe(0.6);
  expect(f1).toBeCloseTo((2 * 0.75 * 0.6) / (0.75 + 0.6), 12);
  expect(ruleFigures(5, 0, 0).f1).toBe(0);
});
