import { describe, expect, it, vi } from 'vitest';
import type { JobEars, LabAccess } from '../../src/app/lab-access';
import { AT_ONCE, Titles } from '../../src/app/titles.svelte';
import { Fault } from '../../src/core/fault';
import type { Outcome } from '../../src/study/outcome';
import type { Titles as TitleLists } from '../../src/study/write-titles';
import type { TitleEvent } from '../../src/workers/lab-titles';

interface Asked {
  readonly labels: readonly number[];
  readonly ears: JobEars<TitleEvent>;
  end(lists: TitleLists): void;
  fail(fault: Fault): void;
  readonly stop: () => void;
}

const title = (text: string, better = true) => [{ title: text, better }];
const none = (k: number): TitleLists => Array.from({ length: k }, () => []);
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A study of k segments, the later ones larger, and what its lab was asked. */
function study(k: number, { language = 'en', distinctTexts = 9, present = true, notes = {} } = {}) {
  const asked: Asked[] = [];
  const noted = notes as Record<number, unknown>;
  const outcome = {
    segments: Array.from({ length: k }, (_, label) => ({ label, size: label, note: noted[label] })),
    account: { language, distinctTexts },
  } as unknown as Outcome;
  const access = {
    start(
      ask: (lab: { titles(labels: readonly number[]): TitleLists }) => void,
      ears: JobEars<TitleEvent>,
    ) {
      let labels: readonly number[] = [];
      ask({ titles: (wanted) => ((labels = wanted), none(k)) });
      const stop = vi.fn();
      const result = new Promise<TitleLists>((end, fail) => {
        asked.push({ labels, ears, end, fail, stop });
      });
      return { result, stop };
    },
  } as unknown as LabAccess;
  const given: Record<number, string> = {};
  const titled = { access, outcome, given, mayWriteTitles: async () => present, today: () => 0 };
  return { titles: new Titles(titled), asked, given };
}

describe('names by the small model', () => {
  it('are asked for at once where segments are few', async () => {
    const { titles, asked } = study(3);
    void titles.begin();
    await settle();
    expect(asked.map(({ labels }) => labels)).toEqual([[0, 1, 2]]);
    expect(titles.progress).toMatchObject({ done: 0, total: 3 });
    asked[0].ears.progress?.(2, 3);
    expect(titles.progress).toMatchObject({ done: 2, total: 3 });
    asked[0].end([title('A'), title('B'), []]);
    await settle();
    expect(titles.progress).toBeUndefined();
    expect(titles.lists[1]).toEqual(title('B'));
    expect(titles.open).toEqual([]);
  });

  it('are only looked up where segments are many, and then offered for the largest', async () => {
    const k = AT_ONCE + 5;
    const { titles, asked, given } = study(k, { notes: { 3: { kind: 'theme', themes: [] } } });
    void titles.begin();
    await settle();
    expect(asked.map(({ labels }) => labels)).toEqual([[]]);
    expect(titles.progress).toBeUndefined();
    expect(titles.open).toEqual([]);
    asked[0].ears.event?.({ segment: 7, titles: [] });
    asked[0].end(none(k).map((list, label) => (label === k - 1 ? title('Kept') : list)));
    await settle();
    given[k - 2] = 'By hand';
    const all = new Set(Array.from({ length: k }, (_, label) => label));
    const next = titles.next(all);
    expect(next.length).toBe(AT_ONCE);
    expect(next[0]).toBe(k - 3);
    expect(next).not.toContain(3);
    expect(next).not.toContain(7);
    expect([...next].sort((a, b) => b - a)).toEqual(next);
    expect(titles.next(new Set([4, 9]))).toEqual([9, 4]);
  });

  it('can be asked for again after a stop, for those that nothing was said of', async () => {
    const { titles, asked } = study(4);
    void titles.begin();
    await settle();
    asked[0].ears.event?.({ segment: 3, titles: title('Said') });
    titles.stop();
    expect(asked[0].stop).toHaveBeenCalledTimes(1);
    asked[0].fail(new Fault('stopped'));
    await settle();
    expect(titles.missing).toBeUndefined();
    expect(titles.lists[3]).toEqual(title('Said'));
    expect(titles.open).toEqual([2, 1, 0]);
  });

  it('do not name two segments the same while they arrive', async () => {
    const { titles, asked } = study(2);
    void titles.begin();
    await settle();
    asked[0].ears.event?.({ segment: 0, titles: title('Same') });
    asked[0].ears.event?.({ segment: 1, titles: [...title('same'), ...title('Other', false)] });
    expect(titles.lists).toEqual([title('Same'), title('Other', false)]);
  });

  it('say why there are none', async () => {
    for (const [made, why] of [
      [study(3, { language: 'zh' }), 'writerLanguage'],
      [study(3, { present: false }), 'writerOff'],
      [study(3, { distinctTexts: 0 }), undefined],
    ] as const) {
      await made.titles.begin();
      expect(made.asked).toEqual([]);
      expect(made.titles.missing).toBe(why);
      expect(made.titles.open).toEqual([]);
    }
    const broken = study(3);
    void broken.titles.begin();
    await settle();
    broken.asked[0].fail(new Fault('unexpected'));
    await settle();
    expect(broken.titles.missing).toBe('writerFailed');
  });
});
