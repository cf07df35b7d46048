import { describe, expect, it } from 'vitest';
import { keysOf } from '../../src/core/study';
import { carryOut } from '../../src/study/carry-out';
import { agreementsOfKept, compareKept } from '../../src/study/compare-kept';
import { judgementKey } from '../../src/study/judge-segments';
import {
  carryRun,
  createMemoryRuns,
  isProposed,
  keepRun,
  maybeCarried,
  measureRun,
  MOST_RUNS,
  type Run,
  runOf,
  withCarried,
} from '../../src/study/runs';
import {
  candidatesFor,
  measureStability,
  numbersNear,
  type Trial,
  tryRuns,
} from '../../src/study/try-runs';
import {
  createPorts,
  createWatch,
  openText,
  planFor,
  quiet,
  sampleLines,
  TINY,
} from '../fixtures/studies';

const ROWS = 160;
const opened = await openText(sampleLines('en', ROWS).join('\n'));
const { table, key } = opened;

const tiny = (when: number, changes: Partial<Run> = {}): Run => ({
  ...runOf('table', planFor(opened, { k: 2 }), TINY, when, 1.5),
  id: `run ${when}`,
  ...changes,
});

describe('kept runs', () => {
  it('tell what was found, with who has no segment', () => {
    const run = runOf(key, planFor(opened), TINY, 5, undefined);
    expect(run).toMatchObject({ k: 2, customers: 4, method: 'kmeans', when: 5, label: '' });
    expect(run.measures).toMatchObject({ coverage: 1, smallest: 1, fit: 2, silhouette: 0.4321 });
    expect('seconds' in run.measures).toBe(false);
    expect(measureRun([60, 30], 100)).toEqual({ coverage: 0.9, smallest: 30, fit: 2 });
    expect(measureRun([], 100)).toEqual({ coverage: 0, smallest: 0, fit: 0 });
  });

  it(`are ${MOST_RUNS} of a file at most; the oldest that nobody pinned go`, async () => {
    const shelf = createMemoryRuns();
    for (let when = 1; when <= MOST_RUNS; when++)
      await keepRun(shelf, tiny(when, { pinned: when <= 2 }));
    await keepRun(shelf, tiny(99, { id: 'elsewhere', tableKey: 'other' }));
    await keepRun(shelf, tiny(MOST_RUNS + 1));
    const left = (await shelf.of('table')).map(({ when }) => when);
    expect(left).toHaveLength(MOST_RUNS);
    expect(left).not.toContain(3);
    expect(left.slice(-3)).toEqual([4, 2, 1]);
    expect(await shelf.of('other')).toHaveLength(1);
  });

  it('stay what the person made of them when they are found once more', async () => {
    const shelf = createMemoryRuns();
    await keepRun(shelf, tiny(1, { id: 'a', label: 'Spring', pinned: true }));
    const { seconds, ...known } = tiny(1).measures;
    void seconds;
    await keepRun(shelf, tiny(2, { id: 'a', measures: { ...known, stability: 0.9 } }));
    const [run] = await shelf.of('table');
    expect(run).toMatchObject({ label: 'Spring', pinned: true, when: 2 });
    expect(run.measures).toMatchObject({ seconds: 1.5, stability: 0.9 });
    await keepRun(shelf, tiny(3, { id: 'a', tried: true }));
    expect((await shelf.of('table'))[0]).toMatchObject({ when: 2 });
    expect((await shelf.of('table'))[0].tried).toBeUndefined();
  });

  it('travel in a project file, and nonsense there is no run', () => {
    const run = tiny(7, { label: 'Spring' });
    const sent: unknown = JSON.parse(JSON.stringify(carryRun(run)));
    const carried = maybeCarried(sent);
    expect(carried && withCarried(tiny(0, { id: run.id }), carried)).toEqual(run);
    const { label, ...nameless } = carryRun(run);
    void label;
    for (const wrong of [
      undefined,
      'run',
      nameless,
      { ...carryRun(run), when: null },
      { ...carryRun(run), label: 'x'.repeat(1000) },
      { ...carryRun(run), pinned: 1 },
    ])
      expect(maybeCarried(wrong)).toBeUndefined();
    expect(maybeCarried({ ...carryRun(run), stability: 7 })?.stability).toBeUndefined();
  });

  it('are the default where nobody chose method, number, settings or corrections', () => {
    const plan = planFor(opened);
    expect(isProposed({ tableKey: key, plan })).toBe(true);
    for (const changes of [
      { k: 4 },
      { method: 'ward' as const },
      { settings: { minSamples: 9 } },
      { level: 3 },
    ])
      expect(isProposed({ tableKey: key, plan: { ...plan, ...changes } })).toBe(false);
    expect(isProposed({ tableKey: key, plan: { ...plan, sensitive: 'allow' } })).toBe(true);
  });
});

