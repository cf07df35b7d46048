import { dot, rowOf } from '../core/matrix';
import type { Watch } from '../core/ports';
import { cutText } from '../core/text/cut-text';
import { readCorpus } from '../core/text/corpus';
import { stemWord } from '../core/text/stem';
import { indexStems, searchTexts, type StemIndex } from '../core/themes/search-themes';
import { drive } from './drive';
import { embedTexts } from './embed-texts';
import type { FoundThemes } from './find-themes';
import type { KeptStudy } from './open-space';
import { rowOfParts, type Quote } from './tell-themes';
import type { ThemeGround } from './theme-ground';

/** Themes and texts that meet what was looked for, the best first. */
export interface FoundByWords {
  readonly themes: readonly number[];
  readonly texts: readonly Quote[];
}

const THEMES = 6;
const TEXTS = 20;
const QUOTE = 280;
/** How much words in the name and the keyphrases of a theme count beside its meaning. */
const WORDS = 0.5;

const INDEXES = new WeakMap<ThemeGround, StemIndex>();

/**
 * Themes and texts by what a person types: by meaning (the encoder's vectors) and by words (their stems).
 *
 * @throws Fault stopped
 */
export async function searchStudy(
  { plan, ports }: KeptStudy,
  ground: ThemeGround,
  found: FoundThemes,
  query: string,
  watch: Watch,
): Promise<FoundByWords> {
  const { parts, vectors } = ground;
  let index = INDEXES.get(ground);
  if (index === undefined) {
    index = indexStems(await drive(readCorpus(parts.parts), watch));
    INDEXES.set(ground, index);
  }
  const asked = await drive(readCorpus([query]), watch);
  const words = asked.words.filter((_, at) => asked.stops[at] === 0);
  const made = await embedTexts(
    [query],
    { id: plan.encoder, dimensions: vectors.cols },
    () => ports.openEncoder(plan.encoder),
    ports.vectors,
    watch,
    { known: () => undefined, full: () => undefined },
  );
  const meaning = rowOf(made.vectors, 0);
  const stems = new Set(words.map(stemWord));
  const themes = found.themes
    .map(({ name, keyphrases }, theme) => {
      const own = new Set([
        ...name.toLowerCase().split(/\s+/u).map(stemWord),
        ...keyphrases.flatMap(({ key }) => key.split(' ')),
      ]);
      const said = [...stems].filter((stem) => own.has(stem)).length / Math.max(1, stems.size);
      return { theme, score: dot(meaning, rowOf(found.centres, theme)) + WORDS * said };
    })
    .sort((a, b) => b.score - a.score || a.theme - b.theme)
    .slice(0, THEMES)
    .map(({ theme }) => theme);
  const rows = rowOfParts(ground);
  return {
    themes,
    texts: searchTexts(index, words, meaning, vectors, TEXTS).map(({ at }) => ({
      text: cutText(parts.parts[at], QUOTE),
      row: rows[at],
    })),
  };
}
