import { expect, it } from 'vitest';
import { drain, rescale, type Steps, waitFor } from '../../src/core/steps';

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

it('waits for what is worked out elsewhere, as part of a longer work', async () => {
  const steps = rescale(waitFor(Promise.resolve('found'), 1, 2), 3, 5);
  const { value } = steps.next();
  expect(value).toMatchObject({ done: 3.5, total: 5 });
  await (value as { until?: Promise<void> }).until;
  expect(steps.next()).toEqual({ done: true, value: 'found' });
});

it('throws within the work what was thrown elsewhere', async () => {
  function* careful(): Steps<string> {
    try {
      return yield* waitFor(Promise.reject(new Error('lost')));
    } catch (error) {
      return `had ${(error as Error).message}`;
    }
  }
  const steps = careful();
  await (steps.next().value as { until?: Promise<void> }).until;
  expect(steps.next()).toEqual({ done: true, value: 'had lost' });
});

it('does not go on unless it was waited for', () => {
  expect(() => drain(waitFor(Promise.resolve(1)))).toThrow('nobody waits');
  const steps = waitFor(Promise.resolve(1));
  steps.next();
  expect(() => steps.next()).toThrow('not waited for');
});
