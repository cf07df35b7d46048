/** A theme as the person wrote it. */
export interface OwnTheme {
  /** What its segment is called. */
  readonly title: string;
  /** What is compared with the texts: the title and what was said of it. */
  readonly meaning: string;
}

/** The most themes that are read, and characters of one. */
export const MOST_THEMES = 100;
const LONGEST = 300;

/**
 * Themes of one's own: what stands before a colon is the title, all of it the meaning. Empty lines and
 * titles that were given before are left out.
 */
export function readOwnThemes(lines: readonly string[]): OwnTheme[] {
  const seen = new Set<string>();
  return lines
    .flatMap((line): OwnTheme[] => {
      const whole = line.replace(/\s+/gu, ' ').trim().slice(0, LONGEST);
      const [before, ...rest] = whole.split(/[:：]/u);
      const title = rest.length > 0 && before.trim() !== '' ? before.trim() : whole;
      const same = title.toLowerCase();
      if (title === '' || seen.has(same)) return [];
      seen.add(same);
      return [{ title, meaning: whole.replace(/\s*[:：]\s*/gu, ', ') }];
    })
    .slice(0, MOST_THEMES);
}
