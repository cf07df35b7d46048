import { asFault, type Fault } from '../core/fault';
import type { ExportOptions } from '../study/export-study';
import type { PlaceStage } from '../study/place-file';
import type { Words } from '../words/words';
import type { PlacedSummary, PlaceEvent } from '../workers/lab-placing';
import type { Job } from './lab-access';
import type { Cloud } from './shown';
import type { Study } from './study.svelte';

interface Working {
  readonly stage: PlaceStage;
  readonly done: number;
  readonly total: number;
}

/** New customers in the segments of the finished study. */
export class Placing {
  placed = $state.raw<PlacedSummary | undefined>(undefined);
  working = $state.raw<Working | undefined>(undefined);
  /** Files that were dropped and may be placed; the person is asked. */
  offered = $state.raw<readonly File[] | undefined>(undefined);
  /** Whether it is still being looked what the files are. */
  looking = $state(false);
  /** Why a file could not be placed. */
  fault = $state.raw<Fault | undefined>(undefined);
  stopped = $state(false);

  readonly #study: Study;
  #job: Job<PlacedSummary> | undefined;
  #peek: Job<boolean> | undefined;
  #files: readonly File[] = [];

  constructor(study: Study) {
    this.#study = study;
    // What is placed belongs to the segments that it was placed into.
    $effect.root(() => {
      $effect(() => {
        void [study.outcome, study.summary];
        queueMicrotask(() => this.clear());
      });
    });
  }

  /** The new customers among those of the first file, who have no segment here. */
  readonly cloud: Cloud | undefined = $derived.by(() => {
    const { placed } = this;
    const { outcome } = this.#study;
    if (placed === undefined || outcome === undefined) return undefined;
    const xy = new Float32Array(outcome.map.length + placed.map.length);
    xy.set(outcome.map);
    xy.set(placed.map, outcome.map.length);
    const first = outcome.labels.length;
    const labels = new Int32Array(first + placed.labels.length).fill(-1);
    labels.set(placed.labels, first);
    return { xy, filling: false, labels, k: outcome.segments.length };
  });

  /** 1 for the new customers in that cloud. */
  readonly lit: Uint8Array | undefined = $derived.by(() => {
    const { placed } = this;
    const { outcome } = this.#study;
    if (placed === undefined || outcome === undefined) return undefined;
    return new Uint8Array(outcome.labels.length + placed.labels.length).fill(
      1,
      outcome.labels.length,
    );
  });

  clear(): void {
    this.stop();
    this.#peek?.stop();
    this.placed = undefined;
    this.offered = undefined;
    this.fault = undefined;
    this.stopped = false;
    this.#files = [];
  }

  /**
   * Looks whether dropped files are next ones of the finished study, and asks what to do with them.
   *
   * @returns false where they are not, and should be opened.
   */
  async offer(files: readonly File[]): Promise<boolean> {
    const { access, outcome, work, screen } = this.#study;
    if (outcome === undefined || work !== undefined || screen !== 'workspace') return false;
    this.#peek?.stop();
    this.offered = files;
    this.looking = true;
    const parts = files.map((file) => ({ file, name: file.name }));
    const job = access.start<boolean>((lab, port) => lab.resembles(parts, port));
    this.#peek = job;
    try {
      const alike = await job.result;
      if (!alike) this.offered = undefined;
      return alike;
    } catch (error) {
      this.offered = undefined;
      return asFault(error).code === 'stopped';
    } finally {
      if (this.#peek === job) {
        this.#peek = undefined;
        this.looking = false;
      }
    }
  }

  decline(): void {
    this.#peek?.stop();
    this.offered = undefined;
  }

  /** Opens what was offered, or what was placed, as a study of its own. */
  async anew(): Promise<void> {
    const files = this.offered ?? this.#files;
    this.offered = undefined;
    if (files.length > 0) await this.#study.openSeveral([...files]);
  }

  /** Places what was offered. */
  async accept(): Promise<void> {
    const { offered } = this;
    this.offered = undefined;
    if (offered !== undefined) await this.place(offered);
  }

  async place(files: readonly File[]): Promise<void> {
    this.stop();
    this.fault = undefined;
    this.stopped = false;
    this.placed = undefined;
    this.#study.view = 'place';
    this.working = { stage: 'read', done: 0, total: 0 };
    const parts = files.map((file) => ({ file, name: file.name }));
    const job = this.#study.access.start<PlacedSummary, PlaceEvent>(
      (lab, port) => lab.place(parts, port),
      {
        event: ({ stage }) => {
          if (this.#job === job) this.working = { stage, done: 0, total: 0 };
        },
        progress: (done, total) => {
          if (this.#job === job && this.working !== undefined)
            this.working = { stage: this.working.stage, done, total };
        },
      },
    );
    this.#job = job;
    try {
      const placed = await job.result;
      if (this.#job !== job) return;
      this.placed = placed;
      this.#files = files;
    } catch (error) {
      const fault = asFault(error);
      if (this.#job !== job) return;
      if (fault.code === 'worker-died') await this.#study.access.meet(error);
      else if (fault.code !== 'stopped') this.fault = fault;
    } finally {
      if (this.#job === job) {
        this.#job = undefined;
        this.working = undefined;
      }
    }
  }

  /** Ends placing where somebody waits for it. */
  stop(): void {
    const job = this.#job;
    if (job === undefined) return;
    this.#job = undefined;
    this.working = undefined;
    this.stopped = true;
    job.stop();
  }

  rows(indices: Int32Array): Promise<string[][]> {
    return this.#study.access.call((lab) => lab.placedRows(indices));
  }

  async exportFile(
    words: Words,
    options: ExportOptions,
  ): Promise<{ blob: Blob; name: string } | undefined> {
    const names = this.#study.names(words);
    try {
      return await this.#study.access.call((lab) => lab.exportPlaced(names, options));
    } catch (error) {
      await this.#study.access.meet(error);
      return undefined;
    }
  }
}
