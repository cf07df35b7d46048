import { findHeader, isBlank, looksLikeHeader, type SampleRecord } from './header';
import type { Marks } from './records';
import { readSample, type Sample, type Shape, shapeOf, typedShare } from './shape';
import type { Dialect } from './table';

/** Marks that stand between cells and hardly ever in them. */
const DELIMITERS = [',', ';', '\t', '|', '^', '~', '\u0001', '\u001f'] as const;
/** Marks that other texts have too: looked at where none of the first will do. */
const DOUBTFUL = [':', '  ', ' '] as const;

/** What the person has set about the marks of a file; what is absent is worked out. */
export interface DialectHints {
  readonly delimiter?: string;
  readonly quote?: Dialect['quote'];
  readonly newline?: Dialect['newline'];
  readonly header?: boolean;
  /** The number of the record that names the columns, from 1; 0 where none does. */
  readonly headerRow?: number;
  /** '' where a backslash is an ordinary character. */
  readonly escape?: '\\' | '';
  /** '' where no line is a comment. */
  readonly comment?: string;
  readonly spaced?: boolean;
  readonly separatorLine?: boolean;
  readonly rowNames?: boolean;
  /** False where notes and totals at the end, and headers said again, are rows like the others. */
  readonly footer?: boolean;
}

/**
 * Works out how a file is written from its beginning.
 *
 * @param sample the first characters of the file, at best some hundred lines.
 * @param complete whether the sample is the whole file; otherwise its last record may be cut.
 * @param hints what the person has set; it is kept.
 */
export function detectDialect(
  sample: string,
  complete: boolean,
  hints: DialectHints = {},
): Dialect {
  const named = hints.separatorLine === false ? undefined : findSeparatorLine(sample);
  const text = named === undefined ? sample : sample.slice(named.length);
  const wanted = hints.delimiter ?? named?.delimiter;
  const read = (marks: Marks) => readSample(text, marks, complete);
  let quote = hints.quote ?? detectQuote(text);
  const newline = hints.newline ?? detectNewline(text, quote);

  let best: { marks: Marks; sample: Sample; shape: Shape } | undefined;
  const attempt = (delimiter: string, doubtful: boolean) => {
    if (delimiter !== '' && wanted === undefined && !text.includes(delimiter)) return;
    for (const marks of variants({ delimiter, quote, newline }, text, hints)) {
      const found = read(marks);
      const shape = shapeOf(found, doubtful);
      if (wanted === undefined && delimiter !== '' && shape.score <= 0) continue;
      // Of two readings that are as good, the one that takes quotes behind blanks for quotes.
      const unwraps = found.damage === 0 && best !== undefined && found.size < best.sample.size;
      const bonus =
        marks.spaced === true && unwraps && best?.marks.delimiter === delimiter ? 0.001 : 0;
      if (best === undefined || shape.score + bonus > best.shape.score + 1e-9)
        best = { marks, sample: found, shape: { ...shape, score: shape.score + bonus } };
    }
  };
  for (const delimiter of wanted === undefined ? DELIMITERS : [wanted]) attempt(delimiter, false);
  if (best === undefined) for (const delimiter of DOUBTFUL) attempt(delimiter, true);
  if (best === undefined) attempt('', false);
  if (best === undefined) throw new Error('a text has no reading');
  let { marks, sample: found, shape } = best;

  if (hints.quote === undefined && found.damage > 2 && shape.width > 1) {
    const plain = read({ ...marks, quote: '' });
    const plainShape = shapeOf(plain, false);
    if (plain.records.length >= 20 && plainShape.share >= 0.98 && plainShape.share > shape.share) {
      quote = '';
      marks = { ...marks, quote };
      found = plain;
      shape = plainShape;
    }
  }
  const comment = hints.comment ?? detectComment(text, found.records, marks, shape.width);
  if (comment !== '') {
    marks = { ...marks, comment };
    found = read(marks);
    shape = shapeOf(found, false);
  }
  const head = describeHeader(found.records, shape.width, named, hints);
  const rowNames =
    hints.rowNames ?? (head.header && hasRowNames(text, found.records, quote, head.headerRow));
  return { ...plainMarks(marks), ...head, ...(rowNames ? { rowNames } : {}) };
}

/** Only what differs from the plainest way to write a file. */
function plainMarks({ delimiter, quote, newline, escape, comment, spaced }: Marks): Marks {
  return {
    delimiter,
    quote,
    newline,
    ...(escape === undefined ? {} : { escape }),
    ...(comment === undefined || comment === '' ? {} : { comment }),
    ...(spaced === true ? { spaced } : {}),
  };
}

function describeHeader(
  records: readonly SampleRecord[],
  width: number,
  named: { length: number } | undefined,
  hints: DialectHints,
): Pick<Dialect, 'header' | 'headerRow' | 'separatorLine'> {
  const separatorLine = named === undefined ? {} : { separatorLine: true };
  const before = named === undefined ? 0 : 1;
  if (hints.headerRow !== undefined)
    return hints.headerRow > 0
      ? { header: true, headerRow: hints.headerRow, ...separatorLine }
      : { header: false, ...separatorLine };
  const { header, begin } = findHeader(records, width, hints.header);
  const first = records.findIndex(({ cells }) => !isBlank(cells));
  return {
    header: header >= 0,
    ...(first >= 0 && begin > first ? { headerRow: records[begin].row + before } : {}),
    ...separatorLine,
  };
}

