import { ON_BORDER } from '../core/explain/find-border';
import type { Difference } from '../core/explain/compare-segments';
import type { CustomerWhy, ToldPull } from '../study/explain-customer';
import { dateFormat, numberFormat } from './formats';
import { percent, traitWords } from './names';
import type { Words } from './words';

/** From here on a place is said to be clear. */
const CLEAR = 0.6;

/** A day as people write it. */
export const day = (moment: number, locale: string): string =>
  dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(moment);

export const figure = (value: number, locale: string): string =>
  numberFormat(locale, { maximumSignificantDigits: 4 }).format(value);

/** Where a customer stands, in one sentence or two. */
export function tellPlace(why: CustomerWhy, names: readonly string[], words: Words): string[] {
  const { why: said } = words;
  const [own, rival] = [names[why.own], names[why.rival]];
  if (why.label < 0) return [said.between(own, rival)];
  if (why.nearest !== why.own)
    return [said.nearer(names[why.nearest], own), said.placedBy[why.placedBy]];
  if (why.place < ON_BORDER) return [said.border(own, rival)];
  return [why.place < CLEAR ? said.ahead(own, rival) : said.clear(own, rival)];
}

/** What is told of the place in figures. */
export function tellWay({ place }: CustomerWhy, { why: said, locale }: Words): string {
  return said.way(percentOf(Math.max(-1, Math.min(1, place)), locale));
}

/** A share that may be below nothing. */
const percentOf = (share: number, locale: string): string =>
  numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** What the customer is in a column, beside the two segments. */
export function tellFigures({ figures }: ToldPull, { why: said, locale }: Words): string {
  if (figures.kind === 'text') return figures.silent ? said.silent : '';
  if (figures.kind === 'level')
    return said.level(
      figures.value ?? said.unknown,
      percent(figures.here, locale),
      percent(figures.there, locale),
    );
  const write = (value: number | undefined) => {
    if (value === undefined || Number.isNaN(value)) return said.unknown;
    return figures.kind === 'date' ? day(value, locale) : figure(value, locale);
  };
  return said.value(write(figures.value), write(figures.here), write(figures.there));
}

/** The strength of all pull, to one way and the other. */
export const allPull = (pulls: readonly { readonly pull: number }[]): number =>
  pulls.reduce((sum, { pull }) => sum + Math.abs(pull), 0) || 1;

/** A difference in a few words: "high Income". */
export const tellDifference = (difference: Difference, words: Words): string =>
  traitWords({ ...difference, z: 0 }, words);

/** Its figures on both sides. */
export function differenceFigures(difference: Difference, words: Words): string {
  const { locale, why: said } = words;
  const { kind, inside, outside } = difference;
  const write =
    kind === 'level' || kind === 'unknown' || kind === 'silent'
      ? (share: number) => percent(share, locale)
      : kind === 'later' || kind === 'earlier'
        ? (moment: number) => day(moment, locale)
        : (value: number) => figure(value, locale);
  return said.figures(write(inside), write(outside));
}

/** How large it is, and how surely. */
export function tellEffect({ effect, low, high }: Difference, words: Words): string {
  const { why: said, locale } = words;
  const size = Math.abs(effect);
  const write = (value: number) =>
    numberFormat(locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 }).format(value);
  const name = size < 0.5 ? said.size.small : size < 0.8 ? said.size.medium : said.size.large;
  const ends = effect < 0 ? [-high, -low] : [low, high];
  return said.effect(name, write(size), write(ends[0]), write(ends[1]));
}
