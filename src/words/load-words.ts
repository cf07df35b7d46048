import type { LanguageId, Words } from './words';

/** The languages of the page, each by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<LanguageId, string>> = { en: 'English', zh: '中文' };

const LOADERS: Readonly<Record<LanguageId, () => Promise<Words>>> = {
  en: async () => (await import('./en')).en,
  zh: async () => (await import('./zh')).zh,
};

/** All text of one language: the page reads no other before it is chosen. */
export function loadWords(language: LanguageId): Promise<Words> {
  return LOADERS[language]();
}
