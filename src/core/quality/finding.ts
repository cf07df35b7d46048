/** Everything that a look at the data can find; the sentences are in the word list. */
export const FINDING_CODES = [
  'empty-column',
  'constant',
  'near-constant',
  'missing',
  'missing-spellings',
  'missing-name',
  'spreadsheet-errors',
  'garbled',
  'unreadable',
  'mixed-decimals',
  'decimal-unclear',
  'outliers',
  'skewed',
  'negatives',
  'zeros',
  'stand-in-numbers',
  'serial-dates',
  'serials-among-dates',
  'date-order-unclear',
  'date-orders-mixed',
  'default-dates',
  'future-dates',
  'level-variants',
  'edge-spaces',
  'rare-levels',
  'mixed-booleans',
  'repeated-texts',
  'cut-texts',
  'repeated-ids',
  'id-variants',
  'id-exponents',
  'repeated-rows',
  'alike-rows',
  'empty-rows',
  'repeats-column',
  'leaks-id',
  'leaks-target',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** A note to know, something to check, a problem to put right; the gravest first. */
export const SEVERITIES = ['problem', 'check', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * How one column was measured against another: the same but for the names of its levels, the same
 * cells, the correlation, cells that hold the id, the share of wrong guesses that knowing the levels
 * saves, how well the ranks part two answers, the share of the variance between levels.
 */
export const MEASURES = ['levels', 'correlation', 'holds', 'guesses', 'ranks', 'variance'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Figures {
  /** Of the rows or of the filled cells, 0 to 1. */
  readonly share?: number;
  /** Limits of the usual, first and last moment, or the counts of two kinds. */
  readonly low?: number;
  readonly high?: number;
  /** Different values, levels or spellings. */
  readonly different?: number;
  /** A skewness, a correlation, or how well a column tells another. */
  readonly measure?: number;
}

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** The column it is about; empty for the whole file. */
  readonly column: string;
  /** The other column that takes part; empty where there is none. */
  readonly other: string;
  readonly by: Measure | '';
  /** How many rows it is about. */
  readonly count: number;
  /** The first few of them, counted as a spreadsheet counts (the header is row 1). */
  readonly rows: readonly number[];
  /** A few cells as they stand in the file. */
  readonly cells: readonly string[];
  readonly figures: Figures;
}

/** Rows and cells shown with a finding. */
export const SHOWN = 5;

type Rest = Partial<Pick<Finding, 'other' | 'by' | 'rows' | 'cells' | 'figures'>>;

export function createFinding(
  code: FindingCode,
  severity: Severity,
  column: string,
  count: number,
  rest: Rest = {},
): Finding {
  return {
    code,
    severity,
    column,
    count,
    other: rest.other ?? '',
    by: rest.by ?? '',
    rows: rest.rows ?? [],
    cells: (rest.cells ?? []).slice(0, SHOWN),
    figures: rest.figures ?? {},
  };
}
