import { asFault, type Fault } from '../core/fault';
import type { FigureEffects } from '../core/themes/theme-effects';
import type { ThemeTimes } from '../core/themes/theme-times';
import type { Outcome } from '../study/outcome';
import type { FoundByWords } from '../study/search-themes';
import type { ToldThemes } from '../study/tell-themes';
import type { Ask, Job, LabAccess } from './lab-access';
import type { Selection, ViewId } from './shown';

/** What themes need of the study. */
interface Studied {
  readonly access: LabAccess;
  readonly outcome: Outcome | undefined;
  selection: Selection | undefined;
  customer: number | undefined;
  view: ViewId;
}

/** What people talk about: themes of the study that is shown, and what is asked of them. */
export class Themes {
  told = $state.raw<ToldThemes | undefined>(undefined);
  /** How far the search for themes is, 0 to 1; undefined when nobody searches. */
  share = $state<number | undefined>(undefined);
  fault = $state.raw<Fault | undefined>(undefined);
  /** Whether the person stopped the search. */
  stopped = $state(false);
  /** Themes wanted; null: as many as fit. */
  k = $state<number | null>(null);
  /** The theme looked at; undefined for all of them. */
  chosen = $state<number | undefined>(undefined);
  figure = $state('');
  effects = $state.raw<FigureEffects | undefined>(undefined);
  date = $state('');
  times = $state.raw<ThemeTimes | undefined>(undefined);
  query = $state('');
  found = $state.raw<FoundByWords | undefined>(undefined);
  searching = $state(false);

  readonly #study: Studied;
  #job: Job<unknown> | undefined;
  #of: Outcome | undefined;
  #asked = 0;

  constructor(study: Studied) {
    this.#study = study;
  }

  /** Finds the themes of the study that is shown; what is known is not looked for again. */
  async begin(): Promise<void> {
    const { outcome } = this.#study;
    if (outcome === undefined || this.#of === outcome) return;
    this.clear();
    this.#of = outcome;
    await this.#find();
  }

  /** Looks for fewer or more themes; null for as many as fit. */
  async choose(k: number | null): Promise<void> {
    this.k = k;
    this.chosen = undefined;
    this.found = undefined;
    this.effects = undefined;
    this.times = undefined;
    await this.#find();
  }

  async #find(): Promise<void> {
    const { k } = this;
    this.stopped = false;
    this.fault = undefined;
    this.share = 0;
    const told = await this.#ask((lab, port) => lab.themes(k, port), true);
    if (told === undefined) return;
    this.told = told;
    if (!told.figures.includes(this.figure)) this.figure = likelyFigure(told.figures);
    if (!told.dates.includes(this.date)) this.date = told.dates[0] ?? '';
    await this.#tellMore();
  }

  async #tellMore(): Promise<void> {
    const { k, figure, date } = this;
    if (figure !== '')
      this.effects = await this.#ask((lab, port) => lab.themeEffects(k, figure, port));
    if (date !== '') this.times = await this.#ask((lab, port) => lab.themeTimes(k, date, port));
  }

  async chooseFigure(figure: string): Promise<void> {
    this.figure = figure;
    const { k } = this;
    const effects = await this.#ask((lab, port) => lab.themeEffects(k, figure, port));
    if (this.figure === figure) this.effects = effects;
  }

  async chooseDate(date: string): Promise<void> {
    this.date = date;
    const { k } = this;
    const times = await this.#ask((lab, port) => lab.themeTimes(k, date, port));
    if (this.date === date) this.times = times;
  }

  async search(query: string): Promise<void> {
    this.query = query;
    const asked = ++this.#asked;
    if (query.trim() === '') {
      this.found = undefined;
      this.searching = false;
      return;
    }
    this.searching = true;
    const { k } = this;
    const found = await this.#ask((lab, port) => lab.searchThemes(k, query.trim(), port));
    if (asked !== this.#asked) return;
    this.found = found;
    this.searching = false;
  }

  /** Picks out on the map those who have a theme; -1: those who have none. */
  async showOnMap(theme: number): Promise<void> {
    const { k } = this;
    const rows = await this.#ask((lab, port) => lab.themeRows(k, theme, port));
    if (rows === undefined) return;
    this.#study.selection = { kind: 'rows', rows };
    this.#study.customer = undefined;
    this.#study.view = 'map';
  }

  /** Stops because the person wants so. */
  stop(): void {
    this.#job?.stop();
    this.#job = undefined;
    this.share = undefined;
    this.stopped = true;
  }

  async again(): Promise<void> {
    this.#of = this.#study.outcome;
    await this.#find();
  }

  clear(): void {
    this.#job?.stop();
    this.#job = undefined;
    this.#of = undefined;
    this.told = undefined;
    this.share = undefined;
    this.fault = undefined;
    this.k = null;
    this.chosen = undefined;
    this.effects = undefined;
    this.times = undefined;
    this.query = '';
    this.found = undefined;
    this.stopped = false;
  }

  /** @param shown whether its progress is shown, and a stop ends it. */
  async #ask<T>(question: Ask<T>, shown = false): Promise<T | undefined> {
    const of = this.#of;
    if (shown) this.#job?.stop();
    const job = this.#study.access.start<T>(question, {
      progress: (done, total) => {
        if (shown && this.#job === job) this.share = done / Math.max(1, total);
      },
    });
    if (shown) this.#job = job;
    try {
      const value = await job.result;
      return this.#of === of && (!shown || this.#job === job) ? value : undefined;
    } catch (error) {
      const fault = asFault(error);
      if (fault.code === 'worker-died') await this.#study.access.meet(error);
      else if (fault.code !== 'stopped' && this.#of === of) this.fault = fault;
      return undefined;
    } finally {
      if (shown && this.#job === job) {
        this.#job = undefined;
        this.share = undefined;
      }
    }
  }
}

const SCORE = /rating|stars|score|nps|satisf|评分|打分|星级|满意/iu;

/** The figure that people look at first: a rating where there is one. */
function likelyFigure(figures: readonly string[]): string {
  return figures.find((name) => SCORE.test(name)) ?? figures[0] ?? '';
}
