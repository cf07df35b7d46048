import { describe, expect, it } from 'vitest';
import type { MethodId } from '../../src/core/cluster/method-ids';
import { createRandom } from '../../src/core/random';
import { keysOf, type Plan } from '../../src/core/study';
import { carryOut } from '../../src/study/carry-out';
import { findSpace } from '../../src/study/find-space';
import { preferDensities } from '../../src/core/measure/prefer-densities';
import { preferNumbers } from '../../src/core/measure/number-curve';
import { writeSummary } from '../../src/study/export-csv';
import { writeReport } from '../../src/study/export-html';
import { judgeOutcome, maybeJudged, measureOutcome } from '../../src/study/judge-outcome';
import { judgedRows, judgeStudy, labelsInSpace } from '../../src/study/judge-segments';
import { scaleSettings } from '../../src/study/judging-sample';
import { isSoon, judgingSeconds } from '../../src/study/judging-dial';
import { createKeep } from '../../src/study/keep-results';
import { type Curves, measureCurves } from '../../src/study/measure-curves';
import { verdictOf } from '../../src/words/judging';
import { namesOf } from '../../src/words/names';
import { WORDS } from '../../src/words/words';
import { createPorts, createWatch, openText, planFor, sampleLines } from '../fixtures/studies';
import { RECEIPT } from '../fixtures/receipt';

/** Customers around so many places, seven standard deviations apart or more, as a file. */
function madeFile(groups: number, rows: number, seed: number, columns = 4): string {
  const random = createRandom(seed);
  const places: number[][] = [];
  while (places.length < groups) {
    const place = Array.from({ length: columns }, () => random.next() * 24);
    if (places.every((other) => Math.hypot(...place.map((at, i) => at - other[i])) > 7))
      places.push(place);
  }
  const names = Array.from({ length: columns }, (_, at) => `measure ${at + 1}`);
  const lines = Array.from({ length: rows }, (_, row) => {
    const place = places[row % groups];
    return [row + 1, ...place.map((at) => (40 + at + random.normal()).toFixed(3))].join(',');
  });
  return [`id,${names.join(',')}`, ...lines].join('\n');
}

async function judge(text: string, changes: Partial<Plan>) {
  const opened = await openText(text);
  const plan = planFor(opened, changes);
  const { ports } = createPorts();
  const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
  const keep = createKeep(ports.results, () => undefined);
  const keys = keysOf(opened.key, plan);
  const space = await findSpace(opened.table, plan, keys, ports, createWatch(), keep);
  const judged = await judgeStudy(space, labelsInSpace(space, outcome), plan, createWatch());
  if (judged === undefined) throw new Error('not judged');
  return { judged, outcome, space, plan };
}

const METHODS: readonly MethodId[] = ['kmeans', 'ward', 'hdbscan'];

describe.each(METHODS)('the verdict on segments of %s', (method) => {
  it.each([3, 8])('is natural for %i groups that are there', async (groups) => {
    const { judged, outcome } = await judge(madeFile(groups, 480, 5), { method, k: groups });
    expect(outcome.segments.length).toBe(groups);
    expect(judged.verdict).toBe('natural');
    expect(judged.segments.length).toBe(groups);
    for (const { stability } of judged.segments) expect(stability).toBeGreaterThan(0.9);
  });

  it.each([3, 8])('is none for one group, asked for %i', async (k) => {
    const { judged } = await judge(madeFile(1, 480, 7), { method, k });
    expect(judged.verdict).toBe('none');
  });

  it('is none for noise', async () => {
    const random = createRandom(11);
    const lines = Array.from({ length: 480 }, () =>
      Array.from({ length: 5 }, () => (random.next() * 100).toFixed(2)).join(','),
    );
    const { judged } = await judge(['a,b,c,d,e', ...lines].join('\n'), { method, k: 5 });
    expect(judged.verdict).toBe('none');
  });
});

