import { DEFAULT_METHOD } from '../core/cluster/methods';
import * as Comlink from 'comlink';
import { asFault, Fault } from '../core/fault';
import { makeSample } from '../core/sample/make-sample';
import type { AskedOrder } from '../core/prepare/dates';
import type { DecimalMark } from '../core/prepare/numbers';
import type { Role } from '../core/prepare/roles';
import type { Recipe } from '../core/quality/recipe';
import type { Plan } from '../core/study';
import type { Part } from '../study/study-ports';
import type { Combination } from '../study/combine-files';
import type { ExportKind, ExportOptions } from '../study/export-study';
import type { Arrangement } from '../study/arrange-rows';
import { type CustomerHints, hintsForNext } from '../study/open-customers';
import type { Effect } from '../study/examination';
import type { Outcome } from '../study/outcome';
import { onlyChosen, type Preparation, preparationOf } from '../study/preparation';
import { preparationFromJson, preparationToJson } from '../study/preparation-json';
import type { TextsPreview } from '../study/preview-texts';
import type { FittingColumn } from '../study/fit-methods';
import type { Titles } from '../study/write-titles';
import { namesOf } from '../words/names';
import type { LanguageId, Words } from '../words/words';
import type {
  Examination,
  Lab,
  OpenedSummary,
  Reopened,
  RunEvent,
  TitleEvent,
} from '../workers/lab-contract';
import { createTask, type Task } from '../workers/link';
import type { RemoteRoom } from '../workers/remote-room';
import { createProgressMeter } from './progress';
import { Correcting } from './correcting.svelte';
import { Draft } from './draft.svelte';
import { Judging } from './judging.svelte';
import { Levels } from './levels.svelte';
import { Nearness } from './nearness.svelte';
import type { Job, JobEars, LabAccess } from './lab-access';
import { Placing } from './placing.svelte';
import { Runs } from './runs.svelte';
import type { StudyStage, ViewId, Work, Selection, Cloud, NoticeId, Notice } from './shown';

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

/** Bytes; a list of a million objections fits. */
const LARGEST_PREPARATION = 1 << 26;

/** One customer file from the drop to the export: what is shown, and what can be done with it. */
export class Study extends Draft {
  summary = $state.raw<OpenedSummary | undefined>(undefined);
  /** Rows whose customer objects, by columns with the role Consent. */
  refused = $state(0);
  /** For each column of dates one that could be two days, where nothing tells which is meant. */
  unclearDates = $state.raw<OpenedSummary['unclearDates']>([]);
  unclearNumbers = $state.raw<OpenedSummary['unclearNumbers']>([]);
  /** How the file was prepared before another preparation was used. */
  preparedBefore = $state.raw<Preparation | undefined>(undefined);
  /** Why a preparation could not be used. */
  preparationFault = $state.raw<Fault | undefined>(undefined);
  /** What was found in the columns, once somebody asked. */
  examination = $state.raw<Examination | undefined>(undefined);
  /** How much of the columns has been looked at, 0 to 1; undefined when nobody looks. */
  examining = $state<number | undefined>(undefined);
  /** How several files became the open one. */
  combination = $state.raw<Combination | undefined>(undefined);
  language = $state<OpenedSummary['language']>('other');
  work = $state.raw<Work | undefined>(undefined);
  cloud = $state.raw<Cloud | undefined>(undefined);
  outcome = $state.raw<Outcome | undefined>(undefined);
  /** Names by the person; '' stands for "the plain one". */
  given = $state.raw<Readonly<Record<number, string>>>({});
  titles = $state.raw<Titles>([]);
  suggesting = $state.raw<{ readonly done: number; readonly total: number } | undefined>(undefined);
  /** Why the small model proposes nothing, where it does not. */
  writer = $state<'writerOff' | 'writerFailed' | 'writerLanguage' | undefined>(undefined);
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

  readonly judging = new Judging(this);
  readonly levels = new Levels(this);
  readonly correcting = new Correcting(this);
  readonly runs = new Runs(this);
  readonly nearness = new Nearness(this);
  readonly placing = new Placing(this);

  /** For what works beside the study: judging, comparing, placing. */
  readonly access: LabAccess = {
    call: (ask) => this.#lab.call(ask(this.#lab.remote)),
    start: (ask, ears = {}) => this.#start(ask, ears),
    meet: (error) => this.#meet(error),
  };

