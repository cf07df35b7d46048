import type { CustomerMood } from '../study/customer-mood';
import type { Outcome } from '../study/outcome';
import type { StudyMoods } from '../study/segment-moods';
import type { Job, LabAccess } from './lab-access';

/** What moods need of the study. */
interface Studied {
  readonly access: LabAccess;
  readonly outcome: Outcome | undefined;
}

/** How customers feel: of the whole study once it is asked for, and of one customer at a time. */
export class Moods {
  /** How far reading is, 0 to 1; undefined while nobody reads. */
  share = $state<number | undefined>(undefined);

  readonly #study: Studied;
  #found = $state.raw<
    { readonly of: Outcome; readonly moods: StudyMoods | undefined } | undefined
  >();
  #lookedUp: Outcome | undefined;
  #job: Job<StudyMoods | undefined> | undefined;

  constructor(study: Studied) {
    this.#study = study;
  }

  /** The moods of the study that is shown; undefined before they are read, and where there are none to read. */
  get value(): StudyMoods | undefined {
    return this.#isOfNow ? this.#found?.moods : undefined;
  }

  /** Whether they were asked for and there is nothing to read. */
  get none(): boolean {
    return this.#isOfNow && this.#found?.moods === undefined;
  }

  get #isOfNow(): boolean {
    return this.#found !== undefined && this.#found.of === this.#study.outcome;
  }

  /** Looks whether they were read before. */
  async lookUp(): Promise<void> {
    const { access, outcome } = this.#study;
    if (outcome === undefined || this.#isOfNow || this.#lookedUp === outcome) return;
    this.#lookedUp = outcome;
    try {
      const moods = await access.call((lab) => lab.keptMoods());
      if (moods !== undefined && this.#study.outcome === outcome)
        this.#found = { of: outcome, moods };
    } catch (error) {
      await access.meet(error);
    }
  }

  /** Reads them. */
  async read(): Promise<void> {
    const { access, outcome } = this.#study;
    if (outcome === undefined || this.#isOfNow || this.share !== undefined) return;
    this.share = 0;
    const job = access.start((lab, port) => lab.moods(port), {
      progress: (done, total) => {
        if (this.#job === job) this.share = done / Math.max(1, total);
      },
    });
    this.#job = job;
    try {
      const moods = await job.result;
      if (this.#study.outcome === outcome) this.#found = { of: outcome, moods };
    } catch (error) {
      await access.meet(error);
    } finally {
      if (this.#job === job) {
        this.#job = undefined;
        this.share = undefined;
      }
    }
  }

  stop(): void {
    this.#job?.stop();
  }

  /** What one customer says, clause by clause; undefined where it says nothing. */
  async ofCustomer(row: number): Promise<CustomerMood | undefined> {
    const { access } = this.#study;
    try {
      return await access.start((lab, port) => lab.customerMood(row, port)).result;
    } catch (error) {
      await access.meet(error);
      return undefined;
    }
  }
}
