import { asFault } from '../core/fault';
import { isNamed } from '../core/segments/method-notes';
import type { Outcome } from '../study/outcome';
import type { Titles as TitleLists } from '../study/write-titles';
import type { TitleEvent } from '../workers/lab-titles';
import type { Job, LabAccess } from './lab-access';
import { createProgressMeter, type Progress } from './progress';

/** What titles need of the study. */
interface Titled {
  readonly access: LabAccess;
  readonly outcome: Outcome | undefined;
  /** Names by the person. */
  readonly given: Readonly<Record<number, string>>;
  /** Whether a model is there that proposes names: the one beside the page, or the person's own. */
  mayWriteTitles(): Promise<boolean>;
  /** In milliseconds. */
  today(): number;
}

/** As many segments are named unasked, and at most as many at once. */
export const AT_ONCE = 20;

/** Names that the small model proposes for segments, while the person looks at the map. */
export class Titles {
  /** By label, the best fitting first. */
  lists = $state.raw<TitleLists>([]);
  /** How far it is with those that it was asked for; undefined while it rests. */
  progress = $state.raw<Progress | undefined>(undefined);
  /** Why the small model proposes nothing, where it does not. */
  missing = $state<'writerOff' | 'writerFailed' | 'writerLanguage' | undefined>(undefined);
  /** Whether what was proposed before is looked up, and more can be asked for. */
  ready = $state(false);

  readonly #study: Titled;
  #tried = $state.raw<ReadonlySet<number>>(new Set());
  #job: Job<TitleLists> | undefined;

  /** Segments that it has said nothing of and that nobody named, the largest first. */
  readonly open: readonly number[] = $derived.by(() => {
    const { outcome, given } = this.#study;
    if (!this.ready || this.missing !== undefined || outcome === undefined) return [];
    return outcome.segments
      .filter(({ label, note }) => !isNamed(note) && !this.#tried.has(label) && !given[label])
      .sort((a, b) => b.size - a.size || a.label - b.label)
      .map(({ label }) => label);
  });

  /** Whether it has been asked for some already. */
  get begun(): boolean {
    return this.#tried.size > 0;
  }

  constructor(study: Titled) {
    this.#study = study;
  }

  /** The next to ask for of the segments that are shown: the largest of those that are open. */
  next(shown: ReadonlySet<number>): readonly number[] {
    return this.open.filter((label) => shown.has(label)).slice(0, AT_ONCE);
  }

  /** Names the segments of a study that was just found, where they are few; else waits to be asked. */
  async begin(): Promise<void> {
    const { outcome } = this.#study;
    this.stop();
    this.lists = [];
    this.#tried = new Set();
    this.ready = false;
    this.missing = undefined;
    if (outcome === undefined || outcome.account.distinctTexts === 0) return;
    if (outcome.account.language !== 'en') {
      this.missing = 'writerLanguage';
      return;
    }
    const present = await this.#study.mayWriteTitles();
    if (this.#study.outcome !== outcome) return;
    if (!present) {
      this.missing = 'writerOff';
      return;
    }
    const all = outcome.segments.filter(({ note }) => !isNamed(note)).map(({ label }) => label);
    await this.suggest(all.length <= AT_ONCE ? all : []);
    if (this.#study.outcome === outcome) this.ready = true;
  }

  /** Lets the small model propose names for these segments, in this order. */
  async suggest(labels: readonly number[]): Promise<void> {
    const { outcome, access } = this.#study;
    if (outcome === undefined) return;
    this.stop();
    this.missing = undefined;
    const meter = createProgressMeter();
    const note = (done: number, total: number) => {
      this.progress = meter.note(done, total, this.#study.today() / 1000);
    };
    if (labels.length > 0) note(0, labels.length);
    const job = access.start<TitleLists, TitleEvent>((lab, port) => lab.titles(labels, port), {
      progress: (done, total) => {
        if (this.#job === job) note(done, total);
      },
      event: ({ segment, titles }) => {
        if (this.#study.outcome !== outcome) return;
        const lists = outcome.segments.map((_, label) => this.lists[label] ?? []);
        lists[segment] = titles;
        this.lists = withoutRepeats(lists);
        this.#tried = new Set([...this.#tried, segment]);
      },
    });
    this.#job = job;
    try {
      const lists = await job.result;
      if (this.#study.outcome !== outcome) return;
      this.lists = lists;
      const told = lists.flatMap((list, label) => (list.length > 0 ? [label] : []));
      this.#tried = new Set([...this.#tried, ...labels, ...told]);
    } catch (error) {
      if (asFault(error).code !== 'stopped' && this.#study.outcome === outcome)
        this.missing = 'writerFailed';
    } finally {
      if (this.#job === job) {
        this.#job = undefined;
        this.progress = undefined;
      }
    }
  }

  stop(): void {
    this.#job?.stop();
    this.#job = undefined;
    this.progress = undefined;
  }

  /** Nothing is proposed for what is shown now. */
  clear(): void {
    this.stop();
    this.lists = [];
    this.ready = false;
    this.missing = undefined;
  }
}

/** While suggestions arrive one by one, a title that names one segment does not name another. */
function withoutRepeats(lists: TitleLists): TitleLists {
  const taken = new Set<string>();
  return lists.map((list) => {
    const free = list.filter(({ title }) => !taken.has(title.toLowerCase()));
    if (free[0]?.better === true) taken.add(free[0].title.toLowerCase());
    return free;
  });
}
