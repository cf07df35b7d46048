import type { CondensedTree } from '../cluster/condensed-tree';

/** One crowd of the condensed tree, as it is drawn. */
export interface Icicle {
  /** Of the tree. */
  readonly cluster: number;
  readonly parent: number;
  /** The middle of its width, 0 to 1. */
  readonly middle: number;
  /** Customers when it begins. */
  readonly size: number;
  /** Where it begins and ends, 0 (everyone) to 1 (the densest place). */
  readonly from: number;
  readonly to: number;
  /** Pairs of height and width, both 0 to 1, from its beginning to its end: customers leave. */
  readonly outline: readonly (readonly [number, number])[];
}

/** Heights at which the width of a crowd is told. */
const STEPS = 20;

/**
 * The condensed tree as crowds under each other: widths are shares of the customers, heights are
 * densities, by their logarithm, from the first customer that leaves to the densest end.
 *
 * @returns one per cluster of the tree, parents before children.
 */
export function layOutIcicles({ clusters, rowCluster, rowDensity }: CondensedTree): Icicle[] {
  const rows = rowCluster.length;
  if (clusters.length === 0 || rows === 0) return [];
  const leaving: number[][] = clusters.map(() => []);
  rowCluster.forEach((cluster, row) => leaving[cluster].push(rowDensity[row]));
  for (const densities of leaving) densities.sort((a, b) => a - b);
  const ends = clusters.map(({ death }) => death).filter((death) => death > 0);
  const most = Math.max(...ends);
  const least = Math.min(leaving[0][0] ?? most, ...ends);
  const span = Math.log(most / least);
  const heightOf = (density: number) =>
    density <= least || span === 0 ? 0 : Math.min(1, Math.log(density / least) / span);
  const middles = new Float64Array(clusters.length).fill(0.5);
  return clusters.map(({ parent, children, birth, death, size }, cluster) => {
    const below = children.reduce((sum, child) => sum + clusters[child].size, 0);
    let left = middles[cluster] - below / rows / 2;
    for (const child of children) {
      const width = clusters[child].size / rows;
      middles[child] = left + width / 2;
      left += width;
    }
    const from = heightOf(birth);
    const to = Math.max(from, heightOf(death));
    const own = leaving[cluster];
    let gone = 0;
    const outline = Array.from({ length: STEPS + 1 }, (_, i) => {
      const height = from + ((to - from) * i) / STEPS;
      while (gone < own.length && heightOf(own[gone]) < height) gone++;
      return [height, (size - gone) / rows] as const;
    });
    return { cluster, parent, middle: middles[cluster], size, from, to, outline };
  });
}
