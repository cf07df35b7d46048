import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BUILT_IN } from '../core/encoder-names';
import { Fault } from '../core/fault';
import { adjustedMutualInformation } from '../core/measure/adjusted-mutual-information';
import { normalisedMutualInformation } from '../core/measure/agreement';
import type { Role } from '../core/prepare/roles';
import type { Plan } from '../core/study';
import { cellAt, type Table } from '../core/table/table';
import { HASHED_DIMENSIONS } from '../core/text/hashing-encoder';
import { readCorpus } from '../core/text/corpus';
import { postingsOf } from '../core/themes/choose-words';
import { diversityOf, npmi } from '../core/themes/coherence';
import { strongestOf } from '../core/themes/membership';
import { maybeEncoder } from '../models/models';
import { drive, NOBODY_WAITS } from '../study/drive';
import { findThemes, type FoundThemes } from '../study/find-themes';
import type { KeptStudy } from '../study/open-space';
import { openCustomers, readCustomerColumns } from '../study/open-customers';
import { createMemoryShelves } from '../study/shelves';
import { suggestPlan } from '../study/suggest-plan';
import { tellEffects, tellThemes, tellTimes } from '../study/tell-themes';
import { openThemeGround, type ThemeGround } from '../study/theme-ground';
import { openNodeEncoder, presentEncoders } from './node-encoder';
import { blobOfAll, quiet } from './open-blobs';

export interface ThemeOptions {
  readonly text: readonly string[];
  readonly figure: string | undefined;
  readonly date: string | undefined;
  /** A column with the true group of each row. */
  readonly truth: string | undefined;
  /** Themes wanted; null: as many as fit. */
  readonly k: number | null;
  readonly model: string | undefined;
  readonly models: string;
  readonly threads: number | undefined;
  /** Where to write the strongest theme of each row, from 1; 0 for none. */
  readonly out?: string | undefined;
}

/** The themes of what a file, or several as one, says. */
export async function themeFiles(files: readonly string[], options: ThemeOptions): Promise<object> {
  const began = performance.now();
  const { blob, hints } = await blobOfAll(files);
  const opened = await openCustomers(blob, hints, quiet);
  const { table } = opened;
  for (const name of [options.figure, options.date, options.truth, ...options.text])
    if (name !== undefined && !table.columns.some((column) => column.name === name))
      throw new Fault('options-unknown', {
        option: `${name} (${table.columns.map((column) => column.name).join(', ')})`,
      });
  const roles = readCustomerColumns(opened).map(({ role, name }): Role => {
    if (options.text.includes(name)) return 'text';
    if (name === options.truth) return 'ignore';
    return options.text.length > 0 && role === 'text' ? 'ignore' : role;
  });
  const proposed = suggestPlan(table, roles, presentEncoders(options.models));
  const plan: Plan = { ...proposed, roles, encoder: options.model ?? proposed.encoder };
  if (plan.encoder !== BUILT_IN && maybeEncoder(plan.encoder) === undefined)
    throw new Fault('options-unknown', { option: `--model ${plan.encoder}` });
  let close = () => undefined as void;
  const study: KeptStudy = {
    table,
    tableKey: opened.key,
    plan,
    ports: {
      ...createMemoryShelves(),
      dimensionsOf: (id) => maybeEncoder(id)?.dimensions ?? HASHED_DIMENSIONS,
      openEncoder: (() => {
        let opening: ReturnType<typeof openNodeEncoder> | undefined;
        return async (id: string) => {
          opening ??= openNodeEncoder(id, options.models, options.threads);
          const encoder = await opening;
          close = encoder.close;
          return encoder;
        };
      })(),
    },
  };
  const seconds: Record<string, number> = {};
  let since = began;
  const note = (what: string) => {
    const now = performance.now();
    seconds[what] = Math.round(now - since) / 1000;
    since = now;
  };
  try {
    note('read');
    const ground = await openThemeGround(study, NOBODY_WAITS);
    note('texts');
    const found = await findThemes(study, ground, options.k, NOBODY_WAITS);
    note('themes');
    const told = tellThemes(table, plan, ground, found, undefined);
    const effects =
      options.figure === undefined
        ? undefined
        : tellEffects(table, plan, ground, found, options.figure);
    const times =
      options.date === undefined ? undefined : tellTimes(table, plan, ground, found, options.date);
    const strongest = strongestByRow(table, ground, found);
    if (options.out !== undefined) await writeFile(options.out, `${strongest.join('\n')}\n`);
    const quality = await measureThemes(table, ground, found, strongest, options.truth);
    note('tell');
    return {
      file: files.map((file) => path.basename(file)).join(' + '),
      rows: table.rows,
      encoder: plan.encoder,
      k: told.themes.length,
      ...told,
      ...(effects === undefined ? {} : { figure: options.figure, effects }),
      ...(times === undefined ? {} : { date: options.date, times }),
      quality,
      seconds,
    };
  } finally {
    close();
  }
}

export function strongestByRow(
  table: Table,
  { prepared }: ThemeGround,
  { texts }: FoundThemes,
): Int32Array {
  const ofText = strongestOf(texts);
  const labels = new Int32Array(table.rows);
  prepared.textOf.forEach((text, customer) => {
    labels[prepared.order[customer]] = text < 0 ? 0 : ofText[text] + 1;
  });
  return labels;
}

/** How coherent and diverse the words of themes are, and how well themes meet a truth that is known. */
export async function measureThemes(
  table: Table,
  { prepared }: ThemeGround,
  { themes }: FoundThemes,
  strongest: Int32Array,
  truth: string | undefined,
): Promise<object> {
  const corpus = await drive(readCorpus(prepared.texts), NOBODY_WAITS);
  const postings = postingsOf(corpus);
  const words = themes.map((theme) => theme.words.map((word) => word.toLowerCase()));
  const coherence = words.map((list) => npmi(list, postings, prepared.texts.length));
  const column = table.columns.find(({ name }) => name === truth);
  const known = (column === undefined ? [] : Array.from(strongest.keys())).map((row) =>
    column === undefined ? '' : cellAt(column, row),
  );
  const numbers = new Map<string, number>();
  const codes = Int32Array.from(known, (cell) => {
    const code = numbers.get(cell) ?? numbers.size;
    numbers.set(cell, code);
    return code;
  });
  return {
    npmi: coherence.reduce((sum, one) => sum + one, 0) / Math.max(1, coherence.length),
    diversity: diversityOf(words),
    ...(column === undefined
      ? {}
      : {
          nmi: normalisedMutualInformation(codes, strongest),
          ami: adjustedMutualInformation(codes, strongest),
        }),
    nowhere: strongest.filter((theme) => theme === 0).length / strongest.length,
  };
}
