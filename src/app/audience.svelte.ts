import type { Audience } from '../core/audience/audience';
import { audienceFromJson } from '../core/audience/read-audience';
import { asFault, type Fault } from '../core/fault';
import type { Written } from '../core/audience/written';
import type { SegmentRule } from '../core/rules/find-segment-rule';
import type { AudienceCount, AudienceOffer, MeaningScale } from '../study/open-audience';
import type { AudienceFormat } from '../study/audience-formats';
import type { Asked as AskedCorrection } from '../study/make-correction';
import type { Outcome } from '../study/outcome';
import { Asked } from './asked.svelte';
import { audienceOfDraft, type DraftGroup, draftGroup, draftOfAudience } from './audience-draft';
import type { Job, LabAccess } from './lab-access';
import type { Selection, ViewId } from './shown';

/** What audiences need of the study. */
interface Studied {
  readonly access: LabAccess;
  readonly outcome: Outcome | undefined;
  readonly correcting: {
    correct(
      asked: readonly AskedCorrection[],
      names: readonly string[],
      focus?: number,
    ): Promise<boolean>;
  };
  selection: Selection | undefined;
  customer: number | undefined;
  view: ViewId;
}

/** Who is meant: an audience while somebody makes it, its size, and the rules of the segments. */
export class AudienceBuilder {
  draft = $state<DraftGroup>(draftGroup());
  readonly audience: Audience = $derived(audienceOfDraft(this.draft));
  offer = $state.raw<AudienceOffer | undefined>(undefined);
  /** Of the audience that was counted last; the one before stays until it is known. */
  counted = $state.raw<AudienceCount | undefined>(undefined);
  /** Some of those who fit, as their rows stand in the file. */
  sample = $state.raw<readonly (readonly string[])[]>([]);
  /** Why a file could not be opened as an audience. */
  fault = $state.raw<Fault | undefined>(undefined);
  counting = $state(false);
  /** What is being done with the whole audience. */
  doing = $state<'save' | 'look' | undefined>(undefined);
  /** How many look-alikes were found, once somebody asked. */
  alike = $state<number | undefined>(undefined);
  readonly rule = new Asked<SegmentRule>();

  readonly #study: Studied;
  #of: Outcome | undefined;
  /** Segments that rules are asked for are others once they are found or corrected anew. */
  readonly #runs = new WeakMap<Outcome, number>();
  #run = 0;
  #next: Audience | undefined;
  #job: Job<AudienceCount> | undefined;

  constructor(study: Studied) {
    this.#study = study;
  }

  /** Another file is open. */
  reset(): void {
    this.#job?.stop();
    this.rule.stop();
    this.#of = undefined;
    this.draft = draftGroup();
    this.offer = undefined;
    this.counted = undefined;
    this.sample = [];
    this.alike = undefined;
  }

  clear(): void {
    this.draft = draftGroup();
  }

  take(audience: Audience): void {
    this.draft = draftOfAudience(audience);
  }

  /** Takes an audience and shows it. */
  show(audience: Audience): void {
    this.take(audience);
    this.#study.view = 'audience';
  }

  /** Opens an audience from a file. */
  async open(file: Blob): Promise<void> {
    this.fault = undefined;
    try {
      this.take(audienceFromJson(await file.text()));
    } catch (error) {
      this.fault = asFault(error);
    }
  }

  /** Asks what conditions can be made of, in the study that is shown. */
  async begin(): Promise<void> {
    const { outcome, access } = this.#study;
    if (outcome === undefined || this.#of === outcome) return;
    const of = outcome;
    this.#of = of;
    try {
      const offer = await access.call((lab) => lab.audienceOffer());
      if (this.#of === of) this.offer = offer;
    } catch (error) {
      if (this.#of === of) this.#of = undefined;
      await access.meet(error);
    }
  }

  /** Counts an audience; of several that are asked for meanwhile only the last. */
  async count(audience: Audience): Promise<void> {
    this.#next = audience;
    this.alike = undefined;
    if (this.counting) return;
    this.counting = true;
    const { access } = this.#study;
    try {
      for (;;) {
        const wanted: Audience | undefined = this.#next;
        if (wanted === undefined) break;
        this.#next = undefined;
        const job = access.start((lab, port) => lab.countAudience(wanted, port));
        this.#job = job;
        const counted = await job.result;
        const first = Int32Array.from(counted.first);
        const sample = await access.call((lab) => lab.rows(first));
        if (this.#next !== undefined) continue;
        this.counted = counted;
        this.sample = sample;
      }
    } catch (error) {
      await access.meet(error);
    } finally {
      this.counting = false;
      this.#job = undefined;
    }
  }

  /** How near texts are to something, and where the line is proposed; undefined where that failed. */
  async meaning(text: string): Promise<MeaningScale | undefined> {
    const { access } = this.#study;
    try {
      return await access.start((lab, port) => lab.readMeaning(text, port)).result;
    } catch (error) {
      await access.meet(error);
      return undefined;
    }
  }

  async write(audience: Audience, format: AudienceFormat): Promise<Written | undefined> {
    const { access } = this.#study;
    try {
      return await access.call((lab) => lab.writeAudience(audience, format));
    } catch (error) {
      await access.meet(error);
      return undefined;
    }
  }

  /** Picks the customers of an audience out on the map. */
  async pick(audience: Audience): Promise<void> {
    const rows = await this.#rows(audience);
    if (rows !== undefined) this.#select(rows);
  }

  /** Makes the customers of an audience a segment of their own. */
  async save(audience: Audience, names: readonly string[]): Promise<void> {
    if (this.doing !== undefined) return;
    this.doing = 'save';
    try {
      const rows = await this.#rows(audience);
      if (rows === undefined || rows.length === 0) return;
      await this.#study.correcting.correct([{ kind: 'move', rows, to: 'new' }], names, rows[0]);
    } finally {
      this.doing = undefined;
    }
  }

  /** Picks those out who are most like the customers of an audience. */
  async lookAlike(audience: Audience): Promise<void> {
    if (this.doing !== undefined) return;
    this.doing = 'look';
    const { access } = this.#study;
    try {
      const rows = await access.start((lab, port) => lab.likeAudience(audience, port)).result;
      this.alike = rows.length;
      if (rows.length > 0) this.#select(rows);
    } catch (error) {
      await access.meet(error);
    } finally {
      this.doing = undefined;
    }
  }

  async askRule(label: number): Promise<void> {
    const { outcome, access } = this.#study;
    if (outcome === undefined) return;
    const run = this.#runs.get(outcome) ?? ++this.#run;
    this.#runs.set(outcome, run);
    await this.rule.ask(`${run} ${label}`, access, (lab, port) => lab.segmentRule(label, port));
  }

  async #rows(audience: Audience): Promise<Int32Array | undefined> {
    const { access } = this.#study;
    try {
      return await access.start((lab, port) => lab.audienceRows(audience, port)).result;
    } catch (error) {
      await access.meet(error);
      return undefined;
    }
  }

  #select(rows: Int32Array): void {
    this.#study.selection = { kind: 'rows', rows };
    this.#study.customer = undefined;
    this.#study.view = 'map';
  }
}