describe('what is tried', () => {
  it('is near the proposed number, with one number that people can act on', () => {
    expect(numbersNear(5, 100)).toEqual([5, 4, 6]);
    expect(numbersNear(2, 100)).toEqual([2, 3, 4]);
    expect(numbersNear(10, 100)).toEqual([10, 8, 12]);
    expect(numbersNear(60, 100)).toEqual([60, 50, 70, 8]);
    expect(numbersNear(3, 3)).toEqual([3, 2]);
  });

  it('keeps everything that makes the space, and drops level, settings and corrections', () => {
    const plan = planFor(opened, {
      method: 'dbscan',
      k: 9,
      level: 3,
      settings: { eps: 1 },
      space: { textShare: 0.3 },
    });
    const tried = candidatesFor(plan, 5, 1000, true);
    const [proposed] = tried;
    expect(proposed).toMatchObject({ method: 'kmeans', k: null });
    expect(isProposed({ tableKey: key, plan: proposed })).toBe(true);
    for (const candidate of tried) {
      expect(keysOf(key, candidate).compare).toBe(keysOf(key, plan).compare);
      expect(candidate.level ?? candidate.settings).toBeUndefined();
    }
    expect(tried.map(({ method, k }) => `${method} ${k}`)).toEqual([
      'kmeans null',
      'kmeans 4',
      'kmeans 6',
      'ward 5',
      'leiden null',
      'hdbscan null',
    ]);
    const columns = candidatesFor(plan, 2, 1000, false).map(({ method, k }) => `${method} ${k}`);
    expect(columns).toContain('gaussian-mixture 4');
    expect(columns).not.toContain('leiden null');
  });
});

