import { beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault';
import { strongestOf } from '../../src/core/themes/membership';
import { findThemes, type FoundThemes } from '../../src/study/find-themes';
import type { KeptStudy } from '../../src/study/open-space';
import type { OpenedFile } from '../../src/study/open-file';
import { searchStudy } from '../../src/study/search-themes';
import { createMemoryShelves } from '../../src/study/shelves';
import {
  offerNumbers,
  rowsOfTheme,
  tellEffects,
  tellThemes,
  tellTimes,
} from '../../src/study/tell-themes';
import { openThemeGround, type ThemeGround } from '../../src/study/theme-ground';
import {
  createPorts,
  openText,
  planFor,
  quiet,
  sampleLines,
  shuffleLines,
} from '../fixtures/studies';

const LINES = sampleLines('en', 400);

function studyOf(opened: OpenedFile, shelves = createMemoryShelves()) {
  const { ports, asked } = createPorts(shelves);
  const study: KeptStudy = {
    table: opened.table,
    tableKey: opened.key,
    plan: planFor(opened),
    ports,
  };
  return { study, asked };
}

describe('themes of a study', () => {
  const shelves = createMemoryShelves();
  let study: KeptStudy;
  let ground: ThemeGround;
  let found: FoundThemes;

  beforeAll(async () => {
    ({ study } = studyOf(await openText(LINES.join('\n')), shelves));
    ground = await openThemeGround(study, quiet);
    found = await findThemes(study, ground, 8, quiet);
  });

  it('have names of their own, phrases, quotes and a tree that joins them all', () => {
    expect(found.themes.length).toBe(8);
    expect(new Set(found.themes.map(({ name }) => name)).size).toBe(8);
    for (const { name, keyphrases, quotes } of found.themes) {
      expect(name).not.toBe('');
      expect(keyphrases.length).toBeGreaterThan(2);
      expect(new Set(keyphrases.map(({ key }) => key)).size).toBe(keyphrases.length);
      expect(quotes.length).toBeGreaterThan(1);
    }
    expect(found.branches.length).toBe(7);
  });

  it('are told with sizes that are those of the rows they pick out', () => {
    const labels = Int32Array.from({ length: study.table.rows }, (_, row) => row % 2);
    const told = tellThemes(study.table, study.plan, ground, found, labels);
    told.themes.forEach(({ customers, segments, quotes }, theme) => {
      const rows = rowsOfTheme(ground, found, theme);
      expect(rows.length).toBe(customers);
      expect([...rows]).toEqual([...new Set(rows)].sort((a, b) => a - b));
      expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe(customers);
      for (const quote of quotes) expect(quote.row).toBeGreaterThanOrEqual(0);
    });
    expect(rowsOfTheme(ground, found, -1).length).toBe(told.none.customers);
    const texts = ground.prepared.texts.length;
    expect(told.none.texts + strongestOf(found.texts).filter((theme) => theme >= 0).length).toBe(
      texts,
    );
    expect(told.figures).toContain('rating');
    expect(told.dates).toEqual(['joined']);
  });

  it('go with a figure: late parcels with low ratings', () => {
    const told = tellEffects(study.table, study.plan, ground, found, 'rating');
    const worst = [...(told?.effects ?? [])].sort((a, b) => a.moves - b.moves)[0];
    expect(worst.difference).toBeLessThan(-0.5);
    expect(worst.high).toBeLessThan(0);
    expect(worst.chance).toBeLessThan(0.001);
    expect(worst.with + worst.without).toBe(told?.customers);
    expect(tellEffects(study.table, study.plan, ground, found, 'no such column')).toBeUndefined();
  });

  it('are counted over time', () => {
    const times = tellTimes(study.table, study.plan, ground, found, 'joined');
    const told = tellThemes(study.table, study.plan, ground, found, undefined);
    times?.lines.forEach(({ counts }, theme) =>
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(told.themes[theme].customers),
    );
    expect(times?.bins.reduce((sum, { customers }) => sum + customers, 0)).toBe(told.speakers);
  });

  it('are found by words, with the texts that hold them', async () => {
    const { themes, texts } = await searchStudy(study, ground, found, 'late parcels', quiet);
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.slice(0, 3).every(({ text }) => /parcel|late/i.test(text))).toBe(true);
    expect(themes.length).toBe(6);
  });

  it('are kept, and the same whatever the order of the rows', async () => {
    const kept = studyOf(await openText(LINES.join('\n')), shelves);
    const again = await openThemeGround(kept.study, quiet);
    expect(await findThemes(kept.study, again, 8, quiet)).toEqual(found);
    expect(kept.asked.kept).toEqual([]);
    const other = studyOf(await openText(shuffleLines(LINES, 5).join('\n'))).study;
    const turned = await findThemes(other, await openThemeGround(other, quiet), 8, quiet);
    expect(turned.themes.map(({ name }) => name)).toEqual(found.themes.map(({ name }) => name));
    expect(turned.texts).toEqual(found.texts);
  });

  it('stop when they are told to', async () => {
    const controller = new AbortController();
    controller.abort();
    const stopped = { signal: controller.signal, report: () => undefined };
    await expect(openThemeGround(study, stopped)).rejects.toThrow(Fault);
    await expect(findThemes(study, ground, 5, stopped)).rejects.toThrow(Fault);
  });

  it('are refused where hardly anything is said', async () => {
    const few = studyOf(await openText(LINES.slice(0, 6).join('\n'))).study;
    await expect(openThemeGround(few, quiet)).rejects.toMatchObject({ code: 'method-unfit' });
  });
});

describe('numbers of themes on offer', () => {
  it('stand around the one that fits, and leave five parts to a theme', () => {
    expect(offerNumbers(20, 5000)).toEqual([4, 6, 9, 13, 20, 30, 45, 68, 101]);
    expect(offerNumbers(3, 40)).toEqual([2, 3, 5, 7]);
  });
});
