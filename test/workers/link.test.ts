import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTask, type LinkEvent, openLink, type Task } from '../../src/workers/link';

const open: { close(): void }[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const end of open.splice(0)) end.close();
});

function join() {
  const heard: LinkEvent<string>[] = [];
  const task: Task = createTask<string>((event) => heard.push(event));
  const link = openLink<string>(task.port);
  open.push(task, link);
  return { heard, task, link };
}

describe('a task and its link', () => {
  it('carry events in their order', async () => {
    const { heard, link } = join();
    link.tell('first');
    link.watch.report(1, 2);
    link.tell('second');
    await vi.waitFor(() => expect(heard.length).toBe(3));
    expect(heard).toEqual([
      { kind: 'event', event: 'first' },
      { kind: 'progress', done: 1, total: 2 },
      { kind: 'event', event: 'second' },
    ]);
  });

  it('carry a stop to the room at once, and nothing back after it', async () => {
    const { heard, task, link } = join();
    expect(link.watch.signal.aborted).toBe(false);
    task.stop();
    expect(task.signal.aborted).toBe(true);
    link.tell('too late');
    await vi.waitFor(() => expect(link.watch.signal.aborted).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard).toEqual([]);
  });

  it('hand buffers over instead of copying them', async () => {
    const heard: LinkEvent<Float32Array>[] = [];
    const task = createTask<Float32Array>((event) => heard.push(event));
    const link = openLink<Float32Array>(task.port);
    open.push(task, link);
    const values = Float32Array.of(1, 2, 3);
    link.tell(values, [values.buffer]);
    expect(values.length).toBe(0);
    await vi.waitFor(() => expect(heard.length).toBe(1));
    expect(heard[0]).toEqual({ kind: 'event', event: Float32Array.of(1, 2, 3) });
  });

  it('tell progress now and then, and the end always', async () => {
    const { heard, link } = join();
    let now = 1000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    for (let done = 0; done < 100; done++) {
      link.watch.report(done, 100);
      now += 10;
    }
    link.watch.report(100, 100);
    vi.restoreAllMocks();
    await vi.waitFor(() =>
      expect(heard.at(-1)).toEqual({ kind: 'progress', done: 100, total: 100 }),
    );
    // 1,000 milliseconds at one in 120, the first at once, and the end.
    expect(heard.map((event) => (event.kind === 'progress' ? event.done : -1))).toEqual([
      0, 12, 24, 36, 48, 60, 72, 84, 96, 100,
    ]);
  });
});
