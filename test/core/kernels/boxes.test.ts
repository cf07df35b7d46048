import { describe, expect, it } from 'vitest';
import { growTree, LEAF } from '../../../src/core/graph/box-tree';
import {
  type ComponentSearch,
  hasBoxes,
  openComponents,
  openNearest,
  openPlainComponents,
  openPlainNearest,
} from '../../../src/core/kernels/boxes';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { HARD_COLUMNS } from '../../fixtures/hard-columns';
import { fc } from '../../fixtures/properties';

const columns = fc.constantFrom(...Object.values(HARD_COLUMNS));
const shape = { rows: fc.integer({ min: 2, max: 300 }), seed: fc.integer() };

describe('the twins', () => {
  it('are two: this engine runs SIMD WebAssembly', () => {
    expect(hasBoxes()).toBe(true);
  });

  it('list the same neighbours at the same distances', () => {
    fc.assert(
      fc.property(columns, fc.record(shape), fc.integer({ min: 1, max: 40 }), (make, given, k) => {
        const tree = drain(growTree(make(given.rows, given.seed)));
        const wanted = Math.min(k, given.rows - 1);
        const [fast, plain] = [openNearest(tree, wanted), openPlainNearest(tree, wanted)];
        for (let from = 0; from < given.rows; from += LEAF) {
          const count = Math.min(LEAF, given.rows - from);
          const [a, b] = [fast.search(from, count), plain.search(from, count)];
          expect(a.others.subarray(0, count * wanted)).toEqual(
            b.others.subarray(0, count * wanted),
          );
          expect(a.squared.subarray(0, count * wanted)).toEqual(
            b.squared.subarray(0, count * wanted),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('offer each component edges that are as light, and are certain of as much', () => {
    fc.assert(
      fc.property(columns, fc.record(shape), fc.integer({ min: 1, max: 9 }), (make, given, k) => {
        const tree = drain(growTree(make(given.rows, given.seed)));
        const [fast, plain] = [openComponents(tree), openPlainComponents(tree)].map((search) => {
          scatter(search, k, given.seed);
          search.ask(0, given.rows);
          return search;
        });
        for (const name of ['bestReach', 'bestApart', 'leastReach', 'leastApart'] as const)
          expect(fast[name]).toEqual(plain[name]);
      }),
      { numRuns: 150 },
    );
  });
});

/** Puts places into k components at random, with core distances at random. */
function scatter(search: ComponentSearch, k: number, seed: number): void {
  const random = createRandom(seed);
  const { core, owner } = search;
  const rows = core.length;
  const first = new Int32Array(k).fill(-1);
  for (let place = 0; place < rows; place++) {
    const part = random.below(k);
    if (first[part] < 0) first[part] = place;
    owner[place] = first[part];
    core[place] = random.below(4) / 2;
  }
  search.nodeOwner.fill(-1);
  search.nodeCore.fill(0);
  search.leastReach.set(core);
  search.leastApart.fill(0);
  search.bestReach.fill(Infinity);
  search.bestApart.fill(Infinity);
}
