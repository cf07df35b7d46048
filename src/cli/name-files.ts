import path from 'node:path';
import { BUILT_IN } from '../core/encoder-names';
import { Fault } from '../core/fault';
import type { Role } from '../core/prepare/roles';
import { chooseFacts } from '../core/segments/summary-facts';
import { tidyStopWords } from '../core/segments/own-stop-words';
import { traceTitle } from '../core/segments/trace-title';
import { cellAt, type Table } from '../core/table/table';
import { HASHED_DIMENSIONS } from '../core/text/hashing-encoder';
import { inferLanguage } from '../core/text/language';
import { maybeEncoder } from '../models/models';
import { pickQuotes } from '../core/segments/pick-quotes';
import { customersOf } from '../study/customers-of';
import { embedTexts } from '../study/embed-texts';
import { nameSegments } from '../study/name-segments';
import { openCustomers } from '../study/open-customers';
import { createMemoryShelves } from '../study/shelves';
import type { StudyPorts, TitleWriter } from '../study/study-ports';
import { suggestPlan } from '../study/suggest-plan';
import { writeTitles } from '../study/write-titles';
import { namesOf } from '../words/names';
import { writeSummary } from '../words/summary';
import { WORDS } from '../words/words';
import { openNodeEncoder, presentEncoders } from './node-encoder';
import { nodeWriter } from './node-writer';
import { blobOf, quiet } from './open-blobs';

export interface NameOptions {
  /** The column that says which group a row is in. */
  readonly group: string;
  /** The column of texts; names come from it alone. */
  readonly text: string;
  /** `plain`, `model`, or a GGUF file. */
  readonly writer: string;
  readonly model: string | undefined;
  readonly models: string;
  readonly threads: number | undefined;
  /** Words that no name may hold. */
  readonly stopWords: readonly string[];
}

/** Central quotes of a group, and those that differ most from them and each other. */
const CENTRAL = 3;
const DIVERSE = 3;

/**
 * Names the groups that a column of a file gives already, by what their texts say, each name with its
 * evidence. What the groups are called there is told beside the names and has no part in them.
 *
 * @throws Fault options-unknown for a column that is not there, a model that is none, and a writer that
 *   does not run here.
 */
