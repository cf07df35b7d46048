import { describe, expect, it } from 'vitest';
import { type BoxTree, growTree, LEAF } from '../../../src/core/graph/box-tree';
import { drain } from '../../../src/core/steps';
import { HARD_COLUMNS } from '../../fixtures/hard-columns';
import { matrixOf } from '../../fixtures/matrices';

/** Every node with the leaves that it spans. */
function nodesOf(tree: BoxTree): { node: number; a: number; b: number }[] {
  const found: { node: number; a: number; b: number }[] = [];
  const go = (node: number, a: number, b: number): void => {
    found.push({ node, a, b });
    if (b - a === 1) return;
    const middle = (a + b) >> 1;
    go(node + 1, a, middle);
    go(node + 2 * (middle - a), middle, b);
  };
  go(0, 0, tree.leaves);
  return found;
}

describe('growTree', () => {
  it.each(Object.entries(HARD_COLUMNS))('%s: every row once, in boxes that fit', (_, make) => {
    for (const rows of [1, LEAF, LEAF + 1, 7 * LEAF - 5]) {
      const features = make(rows, 3);
      const tree = drain(growTree(features));
      expect([...tree.order].sort((p, q) => p - q)).toEqual([...tree.order.keys()]);
      const nodes = nodesOf(tree);
      expect(nodes.map(({ node }) => node)).toEqual([...nodes.keys()]);
      for (const { node, a, b } of nodes) {
        const members = [...tree.order.subarray(a * LEAF, Math.min(b * LEAF, rows))];
        expect(tree.leastRow[node]).toBe(Math.min(...members));
        for (let col = 0; col < features.cols; col++) {
          const values = members.map((row) => features.data[row * features.cols + col]);
          const at = node * 2 * tree.stride + col;
          expect([tree.boxes[at], tree.boxes[at + tree.stride]]).toEqual([
            Math.min(...values),
            Math.max(...values),
          ]);
        }
      }
      tree.order.forEach((row, place) => {
        for (let col = 0; col < features.cols; col++)
          expect(
            tree.blocks[(Math.floor(place / LEAF) * features.cols + col) * LEAF + (place % LEAF)],
          ).toBe(features.data[row * features.cols + col]);
      });
    }
  });

  it('parts a line in the middle, the lower half first', () => {
    const line = matrixOf(Array.from({ length: 4 * LEAF }, (_, i) => [(i * 37) % (4 * LEAF), 5]));
    const tree = drain(growTree(line));
    const highest = (node: number) => tree.boxes[node * 2 * tree.stride + tree.stride];
    expect([0, 1, 2, 3, 4, 5, 6].map(highest)).toEqual([127, 63, 31, 63, 127, 95, 127]);
  });
});
