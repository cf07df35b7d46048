import v8 from 'node:v8';
import { describe, expect, it } from 'vitest';
import { assignToNearest } from '../../../src/core/cluster/assign-to-nearest';
import { kmeans } from '../../../src/core/cluster/kmeans';
import { createArena } from '../../../src/core/kernels/dots';
import { createNearArena, type NearCentres } from '../../../src/core/kernels/near-centres';
import { RELAXED_NEAR_BYTES } from '../../../src/core/kernels/near-bytes';
import { canRun } from '../../../src/core/kernels/wasm';
import { takeRows } from '../../../src/core/matrix';
import { drain } from '../../../src/core/steps';
import { blobs } from '../../fixtures/matrices';

// Node 20 has relaxed SIMD behind a flag, later ones as a matter of course.
if (!canRun(RELAXED_NEAR_BYTES)) v8.setFlagsFromString('--experimental-wasm-relaxed-simd');

const { features } = blobs([60, 50, 40, 30, 20], 70, 6, 3);
const centres = takeRows(features, [0, 20, 70, 120, 160, 190, 199]);

/** Padded to a multiple of 4 floats. */
const padded = Float32Array.from({ length: centres.rows * 72 }, (_, at) =>
  at % 72 < 70 ? centres.data[Math.floor(at / 72) * 70 + (at % 72)] : 0,
);

function openNear(relaxed?: boolean): NearCentres | undefined {
  const arena = createNearArena(relaxed);
  const points = arena.place(features);
  return arena.openNear?.(points, features, 8, 3);
}

describe('NearCentres', () => {
  it.each([
    ['rows in order', Array.from({ length: 150 }, (_, i) => i + 3)],
    ['rows here and there', Array.from({ length: 60 }, (_, i) => 3 * i)],
  ])('lists the nearest, both ways the same, with the products of the arena: %s', (_, asking) => {
    const arena = createArena();
    const [a, b] = [arena.place(features), arena.place(centres)];
    const out = arena.reserve(features.rows, centres.rows);
    arena.dots(a, 0, features.rows, b, 0, centres.rows, out);
    const products = arena.view(out);
    const found = [false, true].map((relaxed) => {
      const near = openNear(relaxed);
      if (near === undefined) throw new Error('no SIMD here');
      near.place(padded, centres.rows);
      near.ask(asking);
      asking.forEach((row, i) => {
        const squared = Array.from({ length: centres.rows }, (_, c) =>
          centres.data
            .subarray(c * 70, (c + 1) * 70)
            .reduce((sum, x, col) => sum + (x - features.data[row * 70 + col]) ** 2, 0),
        );
        for (let at = 3 * i; at < 3 * i + 3; at++) {
          const own = squared[near.who[at]];
          expect(Math.abs(near.squared[at] - own)).toBeLessThan(near.doubtOf(row));
          expect(near.dots[at]).toBe(products[row * out.stride + near.who[at]]);
        }
        const last = near.squared[3 * i + 2] - near.doubtOf(row);
        const listed = [...near.who.subarray(3 * i, 3 * i + 3)];
        squared.forEach((distance, c) => {
          if (!listed.includes(c)) expect(distance).toBeGreaterThan(last);
        });
      });
      return [[...near.who], [...near.squared], [...near.dots]];
    });
    expect(found[0]).toEqual(found[1]);
  });

  it('lists nobody beyond a limit', () => {
    const near = openNear();
    near?.place(padded, centres.rows);
    near?.ask([0, 20], Float32Array.of(1e-3 + (near?.doubtOf(0) ?? 0), 0));
    expect([...(near?.who.subarray(0, 6) ?? [])]).toEqual([0, -1, -1, -1, -1, -1]);
  });

  it('gives the same products of those that a row lists already', () => {
    const near = openNear();
    near?.place(padded, centres.rows);
    const lists = Int32Array.from({ length: features.rows * 3 }, (_, i) => (i * 5) % centres.rows);
    near?.askListed([4, 20], lists);
    const arena = createArena();
    const [a, b] = [arena.place(features), arena.place(centres)];
    const out = arena.reserve(features.rows, centres.rows);
    const dots = arena.view(out);
    arena.dots(a, 0, features.rows, b, 0, centres.rows, out);
    for (const [i, row] of [4, 20].entries())
      for (let at = 0; at < 3; at++) {
        const other = lists[row * 3 + at];
        expect(near?.who[i * 3 + at]).toBe(other);
        expect(near?.dots[i * 3 + at]).toBe(dots[row * out.stride + other]);
      }
  });
});

describe('k-means of wide rows', () => {
  it('leaves every row at the centre that is nearest in floats', () => {
    const { features: many } = blobs(
      Array.from({ length: 20 }, (_, i) => 20 + i),
      64,
      9,
      1,
    );
    const found = drain(kmeans(many, { k: 20, seed: 5, starts: 2 }));
    expect([...assignToNearest(many, found.centres)]).toEqual([...found.labels]);
  });
});
