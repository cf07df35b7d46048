import { asFault, type Fault } from '../core/fault';
import { DEFAULT_METHOD, findsNumber } from '../core/cluster/method-ids';
import type { Judged } from '../study/judge-segments';
import { canJudge, dialOf, isSoon, judgingSeconds } from '../study/judging-dial';
import type { Curves } from '../study/measure-curves';
import type { Outcome } from '../study/outcome';
import type { CurvesEvent } from '../workers/lab-judging';
import type { Job } from './lab-access';
import type { Study } from './study.svelte';

/** What curves were measured on. */
interface Ground {
  readonly summary: Study['summary'];
  readonly plan: string;
}

/** How real the segments shown are, and what other numbers of them would be like. */
export class Judging {
  /** Undefined until it is known. */
  judged = $state.raw<Judged | undefined>(undefined);
  /** How much of the judging is done, 0 to 1; undefined when nobody judges. */
  progress = $state<number | undefined>(undefined);
  curves = $state.raw<Curves | undefined>(undefined);
  /** How much of the curves is measured, 0 to 1; undefined when nobody measures. */
  measuring = $state<number | undefined>(undefined);
  /** Why there is no verdict, or no curve, where something went wrong. */
  fault = $state.raw<Fault | undefined>(undefined);
  /** Whether the person has stopped the judging, or the measuring. */
  stopped = $state(false);
  paused = $state(false);

  readonly #study: Study;
  #job: Job<Judged | undefined> | undefined;
  #curvesJob: Job<Curves | undefined> | undefined;
  #of: Outcome | undefined;
  #curvesOf: Ground | undefined;

  constructor(study: Study) {
    this.#study = study;
    // A verdict begins by itself where an outcome stands, and leaves when work on another begins.
    $effect.root(() => {
      $effect(() => {
        const { outcome, work } = study;
        queueMicrotask(() => {
          if (work !== undefined || outcome === undefined) this.#leave(outcome);
          else this.#begin(outcome);
        });
      });
    });
  }

  #begin(outcome: Outcome): void {
    if (isSoon(outcome.account)) void this.judge(outcome);
    else void this.#takeKept(outcome);
  }

  /** What would take long begins when the person wants it; what is kept is shown. */
  async #takeKept(outcome: Outcome): Promise<void> {
    if (outcome === this.#of && this.judged !== undefined) return;
    this.#forget();
    this.#of = outcome;
    this.stopped = true;
    const judged = await this.#study.access
      .call((lab) => lab.judgement() as Promise<Judged | undefined>)
      .catch(() => undefined);
    if (this.#of === outcome && this.#job === undefined) this.judged ??= judged;
  }

  /** Minutes that judging takes, roughly; undefined where it begins by itself. */
  get minutes(): number | undefined {
    const { outcome } = this.#study;
    if (outcome === undefined || isSoon(outcome.account)) return undefined;
    return Math.ceil(judgingSeconds(outcome.account) / 60);
  }

  /** Whether the method shown can be judged by finding its segments again. */
  get possible(): boolean {
    const { outcome } = this.#study;
    return outcome !== undefined && canJudge(outcome.account);
  }

  #leave(outcome: Outcome | undefined): void {
    this.stop();
    this.stopMeasuring();
    this.stopped = false;
    if (outcome !== this.#of) this.#forget();
  }

  #forget(): void {
    this.judged = undefined;
    this.fault = undefined;
    this.#of = undefined;
    this.paused = false;
    if (this.#curvesOf === undefined || !this.#isOf(this.#curvesOf)) this.curves = undefined;
  }

  /** What curves depend on: all but where the setting stands. */
  #ground(): Ground {
    const { summary, plan } = this.#study;
    return { summary, plan: JSON.stringify({ ...plan, k: null, level: null }) };
  }

  #isOf({ summary, plan }: Ground): boolean {
    const ground = this.#ground();
    return ground.summary === summary && ground.plan === plan;
  }

  /** Judges the segments shown, in the background; what is known is not judged again. */
  async judge(outcome = this.#study.outcome): Promise<void> {
    if (outcome === undefined) return;
    if (outcome !== this.#of) this.#forget();
    else if (this.judged !== undefined || this.#job !== undefined) return;
    this.#of = outcome;
    this.stopped = false;
    this.fault = undefined;
    if (!canJudge(outcome.account)) return;
    this.progress = 0;
    const job = this.#study.access.start<Judged | undefined>(
      (lab, port) => lab.judge(port) as Promise<Judged | undefined>,
      {
        progress: (done, total) => {
          if (this.#job === job) this.progress = done / Math.max(1, total);
        },
      },
    );
    this.#job = job;
    try {
      const judged = await job.result;
      if (this.#job === job) this.judged = judged;
    } catch (error) {
      if (this.#job === job) await this.#meet(error);
    } finally {
      if (this.#job === job) this.stop();
    }
  }

  stop(): void {
    const job = this.#job;
    this.#job = undefined;
    this.progress = undefined;
    job?.stop();
  }

  /** Stops judging because the person wants so. */
  quit(): void {
    this.stop();
    this.stopped = true;
  }

  /** Measures other numbers of segments, or other settings; points arrive one by one. */
  async measure(): Promise<void> {
    const { outcome } = this.#study;
    if (outcome === undefined || this.#curvesJob !== undefined) return;
    if (dialOf(outcome.account) === undefined) return;
    this.fault = undefined;
    this.paused = false;
    this.measuring = 0;
    this.#curvesOf = this.#ground();
    const job = this.#study.access.start<Curves | undefined, CurvesEvent>(
      (lab, port) => lab.measure(port) as Promise<Curves | undefined>,
      {
        progress: (done, total) => {
          if (this.#curvesJob === job) this.measuring = done / Math.max(1, total);
        },
        event: ({ curves }) => {
          if (this.#curvesJob === job) this.curves = curves;
        },
      },
    );
    this.#curvesJob = job;
    try {
      const curves = await job.result;
      if (this.#curvesJob === job) this.curves = curves;
    } catch (error) {
      if (this.#curvesJob === job) await this.#meet(error);
    } finally {
      if (this.#curvesJob === job) this.stopMeasuring();
    }
  }

  /** Stops measuring because the person wants so. */
  pause(): void {
    this.stopMeasuring();
    this.paused = true;
  }

  stopMeasuring(): void {
    const job = this.#curvesJob;
    this.#curvesJob = undefined;
    this.measuring = undefined;
    job?.stop();
  }

  /** Whether every point of the curves is there. */
  get measured(): boolean {
    const { curves } = this;
    return curves !== undefined && curves.points.length === curves.values.length;
  }

  /** Sets the number of segments, or whatever decides it, and finds them again. */
  async use(value: number): Promise<void> {
    const study = this.#study;
    const dial = this.curves?.dial ?? 'k';
    if (dial === 'k') study.k = value;
    else study.changeMethod({ [dial]: value });
    await study.run();
  }

  /** Keeps everyone as one segment. */
  async useOne(): Promise<void> {
    const study = this.#study;
    if (findsNumber(study.method, study.methodSettings)) study.chooseMethod(DEFAULT_METHOD);
    study.k = 1;
    await study.run();
  }

  async #meet(error: unknown): Promise<void> {
    const fault = asFault(error);
    if (fault.code === 'stopped') return;
    if (fault.code === 'worker-died') await this.#study.access.meet(error);
    else this.fault = fault;
  }
}
