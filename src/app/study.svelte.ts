import { DEFAULT_METHOD } from '../core/cluster/method-ids';
import { asFault, type Fault } from '../core/fault';
import type { AskedOrder } from '../core/prepare/dates';
import type { DecimalMark } from '../core/prepare/numbers';
import type { Role } from '../core/prepare/roles';
import type { Plan } from '../core/study';
import type { Part } from '../study/study-ports';
import type { Combination } from '../study/combine-files';
import type { ExportKind, ExportOptions } from '../study/export-study';
import type { Arrangement } from '../study/arrange-rows';
import type { CustomerHints } from '../study/open-customers';
import type { Outcome } from '../study/outcome';
import { onlyChosen } from '../study/preparation';
import type { FittingColumn } from '../study/fit-methods';
import { namesOf } from '../words/names';
import type { Words } from '../words/words';
import type { Finished, Lab, OpenedSummary, Reopened, RunEvent } from '../workers/lab-contract';
import type { RemoteRoom } from '../workers/remote-room';
import { createJobMeter } from './job-progress';
import { keepColours } from './keep-colours';
import { AudienceBuilder } from './audience.svelte';
import { createProgressMeter } from './progress';
import { Correcting } from './correcting.svelte';
import { Draft } from './draft.svelte';
import { Exploring } from './exploring.svelte';
import { Judging } from './judging.svelte';
import { Levels } from './levels.svelte';
import { Moods } from './moods.svelte';
import { Nearness } from './nearness.svelte';
import type { Ask, Job, LabAccess } from './lab-access';
import { LabRoom } from './lab-room';
import { Listing } from './listing.svelte';
import { OwnWriterModel } from './own-writer.svelte';
import { Placing } from './placing.svelte';
import { Preparing } from './preparing.svelte';
import { Quality } from './quality.svelte';
import { Runs } from './runs.svelte';
import type { StudyStage, ViewId, Work, Selection, Cloud, NoticeId, Notice } from './shown';
import { Themes } from './themes.svelte';
import { Titles } from './titles.svelte';
import { Why } from './why.svelte';

/** What the study needs from the outside; main.ts makes it. */
export interface StudyParts {
  openLab(): RemoteRoom<Lab>;
  now(): number;
  /** Milliseconds since 1970. */
  today(): number;
  /** A file changed hands: requests are counted anew. */
  fileOpened(): void;
  writerPresent(): Promise<boolean>;
}

/** How much of the work on the map must be done before it takes the place of a first picture. */
const FORMED = 0.6;

/** One customer file from the drop to the export: what is shown, and what can be done with it. */
export class Study extends Draft {
  summary = $state.raw<OpenedSummary | undefined>(undefined);
  /** Rows whose customer objects, by columns with the role Consent. */
  refused = $state(0);
  /** For each column of dates one that could be two days, where nothing tells which is meant. */
  unclearDates = $state.raw<OpenedSummary['unclearDates']>([]);
  unclearNumbers = $state.raw<OpenedSummary['unclearNumbers']>([]);
  /** How several files became the open one. */
  combination = $state.raw<Combination | undefined>(undefined);
  language = $state<OpenedSummary['language']>('other');
  work = $state.raw<Work | undefined>(undefined);
  cloud = $state.raw<Cloud | undefined>(undefined);
  outcome = $state.raw<Outcome | undefined>(undefined);
  /** Names by the person; '' stands for "the plain one". */
  given = $state.raw<Readonly<Record<number, string>>>({});
  selection = $state.raw<Selection | undefined>(undefined);
  /** The customer looked at, a row of the file. */
  customer = $state<number | undefined>(undefined);
  showColumns = $state(false);
  fault = $state.raw<Fault | undefined>(undefined);
  notices = $state.raw<readonly Notice[]>([]);

