import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Fault } from '../../src/core/fault';
import type { NamingFacts } from '../../src/core/ports';
import type { Plan } from '../../src/core/study';
import { carryOut } from '../../src/study/carry-out';
import type { OpenedFile } from '../../src/study/open-file';
import type { Outcome } from '../../src/study/outcome';
import { type Title, writeTitles } from '../../src/study/write-titles';
import { namesOf } from '../../src/words/names';
import { WORDS } from '../../src/words/words';
import { faultOf } from '../fixtures/faults';
import {
  createPorts,
  createWatch,
  openText,
  planFor,
  quiet,
  sampleLines,
} from '../fixtures/studies';

let opened: OpenedFile;
let plan: Plan;
let outcome: Outcome;

beforeAll(async () => {
  opened = await openText(sampleLines('en', 240).join('\n'));
  plan = planFor(opened, { k: 4 });
  const { ports } = createPorts();
  outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
});

function start(
  propose: (facts: NamingFacts) => readonly string[],
  { ports } = createPorts(),
  watch = quiet,
  wanted?: readonly number[],
  of = outcome,
  id = 'small',
) {
  const close = vi.fn();
  const proposeTitles = vi.fn(async (facts: NamingFacts) => propose(facts));
  const openWriter = vi.fn(async () => ({ proposeTitles, close }));
  const found = vi.fn<(segment: number, titles: readonly Title[]) => void>();
  const source = { table: opened.table, tableKey: opened.key, plan, outcome: of };
  const done = writeTitles(source, { id, open: openWriter }, ports, watch, found, wanted);
  return { done, close, proposeTitles, openWriter, found };
}

/** What the segment says most, hence a title that fits. */
const ownWords = ({ keyphrases }: NamingFacts) => [keyphrases.slice(0, 3).join(' ')];

