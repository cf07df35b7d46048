import { type Audience, conditionsOf, type MeaningCondition } from '../core/audience/audience';
import type { AudienceColumn } from '../core/audience/audience-facts';
import { type AskedColumn, type Question, readQuestion } from '../core/ask/read-question';
import { BUILT_IN } from '../core/encoder-names';
import type { Watch } from '../core/ports';
import { isMissing } from '../core/table/table';
import type { OpenAudience } from './open-audience';
import type { FinishedStudy } from './open-space';

/** What a question asked for, counted; all rows are rows of the file. */
export interface Answer {
  /** As it was understood, with the line of every meaning settled. */
  readonly question: Question;
  readonly size: number;
  /** Customers who take part. */
  readonly of: number;
  /** Segments in which they are commoner than elsewhere, or all that were asked for; the most of them first. */
  readonly segments: readonly AnsweredSegment[];
  /** Where a figure was asked for. */
  readonly figure?: {
    readonly column: string;
    /** Mean or sum of those who are meant; NaN where nothing is known of them. */
    readonly value: number;
    /** The same of all others. */
    readonly others: number;
    /** How many of them have a number there. */
    readonly known: number;
  };
  /** Where levels were asked for: the commonest among those who are meant first. */
  readonly levels?: readonly {
    readonly level: string;
    readonly count: number;
    readonly of: number;
  }[];
  /** What some of them say: the nearest to what was asked for first, else in the order of the file. */
  readonly quotes: readonly { readonly row: number; readonly text: string }[];
}

export interface AnsweredSegment {
  readonly label: number;
  /** Of those who are meant. */
  readonly count: number;
  /** Customers of the segment. */
  readonly size: number;
}

const LEVELS = 8;
const QUOTES = 3;

/**
 * Answers a question by counting; see `readQuestion`. Whatever is told is a count, a share, a mean or a sum of the
 * customers whom the audience takes in, and the audience is told with it.
 *
 * @param names of the segments.
 * @throws Fault stopped
 */
export async function answerQuestion(
  text: string,
  study: FinishedStudy,
  open: OpenAudience,
  names: readonly string[],
  watch: Watch,
): Promise<Answer> {
  const { table, plan, outcome } = study;
  const { facts } = open;
  const columns = [...facts.columns.values()].map((column): AskedColumn => {
    const { name, kind } = column;
    const levels = kind === 'category' ? levelsOf(column.cells()) : [];
    return { name, kind, levels, ...(kind === 'number' ? middlesOf(column, facts.present) : {}) };
  });
  const byMeaning = plan.encoder !== '' && plan.encoder !== BUILT_IN;
  const read = readQuestion(text, { columns, segments: names, byMeaning });
  const lines = new Map<string, number>();
  for (const condition of conditionsOf(read.audience))
    if (condition.kind === 'meaning')
      lines.set(condition.text, (await open.meaning(condition.text, watch)).least);
  const audience = settleLines(read.audience, lines);
  const question: Question = { ...read, audience };

  const rows = await open.rows(audience, watch);
  const inside = new Uint8Array(table.rows);
  for (const row of rows) inside[row] = 1;
  const { of, bySegment } = await open.count(audience, watch);
  const wanted = read.wanted.kind === 'segments';
  const segments = outcome.segments
    .map(({ label, size }) => ({ label, size, count: bySegment[label] }))
    .filter(({ size, count }) => count > 0 && (wanted || count * of > size * rows.length))
    .sort((a, b) => b.count - a.count || a.label - b.label);

  const asked = 'column' in read.wanted ? facts.columns.get(read.wanted.column) : undefined;
  const said = await quote(study, open, audience, rows, watch);
  return {
    question,
    size: rows.length,
    of,
    segments,
    quotes: said,
    ...(asked !== undefined && (read.wanted.kind === 'mean' || read.wanted.kind === 'sum')
      ? {
          figure: {
            column: asked.name,
            ...figureOf(asked, inside, facts.present, read.wanted.kind),
          },
        }
      : {}),
    ...(asked !== undefined && read.wanted.kind === 'levels'
      ? { levels: countLevels(asked, inside, facts.present) }
      : {}),
  };
}

