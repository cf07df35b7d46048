import type { ShareShift } from '../core/segments/share-shifts';
import type { Mismatches } from '../study/place-file';
import { percent } from './names';
import type { Words } from './words';
import { listFormat, numberFormat } from './formats';

/** From what on a share has doubled, or halved; and more than that. */
const DOUBLED = 1.8;
const TRIPLED = 2.2;
/** Levels that are named. */
const NAMED = 5;

/** What became of a segment, in a sentence; undefined where chance explains it. */
export function shiftSentence(name: string, shift: ShareShift, words: Words): string | undefined {
  if (shift.change === 'same') return undefined;
  const { changed } = words.placing;
  const [before, now] = [shift.shareBefore, shift.shareNow];
  const shown = [percent(before, words.locale), percent(now, words.locale)] as const;
  if (shift.change === 'more') {
    const times = before === 0 ? Infinity : now / before;
    if (times >= TRIPLED) return changed.tripled(name, ...shown);
    return times >= DOUBLED ? changed.doubled(name, ...shown) : changed.grew(name, ...shown);
  }
  const times = now === 0 ? Infinity : before / now;
  if (times >= TRIPLED) return changed.dwindled(name, ...shown);
  return times >= DOUBLED ? changed.halved(name, ...shown) : changed.shrank(name, ...shown);
}

/** How far the share has changed at least and at most, in a sentence; for changes only. */
export function shiftBounds({ change, low, high }: ShareShift, words: Words): string {
  const { changed } = words.placing;
  const write = (share: number) =>
    numberFormat(words.locale, { maximumFractionDigits: 1 }).format(100 * share);
  return change === 'less'
    ? changed.fewerPoints(write(-high), write(-low))
    : changed.morePoints(write(low), write(high));
}

/** A change of a share in points, with its sign. */
export function points(change: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
    .format(100 * change)
    .replace('-', '\u2212');
}

/** What of the file is not as in the first one, in sentences. */
export function mismatchSentences(found: Mismatches, words: Words): string[] {
  const { mismatch } = words.placing;
  const list = listFormat(words.locale, { type: 'conjunction' });
  const byColumn = new Map<string, { levels: string[]; customers: number }>();
  for (const { column, level, customers } of found.levels) {
    const entry = byColumn.get(column) ?? { levels: [], customers: 0 };
    entry.levels.push(level);
    entry.customers += customers;
    byColumn.set(column, entry);
  }
  const naming = (levels: readonly string[]) =>
    levels.length > NAMED ? [...levels.slice(0, NAMED), '…'] : levels;
  return [
    ...(found.unheard.length > 0 ? [mismatch.unheard(list.format(found.unheard))] : []),
    ...(found.missing.length > 0 ? [mismatch.missing(list.format(found.missing))] : []),
    ...(found.withoutTexts ? [mismatch.withoutTexts] : []),
    ...(found.language === undefined
      ? []
      : [
          mismatch.language(
            mismatch.languages[found.language.before],
            mismatch.languages[found.language.now],
          ),
        ]),
    ...[...byColumn].map(([column, { levels, customers }]) =>
      mismatch.levels(column, naming(levels).join(', '), customers),
    ),
    ...found.unknown.map(({ column, customers }) => mismatch.unknown(column, customers)),
    ...(found.silent > 0 && !found.withoutTexts ? [mismatch.silent(found.silent)] : []),
    ...(found.added.length > 0 ? [mismatch.added(list.format(naming(found.added)))] : []),
  ];
}