/**
 * Whether the header leaves out the first column, as R writes row names: every row has one cell more
 * than the header, and begins with a text in quotes that no other row has.
 */
function hasRowNames(
  text: string,
  records: readonly SampleRecord[],
  quote: Dialect['quote'],
  headerRow = 1,
): boolean {
  if (quote === '') return false;
  const [header, ...rows] = records.filter(({ row, cells }) => row >= headerRow && !isBlank(cells));
  if (rows.length < 2 || isBlank(header.cells.slice(-1))) return false;
  const width = header.cells.length + 1;
  return (
    [header, ...rows].every(({ from }) => text[from] === quote) &&
    rows.every(({ cells }) => cells.length === width && cells[width - 1] !== '') &&
    new Set(rows.map(({ cells }) => cells[0])).size === rows.length
  );
}

/** The line that Excel takes the delimiter from, and how long it is. */
export function findSeparatorLine(text: string): { delimiter: string; length: number } | undefined {
  const found = /^"?sep=([^\r\n])"?(?:\r\n|\n|\r|$)/i.exec(text);
  return found === null ? undefined : { delimiter: found[1], length: found[0].length };
}

/** The ways to read a text with these marks that it gives reason for, the plainest first. */
function variants(marks: Marks, text: string, hints: DialectHints): Marks[] {
  const { quote, delimiter } = marks;
  if (quote === '') return [marks];
  const escapes: Marks['escape'][] =
    hints.escape !== undefined
      ? [hints.escape === '' ? undefined : hints.escape]
      : text.includes(`\\${quote}`)
        ? [undefined, '\\']
        : [undefined];
  const blanks = delimiter.trim() === '' ? `\n +${quote}` : `${literal(delimiter)}[ \t]+${quote}`;
  const spacings =
    hints.spaced !== undefined
      ? [hints.spaced]
      : new RegExp(blanks).test(text)
        ? [false, true]
        : [false];
  return escapes.flatMap((escape) =>
    spacings.map((spaced) => ({
      ...marks,
      ...(escape === undefined ? {} : { escape }),
      ...(spaced ? { spaced } : {}),
    })),
  );
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Single quote marks where cells begin and end with them and none with double ones. */
function detectQuote(sample: string): Dialect['quote'] {
  if (!sample.includes("'")) return '"';
  const ends = String.raw`[,;\t|^~\u0001\r\n]`;
  const count = (pattern: string) => sample.match(new RegExp(pattern, 'g'))?.length ?? 0;
  if (count(`(?:^|${ends}) *"`) > 0) return '"';
  const begins = count(`(?:^|${ends}) *'`);
  const closes = count(`' *(?=${ends}|$)`);
  const lines = count(`[^\\r\\n]+`);
  return begins >= 2 && begins >= lines * 0.5 && Math.abs(begins - closes) <= begins * 0.02
    ? "'"
    : '"';
}

/** The commonest line end outside quoted cells. */
function detectNewline(sample: string, quote: Dialect['quote']): Dialect['newline'] {
  const plain =
    quote === '' ? sample : sample.replace(new RegExp(`${quote}[^${quote}]*${quote}`, 'g'), '');
  const windows = plain.split('\r\n').length - 1;
  const unix = plain.split('\n').length - 1 - windows;
  const mac = plain.split('\r').length - 1 - windows;
  if (mac > 1 ? mac >= (windows + unix) * 0.3 : mac > windows + unix) return '\r';
  return windows >= unix && windows > 0 ? '\r\n' : '\n';
}

/** What comment lines begin with: lines that are cut otherwise than the rows, or stand above a header. */
function detectComment(
  text: string,
  records: readonly SampleRecord[],
  { delimiter }: Marks,
  width: number,
): string {
  if (width < 2) return '';
  for (const prefix of ['#', '//', ';']) {
    if (prefix === delimiter) continue;
    const isMarked = ({ from }: SampleRecord) => text.startsWith(prefix, from);
    const marked = records.filter(isMarked);
    if (marked.length === 0 || marked.length > records.length * 0.5) continue;
    const top = records.findIndex((record) => !isMarked(record) && !isBlank(record.cells));
    const alike = marked.filter(({ cells }) => cells.length === width);
    const below = records.slice(top).filter(({ cells }) => !isBlank(cells));
    const onTop = alike.length > 0 && alike.every((record) => records.indexOf(record) < top);
    if (
      alike.length <= marked.length * 0.2 ||
      (onTop && !isMarked(below[0]) && below.length > 1 && namesColumns(below))
    )
      return prefix;
  }
  return '';
}

/** Whether the first record is a header beyond doubt: no number in it, and numbers below. */
function namesColumns(records: readonly SampleRecord[]): boolean {
  const rows = records.map(({ cells }) => cells);
  return (
    looksLikeHeader(rows) && typedShare(rows.slice(0, 1)) === 0 && typedShare(rows.slice(1)) > 0
  );
}
