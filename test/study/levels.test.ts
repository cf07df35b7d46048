import { beforeAll, describe, expect, it } from 'vitest';
import { carryOut } from '../../src/study/carry-out';
import type { OpenedFile } from '../../src/study/open-file';
import { openCrowds, openMembership, openTree } from '../../src/study/open-tree';
import type { Outcome } from '../../src/study/outcome';
import { tellLevels } from '../../src/study/take-level';
import { createMemoryShelves } from '../../src/study/shelves';
import {
  createPorts,
  createWatch,
  openText,
  planFor,
  quiet,
  sampleLines,
  shuffleLines,
} from '../fixtures/studies';
import { cellsOf } from '../fixtures/tables';

const LINES = sampleLines('en', 240);

/** For each label of the finer outcome the labels of the coarser one that its rows have. */
function parentsIn(finer: Outcome, coarser: Outcome): Set<number>[] {
  const parents = finer.segments.map(() => new Set<number>());
  finer.labels.forEach((label, row) => {
    if (label >= 0) parents[label].add(coarser.labels[row]);
  });
  return parents;
}

describe('levels of a study', () => {
  let opened: OpenedFile;
  const { ports, asked } = createPorts();
  const at = (level?: number, k: number | null = 6) =>
    carryOut(
      opened.table,
      opened.key,
      planFor(opened, { k, ...(level === undefined ? {} : { level }) }),
      ports,
      createWatch(),
    );
  let found: Outcome;

  beforeAll(async () => {
    opened = await openText(LINES.join('\n'));
    found = await at();
  });

  it('are told beside what was found', () => {
    expect(found.levels).toMatchObject({ found: 6, taken: 6, own: false });
    expect(found.levels?.offered).toContain(6);
    expect(found.levels?.offered.length).toBeGreaterThanOrEqual(3);
    expect(found.levels?.groups).toBeUndefined();
  });

  it('make nothing anew but the shape, the names and the whole', async () => {
    asked.kept.length = 0;
    const three = await at(3);
    expect(asked.kept.sort()).toEqual(['name', 'outcome', 'shape']);
    expect(three.segments.length).toBe(3);
    expect(three.map).toEqual(found.map);
    expect(three.account.tried).toEqual(found.account.tried);
    expect(three.levels).toMatchObject({ found: 6, taken: 3 });
    for (const parents of parentsIn(found, three)) expect(parents.size).toBe(1);
  });

  it('have segments that are numbered, named and measured anew', async () => {
    const four = await at(4);
    expect(four.account.k).toBe(4);
    expect(four.account.silhouette).not.toBe(found.account.silhouette);
    four.segments.forEach((segment, label) => {
      expect(segment.size).toBe(four.labels.filter((other) => other === label).length);
      if (label > 0) expect(segment.size).toBeLessThanOrEqual(four.segments[label - 1].size);
    });
  });

  it('are as found where that number is asked for, or none', async () => {
    const six = await at(6);
    expect(six.labels).toEqual(found.labels);
    expect(six.segments).toEqual(found.segments);
  });

  it('group a long list by a coarser level, every segment once', async () => {
    const most = found.levels?.finest ?? 0;
    expect(most).toBeGreaterThan(12);
    const fine = await at(most);
    const groups = fine.levels?.groups ?? [];
    expect(groups.length).toBeGreaterThanOrEqual(2);
    expect(groups.length).toBeLessThanOrEqual(8);
    expect(groups.flat().sort((a, b) => a - b)).toEqual(fine.segments.map(({ label }) => label));
    const coarse = await at(groups.length);
    parentsIn(fine, coarse).forEach((parents, label) => {
      expect(parents.size).toBe(1);
      const mates = groups.find((group) => group.includes(label)) ?? [];
      for (const mate of mates) expect([...parentsIn(fine, coarse)[mate]]).toEqual([...parents]);
    });
  });

  it('hold to what there is when too many or too few are asked for', async () => {
    const most = found.levels?.finest ?? 0;
    expect((await at(500)).segments.length).toBe(most);
    expect((await at(500)).levels?.taken).toBe(most);
    expect((await at(1)).segments.length).toBe(1);
  });

  it('are the same for every customer when the rows are shuffled', async () => {
    const three = await at(3);
    const fine = await at(12);
    const moved = await openText(shuffleLines(LINES, 3).join('\n'));
    for (const expected of [three, fine]) {
      const other = await carryOut(
        moved.table,
        moved.key,
        planFor(moved, { k: 6, level: expected.segments.length }),
        createPorts().ports,
        createWatch(),
      );
      const byId = (file: OpenedFile, { labels }: Outcome) =>
        new Map(cellsOf(file.table).map(([id], row) => [id, labels[row]]));
      expect(byId(moved, other)).toEqual(byId(opened, expected));
    }
  });

  it('follow corrections: a segment that was made of two is in the group of most of it', () => {
    const tree = {
      parts: Int32Array.from({ length: 32 }, (_, row) => Math.floor(row / 2)),
      sizes: new Int32Array(16).fill(2),
      merges: Array.from({ length: 15 }, (_, i) => ({
        a: 2 * i,
        b: 2 * i + 1,
        height: i < 14 ? 1 + i * 0.01 : 50,
      })),
      found: 16,
      own: true,
    };
    const labels = tree.parts.map((part) => (part === 15 ? 0 : part));
    const { groups = [] } = tellLevels(tree, { labels, k: 15 }, {});
    expect(groups.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, i) => i));
  });
});

