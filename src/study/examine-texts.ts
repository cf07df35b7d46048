import type { Watch } from '../core/ports';
import type { Role } from '../core/prepare/roles';
import { cellAt, isMissing, type Table } from '../core/table/table';
import { type BoilerplatePhrase, findBoilerplate } from '../core/text/boilerplate';
import { cleanText } from '../core/text/clean-text';
import { excerpt } from '../core/text/excerpt';
import { type LanguageShares, languageShares } from '../core/text/language-shares';
import type { Language } from '../core/text/language';
import { findNearDuplicates } from '../core/text/near-duplicates';
import { findSensitive, readSensitive } from '../core/text/sensitive';
import { SENSITIVE_TOPICS, type SensitiveTopic } from '../core/text/sensitive-words';
import { ENCODERS } from '../models/models';
import { breathe, drive, heed } from './drive';
import { partOfWork } from './part-of-work';

/** Texts that say the same with nearly the same words. */
export interface AlikeGroup {
  readonly texts: number;
  /** Whether they differ at most by case, punctuation and white space. */
  readonly exact: boolean;
  /** One of them. */
  readonly text: string;
}

/** How many texts touch a topic, and the words around it in one of them. */
export interface TopicFound {
  readonly topic: SensitiveTopic;
  readonly texts: number;
  readonly example: string;
}

/** What stands in the texts of a file, before anything reads them for their meaning. */
export interface TextExamination {
  /** Cells that say something; every count here is of these. */
  readonly said: number;
  readonly distinct: number;
  readonly languages: LanguageShares['counts'];
  /** Without any letter: figures, emoji. */
  readonly wordless: number;
  readonly holds: { readonly links: number; readonly emoji: number; readonly markup: number };
  /** Texts longer than each encoder reads at once, estimated by their characters; by its id. */
  readonly long: Readonly<Record<string, number>>;
  readonly alike: {
    readonly groups: number;
    readonly texts: number;
    /** Texts that equal another one in every character. */
    readonly same: number;
    /** The largest groups. */
    readonly largest: readonly AlikeGroup[];
  };
  /** The most frequent first. */
  readonly boilerplate: readonly BoilerplatePhrase[];
  /** The most frequent first. */
  readonly topics: readonly TopicFound[];
}

/** A column whose name or values touch a sensitive topic. */
export interface SensitiveColumnFound {
  readonly column: string;
  readonly topic: SensitiveTopic;
  readonly share: number;
}

const BREATH = 256;
const GROUPS = 5;
const PHRASES = 40;
/** Characters shown on each side of words that touch a topic. */
const AROUND = 60;
/** Characters to a token, as the median of real texts (docs/decisions/texts.md). */
const CHARACTERS: Readonly<Record<Language, number>> = { en: 4.3, zh: 1, other: 3 };

const LINK = /https?:\/\/|\bwww\./i;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u;
const MARKUP = /<\/?[a-z][^<>]*>|<!--|&(?:[a-z]{2,8}|#x?[\da-f]{1,6});/i;

/** The distinct cells of the columns with texts, as they stand, and how often each does. */
export function countTexts(table: Table, roles: readonly Role[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [at, { levels, codes }] of table.columns.entries()) {
    if (roles[at] !== 'text') continue;
    const times = new Uint32Array(levels.length);
    for (const code of codes) times[code]++;
    levels.forEach((cell, code) => {
      if (times[code] > 0 && !isMissing(cell))
        counts.set(cell, (counts.get(cell) ?? 0) + times[code]);
    });
  }
  return counts;
}

/** @returns undefined where no column has the role Text or none says anything. */
export async function examineTexts(
  table: Table,
  roles: readonly Role[],
  watch: Watch,
): Promise<TextExamination | undefined> {
  const counts = countTexts(table, roles);
  if (counts.size === 0) return undefined;
  const cells = [...counts.keys()];
  const times = [...counts.values()];
  const tidied: string[] = [];
  const holds = { links: 0, emoji: 0, markup: 0 };
  const topics = new Map<SensitiveTopic, TopicFound>();
  for (const [at, cell] of cells.entries()) {
    const text = cleanText(cell);
    tidied.push(text);
    if (LINK.test(cell)) holds.links += times[at];
    if (EMOJI.test(cell)) holds.emoji += times[at];
    if (MARKUP.test(cell)) holds.markup += times[at];
    const seen = new Set<SensitiveTopic>();
    for (const { topic, start, end } of findSensitive(text)) {
      if (seen.has(topic)) continue;
      seen.add(topic);
      const known = topics.get(topic);
      topics.set(topic, {
        topic,
        texts: (known?.texts ?? 0) + times[at],
        example: known?.example ?? excerpt(text, start - AROUND, end + AROUND),
      });
    }
    if (at % BREATH === 0) {
      await breathe();
      heed(watch);
      watch.report(0.3 * at, cells.length);
    }
  }
  const { languages } = await drive(languageShares(tidied), partOfWork(watch, 0.3, 0.4));
  const spoken = { en: 0, zh: 0, other: 0 };
  let wordless = 0;
  const long = Object.fromEntries(ENCODERS.map(({ id }) => [id, 0]));
  languages.forEach((language, at) => {
    if (language === undefined) wordless += times[at];
    else spoken[language] += times[at];
    const tokens = tidied[at].length / CHARACTERS[language ?? 'other'];
    for (const { id, maxTokens } of ENCODERS) if (tokens > maxTokens - 2) long[id] += times[at];
  });
  const all = tidied.flatMap((text, at) => new Array<string>(times[at]).fill(text));
  const groups = await drive(findNearDuplicates(all), partOfWork(watch, 0.4, 0.7));
  const boilerplate = await drive(findBoilerplate(all), partOfWork(watch, 0.7, 1));
  return {
    said: all.length,
    distinct: cells.length,
    languages: spoken,
    wordless,
    holds,
    long,
    alike: {
      groups: groups.length,
      texts: groups.reduce((sum, { rows }) => sum + rows.length, 0),
      same: times.reduce((sum, count) => sum + (count > 1 ? count : 0), 0),
      largest: groups
        .toSorted((a, b) => b.rows.length - a.rows.length)
        .slice(0, GROUPS)
        .map(({ rows, exact, kept }) => ({ texts: rows.length, exact, text: all[kept] })),
    },
    boilerplate: boilerplate.slice(0, PHRASES),
    topics: SENSITIVE_TOPICS.flatMap((topic) => topics.get(topic) ?? []).sort(
      (a, b) => b.texts - a.texts,
    ),
  };
}

/** Columns other than texts that touch sensitive topics, so that nobody groups by them unawares. */
export function sensitiveColumns(table: Table, roles: readonly Role[]): SensitiveColumnFound[] {
  return table.columns.flatMap((column, at) => {
    if (roles[at] === 'text' || roles[at] === 'id') return [];
    const cells = Array.from({ length: Math.min(table.rows, 2000) }, (_, row) =>
      cellAt(column, row),
    );
    const levels = [...new Set(cells)];
    return readSensitive(column.name, levels)
      .filter(({ byName, share }) => byName || share >= 0.05)
      .map(({ topic, share }) => ({ column: column.name, topic, share }));
  });
}
