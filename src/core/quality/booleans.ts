import type { Merge } from './examine-levels';

/** Yes and no as files write them, in the languages that customer files come in. */
const SYSTEMS: readonly (readonly [yes: string, no: string])[] = [
  ['yes', 'no'],
  ['y', 'n'],
  ['true', 'false'],
  ['t', 'f'],
  ['1', '0'],
  ['on', 'off'],
  ['ja', 'nein'],
  ['ja', 'nee'],
  ['ja', 'nej'],
  ['j', 'n'],
  ['oui', 'non'],
  ['si', 'no'],
  ['sim', 'nao'],
  ['wahr', 'falsch'],
  ['vrai', 'faux'],
  ['是', '否'],
  ['是', '不是'],
  ['有', '没有'],
  ['对', '错'],
  ['真', '假'],
];
const YES = new Set(SYSTEMS.map(([yes]) => yes));
const NO = new Set(SYSTEMS.map(([, no]) => no));

interface Said {
  /** Without case, spaces and accents. */
  readonly said: string;
  readonly cell: string;
  readonly count: number;
}

/**
 * What to read as one yes and one no, where a column says so in more ways than one pair of words.
 *
 * @returns undefined where some cell is neither, or one pair says it all.
 */
export function matchBooleans(levels: readonly Said[]): Merge[] | undefined {
  if (levels.length < 2 || levels.some(({ said }) => !YES.has(said) && !NO.has(said)))
    return undefined;
  const covers = (pair: readonly string[]) =>
    levels.reduce((sum, { said, count }) => (pair.includes(said) ? sum + count : sum), 0);
  const total = levels.reduce((sum, { count }) => sum + count, 0);
  const best = SYSTEMS.reduce((found, pair) => (covers(pair) > covers(found) ? pair : found));
  if (covers(best) === total) return undefined;
  return [YES, NO].flatMap((side, at) => {
    const ours = levels.filter(({ said }) => side.has(said)).sort((a, b) => b.count - a.count);
    const keep = (ours.find(({ said }) => said === best[at])?.cell ?? best[at]).trim();
    const others = ours.map(({ cell }) => cell).filter((cell) => cell !== keep);
    return others.length === 0 ? [] : [{ keep, others }];
  });
}
