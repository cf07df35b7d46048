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
  /** The character between cells; '' where the file has a single column. */
  readonly delimiter: string;
  readonly quote: '"' | "'" | '';
  readonly newline: '\n' | '\r\n' | '\r';
  readonly header: boolean;
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
    | 'no-header';
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
