import type { ColumnBins } from '../core/explore/bin-column';
import type { Brushed } from '../core/explore/cross-filter';
import type { HeatColumn } from '../core/explore/segment-heat';
import { asFault } from '../core/fault';
import type { Answer } from '../study/answer-question';
import type { Filtered, ReadTexts, SearchResult } from '../study/explore';
import { type ExploredColumn, MOOD, THEME } from '../study/explored-column';
import type { Outcome } from '../study/outcome';
import type { Job, LabAccess } from './lab-access';
import type { Selection } from './shown';

/** What exploring needs of the study. */
interface Explored {
  readonly access: LabAccess;
  readonly outcome: Outcome | undefined;
  selection: Selection | undefined;
  customer: number | undefined;
}

/** What a search has found, or a question. */
interface Found {
  readonly answer?: Answer;
  readonly result?: SearchResult;
}

/** What begins or ends a question; anything else is looked for as it stands. */
const QUESTION =
  /[?？]\s*$|^\s*(?:who|whom|which|what|how (?:many|much)|average|mean|share|percentage|show me|谁|哪|有?多少|平均|.{0,12}有多少)/iu;

export function isQuestion(query: string): boolean {
  return QUESTION.test(query);
}

/** What texts are read for, where a chart is not one of the file's columns. */
const READ_FOR: Readonly<Record<number, keyof ReadTexts>> = { [MOOD]: 'moods', [THEME]: 'themes' };

/** What can stand beside the map. */
export const EXPLORED_KINDS = ['charts', 'heat', 'scatter'] as const;

/** Looking around among the customers of a study: charts that filter, colours, search, what differs. */
export class Exploring {
  kind = $state<(typeof EXPLORED_KINDS)[number]>('charts');
  /** Undefined until they are asked for. */
  charts = $state.raw<readonly ExploredColumn[] | undefined>(undefined);
  counts = $state.raw<Filtered['counts'] | undefined>(undefined);
  /** Bars that are taken, by chart: a place in `charts`. */
  brushes = $state.raw<readonly Brushed[]>([]);
  /** What the map is coloured by: a column as in `charts`; undefined: segments. */
  colourBy = $state.raw<number | undefined>(undefined);
  bins = $state.raw<ColumnBins | undefined>(undefined);
  /** How far texts are read for colours, 0 to 1; undefined while nobody reads. */
  readingShare = $state<number | undefined>(undefined);
  /** What was read for and is nowhere said: MOOD or THEME. */
  silent = $state<number | undefined>(undefined);
  heat = $state.raw<readonly HeatColumn[] | undefined>(undefined);
  query = $state('');
  found = $state.raw<{ readonly query: string; readonly result: SearchResult } | undefined>(
    undefined,
  );
  searching = $state(false);
  /** What the last question asked for, where it was one. */
  answer = $state.raw<Answer | undefined>(undefined);

  readonly #study: Explored;
  #of: Outcome | undefined;
  /** The selection that the brushes have made. */
  #made: Selection | undefined;
  /** What was picked out before the first brush. */
  #base: Selection | undefined;
  #asked = 0;
  #search: Job<Found> | undefined;
  #reading: Job<readonly ExploredColumn[]> | undefined;

  constructor(study: Explored) {
    this.#study = study;
  }

