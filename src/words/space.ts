import type { SeparationShare } from '../core/measure/separation-shares';
import type { Account } from '../study/outcome';
import type { SuggestedShare } from '../core/features/suggest-share';
import { percent } from './names';
import type { spaceEn } from './space-en';
import type { Words } from './words';

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

/** The shape of what is said of the space. */
export type SpaceWords = Widened<typeof spaceEn>;

/** What a share is of, as it is shown. */
export function partName({ block, column }: SeparationShare, words: Words): string {
  return block === 'text' ? words.space.say : column;
}

/** How much of the difference lies in what is said and in what is done. */
export function partsSentence(shares: readonly SeparationShare[], words: Words): string {
  const said = words.space.parts;
  if (shares.length === 0) return said.none;
  const texts = shares.filter(({ block }) => block === 'text');
  if (texts.length === 0) return said.only.columns;
  if (texts.length === shares.length) return said.only.text;
  const text = texts.reduce((sum, { share }) => sum + share, 0);
  return said.both(percent(text, words.locale), percent(1 - text, words.locale));
}

/** Parts that an account names; smaller ones are left to the report. */
const NAMED = 6;

/** What an account says of the space, as terms and values. */
export function spaceRows(
  { shares = [], narrowed, refined, weights = {} }: Account,
  words: Words,
): [string, string][] {
  const { account } = words.space;
  const rows: [string, string][] = [];
  const share = (part: number) => percent(part, words.locale);
  if (shares.length > 0)
    rows.push([
      account.parts,
      shares
        .slice(0, NAMED)
        .map((part) => `${partName(part, words)} ${share(part.share)}`)
        .join(' · '),
    ]);
  if (Object.keys(weights).length > 0)
    rows.push([
      account.weights,
      Object.entries(weights)
        .map(([column, weight]) => `${column}: ${weightWord(weight, words)}`)
        .join(' · '),
    ]);
  if (narrowed !== undefined)
    rows.push([
      account.components,
      account.kept(narrowed.components, narrowed.of, share(narrowed.kept)),
    ]);
  if (refined !== undefined) rows.push([account.refined, account.refinedBy]);
  return rows;
}

/** How much a column counts, in a word. */
export function weightWord(weight: number, words: Words): string {
  const { none, half, usual, double, triple, times } = words.space.weight;
  const known = new Map([
    [0, none],
    [0.5, half],
    [1, usual],
    [2, double],
    [3, triple],
  ]);
  return known.get(weight) ?? times(weight);
}

/** Why a setting is suggested. */
export function suggestionSentence(share: SuggestedShare, words: Words): string {
  const { why } = words.space;
  const agreeAt = (wanted: number) =>
    share.tried.find(({ textShare }) => textShare === wanted)?.stability ?? 0;
  const agree = agreeAt(share.textShare);
  const before = agreeAt(share.proposed);
  if (share.textShare === share.proposed) return why.kept(agree);
  return share.textShare > share.proposed ? why.text(agree, before) : why.columns(agree, before);
}
