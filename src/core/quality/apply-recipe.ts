import { drain } from '../steps';
import type { Column, Table } from '../table/table';
import { emptyRows, firstEqualRows } from './examine-rows';
import { leaveColumn, matchRecipe, mayDrop, type Recipe, type RecipeFit } from './recipe';
import { type LearntColumn, type Receipt, treatColumn } from './treat-column';

/** A treated copy of a table; the table itself is as it was, so that another recipe undoes this one. */
export interface Treated {
  readonly table: Table;
  /** The row of the given table for each row here. */
  readonly rows: Int32Array;
  readonly receipts: readonly Receipt[];
  readonly fit: RecipeFit;
  /** Medians, limits and readings of the columns that something was done about. */
  readonly learnt: readonly LearntColumn[];
}

/**
 * Carries a recipe out. Columns are matched by their names; those that it does not know stay as they
 * are; columns of consent and ids are never left out. Whether rows are empty or repeated is told by the given cells. A row that goes for several
 * reasons is counted for the first of them.
 *
 * @param known what was learnt of another file, whose medians and limits are then those that are taken.
 */
export function applyRecipe(
  table: Table,
  recipe: Recipe,
  known?: readonly LearntColumn[],
): Treated {
  const byName = new Map(recipe.columns.map((column) => [column.column, column]));
  const receipts: Receipt[] = [];
  const gone = new Uint8Array(table.rows);
  function dropRows(
    treatment: Receipt['treatment'],
    column: string,
    test: (row: number) => boolean,
  ) {
    let count = 0;
    for (let row = 0; row < table.rows; row++) {
      if (gone[row] === 1 || !test(row)) continue;
      gone[row] = 1;
      count++;
    }
    if (count > 0) receipts.push({ treatment, column, count, value: '' });
  }

  if (recipe.emptyRows === 'drop-rows') {
    const empty = emptyRows(table);
    dropRows('dropped-empty', '', (row) => empty[row] === 1);
  }
  if (recipe.repeatedRows === 'drop-rows') {
    const all = table.columns.map((_, at) => at);
    const first = drain(firstEqualRows(table, all));
    dropRows('dropped-repeated', '', (row) => first[row] !== row);
  }
  const knownOf = known && new Map(known.map((column) => [column.column, column]));
  const learnt: LearntColumn[] = [];
  const kept: { column: Column; cells: readonly string[] }[] = [];
  for (const column of table.columns) {
    const asked = byName.get(column.name) ?? leaveColumn(column.name, 'ignore');
    if (asked.dropColumn && mayDrop(asked.role)) {
      receipts.push({ treatment: 'dropped-column', column: column.name, count: 1, value: '' });
      continue;
    }
    const before = knownOf && (knownOf.get(column.name) ?? { column: column.name });
    const treated = treatColumn(column, asked, before);
    if (Object.keys(treated.learnt).length > 1) learnt.push(treated.learnt);
    const { codes } = column;
    dropRows('dropped-missing', column.name, (row) => treated.dropMissing[codes[row]] === 1);
    dropRows('dropped-outliers', column.name, (row) => treated.dropOutliers[codes[row]] === 1);
    receipts.push(...treated.receipts);
    kept.push({ column, cells: treated.cells });
  }
  const rows = Int32Array.from(
    Array.from({ length: table.rows }, (_, row) => row).filter((row) => gone[row] === 0),
  );
  return {
    table: {
      rows: rows.length,
      columns: kept.map(({ column, cells }) => rebuild(column, cells, rows)),
    },
    rows,
    receipts,
    fit: matchRecipe(table, recipe),
    learnt,
  };
}

/** A column with other cells and fewer rows, its levels in the order in which they first stand. */
function rebuild(column: Column, cells: readonly string[], rows: Int32Array): Column {
  const unchanged = cells.every((cell, code) => cell === column.levels[code]);
  if (unchanged && rows.length === column.codes.length) return column;
  const known = new Map<string, number>();
  const levels: string[] = [];
  const settled = new Int32Array(cells.length).fill(-1);
  const codes = rows.map((row) => {
    const code = column.codes[row];
    if (settled[code] < 0) {
      const cell = cells[code];
      let at = known.get(cell);
      if (at === undefined) {
        at = levels.length;
        known.set(cell, at);
        levels.push(cell);
      }
      settled[code] = at;
    }
    return settled[code];
  });
  return { name: column.name, levels, codes };
}