describe('judging', () => {
  it('finds nothing to part in noise of texts', { timeout: 120000 }, async () => {
    const random = createRandom(3);
    const words = Array.from(
      { length: 60 },
      (_, at) => `w${String.fromCharCode(97 + (at % 26))}${at}`,
    );
    const noise = Array.from({ length: 300 }, () =>
      Array.from({ length: 12 }, () => words[random.below(words.length)]).join(' '),
    );
    const { judged } = await judge(['said', ...noise].join('\n'), { roles: ['text'], k: 4 });
    expect(judged.verdict).toBe('none');
  });

  it('finds the kinds of the made-up customers again', { timeout: 120000 }, async () => {
    const sample = await judge(sampleLines('en', 400).join('\n'), { k: 6 });
    expect(['natural', 'reproducible']).toContain(sample.judged.verdict);
    expect(sample.judged.stability).toBeGreaterThan(0.85);
  });

  it('tells of one segment that there is nothing to judge', async () => {
    const { judged, outcome } = await judge(madeFile(3, 120, 5), { k: 1 });
    expect(outcome.segments.length).toBe(1);
    expect(verdictOf(judged)).toBe('single');
  });

  it('gives the same for the same file, and for its rows in another order', async () => {
    const text = madeFile(3, 150, 9);
    const [header, ...lines] = text.split('\n');
    const first = await judge(text, { k: 4 });
    const second = await judge([header, ...lines.toReversed()].join('\n'), { k: 4 });
    expect(second.judged).toEqual(first.judged);
  });

  it('judges a stated number of customers where there are many', async () => {
    const { judged } = await judge(madeFile(3, 2300, 5, 2), { k: 3 });
    expect([judged.rows, judged.of]).toEqual([2000, 2300]);
    expect(judged.verdict).toBe('natural');
    expect(judgedRows({ method: 'kmeans' }, 77)).toBe(3080);
    expect(judgedRows({ method: 'dbscan' }, 3)).toBeLessThan(2000);
  });

  it('begins by itself where it takes no more than about twenty seconds', () => {
    const study = (rows: number, k: number, distinctTexts = 0) =>
      isSoon({ rows, k, distinctTexts });
    expect(study(200, 5)).toBe(true);
    expect(study(100000, 15)).toBe(true);
    expect(study(13000, 8, 13000)).toBe(true);
    expect(study(6500, 186, 6500)).toBe(false);
    // Shown in 3, but found and judged in 186.
    expect(isSoon({ rows: 6500, k: 3, found: 186, distinctTexts: 6500 })).toBe(false);
  });

  it('is estimated within half as much again of what was measured', () => {
    // Rows, segments, different texts; seconds of one core.
    const measured = [
      [500, 3, 500, 2.1],
      [500, 50, 500, 2.6],
      [2000, 3, 2000, 7.2],
      [2000, 10, 2000, 8.1],
      [2000, 50, 2000, 10.9],
      [13083, 94, 13083, 24.7],
      [500, 3, 0, 0.47],
      [2000, 3, 0, 1.0],
      [13000, 10, 0, 1.85],
      [2000, 50, 0, 4.1],
      [5000, 94, 0, 13],
    ];
    for (const [rows, k, distinctTexts, seconds] of measured) {
      const ratio = judgingSeconds({ rows, k, distinctTexts }) / seconds;
      expect(Math.max(ratio, 1 / ratio)).toBeLessThan(1.5);
    }
  });

  it('can be stopped', async () => {
    const { space, plan, outcome } = await judge(madeFile(3, 120, 5), { k: 3 });
    const controller = new AbortController();
    const watch = {
      signal: controller.signal,
      report: () => controller.abort(),
    };
    await expect(
      judgeStudy(space, labelsInSpace(space, outcome), plan, watch),
    ).rejects.toMatchObject({ code: 'stopped' });
  });

  it('scales counts of customers with the part that is clustered', () => {
    expect(scaleSettings({ minClusterSize: 50, minSamples: 10 }, 0.4)).toEqual({
      minClusterSize: 20,
      minSamples: 10,
    });
    expect(scaleSettings({ eps: 0.5, minSamples: 10 }, 0.1)).toEqual({ eps: 0.5, minSamples: 2 });
    expect(scaleSettings({ minClusterSize: 3 }, 0.1)).toEqual({ minClusterSize: 2 });
  });
});

