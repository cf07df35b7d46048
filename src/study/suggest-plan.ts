import { DEFAULT_METHOD } from '../core/cluster/method-ids';
import type { Role } from '../core/prepare/roles';
import { SEED, type Plan } from '../core/study';
import { inferLanguage, type Language } from '../core/text/language';
import { cellAt, type Table } from '../core/table/table';
import { encoderFor } from '../models/models';

/** Cells looked at for the language. */
const SAMPLE = 500;

/** The language of the columns that hold texts. */
export function languageOf(table: Table, roles: readonly Role[]): Language {
  const cells: string[] = [];
  for (const [at, column] of table.columns.entries()) {
    if (roles[at] !== 'text') continue;
    const step = Math.max(1, Math.floor(table.rows / SAMPLE));
    for (let row = 0; row < table.rows; row += step) cells.push(cellAt(column, row));
  }
  return inferLanguage(cells);
}

/** A plan with everything left to us. */
export function suggestPlan(
  table: Table,
  roles: readonly Role[],
  present: readonly string[],
): Plan {
  return {
    roles,
    encoder: encoderFor(languageOf(table, roles), present),
    method: DEFAULT_METHOD,
    k: null,
    seed: SEED,
  };
}
