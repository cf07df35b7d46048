import type { Page } from 'playwright-core';

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
}

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
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[])
      if (event.name === 'thread_name') threads.push(event);
      else if (event.ph === 'X' && (event.dur ?? 0) >= least * 1000 && /RunTask$/.test(event.name))
        tasks.push(event);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['toplevel'],
      excludedCategories: ['*'],
      recordMode: 'recordAsMuchAsPossible',
    },
  });
  await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const isMain = ({ pid, tid }: TraceEvent) =>
    threads.some(
      ({ pid: p, tid: t, args }) => p === pid && t === tid && args.name === 'CrRendererMain',
    );
  return tasks
    .filter(isMain)
    .map(({ dur = 0, tdur = 0 }) => ({ took: dur / 1000, worked: tdur / 1000 }));
}
