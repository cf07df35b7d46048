import type { Agreement } from '../core/measure/compare-runs';
import { preferRun } from '../core/measure/prefer-run';
import type { Plan } from '../core/study';
import { figuresOf, isProposed, type Run } from '../study/runs';
import { canJudge } from '../study/judging-dial';
import type { Trial } from '../study/try-runs';
import type { NamedComparison, RunList, TrialEvent } from '../workers/lab-runs';
import type { Job, LabAccess } from './lab-access';

/** What runs need of the study. */
interface Showing {
  readonly access: LabAccess;
  /** Shows the segments of another plan for the same file. */
  showPlan(plan: Plan): Promise<void>;
  /** Milliseconds since 1970. */
  today(): number;
}

/** The runs of the open file: kept, tried, compared. */
export class Runs {
  /** The newest first. */
  list = $state.raw<readonly Run[]>([]);
  shown = $state<string | undefined>(undefined);
  /** The ids of two to compare, the older one first. */
  picked = $state.raw<readonly string[]>([]);
  comparison = $state.raw<NamedComparison | undefined>(undefined);
  /** How much of a comparison is made, 0 to 1; undefined when none is. */
  comparing = $state<number | undefined>(undefined);
  /** What is being tried, and how much of all is done, 0 to 1. */
  trying = $state.raw<{ readonly trial?: Trial; readonly share: number } | undefined>(undefined);
  measuring = $state(false);
  /** The agreement of each run with the one that is shown. */
  agreement = $state.raw<ReadonlyMap<string, Agreement>>(new Map());
  /** What was removed last. */
  removed = $state.raw<Run | undefined>(undefined);

  /** The order in which equals are preferred: the default, what is shown, pinned ones, the newest. */
  readonly inOrder: readonly Run[] = $derived(
    [...this.list].sort(
      (a, b) =>
        Number(isProposed(b)) - Number(isProposed(a)) ||
        Number(b.id === this.shown) - Number(a.id === this.shown) ||
        Number(b.pinned) - Number(a.pinned),
    ),
  );
  readonly preference = $derived(
    this.inOrder.length < 2 ? undefined : preferRun(this.inOrder.map(figuresOf)),
  );
  readonly recommended: Run | undefined = $derived(
    this.preference === undefined ? undefined : this.inOrder[this.preference.best],
  );

  readonly #study: Showing;
  #trial: Job<RunList> | undefined;
  #comparison: Job<NamedComparison> | undefined;
  #measure: Job<RunList> | undefined;

  constructor(study: Showing) {
    this.#study = study;
  }

  /** Keeps the study that was just finished or opened. */
  async note(): Promise<void> {
    const now = this.#study.today();
    await this.#change((lab) => lab.noteRun(now));
  }

  /** Another file, or none. */
  clear(): void {
    this.stop();
    this.#comparison?.stop();
    this.#measure?.stop();
    this.list = [];
    this.shown = undefined;
    this.picked = [];
    this.comparison = undefined;
    this.agreement = new Map();
    this.removed = undefined;
  }

  /** Shows a run that was found before. */
  async open(run: Run): Promise<void> {
    await this.#study.showPlan(run.plan);
  }

  rename(id: string, label: string): Promise<void> {
    return this.#change((lab) => lab.changeRun(id, { label }));
  }

  pin(id: string, pinned: boolean): Promise<void> {
    return this.#change((lab) => lab.changeRun(id, { pinned }));
  }

  async remove(run: Run): Promise<void> {
    await this.#change((lab) => lab.removeRun(run.id));
    this.removed = run;
  }

  async restore(): Promise<void> {
    const { removed } = this;
    if (removed === undefined) return;
    this.removed = undefined;
    await this.#change((lab) => lab.restoreRun(removed));
  }

  /** Picks a run to compare or lets it go; of three the one picked first goes. */
  pick(id: string, on: boolean): void {
    const others = this.picked.filter((picked) => picked !== id);
    this.picked = on ? [...others, id].slice(-2) : others;
    if (this.picked.length < 2) this.comparison = undefined;
  }

