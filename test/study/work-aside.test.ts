import { describe, expect, it } from 'vitest';
import type { StudyWatch } from '../../src/study/study-ports';
import { workAside } from '../../src/study/work-aside';

function watched() {
  const told: string[] = [];
  const controller = new AbortController();
  const watch: StudyWatch = {
    signal: controller.signal,
    report: (done, total) => void told.push(`${done} of ${total}`),
    stage: (stage) => void told.push(stage),
    part: ({ kind }) => void told.push(kind),
  };
  return { told, controller, watch };
}

describe('workAside', () => {
  it('begins at once, and its progress is told from when it is asked for', async () => {
    const { told, watch } = watched();
    let report: (done: number) => void = () => undefined;
    let end: (result: string) => void = () => undefined;
    const aside = workAside(watch, true, (own) => {
      report = (done) => own.report(done, 3);
      own.part({ kind: 'storage-full' });
      return new Promise<string>((resolve) => (end = resolve));
    });
    report(1);
    expect(told).toEqual(['storage-full']);
    const result = aside.finish();
    report(2);
    end('drawn');
    expect(await result).toBe('drawn');
    expect(told).toEqual(['storage-full', '2 of 3']);
  });

  it('waits until it is asked for where it is not to begin at once, and is done once', async () => {
    const { told, watch } = watched();
    let times = 0;
    const aside = workAside(watch, false, async (own) => {
      own.report(1, 1);
      return ++times;
    });
    await Promise.resolve();
    expect(times).toBe(0);
    expect([await aside.finish(), await aside.finish()]).toEqual([1, 1]);
    expect(told).toEqual(['1 of 1']);
  });

  it('stops with what it goes on beside, and by itself', async () => {
    for (const by of ['outer', 'itself'] as const) {
      const { controller, watch } = watched();
      let signal: StudyWatch['signal'] | undefined;
      const aside = workAside(watch, true, (own) => {
        ({ signal } = own);
        return new Promise<void>(() => undefined);
      });
      expect(signal?.aborted).toBe(false);
      if (by === 'outer') controller.abort();
      else aside.stop();
      expect(signal?.aborted).toBe(true);
    }
  });

  it('tells a failure to whoever asks for the result, and to nobody else', async () => {
    const { watch } = watched();
    const aside = workAside(watch, true, () => Promise.reject(new Error('no room')));
    await new Promise((resolve) => setTimeout(resolve));
    await expect(aside.finish()).rejects.toThrow('no room');
  });
});
