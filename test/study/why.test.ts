import { beforeAll, describe, expect, it } from 'vitest';
import type { MethodId } from '../../src/core/cluster/method-ids';
import type { Plan } from '../../src/core/study';
import { idOf } from '../../src/core/walk/find-links';
import { carryOut } from '../../src/study/carry-out';
import { type CustomerWhy, explainCustomer } from '../../src/study/explain-customer';
import { explainSegment } from '../../src/study/explain-segment';
import { explainWords } from '../../src/study/explain-words';
import { type ExplainedSpace, openExplained } from '../../src/study/explained-space';
import { measureColumns, measureWords } from '../../src/study/measure-why';
import { openCustomers } from '../../src/study/open-customers';
import { openOrders } from '../../src/study/open-orders';
import { openWalk } from '../../src/study/open-walk';
import { profileCustomer, profileOf } from '../../src/study/profile-customers';
import { createMemoryShelves } from '../../src/study/shelves';
import { tellCaveat, tellRhythm, tellStep, tellWorth } from '../../src/words/profile';
import { nodeName, tellReason } from '../../src/words/walk';
import { tellEffect, tellFigures, tellPlace, tellWay } from '../../src/words/why';
import { WORDS } from '../../src/words/words';
import {
  createPorts,
  createWatch,
  openText,
  planFor,
  quiet,
  sampleLines,
  shuffleLines,
} from '../fixtures/studies';

async function explain(
  lines: readonly string[],
  changes: Partial<Plan> = {},
  made = createPorts(),
): Promise<ExplainedSpace & { asked: ReturnType<typeof createPorts>['asked'] }> {
  const opened = await openText(`${lines.join('\n')}\n`);
  const plan = planFor(opened, changes);
  const { table, key: tableKey } = opened;
  const outcome = await carryOut(table, tableKey, plan, made.ports, createWatch());
  const explained = await openExplained(
    { table, tableKey, plan, outcome, ports: made.ports },
    quiet,
  );
  return Object.assign(explained, { asked: made.asked });
}

const LINES = sampleLines('en', 300);
const sumOf = ({ pulls }: CustomerWhy) => pulls.reduce((sum, { pull }) => sum + pull, 0);

describe('why a customer is where it is', () => {
  let kmeans: Awaited<ReturnType<typeof explain>>;
  beforeAll(async () => {
    kmeans = await explain(LINES, { k: 5 });
  });

  it('adds up to the margin and points where the middle is nearest', () => {
    for (let row = 0; row < 300; row++) {
      const why = explainCustomer(kmeans, row);
      if (why === undefined) throw new Error(`row ${row} is not explained`);
      expect(sumOf(why)).toBeCloseTo(why.margin, 4);
      expect(why.margin >= -1e-5).toBe(why.nearest === why.own || why.margin === 0);
      expect(why.own).toBe(kmeans.study.outcome.labels[row]);
      expect(why.rival).not.toBe(why.own);
      const { own, rival, elsewhere, nowhere } = why.neighbours;
      expect(own + rival + elsewhere + nowhere).toBe(kmeans.space.graph.k);
      expect(why.exact).toBe(true);
      // One part for all texts, one for each column that counts.
      expect(why.pulls.filter(({ block }) => block === 'text').length).toBe(1);
      expect(new Set(why.pulls.map(({ column }) => column)).size).toBe(why.pulls.length);
    }
  });

  it('is the same for a customer in a shuffled file', async () => {
    const shuffled = shuffleLines(LINES, 4);
    const other = await explain(shuffled, { k: 5 });
    for (const row of [0, 17, 201]) {
      const there = shuffled.indexOf(LINES[row + 1]) - 1;
      const [a, b] = [explainCustomer(kmeans, row), explainCustomer(other, there)];
      expect({ ...b, row }).toEqual({ ...a, row });
    }
  });

  it.each(['ward', 'hdbscan', 'dbscan', 'leiden', 'gaussian-mixture'] as const)(
    'is told of segments by %s, and of those between them',
    async (method: MethodId) => {
      const explained = await explain(LINES, { method, k: 4, settings: { unplaced: 'leave' } });
      const { labels } = explained.study.outcome;
      if (method === 'hdbscan') expect(labels).toContain(-1);
      if (explained.k < 2) return void expect(explainCustomer(explained, 0)).toBeUndefined();
      const names = Array.from({ length: explained.k }, (_, label) => `S${label}`);
      for (let row = 0; row < 300; row++) {
        const why = explainCustomer(explained, row);
        if (why === undefined) throw new Error(`row ${row} is not explained`);
        expect(sumOf(why)).toBeCloseTo(why.margin, 4);
        expect(why.label).toBe(labels[row]);
        const [first] = tellPlace(why, names, WORDS.en);
        if (labels[row] < 0) {
          expect(why.own).toBe(why.nearest);
          expect(first).toMatch(/^Between the segments/);
        } else expect(first).toContain(`S${why.own}`);
      }
    },
  );

  it('is told of texts alone, which are drawn to their neighbours far more', async () => {
    const said = await explain(
      LINES.map((line) => line.split(',').slice(-1)[0]),
      { k: 4 },
    );
    const why = explainCustomer(said, 3);
    expect(why?.pulls.map(({ block }) => block)).toEqual(['text']);
    expect(why?.exact).toBe(true);
    expect(why && sumOf(why)).toBeCloseTo(why?.margin ?? 0, 5);
  });

  it('says where the grouping saw the columns otherwise', async () => {
    const narrow = await explain(LINES, { k: 4, space: { components: 0.8 } });
    const why = explainCustomer(narrow, 0);
    expect(why?.exact).toBe(false);
    expect(narrow.rows.cols).toBe(narrow.columns.length);
    expect(why && sumOf(why)).toBeCloseTo(why?.margin ?? 0, 4);
  });

  it('can be read in both languages', () => {
    const names = ['一', '二', '三', '四', '五'];
    for (const words of [WORDS.en, WORDS.zh])
      for (const row of [0, 5, 50]) {
        const why = explainCustomer(kmeans, row);
        if (why === undefined) throw new Error('not explained');
        const told = [
          ...tellPlace(why, names, words),
          tellWay(why, words),
          ...why.pulls.map((pull) => tellFigures(pull, words)),
        ].join('|');
        expect(told).not.toMatch(/undefined|NaN|Infinity/);
        expect(told).toContain(names[why.rival]);
      }
  });
});

