import type { Branch } from '../../core/draw/dendrogram';
import type { LevelsWords } from '../../words/levels-en';

/** What a branch is of the segments that are shown. */
export interface NamedBranch {
  readonly name: string;
  readonly described: string;
  /** The segment that it is, or the one that it is a part of; undefined for a join. */
  readonly label: number | undefined;
  /** Whether it is that segment, and not a part of it. */
  readonly whole: boolean;
}

/**
 * Names every branch by the segments that are in it.
 *
 * @param branches by id, parts before joins.
 * @param parts of the rows of the file, -1 for none.
 * @param labels of the same rows.
 */
export function nameBranches(
  branches: readonly Branch[],
  parts: Int32Array,
  labels: Int32Array,
  names: readonly string[],
  words: LevelsWords,
): NamedBranch[] {
  const k = names.length;
  const sizes = new Float64Array(k);
  const counts = branches.map(() => new Float64Array(k));
  labels.forEach((label, row) => {
    if (label < 0 || label >= k) return;
    sizes[label]++;
    if (parts[row] >= 0) counts[parts[row]][label]++;
  });
  return branches.map(({ id, joins, size, parent }) => {
    for (const join of joins)
      for (let label = 0; label < k; label++) counts[id][label] += counts[join][label];
    const own = counts[id];
    const inside = Array.from(sizes.keys()).filter((label) => own[label] * 2 > sizes[label]);
    inside.sort((a, b) => own[b] - own[a] || a - b);
    let most = 0;
    for (let label = 1; label < k; label++) if (own[label] > own[most]) most = label;
    if (inside.length < 2) {
      const label = inside[0] ?? most;
      const whole = inside.length === 1 && own[label] === sizes[label] && own[label] === size;
      const name = names[label] ?? '';
      const told = words.tree[whole ? 'segment' : 'part'];
      return { name, described: told(name, size), label, whole };
    }
    const name = words.group(names[inside[0]], names[inside[1]], inside.length - 2);
    const described =
      parent < 0 ? words.tree.everyone(size) : words.tree.join(inside.length, name, size);
    return { name, described, label: undefined, whole: false };
  });
}

/** The rows whose part is in a branch. */
export function rowsOfBranch(
  branches: readonly Branch[],
  id: number,
  parts: Int32Array,
): Int32Array {
  const inside = new Uint8Array(branches.length);
  inside[id] = 1;
  for (let at = id; at >= 0; at--)
    if (inside[at] === 1) for (const join of branches[at].joins) inside[join] = 1;
  const rows: number[] = [];
  parts.forEach((part, row) => {
    if (part >= 0 && inside[part] === 1) rows.push(row);
  });
  return Int32Array.from(rows);
}
