import { beforeAll, describe, expect, it } from 'vitest';
import { findNeighbours, type Graph } from '../../../src/core/graph/neighbours';
import { chooseLandmarks, type Landmarks } from '../../../src/core/project/landmarks';
import { layoutRows } from '../../../src/core/project/layout-rows';
import { findPrincipal, projectRows } from '../../../src/core/project/pca';
import { layoutGraph } from '../../../src/core/project/umap';
import { drain } from '../../../src/core/steps';
import { blobs, graphOf, matrixOf, trustworthiness } from '../../fixtures/matrices';

const { features, truth } = blobs([600, 500, 400, 300, 200], 6, 4, 1);
const start = projectRows(features, drain(findPrincipal(features, 2, 1))).data;
const graph = drain(findNeighbours(features, 15));
const landmarks = drain(chooseLandmarks(features, graph, 300, 7));

/** How many rows have their nearest in the plane among their like. */
function alike(layout: Float32Array): number {
  const near = drain(findNeighbours({ rows: truth.length, cols: 2, data: layout }, 1));
  return near.indices.reduce((sum, other, row) => sum + Number(truth[other] === truth[row]), 0);
}

describe('chooseLandmarks', () => {
  it('draws different rows, the same for the same seed', () => {
    expect(new Set(landmarks.chosen).size).toBe(300);
    expect([...landmarks.chosen]).toEqual([...landmarks.chosen].sort((a, b) => a - b));
    expect(drain(chooseLandmarks(features, graph, 300, 7))).toEqual(landmarks);
    expect(drain(chooseLandmarks(features, graph, 300, 8)).chosen).not.toEqual(landmarks.chosen);
    landmarks.chosen.forEach((row, i) =>
      expect([...landmarks.few.data.subarray(i * 6, i * 6 + 6)]).toEqual([
        ...features.data.subarray(row * 6, row * 6 + 6),
      ]),
    );
  });

  it('draws every row about equally often', () => {
    const ten = matrixOf(Array.from({ length: 10 }, (_, i) => [i, i]));
    const near = drain(findNeighbours(ten, 3));
    const counts = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 2000; seed++)
      for (const row of drain(chooseLandmarks(ten, near, 3, seed)).chosen) counts[row]++;
    for (const count of counts) expect(Math.abs(count - 600)).toBeLessThan(100);
  });

  it('gives one of every crowd that knows only itself the nearest landmark', () => {
    // Four crowds of five; each row's two neighbours are in its own crowd.
    const rows = Array.from({ length: 20 }, (_, i) => [Math.floor(i / 5) * 100 + (i % 5)]);
    const crowds = matrixOf(rows);
    const near = drain(findNeighbours(crowds, 2));
    const { chosen, anchors } = drain(chooseLandmarks(crowds, near, 1, 1));
    const crowd = (row: number) => Math.floor(row / 5);
    const held = [...anchors].flatMap((place, row) => (place < 0 ? [] : [row]));
    expect(held.map((row) => anchors[row])).toEqual(held.map(() => 0));
    for (let one = 0; one < 4; one++)
      expect(held.some((row) => crowd(row) === one)).toBe(one !== crowd(chosen[0]));
  });
});

describe('layoutRows', () => {
  const seen: Float32Array[] = [];
  let layout: Float32Array;
  beforeAll(() => {
    const input = { graph, start, landmarks, seed: 1 };
    layout = drain(layoutRows(input, (xy) => seen.push(xy.slice())));
  });

  it('is the whole layout without landmarks', () => {
    expect(drain(layoutRows({ graph, start, seed: 1 }))).toEqual(
      drain(layoutGraph(graph, { seed: 1, start })),
    );
  });

  it('keeps neighbours nearly as well as the whole layout', () => {
    const whole = drain(layoutGraph(graph, { seed: 1, start }));
    const [ours, theirs] = [layout, whole].map((xy) => trustworthiness(features, xy, 15));
    expect(ours).toBeGreaterThan(theirs - 0.01);
    expect(alike(layout)).toBeGreaterThan(0.99 * alike(whole));
  });

  it('is the same each time, finite, and centred', () => {
    expect(drain(layoutRows({ graph, start, landmarks, seed: 1 }))).toEqual(layout);
    expect(layout.every((place) => Number.isFinite(place))).toBe(true);
    for (const axis of [0, 1]) {
      const mean = layout.filter((_, i) => i % 2 === axis).reduce((sum, x) => sum + x, 0) / 2000;
      expect(Math.abs(mean)).toBeLessThan(1e-3);
    }
  });

  it('shows landmarks first, then everyone', () => {
    const placed = seen.map((xy) => xy.filter((place) => !Number.isNaN(place)).length / 2);
    expect(placed[0]).toBe(300);
    expect(placed.at(-1)).toBe(2000);
    expect(placed).toEqual([...placed].sort((a, b) => a - b));
    for (const row of landmarks.chosen) expect(seen[0][row * 2]).not.toBeNaN();
  });

  it('gives a place to rows that know a landmark by others only, or by their anchor only', () => {
    // 1 and 2 lead to landmark 0; 3 and 4 know only each other, and 3 is held by landmark 5.
    const lists: Graph = graphOf([[1], [0], [1], [4], [3], [0]]);
    const marks: Landmarks = {
      chosen: Int32Array.of(0, 5),
      few: matrixOf([[0], [9]]),
      anchors: Int32Array.of(-1, -1, -1, 1, -1, -1),
    };
    const input = { graph: lists, start: new Float32Array(12), landmarks: marks, seed: 3 };
    const found = drain(layoutRows(input));
    expect(found).toHaveLength(12);
    expect(found.every((place) => Number.isFinite(place))).toBe(true);
  });
});
