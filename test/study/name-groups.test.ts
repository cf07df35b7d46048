import { beforeAll, describe, expect, it } from 'vitest';
import { carryOut } from '../../src/study/carry-out';
import { LONG_LIST } from '../../src/study/take-level';
import type { Outcome } from '../../src/study/outcome';
import { namesOfGroups } from '../../src/ui/levels/names-of-groups';
import { namesOf } from '../../src/words/names';
import { WORDS } from '../../src/words/words';
import { createPorts, createWatch, openText, planFor, sampleLines } from '../fixtures/studies';

let lines: string[];
let found: Outcome;

async function study(ignored: string[] = []): Promise<Outcome> {
  const opened = await openText(lines.join('\n'));
  const plan = planFor(opened, { k: LONG_LIST + 6 });
  const roles = opened.table.columns.map(({ name }, at) =>
    ignored.includes(name) || ignored.includes(plan.roles[at]) ? 'ignore' : plan.roles[at],
  );
  const { ports } = createPorts();
  return carryOut(opened.table, opened.key, { ...plan, roles }, ports, createWatch());
}

beforeAll(async () => {
  lines = sampleLines('en', 400);
  found = await study();
});

describe('groups of a long list', () => {
  it('are described by words that their customers say more than others do', () => {
    const { groups = [], shared = [] } = found.levels ?? {};
    expect(groups.length).toBeGreaterThan(1);
    expect(shared.length).toBe(groups.length);
    for (const { keyphrases } of shared) {
      expect(keyphrases.length).toBeLessThanOrEqual(3);
      for (const { share, elsewhere } of keyphrases) {
        expect(share).toBeGreaterThanOrEqual(0.05);
        expect(share).toBeGreaterThan(elsewhere);
      }
    }
    expect(shared.some(({ keyphrases }) => keyphrases.length > 1)).toBe(true);
  });

  it('count a phrase over all their customers, not over those of one segment', () => {
    const { groups = [], shared = [] } = found.levels ?? {};
    shared.forEach(({ keyphrases }, at) => {
      const inside = found.labels.reduce(
        (sum, label) => sum + (groups[at].includes(label) ? 1 : 0),
        0,
      );
      for (const { count } of keyphrases) expect(count).toBeLessThanOrEqual(inside);
    });
  });

  it('are named by what they share, in both languages', () => {
    const { shared = [], groups = [] } = found.levels ?? {};
    for (const language of ['en', 'zh'] as const) {
      const words = WORDS[language];
      const names = namesOfGroups(found, namesOf(found.segments, words), words);
      names.forEach((name, at) => {
        const [first] = shared[at].keyphrases;
        if (first === undefined || groups[at].length === 1) return;
        expect(name.toLowerCase().startsWith(first.phrase.toLowerCase())).toBe(true);
        expect(name.split(language === 'en' ? ', ' : '、').length).toBe(
          shared[at].keyphrases.length,
        );
      });
    }
  });

  it('are named by their two largest segments where nothing is told of them', () => {
    const { levels } = found;
    if (levels?.groups === undefined) throw new Error('no groups');
    const { groups } = levels;
    const older = { levels: { ...levels, shared: undefined } } as unknown as Outcome;
    const names = namesOf(found.segments, WORDS.en);
    namesOfGroups(older, names, WORDS.en).forEach((name, at) =>
      expect(name.startsWith(names[groups[at][0]])).toBe(true),
    );
  });

  it('are described by traits where there are no texts', async () => {
    const silent = await study(['text']);
    const { groups = [], shared = [] } = silent.levels ?? {};
    expect(shared.length).toBe(groups.length);
    for (const { keyphrases } of shared) expect(keyphrases).toEqual([]);
    expect(shared.some(({ traits }) => traits.length > 0)).toBe(true);
    const names = namesOfGroups(silent, namesOf(silent.segments, WORDS.en), WORDS.en);
    expect(new Set(names).size).toBe(names.length);
  });
});
