import type { OpenCrowds } from '../../study/open-tree';

/**
 * The segment that each chosen crowd is: the one that most of its customers are in.
 *
 * @param labels of the rows of the file.
 * @returns by cluster of the condensed tree; only chosen ones.
 */
export function labelsOfCrowds(
  { icicles, chosen, clusters }: OpenCrowds,
  labels: Int32Array,
): ReadonlyMap<number, number> {
  const holder = new Map(Array.from(chosen, (cluster) => [cluster, cluster]));
  for (const { cluster, parent } of icicles) {
    const held = holder.get(parent);
    if (!holder.has(cluster) && held !== undefined) holder.set(cluster, held);
  }
  const counts = new Map<number, Map<number, number>>();
  clusters.forEach((cluster, row) => {
    const held = holder.get(cluster);
    if (held === undefined || labels[row] < 0) return;
    const count = counts.get(held) ?? new Map<number, number>();
    count.set(labels[row], (count.get(labels[row]) ?? 0) + 1);
    counts.set(held, count);
  });
  return new Map(
    [...counts].map(([cluster, count]) => {
      const [[label]] = [...count].sort(([p, m], [q, n]) => n - m || p - q);
      return [cluster, label] as const;
    }),
  );
}