describe('several ways to segment the sample', { timeout: 120000 }, () => {
  const { ports, asked } = createPorts();
  const plan = planFor(opened);
  const found: Run[] = [];
  const trials: Trial[] = [];

  it('are found in one space, told one by one, with stability and seconds', async () => {
    await carryOut(table, key, plan, ports, createWatch());
    asked.opened = 0;
    asked.kept.length = 0;
    const runs = await tryRuns({ table, tableKey: key, plan, ports }, quiet, {
      when: 1000,
      trial: (trial) => trials.push(trial),
      run: async (run) => void found.push(run),
    });
    expect(runs).toEqual(found);
    expect(found.length).toBeGreaterThanOrEqual(5);
    expect(trials).toHaveLength(found.length);
    // Neither read, drawn nor named: groups, their measures, labels and stability alone.
    expect(asked.opened).toBe(0);
    expect(new Set(asked.kept)).toEqual(new Set(['group', 'shape', 'labels', 'quick']));
    for (const { measures, customers, tried } of found) {
      expect(tried).toBe(true);
      expect(customers).toBe(ROWS);
      expect(measures.stability).toBeGreaterThan(0);
      expect(measures.stability).toBeLessThanOrEqual(1);
      expect(measures.seconds).toBeGreaterThan(0);
    }
    expect(found[0].when).toBeGreaterThan(found[1].when);
  });

  it('are not made again when they are tried again', async () => {
    asked.kept.length = 0;
    const again = await tryRuns({ table, tableKey: key, plan, ports }, quiet, {
      when: 2000,
      trial: () => undefined,
      run: async () => undefined,
    });
    expect(asked.kept).toEqual([]);
    expect(again.map(({ measures }) => measures)).toEqual(found.map(({ measures }) => measures));
  });

  it('stop at once, with what was tried before told', async () => {
    const stop = new AbortController();
    const told: Run[] = [];
    const stopped = tryRuns(
      { table, tableKey: key, plan: { ...plan, seed: plan.seed + 1 }, ports },
      { signal: stop.signal, report: () => undefined },
      {
        when: 1,
        trial: ({ at }) => {
          if (at === 1) stop.abort();
        },
        run: async (run) => void told.push(run),
      },
    );
    await expect(stopped).rejects.toMatchObject({ code: 'stopped' });
    expect(told).toHaveLength(1);
  });

  it('are compared by row of the file; what was only tried is named then', async () => {
    const [first] = found;
    const other = found.find(({ method }) => method === 'ward') ?? found[1];
    asked.kept.length = 0;
    const {
      a,
      b,
      found: compared,
      rows,
      apart,
    } = await compareKept(table, [first, other], ports, quiet);
    expect(new Set(asked.kept)).toEqual(new Set(['tree', 'name', 'outcome']));
    expect([a.segments.length, b.segments.length]).toEqual([first.k, other.k]);
    expect(compared.customers).toBe(ROWS);
    expect(apart).toBe(0);
    for (const { from, to, customers } of compared.moves)
      for (const customer of customers) {
        expect(a.labels[rows[customer]]).toBe(from);
        expect(b.labels[rows[customer]]).toBe(to);
      }
    const [own, same] = await agreementsOfKept(first, [first, other], ports);
    expect(own?.together).toBe(1);
    expect(same?.ari).toBeCloseTo(compared.ari, 12);
  });

  it('leave customers out who take part in one run only', async () => {
    const roles = plan.roles.map((role) => (role === 'text' ? 'ignore' : role));
    const silent = { ...plan, roles, k: 3 };
    const outcome = await carryOut(table, key, silent, ports, createWatch());
    const { outcome: id } = keysOf(key, silent);
    const gone = outcome.map.slice();
    gone.fill(Number.NaN, 0, 20);
    await ports.results.put(id, { ...outcome, map: gone });
    const run = runOf(key, silent, outcome, 1, undefined);
    const {
      apart,
      rows,
      found: compared,
    } = await compareKept(table, [found[0], run], ports, quiet);
    expect(apart).toBe(10);
    expect(compared.customers).toBe(ROWS - 10);
    expect(Math.min(...rows)).toBe(10);
  });

  it('get their stability later, the judged one where there is one, and nothing where none can be', async () => {
    const level = { ...plan, level: 2 };
    const outcome = await carryOut(table, key, level, ports, createWatch());
    const run = runOf(key, level, outcome, 3, undefined);
    const gone = { ...run, id: 'gone', plan: { ...plan, k: 17 } };
    const told: Run[] = [];
    await measureStability(
      { table, tableKey: key, ports },
      [run, gone],
      quiet,
      async (measured) => {
        told.push(measured);
      },
    );
    expect(told.map(({ id }) => id)).toEqual([run.id]);
    expect(told[0].measures.stability).toBeGreaterThan(0.5);
    expect(told[0].measures.verdict).toBeUndefined();
    const { shape } = keysOf(key, level);
    await ports.results.put(judgementKey(shape), {
      verdict: 'constructed',
      stability: 0.42,
      segments: [{ stability: 0.42 }, { stability: 0.42 }],
    });
    await measureStability({ table, tableKey: key, ports }, [run], quiet, async (measured) => {
      told.push(measured);
    });
    expect(told[1].measures).toMatchObject({ verdict: 'constructed', stability: 0.42 });
  });
});