describe('writeTitles', () => {
  it('gives the writer facts of each segment and nothing else', async () => {
    const { done, proposeTitles, close } = start(() => []);
    expect(await done).toEqual([[], [], [], []]);
    expect(proposeTitles).toHaveBeenCalledTimes(4);
    proposeTitles.mock.calls.forEach(([facts], label) => {
      const segment = outcome.segments[label];
      expect(Object.keys(facts).sort()).toEqual([
        'keyphrases',
        'language',
        'quotes',
        'traits',
        'vocabulary',
      ]);
      expect(facts.language).toBe('en');
      expect(facts.keyphrases).toEqual(segment.keyphrases.map(({ phrase }) => phrase));
      expect(facts.quotes.length).toBeLessThanOrEqual(4);
      for (const quote of facts.quotes) expect(segment.quotes).toContain(quote);
      expect(facts.vocabulary.length).toBeGreaterThan(3);
      expect(new Set(facts.vocabulary).size).toBe(facts.vocabulary.length);
      const said = `${facts.keyphrases.join(' ')} ${facts.quotes.join(' ')} ${segment.phrase}`;
      for (const word of facts.vocabulary) expect(said.toLowerCase()).toContain(word);
    });
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('keeps titles that fit their own segment best and drops the others', async () => {
    const first = outcome.segments[0].keyphrases.slice(0, 3);
    const stranger = first.map(({ phrase }) => phrase).join(' ');
    const { done, found } = start((facts) => [...ownWords(facts), stranger, 'zebra quartz']);
    const titles = await done;
    expect(titles[0].map(({ title }) => title.toLowerCase())).toContain(stranger.toLowerCase());
    titles.slice(1).forEach((list) => {
      const told = list.map(({ title }) => title.toLowerCase());
      expect(told).not.toContain(stranger.toLowerCase());
    });
    expect(found.mock.calls.map(([segment]) => segment)).toEqual([0, 1, 2, 3]);
    for (const { title } of titles.flat()) expect(title).toMatch(/^\P{Ll}/u);
  });

  it('marks at most one title of a segment as better, and none for two segments', async () => {
    const all = outcome.segments.map(({ keyphrases }) => keyphrases[0]?.phrase ?? '');
    // Plain names that fit nothing, so that what is proposed can fit better.
    const poor = outcome.segments.map((segment) => ({
      ...segment,
      phrase: `tea ${segment.label}`,
    }));
    const { done } = start(
      (facts) => [...ownWords(facts), ...all],
      createPorts(),
      quiet,
      undefined,
      { ...outcome, segments: poor },
    );
    const titles = await done;
    const better = titles.flatMap((list) => list.filter((title) => title.better));
    expect(better.length).toBeGreaterThan(0);
    titles.forEach((list) => {
      expect(list.filter((title) => title.better).length).toBeLessThanOrEqual(1);
      if (list.some((title) => title.better)) expect(list[0].better).toBe(true);
      const own = list.map(({ title }) => title);
      expect(new Set(own).size).toBe(own.length);
    });
    const chosen = better.map(({ title }) => title.toLowerCase());
    expect(new Set(chosen).size).toBe(chosen.length);
    for (const { title, better: best } of titles.flat())
      if (!best) expect(chosen).not.toContain(title.toLowerCase());
  });

  it('never takes a title whose words stand in the texts in no such order, however well it fits', async () => {
    const poor = outcome.segments.map((segment) => ({
      ...segment,
      phrase: `tea ${segment.label}`,
    }));
    const backwards = ({ quotes }: NamingFacts) => [
      [...new Set(quotes[0].toLowerCase().match(/\p{L}{4,}/gu))].slice(0, 5).reverse().join(' '),
    ];
    const { done } = start(backwards, createPorts(), quiet, undefined, {
      ...outcome,
      segments: poor,
    });
    const titles = (await done).flat();
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter(({ better }) => better)).toEqual([]);
  });

  it('does not offer the plain name again', async () => {
    const plain = namesOf(outcome.segments, WORDS.en);
    const { done } = start(() => plain);
    expect((await done).flat().map(({ title }) => title)).toEqual([]);
  });

  it('asks once: what was proposed is kept', async () => {
    const shared = createPorts();
    const first = start(ownWords, shared);
    const titles = await first.done;
    const second = start(() => ['something else'], shared);
    expect(await second.done).toEqual(titles);
    expect(second.openWriter).not.toHaveBeenCalled();
    expect(second.found).toHaveBeenCalledTimes(4);
  });

  it('does not take for one model what another has said', async () => {
    const shared = createPorts();
    const small = start(ownWords, shared);
    await small.done;
    const other = start(() => [], shared, quiet, undefined, outcome, 'other');
    expect(await other.done).toEqual([[], [], [], []]);
    expect(other.proposeTitles).toHaveBeenCalledTimes(4);
  });

  it('asks only for the segments that are wanted, in their order, and counts those', async () => {
    const report = vi.fn();
    const shared = createPorts();
    const some = start(ownWords, shared, { ...quiet, report }, [2, 0]);
    const titles = await some.done;
    expect(some.found.mock.calls.map(([segment]) => segment)).toEqual([2, 0]);
    expect(titles.map((list) => list.length > 0)).toEqual([true, false, true, false]);
    expect(report.mock.calls).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('gives what was proposed before with what is wanted now, and counts the new only', async () => {
    const shared = createPorts();
    const before = await start(ownWords, shared, quiet, [2, 0]).done;
    const report = vi.fn();
    const more = start(ownWords, shared, { ...quiet, report }, [0, 3]);
    const titles = await more.done;
    expect(more.proposeTitles).toHaveBeenCalledTimes(1);
    expect(more.found.mock.calls.map(([segment]) => segment)).toEqual([0, 2, 3]);
    expect(report.mock.calls).toEqual([[1, 1]]);
    expect(titles[2]).toEqual(before[2]);
    expect(titles.map((list) => list.length > 0)).toEqual([true, false, true, true]);
    const kept = start(ownWords, shared, quiet, []);
    expect(await kept.done).toEqual(titles);
    expect(kept.openWriter).not.toHaveBeenCalled();
  });

  it('lets the model go when it fails or is stopped', async () => {
    const broken = start(() => {
      throw new Error('out of memory');
    });
    expect((await faultOf(() => broken.done)).code).toBe('unexpected');
    expect(broken.close).toHaveBeenCalledTimes(1);
    const controller = new AbortController();
    const stopped = start(
      (facts) => {
        controller.abort();
        return ownWords(facts);
      },
      createPorts(),
      { ...quiet, signal: controller.signal },
    );
    expect((await faultOf(() => stopped.done)).code).toBe('stopped');
    expect(stopped.close).toHaveBeenCalledTimes(1);
    expect(stopped.proposeTitles).toHaveBeenCalledTimes(1);
  });

  it('does not keep what the model had said when it was stopped half-way', async () => {
    const shared = createPorts();
    const controller = new AbortController();
    const stopped = start(
      () => {
        controller.abort();
        return [];
      },
      shared,
      { ...quiet, signal: controller.signal },
    );
    await faultOf(() => stopped.done);
    const again = start(ownWords, shared);
    const titles = await again.done;
    expect(again.proposeTitles).toHaveBeenCalledTimes(4);
    expect(titles[0].length).toBeGreaterThan(0);
  });

  it('goes on when titles cannot be kept', async () => {
    const full = createPorts();
    full.ports.results.put = async () => {
      throw new Fault('storage-full');
    };
    const { done } = start(ownWords, full);
    expect((await done).length).toBe(4);
  });

  it('opens nothing where there are no texts', async () => {
    const roles = plan.roles.map((role) => (role === 'text' ? 'ignore' : role));
    const { ports } = createPorts();
    const openWriter = vi.fn();
    const writer = { id: 'small', open: openWriter };
    const source = { table: opened.table, tableKey: opened.key, plan: { ...plan, roles }, outcome };
    expect(await writeTitles(source, writer, ports, quiet, vi.fn())).toEqual([[], [], [], []]);
    expect(openWriter).not.toHaveBeenCalled();
  });
});
