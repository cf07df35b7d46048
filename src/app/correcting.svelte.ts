import {
  type Correction,
  decisive,
  type Example,
  type Move,
  shapingOf,
} from '../core/corrections/correction';
import type { Plan } from '../core/study';
import type { Asked, ReviewedCorrection } from '../study/make-correction';
import type { Outcome } from '../study/outcome';
import type { PlanPreview } from '../study/preview-plan';
import type { Job, LabAccess } from './lab-access';
import type { Selection } from './shown';

/** What corrections need of the study. */
interface Correctible {
  readonly access: LabAccess;
  readonly outcome: Outcome | undefined;
  readonly plan: Plan | undefined;
  corrections: readonly Correction[] | undefined;
  given: Readonly<Record<number, string>>;
  selection: Selection | undefined;
  run(): Promise<void>;
}

/** What is set right, and examples that nothing was learnt from yet. */
interface Sheet {
  readonly list: readonly Correction[];
  readonly staged: readonly Example[];
}

/** What the person sets right about the segments: done, undone, done again, and looked at before. */
export class Correcting {
  /** What became of each correction of the list; empty until it is known. */
  reviewed = $state.raw<readonly ReviewedCorrection[]>([]);
  /** Examples that nothing was learnt from yet. */
  staged = $state.raw<readonly Example[]>([]);
  /** Rows of the file of the customers in them, likewise. */
  readonly stagedRows: readonly (readonly [number, number])[] = $derived(
    this.staged.map((example) => this.#rowsOf.get(example) ?? [0, 0]),
  );
  /** Moves of the list, by place, that are to be learnt from. */
  taught = $state.raw<ReadonlySet<number>>(new Set());
  /** The customer that others are compared with, a row of the file. */
  marked = $state<number | undefined>(undefined);
  /** Who would move, once somebody asked. */
  preview = $state.raw<PlanPreview | undefined>(undefined);
  /** How far the preview is, 0 to 1; undefined while none is made. */
  previewing = $state<number | undefined>(undefined);

  /** Corrections that are being carried out, or wait for it. */
  pending = $state(0);

  #past = $state.raw<readonly Sheet[]>([]);
  #future = $state.raw<readonly Sheet[]>([]);
  readonly #study: Correctible;
  readonly #rowsOf = new WeakMap<Example, readonly [number, number]>();
  #job: Job<PlanPreview> | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(study: Correctible) {
    this.#study = study;
  }

  get list(): readonly Correction[] {
    return this.#study.corrections ?? [];
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Whether there are examples or moves to learn from. */
  get canLearn(): boolean {
    return this.staged.length > 0 || this.#proposal().list !== this.list;
  }

  /** Another file is open. */
  reset(): void {
    this.#job?.stop();
    this.#past = [];
    this.#future = [];
    this.reviewed = [];
    this.staged = [];
    this.taught = new Set();
    this.marked = undefined;
    this.preview = undefined;
  }

  /**
   * Sets something right.
   *
   * @param names of the segments as they are shown.
   * @param focus a row of the file whose segment is shown afterwards.
   * @returns whether it was carried out.
   */
  correct(asked: readonly Asked[], names: readonly string[], focus?: number): Promise<boolean> {
    return this.#inTurn(async () => {
      const made = await this.#make(asked, names);
      const list = made.reduce(withCorrection, await this.#adopted(names));
      const done = await this.#change({ list, staged: this.staged });
      if (done && focus !== undefined) this.#show(focus);
      return done;
    });
  }