describe('a finished study', () => {
  it('is judged once, and measured once, and both are kept', async () => {
    const opened = await openText(madeFile(3, 150, 5));
    const plan = planFor(opened, { k: 3 });
    const { ports, asked } = createPorts();
    const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
    const study = { table: opened.table, tableKey: opened.key, plan, outcome, ports };
    expect(await maybeJudged(study, ports.results)).toBeUndefined();
    const judged = await judgeOutcome(study, createWatch());
    const told: number[] = [];
    const curves = await measureOutcome(study, createWatch(), ({ points }) =>
      told.push(points.length),
    );
    expect(told).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
    expect(curves?.dial === 'k' && preferNumbers(curves.points).silhouette).toBe(3);
    expect(asked.kept.filter((stage) => ['judge', 'curves'].includes(stage))).toEqual([
      'judge',
      'curves',
    ]);
    expect(await maybeJudged(study, ports.results)).toEqual(judged);
    expect(await judgeOutcome(study, createWatch())).toEqual(judged);
    const other = { ...study, plan: { ...plan, k: 4 } };
    expect(await maybeJudged(other, ports.results)).toBeUndefined();
    const again: number[] = [];
    expect(
      await measureOutcome(other, createWatch(), ({ points }) => again.push(points.length)),
    ).toEqual(curves);
    expect(again).toEqual([]);
  });

  it('goes on measuring where it was stopped', async () => {
    const { space, plan } = await judge(madeFile(3, 150, 5), { k: 3 });
    let known: Curves | undefined;
    const controller = new AbortController();
    const watch = { signal: controller.signal, report: () => undefined };
    await expect(
      measureCurves(space, plan, watch, (curves) => {
        known = curves;
        if (curves.points.length === 4) controller.abort();
      }),
    ).rejects.toMatchObject({ code: 'stopped' });
    const whole = await measureCurves(space, plan, createWatch(), () => undefined);
    const rest = await measureCurves(space, plan, createWatch(), () => undefined, known);
    expect(known?.points.length).toBe(4);
    expect(rest).toEqual(whole);
  });

  it('is measured over the setting of a density method', async () => {
    const { space, plan } = await judge(madeFile(3, 240, 5), { method: 'hdbscan' });
    const curves = await measureCurves(space, plan, createWatch(), () => undefined);
    if (curves?.dial !== 'minClusterSize') throw new Error('another dial');
    const best = preferDensities(curves.points).validity;
    expect(curves.points.find(({ value }) => value === best)?.k).toBe(3);
  });
});

describe('one segment', () => {
  it('is named, drawn and exported', async () => {
    const opened = await openText(sampleLines('en', 120).join('\n'));
    const plan = planFor(opened, { k: 1 });
    const { ports } = createPorts();
    const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
    expect(outcome.segments.map(({ size, share }) => [size, share])).toEqual([[120, 1]]);
    expect([...new Set(outcome.labels)]).toEqual([0]);
    expect([...new Set(outcome.confidence)]).toEqual([1]);
    expect(outcome.map.every(Number.isFinite)).toBe(true);
    const [name] = namesOf(outcome.segments, WORDS.en);
    expect(name).not.toBe('');
    const study = { table: opened.table, tableKey: opened.key, plan, outcome, ports };
    const judged = await judgeOutcome(study, createWatch());
    const report = writeReport(
      {
        fileName: 'x.csv',
        outcome: outcome,
        names: [name],
        receipt: RECEIPT,
        suppress: false,
        judged: judged,
      },
      WORDS.en,
    );
    expect(report).toContain(WORDS.en.judging.says.single);
    const summary = writeSummary(outcome.segments, [name], () => [], PLAIN, judged);
    expect(summary.trimEnd().split('\r\n')[1]).toMatch(/,single$/);
  });
});

const PLAIN = { guard: true, mark: false };

describe('exports', () => {
  it('tell the verdict and how well each segment comes back, where judged', async () => {
    const { judged, outcome } = await judge(madeFile(3, 150, 5), { k: 3 });
    const names = ['one', 'two', 'three'];
    const lines = writeSummary(outcome.segments, names, () => [], PLAIN, judged).split('\r\n');
    expect(lines[0].endsWith(',typical,stability,verdict')).toBe(true);
    expect(lines[1].endsWith(`,${judged.segments[0].stability},natural`)).toBe(true);
    expect(writeSummary(outcome.segments, names, () => [], PLAIN)).not.toContain('verdict');
    const report = writeReport(
      {
        fileName: 'x.csv',
        outcome: outcome,
        names: names,
        receipt: RECEIPT,
        suppress: false,
        judged: judged,
      },
      WORDS.en,
    );
    expect(report).toContain(WORDS.en.judging.says.natural);
    expect(report).toContain('Judged on all 150 customers.');
    const chinese = writeReport(
      {
        fileName: 'x.csv',
        outcome: outcome,
        names: names,
        receipt: RECEIPT,
        suppress: false,
        judged: judged,
      },
      WORDS.zh,
    );
    expect(chinese).toContain(WORDS.zh.judging.says.natural);
    expect(
      writeReport(
        { fileName: 'x.csv', outcome: outcome, names: names, receipt: RECEIPT, suppress: false },
        WORDS.en,
      ),
    ).not.toContain(WORDS.en.judging.report);
  });
});