export async function nameFiles(file: string, options: NameOptions): Promise<object> {
  const began = performance.now();
  const asked = writerOf(options);
  const { table, key } = await openCustomers(await blobOf(file), { orders: null }, quiet);
  const groupOf = groupsOf(table, options.group);
  const roles = table.columns.map(({ name }): Role => (name === options.text ? 'text' : 'ignore'));
  if (!roles.includes('text')) throw columnMissing(table, options.text);
  const plan = suggestPlan(table, roles, presentEncoders(options.models));
  const prepared = customersOf(table, plan);
  const values = [
    ...new Set([...prepared.order].map((row) => groupOf[row]).filter((value) => value !== '')),
  ].sort();
  // Numbered by the first customer of each, so that nothing depends on what a group is called.
  const numbers = new Map<string, number>();
  const labels = Int32Array.from(prepared.order, (row) => {
    const value = groupOf[row];
    if (value === '') return -1;
    const known = numbers.get(value);
    if (known !== undefined) return known;
    numbers.set(value, numbers.size);
    return numbers.size - 1;
  });
  const k = numbers.size;
  if (k === 0) throw columnMissing(table, options.group);

  const language = inferLanguage(prepared.texts);
  const encoder = options.model ?? plan.encoder;
  if (encoder !== BUILT_IN && maybeEncoder(encoder) === undefined)
    throw new Fault('options-unknown', { option: `--model ${encoder}` });
  const opened = await openNodeEncoder(encoder, options.models, options.threads);
  try {
    const ports: StudyPorts = {
      ...createMemoryShelves(),
      dimensionsOf: (id) => maybeEncoder(id)?.dimensions ?? HASHED_DIMENSIONS,
      openEncoder: () => Promise.resolve(opened),
    };
    const { vectors } = await embedTexts(
      prepared.texts,
      { id: encoder, dimensions: ports.dimensionsOf(encoder) },
      () => Promise.resolve(opened),
      ports.vectors,
      quiet,
      { known: () => undefined, full: () => undefined },
    );
    const read = performance.now();
    const grouped = { prepared, alike: undefined, labels, k };
    const { phrases, keyphrases } = await nameSegments(
      grouped,
      { sensitive: 'avoid', stopWords: tidyStopWords(options.stopWords) },
      vectors,
      language,
      encoder,
      ports,
      quiet,
    );
    const named = performance.now();
    const quotes = pickQuotes(vectors, prepared.textOf, labels, k, CENTRAL, DIVERSE);
    const quoted = performance.now();
    const words = WORDS[language === 'zh' ? 'zh' : 'en'];
    const segments = phrases.map((phrase, label) => ({
      label,
      phrase,
      keyphrases: keyphrases[label],
      quotes: [...quotes[label].central, ...quotes[label].diverse].map(
        (text) => prepared.texts[text],
      ),
      traits: [],
    }));
    const plain = namesOf(segments, words);
    const labelOf = new Int32Array(table.rows).fill(-1);
    prepared.order.forEach((row, at) => {
      labelOf[row] = labels[at];
    });
    const titles =
      asked === undefined || language !== 'en'
        ? []
        : await writeTitles(
            {
              table,
              tableKey: key,
              plan: { ...plan, encoder, stopWords: tidyStopWords(options.stopWords) },
              outcome: { labels: labelOf, segments, account: { language } },
            },
            asked,
            ports,
            quiet,
            () => undefined,
          );
    const written = performance.now();
    const names = plain.map((name, label) => {
      const [best] = titles[label] ?? [];
      const other = (one: string, at: number) =>
        at !== label && one.toLowerCase() === best?.title.toLowerCase();
      return best?.better === true && !plain.some(other) ? best.title : name;
    });
    const sizes = new Int32Array(k);
    const members: number[][] = Array.from({ length: k }, () => []);
    labels.forEach((label, row) => {
      if (label < 0) return;
      sizes[label]++;
      if (prepared.textOf[row] >= 0) members[label].push(prepared.textOf[row]);
    });
    return {
      file: path.basename(file),
      group: options.group,
      text: options.text,
      writer: options.writer,
      language,
      encoder,
      groups: values.map((value) => {
        const label = numbers.get(value) ?? 0;
        const name = names[label];
        const shown = [...quotes[label].central, ...quotes[label].diverse];
        // Quotes first, then all other texts, so that a word is traced to what is shown.
        const said = [...new Set([...shown, ...members[label]])].map(
          (text) => prepared.texts[text],
        );
        const facts = chooseFacts({
          size: sizes[label],
          share: sizes[label] / prepared.rows,
          keyphrases: keyphrases[label],
          traits: [],
          quotes: shown.map((text) => prepared.texts[text]),
        });
        return {
          group: value,
          texts: members[label].length,
          name,
          plain: plain[label],
          words: name.split(/\s+/u).length,
          keyphrases: keyphrases[label].map(({ phrase, count, share, elsewhere }) => ({
            phrase,
            count,
            inside: share,
            outside: elsewhere,
          })),
          quotes: {
            central: quotes[label].central.map((text) => prepared.texts[text]),
            diverse: quotes[label].diverse.map((text) => prepared.texts[text]),
          },
          trace: traceTitle(
            name,
            keyphrases[label].map(({ phrase }) => phrase),
            said,
          ).map(({ word, phrase, text }) => ({
            word,
            ...(phrase === undefined ? {} : { phrase }),
            ...(text === undefined ? {} : { quote: said[text] }),
          })),
          summary: writeSummary(facts, words),
        };
      }),
      seconds: {
        reading: round(read - began),
        naming: round(named - read),
        perName: round((named - read) / k),
        ...(asked === undefined
          ? {}
          : { writing: round(written - quoted), perTitle: round((written - quoted) / k) }),
      },
    };
  } finally {
    opened.close();
  }
}

/**
 * Who proposes titles beside the plain names: nobody, the small model, or one in a file.
 *
 * @throws Fault options-unknown
 */
function writerOf({ writer, models }: NameOptions): TitleWriter | undefined {
  if (writer === 'plain') return undefined;
  if (writer === 'model') return nodeWriter(models);
  if (/\.gguf$/iu.test(writer)) return nodeWriter(models, writer);
  throw new Fault('options-unknown', { option: `--writer ${writer}` });
}

function groupsOf(table: Table, name: string): string[] {
  const column = table.columns.find((one) => one.name === name);
  if (column === undefined) throw columnMissing(table, name);
  return Array.from({ length: table.rows }, (_, row) => cellAt(column, row).trim());
}

function columnMissing(table: Table, name: string): Fault {
  const names = table.columns.map((column) => column.name).join(', ');
  return new Fault('options-unknown', { option: `${name} (${names})` });
}

function round(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}
