import type { SegmentNote } from '../core/segments/method-notes';
import type { Trait } from '../core/segments/traits';
import type { Segment } from '../study/outcome';
import type { Words } from './words';
import { numberFormat } from './formats';

/** A trait in a few words: "high Income". */
export function traitWords(trait: Trait, words: Words): string {
  const { traits } = words;
  switch (trait.kind) {
    case 'level':
      return trait.effect > 0
        ? traits.level(trait.column, trait.level ?? '')
        : traits.notLevel(trait.column, trait.level ?? '');
    case 'silent':
      return traits.silent;
    case 'unknown':
      return trait.effect > 0 ? traits.unknown(trait.column) : traits.notUnknown(trait.column);
    default:
      return traits[trait.kind](trait.column);
  }
}

/** The figures behind a trait: what is usual inside and outside. */
export function traitFigures(trait: Trait, words: Words): string {
  const { traits, locale } = words;
  if (trait.kind === 'level' || trait.kind === 'unknown' || trait.kind === 'silent')
    return traits.portion(percent(trait.inside, locale), percent(trait.outside, locale));
  const write =
    trait.kind === 'later' || trait.kind === 'earlier'
      ? (value: number) => new Date(value).toISOString().slice(0, 10)
      : (value: number) => numberFormat(locale, { maximumSignificantDigits: 4 }).format(value);
  return traits.median(write(trait.inside), write(trait.outside));
}

export function percent(share: number, locale: string): string {
  return numberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0,
  }).format(share);
}

/** What a plain name is made of. */
export type NamedBy = Pick<Segment, 'label' | 'phrase' | 'traits' | 'note'>;

/**
 * The plain name of every segment: the phrase that its own texts gave, else its strongest traits;
 * no two the same.
 */
export function namesOf(segments: readonly NamedBy[], words: Words): string[] {
  const taken = new Set<string>();
  return segments.map((segment) => {
    const telling = tellingTraits(segment.traits.filter(({ sensitive }) => sensitive !== true)).map(
      (trait) => traitWords(trait, words),
    );
    const choices = [
      noteName(segment.note, words),
      segment.phrase,
      ...[2, 3, 1].map((count) => telling.slice(0, count).join(words.traits.and)),
      ...telling.slice(2).map((trait) => [telling[0], trait].join(words.traits.and)),
    ].filter((name): name is string => name !== undefined && name !== '');
    const free = choices.find((name) => !taken.has(name));
    const base = free ?? choices[0] ?? words.segments.unnamed(segment.label + 1);
    let name = capitalised(base);
    for (let copy = 2; taken.has(name); copy++) name = `${capitalised(base)} (${copy})`;
    taken.add(name);
    taken.add(base);
    return name;
  });
}

/** The name that a method gives a segment: its group of customers, or its theme. */
export function noteName(note: SegmentNote | undefined, words: Words): string | undefined {
  if (note?.kind === 'rfm')
    return note.groups.map((group) => words.orders.groups[group]).join(words.traits.and);
  if (note?.kind === 'theme') return note.themes.map(({ title }) => title).join(words.traits.and);
  return undefined;
}

/** The strongest trait of each column, present ones before absent ones of the same strength. */
export function tellingTraits(traits: readonly Trait[]): Trait[] {
  const seen = new Set<string>();
  return [...traits]
    .sort((a, b) => weight(b) - weight(a))
    .filter(({ column }) => !seen.has(column) && seen.add(column) !== undefined);
}

function weight(trait: Trait): number {
  const absent = trait.effect < 0 && (trait.kind === 'level' || trait.kind === 'unknown');
  return Math.abs(trait.effect) * (absent ? 0.5 : 1);
}

export function capitalised(name: string): string {
  return name.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
