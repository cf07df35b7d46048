import type { Words } from './words';
import { listFormat } from './formats';

/** A preparation that was taken, as far as it is told. */
export interface TakenPreparation {
  readonly source: 'kept' | 'file';
  readonly parts: readonly (keyof Words['preparing']['parts'])[];
  readonly missing: readonly string[];
  readonly added: readonly string[];
  readonly encoder?: string;
  readonly readOtherwise: boolean;
}

/** Columns called by name; more are counted. */
const NAMED = 5;

/** What was taken of a preparation, and what of it did not fit. */
export function preparationSentence(taken: TakenPreparation, words: Words): string {
  const said = words.preparing;
  const { source, parts, missing, added, encoder, readOtherwise } = taken;
  const chinese = words.locale.startsWith('zh');
  const listed = listFormat(words.locale);
  const plain = (names: readonly string[]) => names.join(chinese ? '、' : ', ');
  const list = (names: readonly string[]) => {
    if (names.length > NAMED) return said.more(plain(names.slice(0, NAMED)), names.length - NAMED);
    return chinese ? plain(names) : listed.format(names);
  };
  const told = listed.format(parts.map((part) => said.parts[part]));
  const bare = source === 'kept' ? said.keptAsProposed : said.appliedAsProposed;
  const full = source === 'kept' ? said.kept(told) : said.applied(told);
  return [
    parts.length === 0 ? bare : full,
    ...(readOtherwise ? [said.readOtherwise] : []),
    ...(missing.length > 0 ? [said.missing(list(missing))] : []),
    ...(added.length > 0 ? [said.added(list(added))] : []),
    ...(encoder === undefined ? [] : [said.encoderMissing(encoder)]),
  ].join(chinese ? '' : ' ');
}