  readonly stage: StudyStage = $derived.by(() => {
    if (this.fault !== undefined) return 'fault';
    if (this.work !== undefined) return 'working';
    if (this.summary === undefined) return 'empty';
    return this.outcome === undefined || this.showColumns ? 'columns' : 'ready';
  });
  readonly screen: 'drop' | 'columns' | 'workspace' = $derived.by(() => {
    if (this.summary === undefined) return 'drop';
    if (this.work !== undefined && this.work.stage !== 'read') return 'workspace';
    return this.outcome === undefined || this.showColumns ? 'columns' : 'workspace';
  });
  readonly plan: Plan | undefined = $derived(
    this.summary === undefined ? undefined : this.planWith(this.summary.plan.seed),
  );

  /** What fills the middle of the workspace. */
  view = $state<ViewId>('map');

  readonly audience = new AudienceBuilder(this);
  readonly judging = new Judging(this);
  readonly levels = new Levels(this);
  readonly correcting = new Correcting(this);
  readonly runs = new Runs(this);
  readonly exploring = new Exploring(this);
  readonly moods = new Moods(this);
  readonly nearness = new Nearness(this);
  readonly placing = new Placing(this);
  readonly preparing = new Preparing(this, (preparation, back) =>
    this.#read((lab, port) => lab.prepare(preparation, back, port), 0),
  );
  readonly quality = new Quality(this);
  readonly titles = new Titles(this);
  readonly ownWriter: OwnWriterModel;
  readonly listing = new Listing(this);
  readonly why = new Why(this);
  readonly themes = new Themes(this);

  /** For what works beside the study: judging, comparing, placing. */
  readonly access: LabAccess;

  readonly #parts: StudyParts;
  readonly #lab: LabRoom;
  #job: Job<unknown> | undefined;
  #file: { file: Blob; name: string; hints: CustomerHints } | undefined;
  #encoded = 0;

