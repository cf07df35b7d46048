import type { Recipe } from '../core/quality/recipe';
import type { Role } from '../core/prepare/roles';
import type { PersonalChoices, Plan, TextTreatment } from '../core/study';
import { type Effect, type Examination, examineCustomers, tryRecipe } from '../study/examination';
import { fileStem } from '../study/file-stem';
import { hidePersonal } from '../study/hide-personal';
import { previewTexts, type TextsPreview } from '../study/preview-texts';
import { writeQuality } from '../study/write-quality';
import type { LanguageId } from '../words/words';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** What the lab tells of the quality of the columns, and of treatments. */
export interface QualityLab {
  /** Looks at every column: what is missing, odd or leaking, and what could be done about it. */
  examine(
    asked: Pick<Plan, 'roles' | 'dateOrders' | 'decimalMarks'>,
    port: MessagePort,
  ): Promise<Examination>;
  /** What a recipe would do, in counts. */
  tryRecipe(recipe: Recipe): Promise<Effect>;
  /** What the treatment of texts would do to some of them. */
  tryTexts(
    roles: readonly Role[],
    texts: TextTreatment | undefined,
    port: MessagePort,
  ): Promise<TextsPreview>;
  /** The examination as a page to print or send, without personal data. */
  qualityReport(
    examination: Examination,
    recipe: Recipe | undefined,
    personal: PersonalChoices | undefined,
    language: LanguageId,
  ): Promise<{ blob: Blob; name: string }>;
}

export function createQualityLab(context: LabContext): QualityLab {
  return {
    async examine(asked, port) {
      const link = openLink<never>(port);
      try {
        const { table, dialect } = context.current().opened;
        const firstRow = dialect.header ? 2 : 1;
        return await examineCustomers(table, asked, firstRow, link.watch);
      } finally {
        link.close();
      }
    },

    async tryRecipe(recipe) {
      return tryRecipe(context.current().opened.table, recipe);
    },

    async tryTexts(roles, texts, port) {
      const link = openLink<never>(port);
      try {
        return await previewTexts(context.current().opened.table, roles, texts, link.watch);
      } finally {
        link.close();
      }
    },

    async qualityReport(examination, recipe, personal, language) {
      const { name, opened } = context.current();
      const effect = recipe === undefined ? undefined : tryRecipe(opened.table, recipe);
      const shown = hidePersonal(examination, personal);
      const page = writeQuality(name, shown, language, effect?.receipts);
      return {
        blob: new Blob([page], { type: 'text/html' }),
        name: `${fileStem(name)}-quality.html`,
      };
    },
  };
}