  /**
   * Gives a segment a name; '' stands for the plain one.
   *
   * @param before the names given until now.
   */
  rename(label: number, name: string, before: Readonly<Record<number, string>>): Promise<boolean> {
    return this.#inTurn(async () => {
      const known = await this.#adopted([], before);
      const made = await this.#make([{ kind: 'rename', label, name }], []);
      return this.#change({ list: made.reduce(withCorrection, known), staged: this.staged });
    });
  }

  /** Says that two customers, rows of the file, belong together or do not. */
  compare(kind: Example['kind'], rows: readonly [number, number]): Promise<boolean> {
    return this.#inTurn(async () => {
      const [example] = (await this.#make([{ kind, rows }], [])) as [Example];
      const told = (one: Example) => [...one.customers].sort().join() === pair;
      const pair = [...example.customers].sort().join();
      this.#rowsOf.set(example, rows);
      this.marked = undefined;
      return this.#change({
        list: this.list.filter((one) => !isExample(one) || !told(one)),
        staged: [...this.staged.filter((one) => !told(one)), example],
      });
    });
  }

  /** Takes one correction of the list back. */
  remove(at: number): Promise<boolean> {
    return this.#inTurn(() =>
      this.#change({ list: this.list.filter((_, i) => i !== at), staged: this.staged }),
    );
  }

  removeAll(): Promise<boolean> {
    return this.#inTurn(() => this.#change({ list: [], staged: [] }));
  }

  unstage(at: number): Promise<boolean> {
    return this.#inTurn(() =>
      this.#change({ list: this.list, staged: this.staged.filter((_, i) => i !== at) }),
    );
  }

  /** Whether a move of the list is to be learnt from. */
  teach(at: number, on: boolean): void {
    const next = new Set(this.taught);
    if (on) next.add(at);
    else next.delete(at);
    this.taught = next;
    this.preview = undefined;
  }

  undo(): Promise<boolean> {
    return this.#inTurn(() => this.#travel(-1));
  }

  redo(): Promise<boolean> {
    return this.#inTurn(() => this.#travel(1));
  }

  /** Looks at who would move if the examples were learnt from. */
  async look(): Promise<void> {
    const { plan, access } = this.#study;
    if (plan === undefined) return;
    this.#job?.stop();
    this.preview = undefined;
    this.previewing = 0;
    const corrections = this.#learnt();
    const job = access.start<PlanPreview>(
      (lab, port) => lab.previewPlan({ ...plan, corrections: [...corrections] }, port),
      {
        progress: (done, total) => {
          if (this.#job === job) this.previewing = done / Math.max(1, total);
        },
      },
    );
    this.#job = job;
    try {
      const preview = await job.result;
      if (this.#job === job) this.preview = preview;
    } catch (error) {
      await access.meet(error);
    } finally {
      if (this.#job === job) {
        this.#job = undefined;
        this.previewing = undefined;
      }
    }
  }

  stopLooking(): void {
    this.#job?.stop();
    this.#job = undefined;
    this.previewing = undefined;
  }

  /** Learns from the examples. */
  learn(): Promise<boolean> {
    return this.#inTurn(() => this.#change({ list: this.#learnt(), staged: [] }));
  }

  /** The place in the list of the lock that holds a segment; -1 where none does. */
  lockOf(label: number): number {
    return this.list.findIndex(
      (correction, at) => correction.kind === 'lock' && this.reviewed[at]?.labels[0] === label,
    );
  }

  /** Asks what became of the corrections. */
  async review(): Promise<void> {
    const { access, outcome } = this.#study;
    if (outcome === undefined || this.list.length === 0) {
      this.reviewed = [];
      return;
    }
    const { list } = this;
    try {
      const reviewed = await access.call((lab) => lab.reviewCorrections());
      if (this.list === list && this.#study.outcome === outcome) this.reviewed = reviewed;
    } catch (error) {
      await access.meet(error);
    }
  }

  #proposal(): { list: readonly Correction[] } {
    const { list, taught } = this;
    const wanted = list.some((one, at) => isLearnable(one) && taught.has(at));
    if (!wanted) return { list };
    return {
      list: list.map((one, at): Correction =>
        isLearnable(one) && taught.has(at) ? { ...one, learn: true } : one,
      ),
    };
  }

  #learnt(): readonly Correction[] {
    return [...this.#proposal().list, ...this.staged];
  }

  #make(asked: readonly Asked[], names: readonly string[]): Promise<Correction[]> {
    return this.#study.access.call((lab) => lab.makeCorrections([...asked], [...names]));
  }

  /** The list, with the names as corrections that were given before there were any. */
  async #adopted(
    names: readonly string[],
    given = this.#study.given,
  ): Promise<readonly Correction[]> {
    const { corrections, outcome } = this.#study;
    if (corrections !== undefined || outcome === undefined) return this.list;
    const asked = Object.entries(given)
      .map(([label, name]): Asked => ({ kind: 'rename', label: Number(label), name }))
      .filter((one) => one.kind === 'rename' && one.label < outcome.segments.length);
    if (asked.length > 0) this.#study.corrections = await this.#make(asked, names);
    return this.list;
  }

  async #change(next: Sheet): Promise<boolean> {
    const before: Sheet = { list: this.list, staged: this.staged };
    if (!(await this.#take(next))) return false;
    this.#past = [...this.#past, before];
    this.#future = [];
    return true;
  }

  async #travel(by: -1 | 1): Promise<boolean> {
    const next = by < 0 ? this.#past.at(-1) : this.#future.at(-1);
    if (next === undefined) return false;
    const before: Sheet = { list: this.list, staged: this.staged };
    if (!(await this.#take(next))) return false;
    if (by < 0) {
      this.#past = this.#past.slice(0, -1);
      this.#future = [...this.#future, before];
    } else {
      this.#future = this.#future.slice(0, -1);
      this.#past = [...this.#past, before];
    }
    return true;
  }

  /** Has the segments as a list of corrections wants them; nothing changes where that fails. */
  async #take({ list, staged }: Sheet): Promise<boolean> {
    const study = this.#study;
    const { corrections: before, outcome } = study;
    this.stopLooking();
    const shaped = decisive(shapingOf(before)) !== decisive(shapingOf(list));
    if (shaped) {
      study.corrections = list;
      await study.run();
      if (study.outcome === outcome) {
        study.corrections = before;
        return false;
      }
    } else if (decisive(before ?? []) !== decisive(list)) {
      study.corrections = list;
      try {
        study.given = await study.access.call((lab) => lab.keepCorrections([...list]));
      } catch (error) {
        study.corrections = before;
        await study.access.meet(error);
        return false;
      }
    }
    this.staged = staged;
    this.taught = new Set();
    this.preview = undefined;
    return true;
  }

  #show(row: number): void {
    const label = this.#study.outcome?.labels[row] ?? -1;
    if (label >= 0) this.#study.selection = { kind: 'segment', label };
  }

  /** One after the other: what is asked for while another correction is carried out waits for it. */
  #inTurn(work: () => Promise<boolean>): Promise<boolean> {
    this.pending++;
    const turn = this.#queue
      .then(work)
      .catch(async (error: unknown) => {
        await this.#study.access.meet(error);
        return false;
      })
      .finally(() => {
        this.pending--;
      });
    this.#queue = turn;
    return turn;
  }
}

const isExample = (one: Correction): one is Example =>
  one.kind === 'same' || one.kind === 'different';

const isLearnable = (one: Correction): one is Move => one.kind === 'move' && one.learn !== true;

/** A new name for the same customers takes the place of the one before. */
function withCorrection(list: readonly Correction[], made: Correction): readonly Correction[] {
  if (made.kind !== 'rename') return [...list, made];
  const voters = made.segment.typical.join();
  const others = list.filter(
    (one) => one.kind !== 'rename' || one.segment.typical.join() !== voters,
  );
  return [...others, made];
}