  readonly #parts: StudyParts;
  #lab: RemoteRoom<Lab>;
  #task: Task | undefined;
  #titleTask: Task | undefined;
  #examineTask: Task | undefined;
  #file: { file: Blob; name: string; hints: CustomerHints } | undefined;
  #encoded = 0;

  constructor(parts: StudyParts) {
    super();
    this.#parts = parts;
    this.#lab = parts.openLab();
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

  protected override get columnNames(): readonly string[] {
    return (this.summary?.columns ?? []).map(({ name }) => name);
  }

  /** Opens the study of the last visit, if there is one. */
  async reopen(): Promise<void> {
    try {
      const kept = await this.#lab.call(this.#lab.remote.reopen());
      if (kept === undefined || this.summary !== undefined) return;
      this.#take(kept);
      this.#parts.fileOpened();
      if (kept.outcome !== undefined) {
        this.notify('reopened', kept.summary.name);
        void this.suggestTitles();
      }
    } catch (error) {
      if (asFault(error).code !== 'stopped') this.notify('storage-none');
    }
  }

  async open(file: Blob, name: string, hints: CustomerHints = {}): Promise<void> {
    this.#file = { file, name, hints };
    this.combination = undefined;
    await this.#read((port) => this.#lab.remote.open(file, name, hints, port), file.size);
  }

  /** Opens the made-up customers that come with the page. */
  async openSample(language: 'en' | 'zh'): Promise<void> {
    const { name, csv } = makeSample(language);
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
    const prepared = hints === undefined ? undefined : this.#preparation();
    const carried = prepared && onlyChosen(prepared, proposed, chosen);
    if (this.#file !== undefined) this.#file = { ...this.#file, hints: hints ?? {} };
    await this.#read((port) => this.#lab.remote.reread(hints, carried, port), 0);
    if (this.fault === undefined) this.combination = combination;
    if (carried === undefined) return;
    this.encoderChosen = chosen.encoder;
  }

  #preparation(): Preparation | undefined {
    const { summary, plan } = this;
    if (summary === undefined || plan === undefined) return undefined;
    return preparationOf(
      summary.columns.map(({ name }) => name),
      plan,
      this.hints,
    );
  }

  /** Everything that is set for the open file, to be used on the next one. */
  preparation(): string | undefined {
    const prepared = this.#preparation();
    if (prepared === undefined) return undefined;
    const orders = prepared.hints.orders ?? this.summary?.orders?.roles;
    const { hints } = prepared;
    return preparationToJson({
      ...prepared,
      hints: hintsForNext(
        orders === undefined || hints.orders === null ? hints : { ...hints, orders },
      ),
    });
  }

  /** Prepares the open file as a saved preparation says. */
  async usePreparation(file: File): Promise<void> {
    const before = this.#preparation();
    this.preparationFault = undefined;
    try {
      if (file.size > LARGEST_PREPARATION)
        throw new Fault('preparation-damaged', { place: 'JSON' });
      const preparation = preparationFromJson(await file.text());
      await this.#read((port) => this.#lab.remote.prepare(preparation, false, port), 0);
      if (this.summary?.applied?.source === 'file') this.preparedBefore = before;
    } catch (error) {
      this.preparationFault = asFault(error);
    }
  }

  /** Takes the preparation back that was used last. */
  async undoPreparation(): Promise<void> {
    const { preparedBefore: before } = this;
    if (before === undefined) return;
    await this.#read((port) => this.#lab.remote.prepare(before, true, port), 0);
  }

  override setDecimalMark(column: string, mark: DecimalMark): void {
    super.setDecimalMark(column, mark);
    if (this.examination !== undefined) void this.examine();
  }

  override setDateOrder(column: string, order: AskedOrder): void {
    super.setDateOrder(column, order);
    if (this.examination !== undefined) void this.examine();
  }

  /** Opens several files as one. */
  async openSeveral(files: readonly File[]): Promise<void> {
    const [only] = files;
    if (files.length === 1) return this.open(only, only.name);
    const parts = files.map((file) => ({ file, name: file.name }));
    const made = await this.#reading(
      (port) => this.#lab.remote.combine(parts, port),
      files.reduce((sum, { size }) => sum + size, 0),
    );
    if (made === undefined) return;
    await this.open(made.source, made.name, made.hints);
    if (this.summary !== undefined) this.combination = made.combination;
  }

