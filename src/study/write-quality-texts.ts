import { cutText } from '../core/text/cut-text';
import { QUALITY_WORDS } from '../words/quality';
import { type LanguageId, WORDS } from '../words/words';
import type { Examination } from './examination';
import { escapeXml } from './export-svg';
import type { PersonalFound } from './examine-personal';
import type { TextExamination } from './examine-texts';

/** Wordings and groups told in print. */
const TOLD = 8;
const LONGEST = 200;

/** The parts of the report on a file's quality that tell of persons, sensitive topics and texts. */
export function writeQualityTexts(
  { personal, texts, sensitive }: Pick<Examination, 'personal' | 'texts' | 'sensitive'>,
  language: LanguageId,
): string {
  const { page } = QUALITY_WORDS[language];
  const parts = [
    section(page.personal.title, [
      personal.length === 0 ? page.personal.noneLead : page.personal.lead,
      table(
        [page.personal.column, page.personal.found, page.personal.example],
        personal.flatMap((found) => personalRows(found, language)),
      ),
    ]),
    section(page.sensitive.title, sensitiveParts({ texts, sensitive }, language)),
    ...(texts === undefined ? [] : [section(page.texts.title, textParts(texts, language))]),
  ];
  return parts.join('\n');
}

type Piece = string | { readonly html: string };

/** Plain pieces become paragraphs. */
function section(title: string, pieces: readonly Piece[]): string {
  const written = pieces.map((piece) =>
    typeof piece === 'string' ? `<p>${escapeXml(piece)}</p>` : piece.html,
  );
  return `<h2>${escapeXml(title)}</h2>\n${written.filter((one) => one !== '').join('\n')}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): Piece {
  if (rows.length === 0) return { html: '' };
  const line = (tag: 'td' | 'th', cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeXml(cell)}</${tag}>`).join('')}</tr>`;
  return {
    html: `<table>\n<thead>${line('th', heads)}</thead>\n<tbody>\n${rows.map((row) => line('td', row)).join('\n')}\n</tbody>\n</table>`,
  };
}

function list(items: readonly string[]): Piece {
  if (items.length === 0) return { html: '' };
  return { html: `<ul>\n${items.map((item) => `<li>${escapeXml(item)}</li>`).join('\n')}\n</ul>` };
}

function personalRows(found: PersonalFound, language: LanguageId): string[][] {
  const { page, figures } = QUALITY_WORDS[language];
  const { kinds } = WORDS[language].quality;
  const { column, kind, share, example, within } = found;
  if (within.length === 0)
    return [[column, page.personal.share(kinds[kind], figures.percent(share)), example]];
  return within.map((one) => [
    column,
    page.personal.within(kinds[one.kind], one.texts),
    one.example,
  ]);
}

function sensitiveParts(
  { texts, sensitive }: Pick<Examination, 'texts' | 'sensitive'>,
  language: LanguageId,
): Piece[] {
  const { sensitive: words } = QUALITY_WORDS[language].page;
  const { topics } = WORDS[language].quality;
  const rows = [
    ...sensitive.map(({ column, topic }) => [topics[topic], words.inColumn(column)]),
    ...(texts?.topics ?? []).map(({ topic, texts: count }) => [
      topics[topic],
      words.inTexts(count),
    ]),
  ];
  return rows.length === 0
    ? [words.noneLead]
    : [words.lead, table([words.topic, words.where], rows)];
}

function textParts(found: TextExamination, language: LanguageId): Piece[] {
  const { page, figures, labelled } = QUALITY_WORDS[language];
  const { texts: words } = page;
  const { said, distinct, languages, wordless, holds, alike, boilerplate } = found;
  const spoken = [
    ...(['en', 'zh', 'other'] as const).map(
      (one) => [words.language[one], languages[one]] as const,
    ),
    [words.language.none, wordless] as const,
  ].filter(([, count]) => count > 0);
  return [
    words.said(said, distinct),
    words.holds(holds.markup, holds.links, holds.emoji),
    table(
      [words.languages, ''],
      spoken.map(([name, count]) => [
        name,
        `${figures.count(count)} (${figures.percent(count / said)})`,
      ]),
    ),
    alike.groups === 0 ? words.noneAlike : words.alikeFound(alike.texts, alike.groups, alike.same),
    list(
      alike.largest.map(({ texts: count, exact, text }) =>
        labelled(words.group(count, exact), shorten(text)),
      ),
    ),
    boilerplate.length === 0 ? words.noBoilerplate : words.boilerplate,
    list(boilerplate.slice(0, TOLD).map(({ text, count }) => words.phrase(shorten(text), count))),
  ];
}

const shorten = (text: string) => cutText(text.replace(/\s+/gu, ' ').trim(), LONGEST);
