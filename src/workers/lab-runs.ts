import { Fault } from '../core/fault';
import type { Agreement } from '../core/measure/compare-runs';
import { keysOf } from '../core/study';
import { agreementsOfKept, compareKept, type RunComparison } from '../study/compare-kept';
import type { Grouped } from '../study/group-customers';
import { maybeJudged } from '../study/judge-outcome';
import { keepRun, type Run, runOf, withTrust } from '../study/runs';
import { measureStability, type Trial, tryRuns } from '../study/try-runs';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** The runs of the open file. */
export interface RunList {
  /** The newest first. */
  readonly runs: readonly Run[];
  /** The id of the one that is shown. */
  readonly shown: string | undefined;
}

/** Two runs side by side, with the names that the person gave. */
export interface NamedComparison extends RunComparison {
  readonly namesA: Readonly<Record<number, string>>;
  readonly namesB: Readonly<Record<number, string>>;
}

export type TrialEvent =
  { readonly kind: 'trial'; readonly trial: Trial } | { readonly kind: 'run'; readonly run: Run };

export interface RunsLab {
  /**
   * Keeps the finished study as a run.
   *
   * @param when milliseconds since 1970.
   */
  noteRun(when: number): Promise<RunList>;
  runs(): Promise<RunList>;
  changeRun(id: string, change: Partial<Pick<Run, 'label' | 'pinned'>>): Promise<RunList>;
  removeRun(id: string): Promise<RunList>;
  /** Takes a removal back. */
  restoreRun(run: Run): Promise<RunList>;
  /** Measures the stability of runs that have none; each is told as it is known. */
  measureRuns(ids: readonly string[], port: MessagePort): Promise<RunList>;
  compareRuns(a: string, b: string, port: MessagePort): Promise<NamedComparison>;
  /** How far a run agrees with each of several; undefined where labels are no longer kept. */
  agreeRuns(id: string, others: readonly string[]): Promise<readonly (Agreement | undefined)[]>;
  /** Segments the customers of the shown run in several ways. */
  tryRuns(when: number, port: MessagePort): Promise<RunList>;
}

export function createRunsLab({ store, ports, current, finished }: LabContext): RunsLab {
  const { runs } = store;

  async function list(): Promise<RunList> {
    const { key } = current().opened;
    const kept = await Promise.all((await runs.of(key)).map(judged));
    return { runs: kept, shown: shownId(key) };
  }

  /** Segments that were judged since are known better than by the quick look. */
  async function judged(run: Run): Promise<Run> {
    const found = await maybeJudged(run, store.results);
    return found === undefined ? run : withTrust(run, found);
  }

  function shownId(key: string): string | undefined {
    try {
      return keysOf(key, finished().plan).outcome;
    } catch (error) {
      if (error instanceof Fault && error.code === 'unexpected') return undefined;
      throw error;
    }
  }

  async function runOfId(id: string): Promise<Run> {
    const found = (await runs.of(current().opened.key)).find((run) => run.id === id);
    if (found === undefined) throw new Fault('unexpected', { message: 'this run is not kept' });
    return found;
  }

  return {
    runs: list,

    async noteRun(when) {
      const { key } = current().opened;
      const { plan, outcome } = finished();
      const grouped = await store.results.get<Grouped>(keysOf(key, plan).group);
      await keepRun(runs, runOf(key, plan, outcome, when, grouped?.seconds)).catch(ignoreFull);
      return list();
    },

    async changeRun(id, change) {
      await runs.put({ ...(await runOfId(id)), ...change });
      return list();
    },

    async removeRun(id) {
      await runs.remove(id);
      return list();
    },

    async restoreRun(run) {
      await runs.put(run);
      return list();
    },

    async measureRuns(ids, port) {
      const link = openLink<TrialEvent>(port);
      try {
        const { opened } = current();
        const wanted = (await runs.of(opened.key)).filter(({ id }) => ids.includes(id));
        const study = { table: opened.table, tableKey: opened.key, ports };
        await measureStability(study, wanted, link.watch, async (run) => {
          // Meanwhile it may have been renamed, or removed.
          const known = (await runs.of(opened.key)).find(({ id }) => id === run.id);
          if (known === undefined) return;
          const measured = { ...known, measures: run.measures };
          await runs.put(measured).catch(ignoreFull);
          link.tell({ kind: 'run', run: measured });
        });
        return await list();
      } finally {
        link.close();
      }
    },

    async compareRuns(a, b, port) {
      const link = openLink<never>(port);
      try {
        const { table } = current().opened;
        const pair = [await runOfId(a), await runOfId(b)] as const;
        const compared = await compareKept(table, pair, ports, link.watch);
        const names = (await store.lastStudy())?.names ?? {};
        return {
          ...compared,
          namesA: names[compared.a.groupKey] ?? {},
          namesB: names[compared.b.groupKey] ?? {},
        };
      } finally {
        link.close();
      }
    },

    async agreeRuns(id, others) {
      return agreementsOfKept(await runOfId(id), await Promise.all(others.map(runOfId)), ports);
    },

    async tryRuns(when, port) {
      const link = openLink<TrialEvent>(port);
      try {
        await tryRuns(finished(), link.watch, {
          when,
          trial: (trial) => link.tell({ kind: 'trial', trial }),
          async run(run) {
            await keepRun(runs, run).catch(ignoreFull);
            link.tell({ kind: 'run', run });
          },
        });
        return await list();
      } finally {
        link.close();
      }
    },
  };
}

function ignoreFull(error: unknown): void {
  if (!(error instanceof Fault) || error.code !== 'storage-full') throw error;
}
