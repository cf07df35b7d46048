import { verdictOf } from '../words/judging';
import { maybeNumber } from '../core/prepare/numbers';
import { type Dialect, isMissing, type Table } from '../core/table/table';
import type { Masker } from './mask-columns';
import type { Judged } from './judge-segments';
import { MOODS } from '../core/mood/text-mood';
import type { StudyMoods } from './segment-moods';
import type { Outcome, Segment } from './outcome';

export interface CsvOptions {
  /** Makes cells safe that a spreadsheet would run as a formula. */
  readonly guard: boolean;
  /** Begins the file with a byte order mark, by which spreadsheets know UTF-8. */
  readonly mark: boolean;
  /** One per column: how its cells are made unreadable; absent leaves all as they are. */
  readonly maskers?: readonly Masker[];
  /** How customers feel, by row, where it was read: two more columns. */
  readonly moods?: Pick<StudyMoods, 'moods' | 'strength'> | undefined;
}

/** Rows written at a time. */
const PIECE = 2000;

/**
 * "Customers with segments": the file as it was read, every row, column and header in its order,
 * with `segment` (1 for the largest), `segment_name`, `segment_confidence`, `map_x` and `map_y`
 * behind. Written as the file was: its delimiter and line ends, in UTF-8.
 *
 * @param names of the segments.
 */
export function* writeCustomers(
  table: Table,
  header: readonly string[],
  dialect: Dialect,
  outcome: Pick<Outcome, 'labels' | 'confidence' | 'map'>,
  names: readonly string[],
  options: CsvOptions,
): Generator<string, void, void> {
  const delimiter = dialect.delimiter === '' ? ',' : dialect.delimiter;
  const newline = dialect.newline === '\r' ? '\r\n' : dialect.newline;
  const cell = (text: string) => writeCell(options.guard ? guardFormula(text) : text, delimiter);
  const columns = table.columns.map(({ name }, at) => header[at] ?? name);
  const { moods } = options;
  const added = [
    ...['segment', 'segment_name', 'segment_confidence', 'map_x', 'map_y'],
    ...(moods === undefined ? [] : ['mood', 'mood_strength']),
  ].map((name) => freshName(name, columns));
  yield (options.mark ? '\ufeff' : '') + [...columns, ...added].map(cell).join(delimiter) + newline;

  // A level is written once and used for every row that holds it.
  const levels = table.columns.map(({ levels }, at) => {
    const mask = options.maskers?.[at];
    return levels.map((text) => cell(mask === undefined ? text : mask(text)));
  });
  const segmentNames = names.map(cell);
  let piece = '';
  for (let row = 0; row < table.rows; row++) {
    const label = outcome.labels[row];
    const line = table.columns.map((column, at) => levels[at][column.codes[row]]);
    line.push(
      label < 0 ? '' : `${label + 1}`,
      label < 0 ? '' : segmentNames[label],
      round(outcome.confidence[row]),
      round(outcome.map[row * 2]),
      round(outcome.map[row * 2 + 1]),
    );
    if (moods !== undefined) line.push(MOODS[moods.moods[row]] ?? '', round(moods.strength[row]));
    piece += line.join(delimiter) + newline;
    if ((row + 1) % PIECE === 0) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

/** "Segment summary": one row per segment; how well it is found again and the verdict, where judged. */
export function writeSummary(
  segments: readonly Segment[],
  names: readonly string[],
  describe: (segment: Segment) => readonly string[],
  options: CsvOptions,
  judged?: Judged,
): string {
  const rows = [
    [
      ...[
        'segment',
        'segment_name',
        'size',
        'share',
        'confidence',
        'traits',
        'keyphrases',
        'typical',
      ],
      ...(judged === undefined ? [] : ['stability', 'verdict']),
    ],
    ...segments.map((segment) => [
      `${segment.label + 1}`,
      names[segment.label],
      `${segment.size}`,
      round(segment.share),
      round(segment.confidence),
      describe(segment).join('; '),
      segment.keyphrases.map(({ phrase }) => phrase).join('; '),
      segment.quotes.find((quote) => quote !== '') ?? '',
      ...(judged === undefined ? [] : [round(stabilityOf(judged, segment)), verdictOf(judged)]),
    ]),
  ];
  const text = rows
    .map((row) =>
      row.map((cell) => writeCell(options.guard ? guardFormula(cell) : cell, ',')).join(','),
    )
    .join('\r\n');
  return `${options.mark ? '\ufeff' : ''}${text}\r\n`;
}

/** NaN where there is nothing to find again. */
function stabilityOf(judged: Judged, { label }: Segment): number {
  const told = verdictOf(judged) !== 'single';
  return (told ? judged.segments[label]?.stability : undefined) ?? Number.NaN;
}

/** A name that the file does not have yet. */
function freshName(name: string, taken: readonly string[]): string {
  let fresh = name;
  for (let copy = 2; taken.includes(fresh); copy++) fresh = `${name}_${copy}`;
  return fresh;
}

function round(value: number): string {
  if (Number.isNaN(value)) return '';
  return `${Math.round(value * 10000) / 10000}`;
}

/** A cell in quotes where it needs them (RFC 4180). */
export function writeCell(text: string, delimiter: string): string {
  const needs =
    text.includes('"') || text.includes(delimiter) || /[\r\n]/.test(text) || /^\s|\s$/u.test(text);
  return needs ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A cell that a spreadsheet would run as a formula, with an apostrophe in front, which spreadsheets
 * take as "this is text" (OWASP, CSV injection). Numbers and signs for "unknown" are left alone.
 */
export function guardFormula(text: string): string {
  const runs = /^[\s]*[=+\-@＝＋－＠\t\r]/u.test(text);
  const plain =
    isMissing(text) || maybeNumber(text, '.') !== undefined || maybeNumber(text, ',') !== undefined;
  return runs && !plain ? `'${text}` : text;
}
