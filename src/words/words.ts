import { en, type Words } from './en';
import { zh } from './zh';

export type { Words };
export type LanguageId = 'en' | 'zh';

/** All text that people read, by language. */
export const WORDS: Readonly<Record<LanguageId, Words>> = { en, zh };