  async #read(ask: (port: MessagePort) => Promise<Reopened>, bytes: number): Promise<void> {
    const read = await this.#reading(ask, bytes);
    if (read !== undefined) this.#take(read);
  }

  /** Lets the lab read, with progress and a stop; undefined when that did not end well. */
  async #reading<T>(ask: (port: MessagePort) => Promise<T>, bytes: number): Promise<T | undefined> {
    this.stop();
    this.stopSuggesting();
    this.stopExamining();
    this.fault = undefined;
    this.notices = [];
    this.#parts.fileOpened();
    const meter = createProgressMeter();
    const note = (done: number, total: number) => {
      this.work = { stage: 'read', ...meter.note(done, total, this.#parts.now()) };
    };
    note(0, bytes);
    const task = createTask<never>((event) => {
      if (event.kind === 'progress') note(event.done, event.total);
    });
    this.#task = task;
    try {
      return await this.#untilStopped(
        this.#lab.call(ask(Comlink.transfer(task.port, [task.port]))),
        task,
      );
    } catch (error) {
      await this.#meet(error);
      return undefined;
    } finally {
      task.close();
      if (this.#task === task) {
        this.#task = undefined;
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
    this.preparedBefore = undefined;
    this.preparationFault = undefined;
    const examined = this.examination !== undefined;
    this.examination = undefined;
    if (examined) void this.examine();
    this.outcome = outcome;
    this.given = names;
    this.titles = [];
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
    this.runs.clear();
    if (outcome !== undefined) void this.runs.note();
  }

  async setRole(column: number, role: Role): Promise<void> {
    this.roles = this.roles.map((known, at) => (at === column ? role : known));
    this.recipe = this.fitRecipe(this.recipe);
    const { roles } = this;
    const { language, plan, refused, unclearDates, unclearNumbers } = await this.#lab.call(
      this.#lab.remote.suggest(roles),
    );
    if (roles !== this.roles) return;
    this.language = language;
    this.refused = refused;
    this.unclearDates = unclearDates;
    this.unclearNumbers = unclearNumbers;
    if (!this.encoderChosen) this.encoder = plan.encoder;
  }

  /**
   * Looks at every column of the file by its role, in the background.
   *
   * @returns whether it came to an end, good or bad, and was not stopped.
   */
  async examine(): Promise<boolean> {
    const { summary, roles } = this;
    this.stopExamining();
    const task = createTask<never>((event) => {
      if (event.kind === 'progress' && this.#examineTask === task)
        this.examining = event.done / Math.max(1, event.total);
    });
    this.#examineTask = task;
    this.examining = 0;
    try {
      const found = await this.#untilStopped(
        this.#lab.call(
          this.#lab.remote.examine(
            { roles, ...this.said() },
            Comlink.transfer(task.port, [task.port]),
          ),
        ),
        task,
      );
      if (this.summary === summary) this.examination = found;
      return true;
    } catch (error) {
      await this.#meet(error);
      return asFault(error).code !== 'stopped';
    } finally {
      task.close();
      if (this.#examineTask === task) this.stopExamining();
    }
  }

  stopExamining(): void {
    this.#examineTask?.stop();
    this.#examineTask = undefined;
    this.examining = undefined;
  }

  /** What a recipe would do. */
  tryRecipe(recipe: Recipe): Promise<Effect> {
    return this.#lab.call(this.#lab.remote.tryRecipe(recipe));
  }

  /** What the present treatment of texts would do. */
  async tryTexts(): Promise<TextsPreview> {
    const task = createTask<never>(() => undefined);
    const { roles, texts } = this;
    try {
      return await this.#lab.call(
        this.#lab.remote.tryTexts(roles, texts, Comlink.transfer(task.port, [task.port])),
      );
    } finally {
      task.close();
    }
  }

  async qualityReport(language: LanguageId): Promise<{ blob: Blob; name: string } | undefined> {
    const { examination, recipe, personal } = this;
    if (examination === undefined) return undefined;
    return this.#lab.call(this.#lab.remote.qualityReport(examination, recipe, personal, language));
  }

  /** Takes a list of people who object; who is on it leaves before anything is read. */
  async addObjections(file: File): Promise<void> {
    try {
      const list = await this.#lab.call(this.#lab.remote.objections(file, this.roles));
      this.objections = { ...list, name: file.name };
    } catch (error) {
      this.notify('list-unreadable', file.name);
      if (asFault(error).code === 'worker-died') await this.#meet(error);
    }
  }

  /** Carries the plan out. */
  async run(): Promise<void> {
    const { plan, summary } = this;
    if (plan === undefined || summary === undefined) return;
    this.stop();
    this.stopSuggesting();
    this.stopExamining();
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
    let meter = createProgressMeter();
    this.work = { stage: 'prepare', done: 0, total: 0, secondsLeft: undefined };
    const task = createTask<RunEvent>((event) => {
      const { work } = this;
      if (work === undefined || this.#task !== task) return;
      if (event.kind === 'progress') {
        const now = this.#parts.now();
        this.work = { stage: work.stage, ...meter.note(event.done, event.total, now) };
        if (work.stage === 'encode') this.#encoded = event.done;
      } else if (event.event.kind === 'stage') {
        meter = createProgressMeter();
        this.work = { stage: event.event.stage, done: 0, total: 0, secondsLeft: undefined };
      } else this.#show(event.event.part, fresh);
    });
    this.#task = task;
    try {
      const { outcome, names } = await this.#untilStopped(
        this.#lab.call(this.#lab.remote.run(plan, Comlink.transfer(task.port, [task.port]))),
        task,
      );
      this.outcome = outcome;
      this.given = names;
      this.titles = [];
      this.showColumns = false;
      this.cloud = {
        xy: outcome.map,
        filling: false,
        labels: outcome.labels,
        k: outcome.segments.length,
      };
      void this.runs.note();
      void this.suggestTitles();
    } catch (error) {
      if (fresh) this.cloud = undefined;
      await this.#meet(error);
    } finally {
      task.close();
      if (this.#task === task) {
        this.#task = undefined;
        this.work = undefined;
      }
    }
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
    if (part.kind === 'points') {
      part.rows.forEach((row, i) => {
        cloud.xy[row * 2] = part.xy[i * 2];
        cloud.xy[row * 2 + 1] = part.xy[i * 2 + 1];
      });
      this.cloud = { ...cloud };
    } else if (part.kind === 'labels') this.cloud = { ...cloud, labels: part.labels, k: part.k };
    else this.cloud = { ...cloud, xy: part.xy, filling: false };
  }

  /** Waits for an answer, but no longer than the person does. */
  async #untilStopped<T>(answer: Promise<T>, task: Task): Promise<T> {
    answer.catch(() => undefined);
    return Promise.race([
      answer,
      new Promise<never>((_, reject) => {
        const heard = () => reject(new Fault('stopped'));
        if (task.signal.aborted) heard();
        else task.signal.addEventListener('abort', heard, { once: true });
      }),
    ]);
  }

  #start<T, E>(
    ask: (lab: Comlink.Remote<Lab>, port: MessagePort) => Promise<T>,
    ears: JobEars<E>,
  ): Job<T> {
    const task = createTask<E>((event) => {
      if (event.kind === 'progress') ears.progress?.(event.done, event.total);
      else ears.event?.(event.event);
    });
    const answer = ask(this.#lab.remote, Comlink.transfer(task.port, [task.port]));
    const result = this.#untilStopped(this.#lab.call(answer), task).finally(() => task.close());
    return { result, stop: () => task.stop() };
  }

  /** Answers a failure: a stop is no fault, a dead worker is replaced, all else is told. */
  async #meet(error: unknown): Promise<void> {
    const fault = asFault(error);
    if (fault.code === 'stopped') return;
    if (fault.code === 'worker-died' && fault.details.message !== 'encoder') {
      const alive = await this.#isAlive();
      if (!alive) {
        await this.#revive();
        return;
      }
    }
    this.fault = fault;
  }

  async #isAlive(): Promise<boolean> {
    return Promise.race([
      this.#lab.remote.ping().then(
        () => true,
        () => false,
      ),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 2000)),
    ]);
  }

  /** A new lab in place of one that died, with the same file open and the same roles chosen. */
  async #revive(): Promise<void> {
    this.#lab.close();
    this.#lab = this.#parts.openLab();
    const prepared = this.#preparation();
    const source = this.#file;
    const had = this.summary !== undefined;
    if (source !== undefined && had) {
      await this.open(source.file, source.name, source.hints);
      if (this.fault === undefined && prepared !== undefined)
        await this.#read((port) => this.#lab.remote.prepare(prepared, true, port), 0);
    } else {
      this.summary = undefined;
      this.outcome = undefined;
      await this.reopen();
    }
    this.notify('labDied');
  }

  /** Ends the work under way; what was made is kept. */
  stop(): void {
    const task = this.#task;
    if (task === undefined) return;
    this.#task = undefined;
    const reading = this.work?.stage === 'read';
    const encoded = this.#encoded;
    this.work = undefined;
    task.stop();
    if (!reading) this.notify('stopped', `${encoded}`);
  }

  /** The name of every segment as it is shown. */
  names(words: Words): string[] {
    const { outcome } = this;
    if (outcome === undefined) return [];
    return namesOf(outcome.segments, words).map((plain, label) => {
      const given = this.given[label];
      if (given === '') return plain;
      const [best] = this.titles[label] ?? [];
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

  /** Lets the small model propose names while the person looks at the map. */
  async suggestTitles(): Promise<void> {
    const { outcome } = this;
    if (outcome === undefined || outcome.account.distinctTexts === 0) return;
    this.writer = outcome.account.language !== 'en' ? 'writerLanguage' : undefined;
    if (this.writer !== undefined) return;
    if (!(await this.#parts.writerPresent())) {
      this.writer = 'writerOff';
      return;
    }
    const total = outcome.segments.length;
    this.suggesting = { done: 0, total };
    const task = createTask<TitleEvent>((event) => {
      if (event.kind === 'progress') this.suggesting = { done: event.done, total };
      else if (this.outcome === outcome) {
        const titles = outcome.segments.map((_, label) => this.titles[label] ?? []);
        titles[event.event.segment] = event.event.titles;
        this.titles = withoutRepeats(titles);
      }
    });
    this.#titleTask = task;
    try {
      const titles = await this.#untilStopped(
        this.#lab.call(this.#lab.remote.titles(Comlink.transfer(task.port, [task.port]))),
        task,
      );
      if (this.outcome === outcome) this.titles = titles;
    } catch (error) {
      if (asFault(error).code !== 'stopped') this.writer = 'writerFailed';
    } finally {
      task.close();
      if (this.#titleTask === task) {
        this.#titleTask = undefined;
        this.suggesting = undefined;
      }
    }
  }

  stopSuggesting(): void {
    this.#titleTask?.stop();
    this.#titleTask = undefined;
    this.suggesting = undefined;
  }

  rows(indices: Int32Array): Promise<string[][]> {
    return this.#lab.call(this.#lab.remote.rows(indices));
  }

  arrange(request: Arrangement): Promise<Int32Array> {
    return this.#lab.call(this.#lab.remote.arrange(request));
  }

  async exportFile(
    kind: ExportKind,
    words: Words,
    options: ExportOptions,
  ): Promise<{ blob: Blob; name: string } | undefined> {
    try {
      return await this.#lab.call(this.#lab.remote.exportFile(kind, this.names(words), options));
    } catch (error) {
      await this.#meet(error);
      return undefined;
    }
  }

  /** Removes everything that is kept, and the open study with it. */
  async forget(): Promise<void> {
    this.stop();
    this.stopSuggesting();
    await this.#lab.call(this.#lab.remote.forget());
    this.close();
    this.notify('forgotten');
  }

  /** Back to the empty page; what is kept stays kept. */
  close(): void {
    this.stop();
    this.stopSuggesting();
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

/** While suggestions arrive one by one, a title that names one segment does not name another. */
function withoutRepeats(titles: Titles): Titles {
  const taken = new Set<string>();
  return titles.map((list) => {
    const free = list.filter(({ title }) => !taken.has(title.toLowerCase()));
    if (free[0]?.better === true) taken.add(free[0].title.toLowerCase());
    return free;
  });
}
