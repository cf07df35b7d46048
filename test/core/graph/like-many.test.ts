import { expect, it } from 'vitest';
import { findLikeMany } from '../../../src/core/graph/like-many';
import { usualDistance } from '../../../src/core/graph/look-alikes';
import { findNeighbours } from '../../../src/core/graph/neighbours';
import { drain } from '../../../src/core/steps';
import { matrixOf } from '../../fixtures/matrices';

// Two crowds on a line; of the left one the first three are those whose like are sought.
const line = matrixOf([[0], [1], [2], [3], [5], [50], [51], [52]]);
const graph = drain(findNeighbours(line, 3));
const inside = Uint8Array.of(1, 1, 1, 0, 0, 0, 0, 0);

it('finds who has most of them beside it, the nearest first, and nobody else', () => {
  expect([...findLikeMany(graph, inside, 9, usualDistance(line))]).toEqual([3, 4]);
});

it('gives no more than asked for, and nobody for nobody', () => {
  expect([...findLikeMany(graph, inside, 1, usualDistance(line))]).toEqual([3]);
  expect([...findLikeMany(graph, new Uint8Array(8), 9, 1)]).toEqual([]);
});
