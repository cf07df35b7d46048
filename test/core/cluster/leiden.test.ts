import { describe, expect, it } from 'vitest';
import { leiden, modularity } from '../../../src/core/cluster/leiden';
import { tieRows, type WeightedGraph } from '../../../src/core/graph/weighted-graph';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import golden from '../../golden/leiden.json';
import { partsAlike } from '../../fixtures/matrices';

function graphOf(rows: number, edges: readonly (readonly number[])[]): WeightedGraph {
  const column = (at: number) => edges.map((edge) => edge[at]);
  return tieRows(rows, column(0), column(1), column(2));
}

describe('tieRows', () => {
  it('has every tie at both ends, several as one, loops apart', () => {
    const graph = graphOf(3, [
      [0, 1, 2],
      [1, 0, 3],
      [2, 1, 1],
      [2, 2, 4],
    ]);
    expect([...graph.offsets]).toEqual([0, 1, 3, 4]);
    expect([...graph.targets]).toEqual([1, 0, 2, 1]);
    expect([...graph.weights]).toEqual([5, 5, 1, 1]);
    expect([...graph.loops]).toEqual([0, 0, 4]);
  });
});

describe('modularity', () => {
  // Two triangles with a bridge: 7 ties, each community 3 inside and a strength of 7 of 14.
  const bells = graphOf(6, [
    [0, 1, 1],
    [1, 2, 1],
    [0, 2, 1],
    [3, 4, 1],
    [4, 5, 1],
    [3, 5, 1],
    [2, 3, 1],
  ]);

  it('is the share of ties inside less that of chance', () => {
    expect(modularity(bells, Int32Array.of(0, 0, 0, 1, 1, 1))).toBeCloseTo(6 / 7 - 1 / 2, 12);
    expect(modularity(bells, Int32Array.of(0, 0, 0, 1, 1, 1), 2)).toBeCloseTo(6 / 7 - 1, 12);
    expect(modularity(bells, new Int32Array(6))).toBeCloseTo(0, 12);
  });

  it('is greatest for the triangles', () => {
    const found = drain(leiden(bells, { seed: 1 }));
    expect([...found.labels]).toEqual([0, 0, 0, 1, 1, 1]);
    expect(found.quality).toBeCloseTo(6 / 7 - 1 / 2, 12);
  });

  it('is 0 without ties, where each row stays alone', () => {
    const found = drain(leiden(graphOf(3, []), { seed: 1 }));
    expect(found).toMatchObject({ k: 3, quality: 0 });
  });
});

describe.each(golden.cases)('$name at resolution $resolution', (example) => {
  const { name, rows, resolution } = example;
  const graph = graphOf(rows, golden.graphs[name as keyof typeof golden.graphs]);

  it('measures the communities of leidenalg as leidenalg does', () => {
    const labels = Int32Array.from(example.labels);
    expect(modularity(graph, labels, resolution)).toBeCloseTo(example.quality, 9);
  });

  it('finds some as good as the best of twenty runs of leidenalg', () => {
    const best = Math.max(
      ...Array.from(
        { length: 20 },
        (_, seed) => drain(leiden(graph, { seed, resolution })).quality,
      ),
    );
    expect(best).toBeGreaterThan(example.quality * 0.99);
  });
});

describe('leiden', () => {
  const at = (name: keyof typeof golden.graphs, resolution: number) =>
    golden.cases.find((one) => one.name === name && one.resolution === resolution);

  it('finds planted groups exactly', () => {
    const planted = at('planted, clear', 1);
    const graph = graphOf(120, golden.graphs['planted, clear']);
    const found = drain(leiden(graph, { seed: 3 }));
    expect(found.k).toBe(6);
    expect(partsAlike(found.labels, Int32Array.from(planted?.labels ?? []))).toBe(true);
  });

  it('gives the same communities for the same seed', () => {
    const graph = graphOf(120, golden.graphs['planted, faint']);
    const [a, b] = [1, 1].map((seed) => drain(leiden(graph, { seed })));
    expect(a).toEqual(b);
  });

  it('never has a community that falls apart', () => {
    const random = createRandom(11);
    for (let trial = 0; trial < 40; trial++) {
      const rows = 60;
      const edges = Array.from({ length: 90 }, () => [
        random.below(rows),
        random.below(rows),
        1 + random.below(3),
      ]);
      const graph = graphOf(rows, edges);
      const { labels } = drain(leiden(graph, { seed: trial, resolution: 0.5 }));
      expect(countPieces(graph, labels)).toBe(new Set(labels).size);
    }
  });
});

/** Connected pieces when only ties inside communities are kept. */
function countPieces({ rows, offsets, targets }: WeightedGraph, labels: Int32Array): number {
  const seen = new Uint8Array(rows);
  let pieces = 0;
  for (let first = 0; first < rows; first++) {
    if (seen[first] === 1) continue;
    pieces++;
    const open = [first];
    seen[first] = 1;
    for (let row = open.pop(); row !== undefined; row = open.pop())
      for (let e = offsets[row]; e < offsets[row + 1]; e++)
        if (seen[targets[e]] === 0 && labels[targets[e]] === labels[row]) {
          seen[targets[e]] = 1;
          open.push(targets[e]);
        }
  }
  return pieces;
}
