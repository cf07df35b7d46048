import type { Steps } from '../steps';
import { inferLanguage, type Language } from './language';

export interface LanguageShares {
  /** How many texts are in which language. */
  readonly counts: Readonly<Record<Language, number>>;
  /** How many have no letters: empty, figures, emoji. */
  readonly wordless: number;
  /** Of each text; undefined where it has no letters. */
  readonly languages: readonly (Language | undefined)[];
}

/** Below so many words the small words of English may be missing by chance. */
const FEW_WORDS = 8;

/**
 * The language of each text, as `inferLanguage` reads it alone. A short text in Latin letters without
 * any small word ("Great product") cannot be told alone; it gets the language of all Latin texts
 * together.
 */
export function* languageShares(texts: readonly string[]): Steps<LanguageShares> {
  const languages: (Language | undefined)[] = [];
  const latin: string[] = [];
  const short: number[] = [];
  for (const [i, text] of texts.entries()) {
    if (!/\p{L}/u.test(text)) languages.push(undefined);
    else {
      const language = inferLanguage([text]);
      languages.push(language);
      if (language !== 'zh' && isLatin(text)) {
        latin.push(text);
        if (language === 'other' && (text.match(/\p{L}+/gu)?.length ?? 0) < FEW_WORDS)
          short.push(i);
      }
    }
    if ((i & 255) === 255) yield { done: i + 1, total: texts.length };
  }
  const together = inferLanguage(latin);
  for (const i of short) languages[i] = together;
  const counts = { en: 0, zh: 0, other: 0 };
  let wordless = 0;
  for (const language of languages)
    if (language === undefined) wordless++;
    else counts[language]++;
  return { counts, wordless, languages };
}

/** Plain letters only: "Größe" or "très" is no short English. */
function isLatin(text: string): boolean {
  return !/(?![a-z])\p{L}/iu.test(text);
}