describe('the words of a customer', () => {
  it('are read once and kept', async () => {
    const shelves = createMemoryShelves();
    const first = await explain(LINES, { k: 5 }, createPorts(shelves));
    const row =
      first.space.prepared.order[first.space.prepared.textOf.findIndex((text) => text >= 0)];
    const found = await explainWords(first, row, quiet);
    if (found === undefined) throw new Error('it says nothing');
    expect(found.words.length).toBeGreaterThan(1);
    for (const { start, end } of found.words)
      expect(found.text.slice(start, end)).toMatch(/^[\p{L}\p{N}]/u);
    expect(first.asked.kept.filter((kind) => kind === 'words').length).toBe(1);

    const again = createPorts(shelves);
    const second = await explain(LINES, { k: 5 }, again);
    const texts = again.asked.texts;
    expect(await explainWords(second, row, quiet)).toEqual(found);
    expect(again.asked.texts).toBe(texts);
  });

  it('are not read on once it is stopped', async () => {
    const explained = await explain(LINES, { k: 5 });
    const row = explained.space.prepared.order[0];
    const stop = new AbortController();
    stop.abort();
    const watch = { signal: stop.signal, report: () => undefined };
    await expect(explainWords(explained, row, watch)).rejects.toMatchObject({ code: 'stopped' });
    expect(explained.asked.kept).not.toContain('words');
  });

  it('matter more than random ones, and columns that pull most more than any', async () => {
    const explained = await explain(LINES, { k: 5 });
    const words = await measureWords(explained, 40, 1, quiet);
    expect(words?.texts).toBe(40);
    for (const { top, random } of words?.deleted ?? []) expect(top).toBeGreaterThan(2 * random);
    const columns = measureColumns(explained, 200, 1);
    expect(columns?.topLost).toBeGreaterThan(2 * (columns?.randomLost ?? 1));
    expect(columns?.topMoved).toBeGreaterThanOrEqual(columns?.randomMoved ?? 1);
  });
});

describe('a segment beside its neighbour', () => {
  it('is told by what parts these two, what both share and who is between', async () => {
    const explained = await explain(LINES, { k: 5 });
    const why = await explainSegment(explained, 0, undefined, quiet);
    if (why === undefined) throw new Error('not explained');
    expect(why.isNearest).toBe(true);
    const { differences } = why.comparison;
    expect(differences.length).toBeGreaterThan(0);
    for (const one of differences) expect(tellEffect(one, WORDS.zh)).not.toMatch(/NaN|undefined/);
    for (const { share, elsewhere } of why.phrases) expect(share).toBeGreaterThan(elsewhere);
    const { labels } = explained.study.outcome;
    for (const { row } of why.border.nearest) expect(labels[row]).toBe(0);
    const back = await explainSegment(explained, why.other, 0, quiet);
    expect(back?.comparison.alike).toEqual(why.comparison.alike);
    const one = await explain(LINES, { k: 1 });
    expect(await explainSegment(one, 0, undefined, quiet)).toBeUndefined();
    expect(explainCustomer(one, 0)).toBeUndefined();
  });
});