  constructor(parts: StudyParts) {
    super();
    this.#parts = parts;
    this.#lab = new LabRoom(() => parts.openLab(), {
      tell: (fault) => {
        this.fault = fault;
      },
      revive: () => this.#revive(),
    });
    this.access = this.#lab;
    this.ownWriter = new OwnWriterModel(this.access, () => void this.titles.begin());
  }

  /** The columns as methods that read more than rows look at them. */
  get fittingColumns(): readonly FittingColumn[] {
    return (this.summary?.columns ?? []).map(({ name, role, examples }, at) => ({
      name,
      examples,
      proposed: role,
      role: this.roles[at] ?? role,
    }));
  }

  /** Whether the small model lies beside the page. */
  writerPresent(): Promise<boolean> {
    return this.#parts.writerPresent();
  }

  /** Whether a model proposes names: that one, or the person's own. */
  async mayWriteTitles(): Promise<boolean> {
    return (await this.ownWriter.find()) !== undefined || (await this.writerPresent());
  }

  protected override get columnNames(): readonly string[] {
    return (this.summary?.columns ?? []).map(({ name }) => name);
  }

  /** Opens the study of the last visit, if there is one. */
  async reopen(): Promise<void> {
    try {
      const kept = await this.#lab.call((lab) => lab.reopen());
      if (kept === undefined || this.summary !== undefined) return;
      this.#take(kept);
      this.#parts.fileOpened();
      if (kept.outcome !== undefined) {
        this.notify('reopened', kept.summary.name);
        void this.titles.begin();
      }
    } catch (error) {
      if (asFault(error).code !== 'stopped') this.notify('storage-none');
    }
  }

  async open(file: Blob, name: string, hints: CustomerHints = {}): Promise<void> {
    this.#file = { file, name, hints };
    this.combination = undefined;
    await this.#read((lab, port) => lab.open(file, name, hints, port), file.size);
  }

  /** Opens the made-up customers that come with the page. */
  async openSample(language: 'en' | 'zh'): Promise<void> {
    const { name, csv } = await this.#lab.call((lab) => lab.sample(language));
    await this.open(new File([csv], name, { type: 'text/csv' }), name);
  }

  /** How the open file is read, as far as the person has set it. */
  get hints(): CustomerHints {
    return this.summary?.hints ?? this.#file?.hints ?? {};
  }

  /**
   * Reads the open file again in another way; what the person has set stays, as far as its columns do.
   * Undefined forgets how the last one was read.
   */
  async reread(hints: CustomerHints | undefined): Promise<void> {
    const { combination } = this;
    const chosen = { method: this.method !== DEFAULT_METHOD, encoder: this.encoderChosen };
    const proposed = (this.summary?.columns ?? []).map(({ role }) => role);
    const prepared = hints === undefined ? undefined : this.preparing.current();
    const carried = prepared && onlyChosen(prepared, proposed, chosen);
    if (this.#file !== undefined) this.#file = { ...this.#file, hints: hints ?? {} };
    await this.#read((lab, port) => lab.reread(hints, carried, port), 0);
    if (this.fault === undefined) this.combination = combination;
    if (carried === undefined) return;
    this.encoderChosen = chosen.encoder;
  }

  override setDecimalMark(column: string, mark: DecimalMark): void {
    super.setDecimalMark(column, mark);
    this.quality.renew();
  }

  override setDateOrder(column: string, order: AskedOrder): void {
    super.setDateOrder(column, order);
    this.quality.renew();
  }

  /** Opens several files as one. */
  async openSeveral(files: readonly File[]): Promise<void> {
    const [only] = files;
    if (files.length === 1) return this.open(only, only.name);
    const parts = files.map((file) => ({ file, name: file.name }));
    const made = await this.#reading(
      (lab, port) => lab.combine(parts, port),
      files.reduce((sum, { size }) => sum + size, 0),
    );
    if (made === undefined) return;
    await this.open(made.source, made.name, made.hints);
    if (this.summary !== undefined) this.combination = made.combination;
  }

  async #read(ask: Ask<Reopened>, bytes: number): Promise<void> {
    const read = await this.#reading(ask, bytes);
    if (read !== undefined) this.#take(read);
  }

  /** Lets the lab read, with progress and a stop; undefined when that did not end well. */
  async #reading<T>(ask: Ask<T>, bytes: number): Promise<T | undefined> {
    this.#stopAll();
    this.fault = undefined;
    this.notices = [];
    this.#parts.fileOpened();
    const meter = createProgressMeter();
    const note = (done: number, total: number) => {
      this.work = { stage: 'read', ...meter.note(done, total, this.#parts.now()) };
    };
    note(0, bytes);
    return this.#follow(this.#lab.start(ask, { progress: note }));
  }

  /** Waits for the work that the person waits for; undefined when it did not end well. */
  async #follow<T>(
    job: Job<T>,
    heard: { done?(value: T): void; failed?(): void } = {},
  ): Promise<T | undefined> {
    this.#job = job;
    try {
      const value = await job.result;
      heard.done?.(value);
      return value;
    } catch (error) {
      heard.failed?.();
      await this.#lab.meet(error);
      return undefined;
    } finally {
      if (this.#job === job) {
        this.#job = undefined;
        this.work = undefined;
      }
    }
  }

  #take({ summary, outcome, names }: Reopened): void {
    this.summary = summary;
    if (this.#file !== undefined) this.#file = { ...this.#file, hints: summary.hints };
    this.takePlan(summary.plan, summary.listed);
    this.language = summary.language;
    this.refused = summary.refused;
    this.unclearDates = summary.unclearDates;
    this.unclearNumbers = summary.unclearNumbers;
    this.correcting.reset();
    this.audience.reset();
    this.preparing.clear();
    this.quality.begin();
    this.outcome = outcome;
    this.given = names;
    this.titles.clear();
    this.selection = undefined;
    this.customer = undefined;
    this.showColumns = false;
    this.cloud =
      outcome === undefined
        ? undefined
        : {
            xy: outcome.map,
            filling: false,
            labels: outcome.labels,
            k: outcome.segments.length,
          };
    this.view = 'map';
    this.themes.clear();
    this.runs.clear();
    if (outcome !== undefined) void this.runs.note();
  }

  async setRole(column: number, role: Role): Promise<void> {
    this.roles = this.roles.map((known, at) => (at === column ? role : known));
    this.recipe = this.fitRecipe(this.recipe);
    const { roles } = this;
    const { language, plan, refused, unclearDates, unclearNumbers } = await this.#lab.call((lab) =>
      lab.suggest(roles),
    );
    if (roles !== this.roles) return;
    this.language = language;
    this.refused = refused;
    this.unclearDates = unclearDates;
    this.unclearNumbers = unclearNumbers;
    if (!this.encoderChosen) this.encoder = plan.encoder;
  }

  /** Takes a list of people who object; who is on it leaves before anything is read. */
  async addObjections(file: File): Promise<void> {
    try {
      const list = await this.#lab.call((lab) => lab.objections(file, this.roles));
      this.objections = { ...list, name: file.name };
    } catch (error) {
      this.notify('list-unreadable', file.name);
      if (asFault(error).code === 'worker-died') await this.#lab.meet(error);
    }
  }

  /** Carries the plan out. */
  async run(): Promise<void> {
    const { plan, summary } = this;
    if (plan === undefined || summary === undefined) return;
    this.#stopAll();
    this.fault = undefined;
    this.notices = [];
    this.selection = undefined;
    this.customer = undefined;
    this.#encoded = 0;
    const fresh = this.outcome === undefined;
    if (fresh)
      this.cloud = {
        xy: new Float32Array(summary.rows * 2).fill(Number.NaN),
        filling: true,
        labels: undefined,
        k: 0,
      };
    const facts = { rows: summary.rows, texts: this.roles.includes('text') };
    const meter = createJobMeter(facts, this.#parts.now());
    this.work = { stage: 'prepare', done: 0, total: 0, secondsLeft: undefined };
    const job = this.#lab.start<Finished, RunEvent>((lab, port) => lab.run(plan, port), {
      progress: (done, total) => {
        const { work } = this;
        if (work === undefined || this.#job !== job) return;
        this.work = { stage: work.stage, ...meter.note(done, total, this.#parts.now()) };
        if (work.stage === 'encode') this.#encoded = done;
      },
      event: (event) => {
        if (this.work === undefined || this.#job !== job) return;
        if (event.kind === 'stage') {
          this.work = {
            stage: event.stage,
            ...meter.begin(event.stage, this.#parts.now()),
          };
        } else this.#show(event.part, fresh);
      },
    });
    await this.#follow(job, {
      done: ({ outcome, names }) => {
        this.outcome = outcome;
        this.given = names;
        this.showColumns = false;
        this.cloud = {
          xy: outcome.map,
          filling: false,
          labels: outcome.labels,
          k: outcome.segments.length,
        };
        void this.runs.note();
        void this.titles.begin();
      },
      failed: () => {
        if (fresh) this.cloud = undefined;
      },
    });
  }

  /** Milliseconds since 1970. */
  today(): number {
    return this.#parts.today();
  }

  /** Shows the segments of another plan for the same file. */
  async showPlan(plan: Plan): Promise<void> {
    this.takePlan(plan, this.objections?.matched ?? 0);
    await this.run();
  }

  #show(part: Part, fresh: boolean): void {
    const { cloud } = this;
    if (part.kind === 'storage-full') {
      if (!this.notices.some(({ id }) => id === 'storage-full')) this.notify('storage-full');
      return;
    }
    if (cloud === undefined || !fresh) return;
    if (part.kind === 'guess') {
      const { xy, labels, k } = part;
      this.cloud = { xy, filling: false, labels, k, guess: true };
    } else if (part.kind === 'points') {
      part.rows.forEach((row, i) => {
        cloud.xy[row * 2] = part.xy[i * 2];
        cloud.xy[row * 2 + 1] = part.xy[i * 2 + 1];
      });
      this.cloud = { ...cloud };
    } else if (part.kind === 'labels') this.cloud = { ...cloud, ...keepColours(cloud, part) };
    // A map that has hardly begun to form would tear the first picture apart.
    else if (cloud.guess !== true || part.share >= FORMED)
      this.cloud = { ...cloud, xy: part.xy, filling: false, guess: false };
  }

  /** A new lab in place of one that died, with the same file open and the same roles chosen. */
  async #revive(): Promise<void> {
    this.#lab.replace();
    const prepared = this.preparing.current();
    const source = this.#file;
    const had = this.summary !== undefined;
    if (source !== undefined && had) {
      await this.open(source.file, source.name, source.hints);
      if (this.fault === undefined && prepared !== undefined)
        await this.#read((lab, port) => lab.prepare(prepared, true, port), 0);
    } else {
      this.summary = undefined;
      this.outcome = undefined;
      await this.reopen();
    }
    this.notify('labDied');
  }

  /** Ends the work under way; what was made is kept. */
  stop(): void {
    const job = this.#job;
    if (job === undefined) return;
    this.#job = undefined;
    const reading = this.work?.stage === 'read';
    const encoded = this.#encoded;
    this.work = undefined;
    job.stop();
    if (!reading) this.notify('stopped', `${encoded}`);
  }

  #stopAll(): void {
    this.stop();
    this.titles.stop();
    this.quality.stop();
  }

  /** The name of every segment as it is shown. */
  names(words: Words): string[] {
    const { outcome } = this;
    if (outcome === undefined) return [];
    return namesOf(outcome.segments, words).map((plain, label) => {
      const given = this.given[label];
      if (given === '') return plain;
      const [best] = this.titles.lists[label] ?? [];
      return given ?? (best?.better === true ? best.title : plain);
    });
  }

  /** Gives a segment a name; '' goes back to the plain one. */
  rename(label: number, name: string): void {
    const adopted = this.given;
    this.given = { ...adopted, [label]: name };
    void this.correcting.rename(label, name, adopted);
    if (name !== '') this.notify('renamed', name, () => void this.correcting.undo());
  }

  rows(indices: Int32Array): Promise<string[][]> {
    return this.#lab.call((lab) => lab.rows(indices));
  }

  arrange(request: Arrangement): Promise<Int32Array> {
    return this.#lab.call((lab) => lab.arrange(request));
  }

  async exportFile(
    kind: ExportKind,
    words: Words,
    options: ExportOptions,
  ): Promise<{ blob: Blob; name: string } | undefined> {
    try {
      return await this.#lab.call((lab) => lab.exportFile(kind, this.names(words), options));
    } catch (error) {
      await this.#lab.meet(error);
      return undefined;
    }
  }

  /** Removes everything that is kept, and the open study with it. */
  async forget(): Promise<void> {
    this.stop();
    this.titles.stop();
    await this.#lab.call((lab) => lab.forget());
    this.ownWriter.card = undefined;
    this.close();
    this.given = {};
    this.combination = undefined;
    this.correcting.reset();
    this.titles.clear();
    this.themes.clear();
    this.preparing.clear();
    this.quality.found = undefined;
    this.#lab.replace();
    this.notify('forgotten');
  }

  /** Back to the empty page; what is kept stays kept. */
  close(): void {
    this.stop();
    this.titles.stop();
    this.runs.clear();
    this.summary = undefined;
    this.outcome = undefined;
    this.cloud = undefined;
    this.selection = undefined;
    this.customer = undefined;
    this.showColumns = false;
    this.fault = undefined;
    this.notices = [];
    this.#file = undefined;
  }

  notify(id: NoticeId, detail = '', undo?: () => void): void {
    const notice: Notice = { id, detail, ...(undo === undefined ? {} : { undo }) };
    this.notices = [...this.notices.filter((known) => known.id !== id), notice];
  }

  dismiss(notice: Notice): void {
    this.notices = this.notices.filter((known) => known !== notice);
  }
}
