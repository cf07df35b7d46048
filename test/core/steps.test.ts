import { expect, it } from 'vitest';
import { drain, rescale, type Steps } from '../../src/core/steps';

function* count(total: number): Steps<string> {
  for (let done = 1; done <= total; done++) yield { done, total };
  return `counted ${total}`;
}

it('drains to the value', () => {
  expect(drain(count(3))).toBe('counted 3');
  expect(drain(count(0))).toBe('counted 0');
});

it('shows work as one unit of a longer one', () => {
  const steps = rescale(count(2), 3, 5);
  expect(steps.next().value).toEqual({ done: 3.5, total: 5 });
  expect(steps.next().value).toEqual({ done: 4, total: 5 });
  expect(steps.next()).toEqual({ done: true, value: 'counted 2' });
});

it('does not divide by an empty total', () => {
  function* empty(): Steps<number> {
    yield { done: 0, total: 0 };
    return 1;
  }
  expect(rescale(empty(), 2, 4).next().value).toEqual({ done: 2, total: 4 });
});
