import type { AudienceFormat } from '../study/audience-formats';
import { type Audience, type Condition, conditionsOf, isGroup } from '../core/audience/audience';
import { maybeDay } from '../core/audience/audience-facts';
import type { Misfit } from '../core/audience/find-misfits';
import { dateFormat, numberFormat } from './formats';
import type { Words } from './words';

/**
 * An audience in words, without a full stop.
 *
 * @param names of the segments.
 */
export function tellAudience(audience: Audience, words: Words, names: readonly string[]): string {
  return tell(audience, words, names, false);
}

/** What an audience is copied or saved as; tools keep their names in every language. */
export function formatName(format: AudienceFormat, words: Words): string {
  return format === 'json' ? words.audience.file : TOOLS[format];
}

const TOOLS: Readonly<Record<Exclude<AudienceFormat, 'json'>, string>> = {
  sql: 'SQL',
  javascript: 'JavaScript',
  hubspot: 'HubSpot',
  klaviyo: 'Klaviyo',
};

/** A whole sentence of who is meant. */
export function audienceSentence(
  audience: Audience,
  words: Words,
  names: readonly string[],
): string {
  return conditionsOf(audience).length === 0
    ? words.audience.sentenceEveryone
    : words.audience.sentence(tellAudience(audience, words, names));
}

/** Why an audience does not fit the file. */
export function misfitSentence({ problem, of }: Misfit, words: Words): string {
  return words.audience.misfits[problem](of);
}

function tell(audience: Audience, words: Words, names: readonly string[], inside: boolean): string {
  const { says } = words.audience;
  if (audience.kind === 'not')
    return (
      tellOpposite(audience.of, words, names) ?? says.not(tell(audience.of, words, names, true))
    );
  if (!isGroup(audience)) return tellCondition(audience, words, names);
  const { of, kind } = audience;
  if (of.length === 0) return kind === 'all' ? says.everyone : says.nobody;
  if (of.length === 1) return tell(of[0], words, names, inside);
  const parts = of
    .map((part) => tell(part, words, names, true))
    .reduce(kind === 'all' ? says.and : says.or);
  return inside ? says.both(parts) : parts;
}

function tellCondition(
  condition: Condition,
  { audience: { says }, locale }: Words,
  names: readonly string[],
): string {
  // Years and the like are not written with a comma.
  const figures = numberFormat(locale, { maximumFractionDigits: 6, useGrouping: 'min2' });
  const say = (value: number) => figures.format(value);
  const days = dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const sayDay = (text: string) => {
    const day = maybeDay(text);
    return day === undefined ? text : days.format(day * 86_400_000);
  };
  switch (condition.kind) {
    case 'number': {
      const { column, least, over, most, under } = condition;
      const two = [least, over, most, under].filter((bound) => bound !== undefined).length === 2;
      if (two && least !== undefined && least === most) return says.exactly(column, say(least));
      if (two && least !== undefined && most !== undefined)
        return says.between(column, say(least), say(most));
      if (two && least !== undefined && under !== undefined)
        return says.betweenUnder(column, say(least), say(under));
      const bounds = [
        ...(least === undefined ? [] : [says.atLeast(column, say(least))]),
        ...(over === undefined ? [] : [says.over(column, say(over))]),
        ...(most === undefined ? [] : [says.atMost(column, say(most))]),
        ...(under === undefined ? [] : [says.under(column, say(under))]),
      ];
      return bounds.length === 0 ? says.known(column) : bounds.reduce(says.and);
    }
    case 'date': {
      const { column, from, until } = condition;
      if (from !== undefined && until !== undefined)
        return says.days(column, sayDay(from), sayDay(until));
      if (from !== undefined) return says.from(column, sayDay(from));
      return until === undefined ? says.known(column) : says.until(column, sayDay(until));
    }
    case 'recent':
      return says.recent(condition.column, condition.days);
    case 'level':
      return says.level(condition.column, quote(condition.oneOf, says.quoted, says.orValue));
    case 'contains':
      return says.contains(condition.column, condition.text);
    case 'flag':
      return condition.yes ? says.yes(condition.column) : says.no(condition.column);
    case 'empty':
      return says.empty(condition.column);
    case 'segment':
      return says.segment(quote(namesOf(condition.oneOf, names), says.quoted, says.orValue));
    case 'confidence': {
      const { least, under } = condition;
      const bounds = [
        ...(least === undefined ? [] : [says.sure(least)]),
        ...(under === undefined ? [] : [says.unsure(under)]),
      ];
      return bounds.length === 0 ? says.everyone : bounds.reduce(says.and);
    }
    case 'words':
      return says.words(condition.text);
    case 'meaning':
      return says.meaning(condition.text);
    default:
      return condition.said === 'yes' ? says.saidYes : says.notSaidNo;
  }
}

/** The opposite of one condition in words of its own, where there are any. */
function tellOpposite(
  audience: Audience,
  { audience: { says } }: Words,
  names: readonly string[],
): string | undefined {
  switch (audience.kind) {
    case 'empty':
      return says.known(audience.column);
    case 'level':
      return audience.oneOf.length === 1
        ? says.notLevel(audience.column, says.quoted(audience.oneOf[0]))
        : says.noLevel(audience.column, quote(audience.oneOf, says.quoted, says.norValue));
    case 'contains':
      return says.notContains(audience.column, audience.text);
    case 'segment':
      return says.notSegment(quote(namesOf(audience.oneOf, names), says.quoted, says.orValue));
    case 'words':
      return says.notWords(audience.text);
    case 'meaning':
      return says.notMeaning(audience.text);
    default:
      return undefined;
  }
}

function quote(
  values: readonly string[],
  quoted: (value: string) => string,
  between: (values: string, last: string) => string,
): string {
  return values.length === 0 ? '' : values.map(quoted).reduce(between);
}

const namesOf = (segments: readonly number[], names: readonly string[]) =>
  segments.map((segment) => names[segment - 1] ?? `${segment}`);
