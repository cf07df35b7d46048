import type { Steps } from '../steps';
import { type CountedColumn, eachItem, type Examined, type Level } from './counted-column';
import { findLevels } from './examine-cells';
import { createFinding, type Finding } from './finding';
import { binValues } from './plots';
import { quantile, weigh } from './weighted';

export interface TextProfile {
  readonly kind: 'text';
  /** Lengths in characters. */
  readonly shortest: number;
  readonly median: number;
  readonly longest: number;
  /** Rows whose text an earlier row has said already. */
  readonly repeats: number;
}

/** Fewer repeats are no wonder: people say "thank you". */
const MANY_REPEATS = 0.2;
/** So many texts of just the longest length were cut there, if it is no short one. */
const FEWEST_CUT = 3;
const CUT_SHARE = 0.01;
const CUT_LENGTH = 80;

export function* examineTexts(counted: CountedColumn): Steps<Examined<TextProfile>> {
  const { column, levels, filled } = counted;
  const lengths = new Float64Array(levels.length);
  const said = new Map<string, { count: number; level: Level }>();
  yield* eachItem(levels, (level, at) => {
    const text = level.cell.trim().replace(/\s+/gu, ' ');
    lengths[at] = countCharacters(text);
    const known = said.get(text);
    if (known === undefined) said.set(text, { count: level.count, level });
    else known.count += level.count;
  });
  const counts = Float64Array.from(levels, ({ count }) => count);
  const weighted = weigh(lengths, counts);
  const longest = weighted.values.at(-1) ?? 0;
  const repeats = filled - said.size;
  const findings: Finding[] = [];
  if (repeats > MANY_REPEATS * filled) {
    const often = [...said.values()]
      .filter(({ count }) => count > 1)
      .sort((a, b) => b.count - a.count)
      .slice(0, 3);
    findings.push(
      createFinding('repeated-texts', 'note', column.name, repeats, {
        cells: often.map(({ level }) => level.cell.trim()),
        figures: { share: repeats / filled, different: said.size, high: often[0].count },
      }),
    );
  }
  const cut = levels.filter((_, at) => lengths[at] === longest);
  if (longest >= CUT_LENGTH && cut.length >= FEWEST_CUT && cut.length >= CUT_SHARE * levels.length)
    findings.push(...findLevels(counted, 'cut-texts', 'check', cut, { high: longest }));
  const range = { low: 0, high: quantile(weighted, 0.99), log: false };
  return {
    profile: {
      kind: 'text',
      shortest: weighted.values[0] ?? 0,
      median: filled === 0 ? 0 : quantile(weighted, 0.5),
      longest,
      repeats,
    },
    plot: binValues(weighted, 'length', range),
    findings,
  };
}

/** Characters as people count them, but for accents and joined pictures. */
function countCharacters(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800) pairs++;
  return text.length - pairs;
}
