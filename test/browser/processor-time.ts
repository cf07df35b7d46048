import type { Page } from 'playwright-core';
import { expect } from 'vitest';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds: when it began, how long it took, and how long the processor was with it. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

export interface PageTask {
  /** Milliseconds by the clock, and of the processor. */
  readonly took: number;
  readonly worked: number;
  /** What it did for 3 ms or more by the clock, the longest first. */
  readonly parts: readonly string[];
}

/** Tells the page under test in a trace. */
const MARK = 'enclave-test';
/** Microseconds from which a part of a task is told. */
const PART = 3000;

/**
 * The tasks of the page's main thread while something is done, as the browser traces them. A busy machine
 * makes a task take longer by the clock; the processor's time is the page's own.
 *
 * @returns those of at least so many milliseconds by the clock.
 */
export async function tasksDuring(
  page: Page,
  work: () => Promise<void>,
  least = 5,
): Promise<PageTask[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('no browser');
  const session = await browser.newBrowserCDPSession();
  const threads: TraceEvent[] = [];
  const tasks: TraceEvent[] = [];
  const parts: TraceEvent[] = [];
  const marks: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) {
      const { name, ph, dur = 0 } = event;
      const isTask = /RunTask$/.test(name);
      if (name === 'thread_name') threads.push(event);
      else if (name === MARK) marks.push(event);
      else if (ph === 'X' && dur >= (isTask ? least * 1000 : PART))
        (isTask ? tasks : parts).push(event);
    }
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['toplevel', 'devtools.timeline', 'v8', 'blink.user_timing'],
      excludedCategories: ['*'],
      recordMode: 'recordAsMuchAsPossible',
    },
  });
  await work();
  await page.evaluate((mark) => performance.mark(mark), MARK);
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  // The browser has pages of its own.
  const ours = new Set(marks.map(({ pid }) => pid));
  const isMain = ({ pid, tid }: TraceEvent) =>
    ours.has(pid) &&
    threads.some(
      ({ pid: p, tid: t, args }) => p === pid && t === tid && args.name === 'CrRendererMain',
    );
  const isWithin = (part: TraceEvent, { pid, tid, ts, dur = 0 }: TraceEvent) =>
    part.pid === pid && part.tid === tid && part.ts >= ts && part.ts <= ts + dur;
  return tasks.filter(isMain).map((task) => ({
    took: (task.dur ?? 0) / 1000,
    worked: (task.tdur ?? 0) / 1000,
    parts: parts
      .filter((part) => isWithin(part, task))
      .sort((a, b) => (b.dur ?? 0) - (a.dur ?? 0))
      .slice(0, 12)
      .map(({ name, dur = 0 }) => `${name} ${(dur / 1000).toFixed(0)} ms`),
  }));
}

/** Milliseconds of the processor that no task of the page may take. */
const TASK = 50;

/** No task held the main thread; what it did is told where one has. */
export function expectResponsive(tasks: readonly PageTask[]): void {
  const longest = tasks.reduce((most, { worked }) => Math.max(most, worked), 0);
  const late = tasks.filter(({ took }) => took > TASK).length;
  console.log(
    `${tasks.length} tasks of 5 ms or more, the longest ${longest.toFixed(0)} ms of the processor; ${late} over ${TASK} ms by the clock`,
  );
  // Work that was not traced would pass, too.
  expect(tasks.length).toBeGreaterThan(10);
  expect(longest).toBeGreaterThan(1);
  expect(tasks.filter(({ worked }) => worked > TASK)).toEqual([]);
}
