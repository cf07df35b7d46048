import type { Steps } from '../steps';
import {
  cellsByCount,
  type CountedColumn,
  countRows,
  eachItem,
  type Examined,
  type Level,
} from './counted-column';
import { matchBooleans } from './booleans';
import { findLevels } from './examine-cells';
import type { Finding } from './finding';
import { topBars } from './plots';

export interface LevelProfile {
  readonly kind: 'category';
  /** The most frequent levels as they are read (trimmed), up to ten. */
  readonly top: readonly { readonly level: string; readonly count: number }[];
  /** Levels in fewer rows than one in two hundred. */
  readonly rare: number;
  /** Cells that mean the same: which to keep, and which to read as it. */
  readonly merges: readonly Merge[];
}

export interface Merge {
  readonly keep: string;
  readonly others: readonly string[];
}

const RARE = 0.005;
const FEWEST_FOR_RARE = 50;

/** What stays of a level when case, spaces, width and accents are taken away. */
export function foldLevel(cell: string): string {
  return cell
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\s\u200b\ufeff]+/gu, '')
    .toLowerCase();
}

export function* examineLevels(counted: CountedColumn): Steps<Examined<LevelProfile>> {
  const { levels, filled } = counted;
  const families = new Map<string, Level[]>();
  const said = new Map<string, number>();
  const spaced: Level[] = [];
  yield* eachItem(levels, (level) => {
    const key = foldLevel(level.cell);
    const family = families.get(key);
    if (family === undefined) families.set(key, [level]);
    else family.push(level);
    const trimmed = level.cell.trim();
    said.set(trimmed, (said.get(trimmed) ?? 0) + level.count);
    if (trimmed !== level.cell) spaced.push(level);
  });
  const merges: Merge[] = [];
  const odd: Level[] = [];
  for (const family of families.values()) {
    if (family.length < 2) continue;
    const [keep, ...others] = [...family].sort(preferred);
    odd.push(...others);
    merges.push({ keep: keep.cell.trim(), others: others.map(({ cell }) => cell) });
  }
  const inFamily = new Set(odd);
  const onlySpaced = spaced.filter((level) => !inFamily.has(level));
  for (const { cell } of onlySpaced) {
    const known = merges.find(({ keep }) => keep === cell.trim());
    if (known === undefined) merges.push({ keep: cell.trim(), others: [cell] });
    else merges[merges.indexOf(known)] = { ...known, others: [...known.others, cell] };
  }
  const findings: Finding[] = [
    ...findLevels(counted, 'level-variants', 'check', odd, { different: merges.length }),
    ...findLevels(counted, 'edge-spaces', 'note', onlySpaced),
  ];
  const booleans = matchBooleans(
    levels.map(({ cell, count }) => ({ said: foldLevel(cell), cell, count })),
  );
  if (booleans !== undefined) {
    merges.splice(0, merges.length, ...booleans);
    const others = new Set(booleans.flatMap((merge) => merge.others));
    findings.push(
      ...findLevels(
        counted,
        'mixed-booleans',
        'check',
        levels.filter(({ cell }) => others.has(cell)),
        { different: families.size },
      ).map((found) => ({ ...found, cells: cellsByCount(levels) })),
    );
  }
  const limit = Math.max(1, RARE * filled);
  const rare =
    filled >= FEWEST_FOR_RARE && said.size > 2
      ? levels.filter((level) => countRows(families.get(foldLevel(level.cell)) ?? [level]) <= limit)
      : [];
  if (rare.length < levels.length)
    findings.push(...findLevels(counted, 'rare-levels', 'note', rare));
  const bars = topBars(said, 'level');
  return {
    profile: {
      kind: 'category',
      top: bars.bars.map(({ label, count }) => ({ level: label, count })),
      rare: rare.length,
      merges,
    },
    plot: bars,
    findings,
  };
}

/** The spelling to keep: the most frequent, without spaces at its ends, the earliest. */
function preferred(a: Level, b: Level): number {
  const spaces = ({ cell }: Level) => (cell === cell.trim() ? 0 : 1);
  return b.count - a.count || spaces(a) - spaces(b) || a.code - b.code;
}
