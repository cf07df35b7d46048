import type { Watch } from '../core/ports';
import { applyRecipe } from '../core/quality/apply-recipe';
import { examineTable, type Quality } from '../core/quality/quality';
import { type Recipe, suggestRecipe } from '../core/quality/recipe';
import type { Receipt } from '../core/quality/treat-column';
import type { Plan } from '../core/study';
import type { Table } from '../core/table/table';
import { breathe, drive } from './drive';
import { examinePersonal, type PersonalFound } from './examine-personal';
import { partOfWork } from './part-of-work';
import {
  examineTexts,
  type SensitiveColumnFound,
  sensitiveColumns,
  type TextExamination,
} from './examine-texts';

/** What a recipe does to the open file. */
export interface Effect {
  /** Rows of the file, and those that stay. */
  readonly rows: number;
  readonly kept: number;
  readonly receipts: readonly Receipt[];
}

/** What was found in the columns of a file, before anything is done about it. */
export interface Examination {
  readonly quality: Quality;
  /** What is proposed to be done, and what that would do. */
  readonly recipe: Recipe;
  readonly proposed: Effect;
  readonly personal: readonly PersonalFound[];
  readonly texts: TextExamination | undefined;
  readonly sensitive: readonly SensitiveColumnFound[];
}

/**
 * Looks at every column by its role, and into every text.
 *
 * @param firstRow the row that a spreadsheet shows for the first one.
 * @throws Fault stopped
 */
export async function examineCustomers(
  table: Table,
  {
    roles,
    dateOrders = {},
    decimalMarks = {},
  }: Pick<Plan, 'roles' | 'dateOrders' | 'decimalMarks'>,
  firstRow: number,
  watch: Watch,
): Promise<Examination> {
  const quality = await drive(
    examineTable(table, roles, { firstRow, dateOrders, decimalMarks }),
    partOfWork(watch, 0, 0.3),
  );
  const recipe = suggestRecipe(quality);
  await breathe();
  const proposed = tryRecipe(table, recipe);
  const personal = await examinePersonal(table, roles, partOfWork(watch, 0.3, 0.5));
  const sensitive = sensitiveColumns(table, roles);
  const texts = await examineTexts(table, roles, partOfWork(watch, 0.5, 1));
  return { quality, recipe, proposed, personal, texts, sensitive };
}

export function tryRecipe(table: Table, recipe: Recipe): Effect {
  const treated = applyRecipe(table, recipe);
  return { rows: table.rows, kept: treated.table.rows, receipts: treated.receipts };
}