describe('trees of a study that is kept', () => {
  it('follow the rows of the file, and are made again where nothing is kept', async () => {
    const opened = await openText(LINES.join('\n'));
    const plan = planFor(opened, { method: 'ward', k: 5 });
    const { ports, asked } = createPorts();
    const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
    const study = { table: opened.table, tableKey: opened.key, plan, ports };
    asked.kept.length = 0;
    const tree = await openTree(study, quiet);
    expect(asked.kept).toEqual(['order']);
    expect(tree.own).toBe(true);
    expect(tree.parts.length).toBe(opened.table.rows);
    const labelOf = new Map<number, number>();
    tree.parts.forEach((part, row) => {
      expect(labelOf.get(part) ?? outcome.labels[row]).toBe(outcome.labels[row]);
      labelOf.set(part, outcome.labels[row]);
    });
    const shelves = { ...createMemoryShelves(), vectors: ports.vectors };
    const empty = createPorts(shelves);
    expect(await openTree({ ...study, ports: empty.ports }, quiet)).toEqual(tree);
  });

  it('of crowds hold every customer, and tell how strongly each belongs', async () => {
    const opened = await openText(LINES.join('\n'));
    const plan = planFor(opened, { method: 'hdbscan', settings: { minClusterSize: 12 } });
    const { ports } = createPorts();
    const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
    const study = { table: opened.table, tableKey: opened.key, plan, ports };
    const crowds = await openCrowds(study, quiet);
    expect(crowds.chosen.length).toBe(outcome.levels?.found);
    expect(crowds.minClusterSize).toBe(12);
    expect(crowds.clusters.every((cluster) => cluster >= 0)).toBe(true);
    for (const icicle of crowds.icicles) {
      expect(icicle.to).toBeGreaterThanOrEqual(icicle.from);
      const widths = icicle.outline.map(([, width]) => width);
      expect(widths[0]).toBeCloseTo(icicle.size / opened.table.rows, 9);
      widths.slice(1).forEach((width, i) => expect(width).toBeLessThanOrEqual(widths[i]));
      if (icicle.parent < 0) continue;
      const parent = crowds.icicles[icicle.parent];
      expect(icicle.from).toBeCloseTo(parent.to, 9);
    }
    for (const row of [0, 17, 101]) {
      const told = await openMembership(study, row, quiet);
      const sum = (told?.nearest ?? []).reduce((all, { share }) => all + share, 0);
      expect(sum).toBeGreaterThan(0);
      expect(sum).toBeLessThanOrEqual(1 + 1e-6);
      for (const { cluster } of told?.nearest ?? []) expect(crowds.chosen).toContain(cluster);
      if (told?.between === false) {
        const inside = (cluster: number): boolean =>
          cluster >= 0 &&
          (cluster === told.nearest[0].cluster || inside(crowds.icicles[cluster].parent));
        expect(inside(crowds.clusters[row])).toBe(true);
      }
    }
  });
});
