import type { ToldThemes } from '../../study/tell-themes';

/** A theme, or themes that are alike under one heading. */
export interface TreeNode {
  /** Of the merge tree: themes first, then branches. */
  readonly node: number;
  /** Undefined for a branch. */
  readonly theme: number | undefined;
  readonly name: string;
  /** Themes below, one for a theme. */
  readonly themes: number;
  readonly children: readonly TreeNode[];
}

/**
 * The tree of themes for reading: of the joins only those are headings that are clearly higher than the last
 * heading below them, so that a chain of joins at nearly the same height is one list.
 *
 * @returns the highest groups; empty for fewer than two themes.
 */
export function treeOfThemes({ themes, branches }: ToldThemes): readonly TreeNode[] {
  const count = themes.length;
  if (count < 2) return [];
  const made: TreeNode[] = themes.map(({ name }, theme) => ({
    node: theme,
    theme,
    name,
    themes: 1,
    children: [],
  }));
  const heights = new Float64Array(count + branches.length);
  branches.forEach(({ a, b, height, name }, at) => {
    const node = count + at;
    heights[node] = height;
    const children = [a, b].flatMap((child): readonly TreeNode[] => {
      const { children: below } = made[child];
      return below.length > 0 && heights[child] > FLAT * height ? below : [made[child]];
    });
    made.push({
      node,
      theme: undefined,
      name,
      themes: made[a].themes + made[b].themes,
      children,
    });
  });
  return made[made.length - 1].children;
}

/** Joins nearer in height than this share are one heading. */
const FLAT = 0.85;
