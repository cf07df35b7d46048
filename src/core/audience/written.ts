import type { Audience, ConditionKind } from './audience';
import { conditionsOf } from './audience';
import type { AudienceColumn, AudienceFacts } from './audience-facts';
import { isEmptyLevel } from './test-levels';

/** An audience in the words of another tool. */
export interface Written {
  /** Absent where the tool cannot say it at all. */
  readonly text?: string;
  /** What cannot be said there, or counts on a column of the exported file. */
  readonly cannot: readonly ('meaning' | 'segment' | 'confidence' | 'too-many')[];
  /** Whether a few customers more or less may fit there. */
  readonly approximate: boolean;
}

/** What of an audience other tools do not know. */
export function cannotSay(audience: Audience): Written['cannot'] {
  const kinds = new Set<ConditionKind>(conditionsOf(audience).map(({ kind }) => kind));
  return (['meaning', 'segment', 'confidence'] as const).filter((kind) => kinds.has(kind));
}

/** Whether words are asked for, which are found by their beginnings elsewhere. */
export function isApproximate(audience: Audience): boolean {
  return conditionsOf(audience).some(({ kind }) => kind === 'words');
}

/** Columns that exported files gain. */
export const SEGMENT_COLUMN = 'segment';
export const CONFIDENCE_COLUMN = 'segment_confidence';

/** Cells of the file, as they stand there, that a test holds of; sorted. */
export function cellsWhere(
  { column }: AudienceColumn,
  test: (level: number) => boolean,
): readonly string[] {
  return column.levels.filter((_, level) => test(level)).sort();
}

/** Cells that mean one of some levels: with blanks at their ends, as they may stand in the file. */
export function cellsOfLevels(
  column: AudienceColumn,
  levels: readonly string[],
): readonly string[] {
  const wanted = new Set(levels.map((level) => level.trim()));
  const cells = column.cells();
  const found = cellsWhere(column, (level) => cells[level] !== '' && wanted.has(cells[level]));
  const said = new Set(found.map((cell) => cell.trim()));
  return [...found, ...[...wanted].filter((level) => !said.has(level))];
}

/** Cells that say nothing, but for the one without letters. */
export function emptyCells(column: AudienceColumn): readonly string[] {
  return cellsWhere(
    column,
    (level) => column.column.levels[level] !== '' && isEmptyLevel(column, level),
  );
}

export function columnsOfKind(
  facts: AudienceFacts,
  kind: AudienceColumn['kind'],
): AudienceColumn[] {
  return [...facts.columns.values()].filter((column) => column.kind === kind);
}
