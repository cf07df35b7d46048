import type { ThemeId } from '../core/draw/palette';
import { loadWords } from '../words/load-words';
import type { LanguageId, Words } from '../words/words';

export type ThemeChoice = 'auto' | ThemeId;

const KEY = 'enclave-settings';

/** What the person prefers; kept in this browser. */
export class Settings {
  language = $state<LanguageId>('en');
  themeChoice = $state<ThemeChoice>('auto');
  /** Whether exported cells are made safe for spreadsheets. */
  guard = $state(true);
  mask = $state(true);
  /** Whether a report tells of fewer than five people. */
  small = $state(false);
  #systemDark = $state(false);
  #asked: LanguageId | undefined;

  /** The text of the language; there once `speak` has ended. */
  words = $state.raw() as Words;
  readonly theme: ThemeId = $derived(
    this.themeChoice === 'auto' ? (this.#systemDark ? 'dark' : 'light') : this.themeChoice,
  );

  constructor() {
    const query = matchMedia('(prefers-color-scheme: dark)');
    this.#systemDark = query.matches;
    query.addEventListener('change', ({ matches }) => {
      this.#systemDark = matches;
    });
    const kept = readKept();
    this.language =
      kept.language ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
    this.themeChoice = kept.themeChoice ?? 'auto';
    this.guard = kept.guard ?? true;
    this.mask = kept.mask ?? true;
    this.small = kept.small ?? false;
  }

  /** Turns to a language once its text is read; the language and its text change together. */
  async speak(language: LanguageId): Promise<void> {
    this.#asked = language;
    const words = await loadWords(language);
    if (this.#asked !== language) return;
    this.language = language;
    this.words = words;
  }

  keep(): void {
    const { language, themeChoice, guard, mask, small } = this;
    try {
      localStorage.setItem(KEY, JSON.stringify({ language, themeChoice, guard, mask, small }));
    } catch {
      // A browser that keeps nothing keeps no settings either.
    }
  }

  forget(): void {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was kept.
    }
  }
}

interface Kept {
  readonly language?: LanguageId;
  readonly themeChoice?: ThemeChoice;
  readonly guard?: boolean;
  readonly mask?: boolean;
  readonly small?: boolean;
}

function readKept(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    return {
      ...(kept.language === 'en' || kept.language === 'zh' ? { language: kept.language } : {}),
      ...(kept.themeChoice === 'auto' || kept.themeChoice === 'light' || kept.themeChoice === 'dark'
        ? { themeChoice: kept.themeChoice }
        : {}),
      ...(typeof kept.guard === 'boolean' ? { guard: kept.guard } : {}),
      ...(typeof kept.mask === 'boolean' ? { mask: kept.mask } : {}),
      ...(typeof kept.small === 'boolean' ? { small: kept.small } : {}),
    };
  } catch {
    return {};
  }
}