  /** Segments the customers in several ways, in the background. */
  async try(): Promise<void> {
    this.stop();
    this.#measure?.stop();
    this.trying = { share: 0 };
    const now = this.#study.today();
    const job = this.#study.access.start<RunList, TrialEvent>(
      (lab, port) => lab.tryRuns(now, port),
      {
        progress: (done, total) => {
          if (this.#trial === job) this.trying = { ...this.trying, share: done / total };
        },
        event: (event) => {
          if (this.#trial !== job) return;
          if (event.kind === 'run') this.#takeRun(event.run);
          else this.trying = { trial: event.trial, share: this.trying?.share ?? 0 };
        },
      },
    );
    this.#trial = job;
    try {
      this.#take(await job.result);
      const { recommended, shown } = this;
      if (recommended !== undefined && shown !== undefined)
        this.picked = [shown, recommended.id === shown ? this.#besideShown() : recommended.id];
    } catch (error) {
      await this.#study.access.meet(error);
    } finally {
      if (this.#trial === job) {
        this.#trial = undefined;
        this.trying = undefined;
      }
      void this.look();
    }
  }

  /** Ends trying; what was tried stays. */
  stop(): void {
    this.#trial?.stop();
    this.#trial = undefined;
    this.trying = undefined;
  }

  /** What the view needs once it is looked at: agreements, two runs to compare, and their stability. */
  async look(): Promise<void> {
    await this.#change((lab) => lab.runs());
    if (
      this.trying === undefined &&
      this.picked.length < 2 &&
      this.shown !== undefined &&
      this.list.length > 1
    )
      this.picked = [this.shown, this.#besideShown()];
    await this.#agree();
    await this.measure();
  }

  /** Compares the two that are picked. */
  async compare(): Promise<void> {
    const [a, b] = this.picked;
    this.#comparison?.stop();
    this.#comparison = undefined;
    if (a === undefined || b === undefined) return;
    const { comparison } = this;
    if (comparison?.a.run.id === a && comparison.b.run.id === b) return;
    this.comparing = 0;
    const job = this.#study.access.start((lab, port) => lab.compareRuns(a, b, port), {
      progress: (done, total) => {
        if (this.#comparison === job) this.comparing = done / total;
      },
    });
    this.#comparison = job;
    try {
      const found = await job.result;
      if (this.#comparison === job) this.comparison = found;
    } catch (error) {
      await this.#study.access.meet(error);
    } finally {
      if (this.#comparison === job) {
        this.#comparison = undefined;
        this.comparing = undefined;
      }
    }
  }

  /** Measures the stability of runs that have none yet. */
  async measure(): Promise<void> {
    if (this.#measure !== undefined || this.trying !== undefined) return;
    const open = this.list.filter(
      ({ measures, plan }) => measures.stability === undefined && canJudge(plan),
    );
    if (open.length === 0) return;
    const ids = open.map(({ id }) => id);
    this.measuring = true;
    const job = this.#study.access.start<RunList, TrialEvent>(
      (lab, port) => lab.measureRuns(ids, port),
      {
        event: (event) => {
          if (event.kind === 'run') this.#takeRun(event.run);
        },
      },
    );
    this.#measure = job;
    try {
      this.#take(await job.result);
    } catch (error) {
      await this.#study.access.meet(error);
    } finally {
      if (this.#measure === job) {
        this.#measure = undefined;
        this.measuring = false;
      }
    }
  }

  #besideShown(): string {
    const others = this.inOrder.filter(({ id }) => id !== this.shown);
    const [best] = others;
    if (best === undefined) return '';
    return others[preferRun(others.map(figuresOf)).best].id;
  }

  #takeRun(run: Run): void {
    const known = this.list.some(({ id }) => id === run.id);
    this.list = known
      ? this.list.map((one) => (one.id === run.id ? { ...one, measures: run.measures } : one))
      : [run, ...this.list].sort((a, b) => b.when - a.when);
  }

  #take({ runs, shown }: RunList): void {
    this.list = runs;
    this.shown = shown;
    const kept = new Set(runs.map(({ id }) => id));
    if (this.picked.some((id) => !kept.has(id))) {
      this.picked = this.picked.filter((id) => kept.has(id));
      this.comparison = undefined;
    }
  }

  async #agree(): Promise<void> {
    const { shown } = this;
    const ids = this.list.map(({ id }) => id);
    if (shown === undefined || !ids.includes(shown)) return;
    try {
      const found = await this.#study.access.call((lab) => lab.agreeRuns(shown, ids));
      if (this.shown !== shown) return;
      this.agreement = new Map(
        ids.flatMap((id, i) => {
          const agreement = found[i];
          return agreement === undefined ? [] : [[id, agreement] as const];
        }),
      );
    } catch (error) {
      await this.#study.access.meet(error);
    }
  }

  async #change(
    ask: (lab: Parameters<Parameters<LabAccess['call']>[0]>[0]) => Promise<RunList>,
  ): Promise<void> {
    try {
      this.#take(await this.#study.access.call(ask));
    } catch (error) {
      await this.#study.access.meet(error);
    }
  }
}
