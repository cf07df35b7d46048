import path from 'node:path';
import { sideOfRating } from '../core/mood/find-ratings';
import { type Signal, SIGNALS } from '../core/mood/mood-model';
import { rankCorrelation } from '../core/mood/rank-correlation';
import { MOODS } from '../core/mood/text-mood';
import { Fault } from '../core/fault';
import { textsOf } from '../core/prepare/views';
import { TREAT_TEXTS } from '../core/study';
import { cellAt, type Column, type Table } from '../core/table/table';
import { inferLanguage } from '../core/text/language';
import { loadMoodModel } from '../models/mood-models';
import { encoderFor } from '../models/models';
import { treatmentOf } from '../study/customers-of';
import { drive } from '../study/drive';
import { readMoods, type TextMoods } from '../study/moods';
import { openFile } from '../study/open-file';
import { openNodeEncoder, presentEncoders } from './node-encoder';
import { blobOf, quiet } from './open-blobs';

export interface MoodOptions {
  readonly text: readonly string[];
  /** A column of 0 and 1, or of stars from 1 to 5; with a signal COLUMN=VALUE, where the signal is meant. */
  readonly truth: string | undefined;
  readonly signal: string | undefined;
  /** COLUMN=VALUE: rows that are read; absent: all. */
  readonly where: string | undefined;
  /** An encoder, or `words` for words alone. */
  readonly model: string | undefined;
  readonly models: string;
  readonly threads: number | undefined;
}

/** Reads the mood of each text of a file and, beside a column of truths, tells how well. */
export async function moodFiles(file: string, options: MoodOptions): Promise<object> {
  const { table } = await openFile(await blobOf(file), {}, quiet);
  const texts = textsOf(columnOf(table, options.text[0] ?? ''), treatmentOf(TREAT_TEXTS));
  const keeps = filterOf(table, options.where);
  const rows = [...texts.keys()].filter((row) => texts[row] !== '' && keeps(row));
  const distinct = [...new Set(rows.map((row) => texts[row]))];
  const language = inferLanguage(distinct);
  if (language === 'other') throw new Fault('texts-all-empty', { column: options.text[0] ?? '' });
  const encoder =
    options.model === 'words'
      ? undefined
      : (options.model ?? encoderFor(language, presentEncoders(options.models)));
  const model = await loadMoodModel(language, encoder ?? '');
  const opened =
    encoder === undefined || model.heads === undefined
      ? undefined
      : await openNodeEncoder(encoder, options.models, options.threads);
  const vectors = await opened?.encode(distinct, quiet).finally(() => opened.close());
  const found = await drive(readMoods(distinct, vectors, model), quiet);
  const place = new Map(distinct.map((text, at) => [text, at]));
  const at = rows.map((row) => place.get(texts[row]) ?? 0);
  return {
    file: path.basename(file),
    language,
    encoder: model.heads?.encoder ?? 'words',
    weights: model.version,
    rows: rows.length,
    moods: Object.fromEntries(
      MOODS.map((mood, code) => [mood, at.filter((text) => found.moods[text] === code).length]),
    ),
    strength: at.reduce((sum, text) => sum + found.strength[text], 0) / at.length,
    signals: Object.fromEntries(
      SIGNALS.map((signal, bit) => [
        signal,
        at.filter((text) => (found.signals[text] & (1 << bit)) !== 0).length,
      ]),
    ),
    ...(options.truth === undefined ? {} : measureWith(table, options, rows, at, found)),
  };
}

function columnOf(table: Table, name: string): Column {
  const found = table.columns.find((column) => column.name === name);
  if (found === undefined)
    throw new Fault('options-unknown', {
      option: `${name} (${table.columns.map((column) => column.name).join(', ')})`,
    });
  return found;
}

function filterOf(table: Table, where: string | undefined): (row: number) => boolean {
  if (where === undefined) return () => true;
  const [name, value] = [where.slice(0, where.indexOf('=')), where.slice(where.indexOf('=') + 1)];
  const column = columnOf(table, name);
  return (row) => cellAt(column, row) === value;
}

function measureWith(
  table: Table,
  { truth = '', signal }: MoodOptions,
  rows: readonly number[],
  at: readonly number[],
  found: TextMoods,
): object {
  if (signal === undefined) return measure(columnOf(table, truth), rows, at, found);
  const known = SIGNALS.find((one) => one === signal);
  if (known === undefined) throw new Fault('options-unknown', { option: `--signal ${signal}` });
  const isMeant = filterOf(table, truth);
  return { truth: measureSignal(rows.map(isMeant), known, at, found) };
}

/** How well moods agree with truths, of positive against negative. */
function measure(
  column: Column,
  rows: readonly number[],
  at: readonly number[],
  found: TextMoods,
): object {
  const cells = rows.map((row) => cellAt(column, row).trim());
  const values = cells.map((cell) => (cell === '' ? Number.NaN : Number(cell)));
  const stars = values.some((value) => value > 1);
  const truth = values.map((value) =>
    Number.isNaN(value) ? 0 : stars ? sideOfRating(value, 5) : value > 0 ? 1 : -1,
  );
  const sided = truth.flatMap((side, i) => (side === 0 ? [] : [i]));
  const said = (i: number) => (found.strength[at[i]] >= 0 ? 1 : -1);
  const count = (side: number, as: number) =>
    sided.filter((i) => truth[i] === side && said(i) === as).length;
  const f1 = (side: number) => {
    const right = count(side, side);
    const sum = 2 * right + count(-side, side) + count(side, -side);
    return sum === 0 ? 0 : (2 * right) / sum;
  };
  const strengths = at.map((text) => found.strength[text]);
  const known = values.flatMap((value, i) => (Number.isNaN(value) ? [] : [i]));
  return {
    truth: {
      column: column.name,
      rows: sided.length,
      accuracy: (count(1, 1) + count(-1, -1)) / sided.length,
      macroF1: (f1(1) + f1(-1)) / 2,
      right: { positive: count(1, 1), negative: count(-1, -1) },
      wrong: { positive: count(1, -1), negative: count(-1, 1) },
      rankCorrelation: rankCorrelation(
        known.map((i) => strengths[i]),
        known.map((i) => values[i]),
      ),
      moodsByValue: Object.fromEntries(
        [...new Set(known.map((i) => values[i]))]
          .sort((a, b) => a - b)
          .map((value) => [
            value,
            countMoods(
              known.filter((i) => values[i] === value),
              at,
              found,
            ),
          ]),
      ),
    },
  };
}

const countMoods = (of: readonly number[], at: readonly number[], { moods }: TextMoods) =>
  Object.fromEntries(
    MOODS.map((mood, code) => [mood, of.filter((i) => moods[at[i]] === code).length]),
  );

function measureSignal(
  meant: readonly boolean[],
  signal: Signal,
  at: readonly number[],
  { signals }: TextMoods,
): object {
  const bit = 1 << SIGNALS.indexOf(signal);
  const told = at.map((text) => (signals[text] & bit) !== 0);
  const right = meant.filter((is, i) => is && told[i]).length;
  const wanted = meant.filter(Boolean).length;
  const all = told.filter(Boolean).length;
  return { signal, wanted, told: all, precision: right / all, recall: right / wanted };
}
