import { describe, expect, it } from 'vitest';
import type { MethodSettings } from '../../src/core/cluster/method-settings';
import { FIND_NUMBER, METHOD_IDS } from '../../src/core/cluster/method-ids';
import { adjustedRandIndex } from '../../src/core/measure/agreement';
import { makeSample } from '../../src/core/sample/make-sample';
import type { Plan } from '../../src/core/study';
import { carryOut } from '../../src/study/carry-out';
import { accountRows } from '../../src/study/export-html';
import { WORDS } from '../../src/words/words';
import { createPorts, createWatch, openText, planFor, sampleLines } from '../fixtures/studies';

const ROWS = 300;
const LINES = sampleLines('en', ROWS);
const TRUTH = makeSample('en').truth.slice(0, ROWS);

async function study(changes: Partial<Plan>) {
  const opened = await openText(LINES.join('\n'));
  const { ports } = createPorts();
  return carryOut(opened.table, opened.key, planFor(opened, changes), ports, createWatch());
}

/** Six kinds of customers, told by words and columns; single linkage is known to chain them. */
const LEAST: Partial<Record<(typeof METHOD_IDS)[number], number>> = {
  'single-linkage': 0,
  dbscan: 0,
  // It knows nothing of what customers say.
  'rfm-grid': 0.2,
};
/** Without the small model. */
const SETTINGS: Partial<Record<(typeof METHOD_IDS)[number], MethodSettings>> = {
  themes: { proposals: 'phrases' },
};

describe.each(METHOD_IDS)('a study by %s', (method) => {
  it('places everyone in segments that are told', async () => {
    const { labels, segments, account } = await study({
      method,
      k: 6,
      ...(SETTINGS[method] === undefined ? {} : { settings: SETTINGS[method] }),
    });
    expect(account.method).toBe(method);
    expect(account.k).toBe(segments.length);
    if (!FIND_NUMBER.has(method)) expect(account.k).toBe(6);
    expect(labels.every((label) => label >= 0 && label < account.k)).toBe(true);
    expect(segments.reduce((sum, { size }) => sum + size, 0)).toBe(ROWS);
    expect(account.unplaced).toBeUndefined();
    expect(adjustedRandIndex(labels, Int32Array.from(TRUTH))).toBeGreaterThan(LEAST[method] ?? 0.5);
  });
});

describe('settings of methods', () => {
  it('leave customers between segments in none, count them, and keep them on the map', async () => {
    const { labels, map, segments, account } = await study({
      method: 'hdbscan',
      settings: { unplaced: 'leave', minClusterSize: 10 },
    });
    const outside = [...labels.keys()].filter((row) => labels[row] < 0);
    expect(outside.length).toBeGreaterThan(0);
    expect(account.unplaced).toBe(outside.length);
    expect(segments.reduce((sum, { size }) => sum + size, 0)).toBe(ROWS - outside.length);
    for (const row of outside) expect(Number.isFinite(map[row * 2])).toBe(true);
    expect(accountRows(account, WORDS.en)).toContainEqual([
      'Customers in no segment',
      `${outside.length}`,
    ]);
  });

  it('make communities finer', async () => {
    const k = async (resolution: number) =>
      (await study({ method: 'leiden', settings: { resolution } })).account.k;
    expect(await k(4)).toBeGreaterThan(await k(0.3));
  });
});