  /** Forgets what belongs to another study than the one shown. */
  settle(): void {
    const { outcome } = this.#study;
    if (this.#of === outcome) return;
    this.#of = outcome;
    this.charts = undefined;
    this.counts = undefined;
    this.brushes = [];
    this.colourBy = undefined;
    this.bins = undefined;
    this.heat = undefined;
    this.found = undefined;
    this.answer = undefined;
    this.#made = undefined;
    this.#base = undefined;
    this.stopSearch();
    this.stopReading();
  }

  /** Asks for the charts of the study that is shown. */
  async open(): Promise<void> {
    this.settle();
    const of = this.#of;
    if (of === undefined || this.charts !== undefined) return;
    try {
      const charts = await this.#study.access.call((lab) => lab.charts());
      if (this.#of === of) this.charts = charts;
    } catch (error) {
      await this.#study.access.meet(error);
    }
  }

  /** Takes the selection of the map or the list as what is picked out, where the brushes did not make it. */
  async follow(): Promise<void> {
    const { selection } = this.#study;
    if (this.charts === undefined || (this.counts !== undefined && selection === this.#made))
      return;
    this.#base = selection;
    this.#made = selection;
    this.brushes = [];
    await this.#count(false);
  }

  /** @param taken 1 for each bar that is taken; undefined: the chart asks for nothing. */
  async brush(chart: number, taken: Uint8Array | undefined): Promise<void> {
    const rest = this.brushes.filter((one) => one.chart !== chart);
    this.brushes =
      taken === undefined || taken.every((one) => one === 1) ? rest : [...rest, { chart, taken }];
    await this.#count(true);
  }

  async clear(): Promise<void> {
    this.brushes = [];
    this.#base = undefined;
    await this.#count(true);
  }

  async #count(select: boolean): Promise<void> {
    const asked = ++this.#asked;
    const of = this.#of;
    const { brushes } = this;
    const picked = this.#rowsOf(this.#base);
    try {
      const { counts, rows } = await this.#study.access.call((lab) =>
        lab.filterRows(brushes, picked),
      );
      if (asked !== this.#asked || this.#of !== of) return;
      this.counts = counts;
      if (!select) return;
      this.#made = brushes.length === 0 ? this.#base : { kind: 'rows', rows };
      this.#study.selection = this.#made;
      this.#study.customer = undefined;
    } catch (error) {
      await this.#study.access.meet(error);
    }
  }

  #rowsOf(selection: Selection | undefined): Int32Array | undefined {
    if (selection === undefined) return undefined;
    if (selection.kind === 'rows') return selection.rows;
    const { labels } = this.#of ?? {};
    if (labels === undefined) return undefined;
    const rows: number[] = [];
    for (let row = 0; row < labels.length; row++)
      if (labels[row] === selection.label) rows.push(row);
    return Int32Array.from(rows);
  }

  /** Colours the map by a column; undefined: by segments. */
  async colour(column: number | undefined): Promise<void> {
    this.settle();
    this.stopReading();
    this.colourBy = column;
    if (column === undefined) {
      this.bins = undefined;
      return;
    }
    try {
      if (!(await this.#isCharted(column))) return;
      const bins = await this.#study.access.call((lab) => lab.barsOf(column));
      if (this.colourBy === column) this.bins = bins;
    } catch (error) {
      await this.#study.access.meet(error);
    }
  }

  /** Whether there are bars of a column; moods and themes are read for it, which takes a while. */
  async #isCharted(column: number): Promise<boolean> {
    const there = () => this.charts?.some((chart) => chart.column === column) === true;
    const what = READ_FOR[column];
    if (what === undefined || there()) return true;
    const of = this.#of;
    const job = this.#study.access.start<readonly ExploredColumn[]>(
      (lab, port) => lab.readMore(what, port),
      {
        progress: (done, total) => {
          if (this.#reading === job) this.readingShare = done / Math.max(1, total);
        },
      },
    );
    this.#reading = job;
    this.readingShare = 0;
    try {
      const charts = await job.result;
      if (this.#of !== of || this.#reading !== job) return false;
      this.charts = charts;
      if (this.counts !== undefined) await this.#count(false);
    } catch (error) {
      if (asFault(error).code !== 'method-unfit') throw error;
    } finally {
      if (this.#reading === job) this.stopReading();
    }
    if (!there()) {
      this.silent = column;
      this.colourBy = undefined;
      this.bins = undefined;
    }
    return there();
  }

  /** Ends what is read for colours; the map keeps those that it has. */
  stopReading(): void {
    this.#reading?.stop();
    this.#reading = undefined;
    this.readingShare = undefined;
    this.silent = undefined;
  }

  /** The bar of each row of the file; undefined where there are none to tell. */
  async barsOf(column: number): Promise<ColumnBins | undefined> {
    try {
      return await this.#study.access.call((lab) => lab.barsOf(column));
    } catch (error) {
      await this.#study.access.meet(error);
      return undefined;
    }
  }

  async askHeat(): Promise<void> {
    this.settle();
    const of = this.#of;
    if (of === undefined || this.heat !== undefined) return;
    try {
      const heat = await this.#study.access.start((lab, port) => lab.segmentHeat(port)).result;
      if (this.#of === of) this.heat = heat;
    } catch (error) {
      await this.#study.access.meet(error);
    }
  }

  /**
   * Looks for customers by what they say, and answers what is asked in words.
   *
   * @param names of the segments, as they are shown.
   */
  async search(query: string, names: readonly string[]): Promise<void> {
    this.settle();
    this.stopSearch();
    this.found = undefined;
    this.answer = undefined;
    if (query.trim() === '') return;
    this.searching = true;
    const job = this.#study.access.start<Found>(async (lab, port) => {
      if (isQuestion(query)) return { answer: await lab.ask(query, names, port) };
      return { result: await lab.search(query, port) };
    });
    this.#search = job;
    try {
      const { answer, result } = await job.result;
      if (this.#search !== job) return;
      this.answer = answer;
      if (result !== undefined) this.found = { query, result };
    } catch (error) {
      if (asFault(error).code !== 'stopped') await this.#study.access.meet(error);
    } finally {
      if (this.#search === job) {
        this.#search = undefined;
        this.searching = false;
      }
    }
  }

  stopSearch(): void {
    this.#search?.stop();
    this.#search = undefined;
    this.searching = false;
  }
}
