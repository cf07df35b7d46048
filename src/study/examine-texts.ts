import type { Watch } from '../core/ports';
import type { Role } from '../core/prepare/roles';
import { textsOf } from '../core/prepare/views';
import { cellAt, type Table } from '../core/table/table';
import { type BoilerplatePhrase, findBoilerplate } from '../core/text/boilerplate';
import { type LanguageShares, languageShares } from '../core/text/language-shares';
import { findNearDuplicates } from '../core/text/near-duplicates';
import { findSensitive, readSensitive } from '../core/text/sensitive';
import { SENSITIVE_TOPICS, type SensitiveTopic } from '../core/text/sensitive-words';
import { breathe, drive, heed } from './drive';

/** What stands in the texts of a file, before anything reads them for their meaning. */
export interface TextExamination {
  /** Rows that say something. */
  readonly said: number;
  readonly distinct: number;
  readonly languages: LanguageShares['counts'];
  /** Groups of texts that say the same with nearly the same words, and the texts in them. */
  readonly alike: { readonly groups: number; readonly texts: number };
  readonly boilerplate: readonly BoilerplatePhrase[];
  /** How many texts touch each topic, the most frequent first. */
  readonly topics: readonly { readonly topic: SensitiveTopic; readonly texts: number }[];
}

/** A column whose name or values touch a sensitive topic. */
export interface SensitiveColumnFound {
  readonly column: string;
  readonly topic: SensitiveTopic;
  readonly share: number;
}

const BREATH = 500;

/** @returns undefined where no column has the role Text or none says anything. */
export async function examineTexts(
  table: Table,
  roles: readonly Role[],
  watch: Watch,
): Promise<TextExamination | undefined> {
  const columns = table.columns.filter((_, at) => roles[at] === 'text');
  const all = columns.flatMap((column) => textsOf(column).filter((text) => text !== ''));
  const texts = [...new Set(all)];
  if (texts.length === 0) return undefined;
  const { counts } = await drive(languageShares(texts), watch);
  const groups = await drive(findNearDuplicates(texts), watch);
  const boilerplate = await drive(findBoilerplate(texts), watch);
  const found = new Map<SensitiveTopic, number>(SENSITIVE_TOPICS.map((topic) => [topic, 0]));
  for (const [at, text] of texts.entries()) {
    for (const topic of new Set(findSensitive(text).map((span) => span.topic)))
      found.set(topic, (found.get(topic) ?? 0) + 1);
    if (at % BREATH === 0) {
      await breathe();
      heed(watch);
    }
  }
  return {
    said: all.length,
    distinct: texts.length,
    languages: counts,
    alike: {
      groups: groups.length,
      texts: groups.reduce((sum, { rows }) => sum + rows.length, 0),
    },
    boilerplate,
    topics: [...found]
      .map(([topic, count]) => ({ topic, texts: count }))
      .filter((one) => one.texts > 0)
      .sort((a, b) => b.texts - a.texts),
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
