import { asFault } from '../core/fault';
import type { Recipe } from '../core/quality/recipe';
import type { PersonalChoices, Plan, TextTreatment } from '../core/study';
import type { Role } from '../core/prepare/roles';
import type { Effect } from '../study/examination';
import type { TextsPreview } from '../study/preview-texts';
import type { LanguageId } from '../words/words';
import type { Examination, OpenedSummary } from '../workers/lab-contract';
import type { Job, LabAccess } from './lab-access';

/** What the look at the columns needs of the study. */
interface Examined {
  readonly access: LabAccess;
  readonly summary: OpenedSummary | undefined;
  readonly roles: readonly Role[];
  readonly texts: TextTreatment | undefined;
  readonly recipe: Recipe | undefined;
  readonly personal: PersonalChoices | undefined;
  said(): Pick<Plan, 'dateOrders' | 'decimalMarks'>;
}

/** What is missing, odd or leaking in the columns, and what treatments would do about it. */
export class Quality {
  /** What was found in the columns, once somebody asked. */
  found = $state.raw<Examination | undefined>(undefined);
  /** How much of the columns has been looked at, 0 to 1; undefined when nobody looks. */
  looking = $state<number | undefined>(undefined);

  readonly #study: Examined;
  #job: Job<Examination> | undefined;

  constructor(study: Examined) {
    this.#study = study;
  }

  /**
   * Looks at every column of the file by its role, in the background.
   *
   * @returns whether it came to an end, good or bad, and was not stopped.
   */
  async examine(): Promise<boolean> {
    const { access, summary, roles } = this.#study;
    this.stop();
    this.looking = 0;
    const asked = { roles, ...this.#study.said() };
    const job = access.start((lab, port) => lab.examine(asked, port), {
      progress: (done, total) => {
        if (this.#job === job) this.looking = done / Math.max(1, total);
      },
    });
    this.#job = job;
    try {
      const found = await job.result;
      if (this.#study.summary === summary) this.found = found;
      return true;
    } catch (error) {
      await access.meet(error);
      return asFault(error).code !== 'stopped';
    } finally {
      if (this.#job === job) this.stop();
    }
  }

  /** Looks again where somebody has looked. */
  renew(): void {
    if (this.found !== undefined) void this.examine();
  }

  /** Forgets what was found in another file, and looks at this one where somebody had looked. */
  begin(): void {
    const examined = this.found !== undefined;
    this.found = undefined;
    if (examined) void this.examine();
  }

  stop(): void {
    this.#job?.stop();
    this.#job = undefined;
    this.looking = undefined;
  }

  /** What a recipe would do. */
  tryRecipe(recipe: Recipe): Promise<Effect> {
    return this.#study.access.call((lab) => lab.tryRecipe(recipe));
  }

  /** What the present treatment of texts would do. */
  tryTexts(): Promise<TextsPreview> {
    const { access, roles, texts } = this.#study;
    return access.start((lab, port) => lab.tryTexts(roles, texts, port)).result;
  }

  /** The examination as a page to print or send. */
  async report(language: LanguageId): Promise<{ blob: Blob; name: string } | undefined> {
    const { found } = this;
    const { access, recipe, personal } = this.#study;
    if (found === undefined) return undefined;
    return access.call((lab) => lab.qualityReport(found, recipe, personal, language));
  }
}
