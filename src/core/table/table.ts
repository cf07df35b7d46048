/**
 * A file as read. Every cell is kept as the text that stood in the file; each column holds its
 * distinct texts once. Numbers, dates and categories are views made when a role asks for them.
 */
export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

export interface Column {
  readonly name: string;
  /** The distinct cell texts, in order of first appearance. */
  readonly levels: readonly string[];
  /** One per row: which level stands there. */
  readonly codes: Int32Array;
}

/** What is known about the marks of a file besides its rows. */
export interface Dialect {
  /**
   * The character between cells; '' where the file has a single column. One space stands for any
   * number of spaces, two for two or more.
   */
  readonly delimiter: string;
  readonly quote: '"' | "'" | '';
  readonly newline: '\n' | '\r\n' | '\r';
  readonly header: boolean;
  /**
   * Which record names the columns (or is the first row, without a header) where others stand above
   * it; the first of a file is 1.
   */
  readonly headerRow?: number;
  /** What makes a quote mark inside quotes an ordinary one; absent where only doubling does. */
  readonly escape?: '\\';
  /** What the lines begin with that are no rows. */
  readonly comment?: string;
  /** Whether blanks stand between delimiters and quote marks. */
  readonly spaced?: boolean;
  /** Whether the first line names the delimiter, as Excel wants it: sep=; */
  readonly separatorLine?: boolean;
  /** Whether the header has no name for the first column, as R writes it. */
  readonly rowNames?: boolean;
}

/** Something about the file that the person should know; nothing was lost. */
export interface ReadWarning {
  readonly code:
    | 'short-rows'
    | 'long-rows'
    | 'stray-quotes'
    | 'renamed-columns'
    | 'unnamed-columns'
    | 'blank-rows'
    | 'replaced-characters'
    | 'no-header'
    | 'preamble'
    | 'comment-lines'
    | 'repeated-headers'
    | 'footer'
    | 'totals-kept'
    | 'control-characters';
  readonly count: number;
  /** Where it happened first, counted as a spreadsheet counts (the header is row 1). */
  readonly row?: number;
  readonly column?: string;
}

export interface ReadTable {
  readonly table: Table;
  readonly dialect: Dialect;
  /** The cells of the header as they stood; empty where the file has none. */
  readonly header: readonly string[];
  /** The records above the header, without empty ones. */
  readonly preamble: readonly (readonly string[])[];
  /** The comment lines as they stood. */
  readonly comments: readonly string[];
  /** The records that are no rows: notes and totals at the end, titles and headers said again. */
  readonly footer: readonly (readonly string[])[];
  readonly warnings: readonly ReadWarning[];
}

export function cellAt(column: Column, row: number): string {
  return column.levels[column.codes[row]];
}

const MISSING = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  '-',
  '--',
  '?',
  '.',
  '\\n',
  '缺失',
  '无',
  '空',
  '未知',
]);

/** Whether a cell says that nothing is known. */
export function isMissing(cell: string): boolean {
  const said = cell.trim();
  return said.length <= 4 && MISSING.has(said.toLowerCase());
}
