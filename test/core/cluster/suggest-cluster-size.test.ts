import { describe, expect, it } from 'vitest';
import { clusterSpanning } from '../../../src/core/cluster/hdbscan';
import { spanRows } from '../../../src/core/cluster/mutual-reachability';
import { suggestClusterSize } from '../../../src/core/cluster/suggest-cluster-size';
import { drain } from '../../../src/core/steps';
import { blobs, matrixOf, partsAlike } from '../../fixtures/matrices';

describe('suggestClusterSize', () => {
  it('sums by hand how long the leaves of a line stay', () => {
    // Two groups of 3 and 4 rows, 1 apart inside: one split, of 3 against 4, both leaves from size 2
    // to 3, since inside nothing splits off but everyone at once.
    const rows = [0, 1, 2, 20, 21, 22, 23].map((value) => [value]);
    const { curve } = suggestClusterSize(drain(spanRows(matrixOf(rows), { minSamples: 1 })));
    expect(curve[0]).toEqual({ size: 2, lasting: 4 });
  });

  it.each([[[60, 50, 40]], [[90, 80, 70, 60, 50, 40, 30, 20]]])(
    'finds %j groups that stand apart',
    (sizes) => {
      const { features, truth } = blobs(sizes, 6, 7, 0.8);
      const spanning = drain(spanRows(features, { minSamples: 5 }));
      const { minClusterSize } = suggestClusterSize(spanning);
      const found = clusterSpanning(spanning, { minClusterSize });
      expect(found.k).toBe(sizes.length);
      const kept = [...found.labels.keys()].filter((row) => found.labels[row] >= 0);
      const at = (labels: Int32Array) => kept.map((row) => labels[row]);
      expect(partsAlike(at(found.labels), at(truth))).toBe(true);
    },
  );

  it('stays within its range for few rows', () => {
    for (const rows of [1, 2, 3, 10]) {
      const features = matrixOf(Array.from({ length: rows }, (_, i) => [i * i]));
      const { minClusterSize } = suggestClusterSize(drain(spanRows(features, { minSamples: 2 })));
      expect(minClusterSize).toBeGreaterThanOrEqual(2);
      expect(minClusterSize).toBeLessThanOrEqual(Math.max(5, rows));
    }
  });
});
