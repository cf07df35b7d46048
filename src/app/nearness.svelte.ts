import { asFault, type Fault } from '../core/fault';
import type { SuggestedShare } from '../core/features/suggest-share';
import type { LookAlike } from '../core/graph/look-alikes';
import { hashPlain } from '../core/hash';
import type { Plan } from '../core/study';
import type { Unusual } from '../study/near-customers';
import type { Outcome } from '../study/outcome';
import type { Job, LabAccess } from './lab-access';
import type { Spacing } from './spacing.svelte';

/** What nearness needs of the study. */
interface Studied {
  readonly access: LabAccess;
  readonly outcome: Outcome | undefined;
  readonly plan: Plan | undefined;
  readonly spacing: Spacing;
}

const LOOK_ALIKES = 5;

/** Who is near whom, and how texts and columns are best weighed for it. */
export class Nearness {
  /** What was suggested, and for which plan. */
  suggested = $state.raw<{ readonly of: string; readonly share: SuggestedShare } | undefined>(
    undefined,
  );
  /** How much of the trying is done, 0 to 1; undefined when nobody tries. */
  trying = $state<number | undefined>(undefined);
  /** Why nothing is suggested, where something went wrong. */
  fault = $state.raw<Fault | undefined>(undefined);
  unusual = $state.raw<{ readonly of: string; readonly found: Unusual } | undefined>(undefined);

  readonly #study: Studied;
  #job: Job<SuggestedShare> | undefined;

  constructor(study: Studied) {
    this.#study = study;
  }

  /** The suggestion for the present plan, where one was asked for. */
  get suggestion(): SuggestedShare | undefined {
    const { plan } = this.#study;
    return plan !== undefined && this.suggested?.of === groundOf(plan)
      ? this.suggested.share
      : undefined;
  }

  /** Tries several proportions and takes the one that is suggested. */
  async suggest(): Promise<void> {
    const { plan, access, spacing } = this.#study;
    if (plan === undefined) return;
    this.stop();
    this.fault = undefined;
    this.trying = 0;
    const of = groundOf(plan);
    const job = access.start((lab, port) => lab.suggestShare(plan, port), {
      progress: (done, total) => {
        if (this.#job === job) this.trying = done / Math.max(1, total);
      },
    });
    this.#job = job;
    try {
      const share = await job.result;
      if (this.#job !== job) return;
      this.suggested = { of, share };
      spacing.textShare = share.textShare === share.proposed ? undefined : share.textShare;
    } catch (error) {
      const fault = asFault(error);
      if (fault.code === 'worker-died') await access.meet(error);
      else if (fault.code !== 'stopped' && this.#job === job) this.fault = fault;
    } finally {
      if (this.#job === job) {
        this.#job = undefined;
        this.trying = undefined;
      }
    }
  }

  stop(): void {
    this.#job?.stop();
    this.#job = undefined;
    this.trying = undefined;
  }

  /** Customers most like one of the study that is shown; undefined where there are none to tell. */
  async lookAlikes(row: number): Promise<LookAlike[] | undefined> {
    const { access } = this.#study;
    try {
      return await access.start((lab, port) => lab.lookAlikes(row, LOOK_ALIKES, port)).result;
    } catch (error) {
      await access.meet(error);
      return undefined;
    }
  }

  /** Looks for customers who stand alone; what is known is not looked for again. */
  async findUnusual(): Promise<void> {
    const { access, outcome } = this.#study;
    if (outcome === undefined || this.unusual?.of === outcome.groupKey) return;
    const of = outcome.groupKey;
    this.unusual = undefined;
    try {
      const found = await access.start((lab, port) => lab.unusual(port)).result;
      if (this.#study.outcome?.groupKey === of) this.unusual = { of, found };
    } catch (error) {
      await access.meet(error);
    }
  }
}

/** What a suggestion depends on: all but where the setting stands and how customers are grouped. */
function groundOf({ roles, encoder, k, texts, recipe, objections, space }: Plan): string {
  return hashPlain([
    roles,
    encoder,
    k,
    texts ?? null,
    recipe ?? null,
    objections ?? [],
    space?.weights ?? {},
  ]);
}