const ORDERS = [
  'customer_id,order_id,date,amount,product',
  ...Array.from({ length: 60 }, (_, i) => {
    const customer = i % 12;
    const day = `2024-03-${String(1 + ((i * 5) % 28)).padStart(2, '0')}`;
    return `C${customer},O${i},${day},${customer < 6 ? 20 + i : 3},${customer < 6 ? 'pot' : i % 2 === 0 ? 'tea' : 'cup'}`;
  }),
];

describe('cards and a walk', () => {
  it('tell of orders where there were lines, by the rows of customers', async () => {
    const file = new Blob([`${ORDERS.join('\n')}\n`]);
    const opened = await openCustomers(file, {}, quiet);
    const orders = await openOrders(file, {}, opened, quiet);
    expect(orders?.ids.length).toBe(12);
    const { table, key: tableKey } = opened;
    const plan = planFor(opened, { k: 2 });
    const { ports } = createPorts();
    const outcome = await carryOut(table, tableKey, plan, ports, createWatch());
    const explained = await openExplained({ table, tableKey, plan, outcome, ports }, quiet);

    const customer = await profileCustomer({ explained, orders }, 0, quiet);
    const own = ORDERS.slice(1).filter((line) => line.startsWith('C0,'));
    const told = customer?.timeline.filter((event) => event.kind === 'orders') ?? [];
    expect(told.reduce((sum, event) => sum + event.lines, 0)).toBe(own.length);
    expect(told.reduce((sum, event) => sum + (event.spent ?? 0), 0)).toBeCloseTo(
      own.reduce((sum, line) => sum + Number(line.split(',')[3]), 0),
    );
    expect(told.every(({ products }) => products.join() === 'pot')).toBe(true);

    const names = outcome.segments.map(({ label }) => `S${label}`);
    for (const { label } of outcome.segments) {
      const card = await profileOf({ explained, orders }, label, quiet);
      expect(card.rfm.reduce((sum, { customers }) => sum + customers, 0)).toBe(card.size);
      expect(card.rhythms[0].name).toBe('');
      for (const words of [WORDS.en, WORDS.zh]) {
        const lines = [
          ...card.rhythms.flatMap((rhythm) => tellRhythm(rhythm, words)),
          ...card.worth.flatMap((worth) => tellWorth(worth, card.share, words)),
          ...card.caveats.map((caveat) => tellCaveat(caveat, words)),
          ...card.steps.map((step) => tellStep(step, words)),
        ];
        expect(lines.join('|')).not.toMatch(/undefined|NaN|Infinity/);
      }
    }

    const walk = await openWalk(explained, orders, quiet);
    const links = walk.from({ kind: 'customer', row: 0 });
    expect(links.map(({ to }) => idOf(to))).toContain('product pot');
    const pot = walk.from({ kind: 'product', product: 'pot' });
    expect(pot[0].to).toEqual({ kind: 'segment', label: outcome.labels[0] });
    for (const { to, reason } of [...links, ...pot]) {
      expect(nodeName(to, names, WORDS.zh)).not.toBe('');
      expect(tellReason(reason, to, WORDS.zh)).not.toMatch(/undefined|NaN/);
    }
  });

  it('are without orders where rows are customers', async () => {
    const opened = await openCustomers(new Blob([`${LINES.join('\n')}\n`]), {}, quiet);
    expect(await openOrders(new Blob([LINES.join('\n')]), {}, opened, quiet)).toBeUndefined();
    const explained = await explain(LINES, { k: 5 });
    const walk = await openWalk(explained, undefined, quiet);
    const links = walk.from({ kind: 'segment', label: 0 });
    expect(new Set(links.map(({ to }) => to.kind))).toEqual(
      new Set(['segment', 'customer', 'phrase']),
    );
    const phrase = links.find(({ to }) => to.kind === 'phrase');
    const sayers = phrase && walk.from(phrase.to).filter(({ to }) => to.kind === 'customer');
    expect(sayers?.length).toBeGreaterThan(0);
    const card = await profileCustomer({ explained, orders: undefined }, 0, quiet);
    expect(card?.facts.length).toBeGreaterThan(3);
    expect(card?.alike.length).toBe(5);
  });
});
