import { expect, it } from 'vitest';
import { findConfidence } from '../../../src/core/segments/confidence';
import { graphOf } from '../../fixtures/matrices';

it('is the share of neighbours in the same segment, oneself included', () => {
  const graph = graphOf([
    [1, 2, 3],
    [0, 2, 3],
    [0, 1, 4],
    [4, 0, 1],
    [3, 0, 1],
  ]);
  const found = findConfidence(graph, Int32Array.of(0, 0, 0, 1, -1));
  expect([...found]).toEqual([3 / 4, 3 / 4, 3 / 4, 1 / 4, 0]);
});

it('is 1 where everyone stands together', () => {
  expect([...findConfidence(graphOf([[1], [0]]), Int32Array.of(0, 0))]).toEqual([1, 1]);
});
