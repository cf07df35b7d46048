import type { Peak, Rhythm } from '../core/profile/find-rhythm';
import type { Caveat, Step, Worth } from '../core/profile/profile-segment';
import { dateFormat, listFormat, numberFormat } from './formats';
import { percent } from './names';
import { day, figure } from './why';
import type { Words } from './words';

const DAY = 86_400_000;
/** 5 January 1970 was a Monday. */
const MONDAY = 4 * DAY;

/** A weekday (0 is Monday) or a month (0 is January) by its name. */
export function whenName({ kind, at }: Pick<Peak, 'kind' | 'at'>, locale: string): string {
  return kind === 'weekday'
    ? dateFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(MONDAY + at * DAY)
    : dateFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2001, at, 1));
}

const nameOf = (name: string, { profile }: Words): string => (name === '' ? profile.orders : name);

/** When things happen, in sentences. */
export function tellRhythm(rhythm: Rhythm, words: Words): string[] {
  const { profile, locale } = words;
  const name = nameOf(rhythm.name, words);
  const span =
    rhythm.first === rhythm.last
      ? profile.one(name, day(rhythm.first, locale))
      : profile.span(
          name,
          day(rhythm.first, locale),
          day(rhythm.median, locale),
          day(rhythm.last, locale),
        );
  const peaks = rhythm.peaks.map((peak) =>
    profile.peak(
      name,
      whenName(peak, locale),
      percent(peak.inside, locale),
      percent(peak.outside, locale),
    ),
  );
  return [span, ...peaks];
}

export function tellWorth(worth: Worth, of: number, words: Words): string[] {
  const { profile, locale } = words;
  const total = numberFormat(locale, { maximumFractionDigits: 0 }).format(worth.total);
  return [
    worth.share === undefined
      ? profile.totalOnly(worth.column, total)
      : profile.total(worth.column, total, percent(worth.share, locale), percent(of, locale)),
    profile.typically(figure(worth.median, locale), figure(worth.elsewhere, locale)),
  ];
}

export function tellCaveat(caveat: Caveat, { profile, locale }: Words): string {
  const { caveats } = profile;
  switch (caveat.kind) {
    case 'few':
      return caveats.few(caveat.size);
    case 'unsure':
      return caveats.unsure(percent(caveat.confidence, locale));
    case 'loose':
      return caveats.loose(percent(caveat.stability, locale));
    case 'border':
      return caveats.border(percent(caveat.share, locale));
    case 'silent':
      return caveats.silent(percent(caveat.share, locale));
    case 'unknown':
      return caveats.unknown(caveat.column, percent(caveat.share, locale));
    case 'sensitive':
      return caveats.sensitive(caveat.column);
    case 'protected':
      return caveats.protected(listFormat(locale).format(caveat.columns));
  }
}

export function tellStep(step: Step, words: Words): string {
  const { profile, locale } = words;
  const { steps } = profile;
  switch (step.kind) {
    case 'answer-phrase':
      return steps['answer-phrase'](step.phrase, percent(step.share, locale));
    case 'keep-worth':
      return steps['keep-worth'](
        step.column,
        percent(step.share, locale),
        percent(step.of, locale),
      );
    case 'time': {
      const when = whenName({ kind: step.of, at: step.at }, locale);
      const tell = step.of === 'weekday' ? steps.time : steps.timeMonth;
      return tell(nameOf(step.column, words), when);
    }
    case 'channel':
      return steps.channel(step.column, step.level);
    case 'try-first':
      return steps['try-first'];
    default:
      return steps[step.kind](percent(step.share, locale));
  }
}