/** An audience whose meanings have their lines. */
function settleLines(audience: Audience, lines: ReadonlyMap<string, number>): Audience {
  switch (audience.kind) {
    case 'all':
    case 'any':
      return { ...audience, of: audience.of.map((part) => settleLines(part, lines)) };
    case 'not':
      return { kind: 'not', of: settleLines(audience.of, lines) };
    case 'meaning':
      return { ...audience, least: lines.get(audience.text) ?? 1 };
    default:
      return audience;
  }
}

function levelsOf(cells: readonly string[]): string[] {
  return [...new Set(cells.filter((cell) => cell !== ''))];
}

/** The number that half of the customers are above, and the one that a fifth are. */
function middlesOf(
  column: AudienceColumn,
  present: Uint8Array,
): { readonly median?: number; readonly upperFifth?: number } {
  const byLevel = column.numbers();
  const { codes } = column.column;
  const known = Float64Array.from(codes, (code, row) =>
    present[row] === 1 ? byLevel[code] : Number.NaN,
  )
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (known.length === 0) return {};
  return {
    median: known[Math.floor((known.length - 1) / 2)],
    upperFifth: known[Math.floor((known.length - 1) * 0.8)],
  };
}

function figureOf(
  column: AudienceColumn,
  inside: Uint8Array,
  present: Uint8Array,
  kind: 'mean' | 'sum',
): { readonly value: number; readonly others: number; readonly known: number } {
  const byLevel = column.numbers();
  const { codes } = column.column;
  const sums = [0, 0];
  const counts = [0, 0];
  for (let row = 0; row < codes.length; row++) {
    const value = byLevel[codes[row]];
    if (present[row] === 0 || Number.isNaN(value)) continue;
    sums[inside[row]] += value;
    counts[inside[row]]++;
  }
  const tell = (at: number) =>
    counts[at] === 0 ? Number.NaN : kind === 'mean' ? sums[at] / counts[at] : sums[at];
  return { value: tell(1), others: tell(0), known: counts[1] };
}

function countLevels(
  column: AudienceColumn,
  inside: Uint8Array,
  present: Uint8Array,
): { level: string; count: number; of: number }[] {
  const cells = column.cells();
  const counts = new Map<string, { count: number; of: number }>();
  column.column.codes.forEach((code, row) => {
    if (present[row] === 0 || cells[code] === '') return;
    const known = counts.get(cells[code]) ?? { count: 0, of: 0 };
    known.of++;
    known.count += inside[row];
    counts.set(cells[code], known);
  });
  return [...counts]
    .map(([level, { count, of }]) => ({ level, count, of }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1))
    .slice(0, LEVELS);
}

/** What some of the customers say, each thing once. */
async function quote(
  { table, plan }: FinishedStudy,
  open: OpenAudience,
  audience: Audience,
  rows: Int32Array,
  watch: Watch,
): Promise<Answer['quotes']> {
  const columns = table.columns.filter((_, at) => plan.roles[at] === 'text');
  const meaning = conditionsOf(audience).find(
    (condition): condition is MeaningCondition => condition.kind === 'meaning',
  );
  const near = meaning && (await open.likeness(meaning.text, watch));
  const order = near === undefined ? rows : rows.slice().sort((a, b) => near[b] - near[a] || a - b);
  const quotes = new Map<string, number>();
  for (const row of order) {
    const text = columns
      .map(({ levels, codes }) => levels[codes[row]].trim())
      .filter((cell) => !isMissing(cell))
      .join(' ');
    if (text !== '' && !quotes.has(text)) quotes.set(text, row);
    if (quotes.size === QUOTES) break;
  }
  return [...quotes].map(([text, row]) => ({ text, row }));
}
