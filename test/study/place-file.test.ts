import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { adjustedRandIndex } from '../../src/core/measure/agreement';
import { makeSample } from '../../src/core/sample/make-sample';
import { findNearestAmong } from '../../src/core/graph/nearest-among';
import { createRandom, shuffled } from '../../src/core/random';
import { drain } from '../../src/core/steps';
import { hashTexts } from '../../src/core/text/hashing-encoder';
import type { Plan } from '../../src/core/study';
import { carryOut } from '../../src/study/carry-out';
import { openCustomers, readCustomerColumns } from '../../src/study/open-customers';
import { resembles } from '../../src/study/open-next';
import { type PlacedFile, placeFile, type PlacingStudy } from '../../src/study/place-file';
import { modelFromJson, modelToJson } from '../../src/study/model-json';
import { modelKey } from '../../src/study/segment-models';
import type { StudyPorts } from '../../src/study/study-ports';
import { faultOf } from '../fixtures/faults';
import { createPorts, createWatch, planFor, quiet } from '../fixtures/studies';

const watch = { ...quiet, stage: () => undefined };
const fileOf = (lines: readonly string[]) => [
  { name: 'next.csv', file: new Blob([lines.join('\n')]) },
];

interface Done {
  readonly study: PlacingStudy;
  readonly ports: StudyPorts;
  readonly asked: { texts: number };
}

async function finish(lines: readonly string[], changes: Partial<Plan> = {}): Promise<Done> {
  const opened = await openCustomers(new Blob([lines.join('\n')]), {}, quiet);
  const { ports, asked } = createPorts();
  const roles = readCustomerColumns(opened).map(({ role }) => role);
  const plan = { ...planFor(opened), roles, ...changes };
  const outcome = await carryOut(opened.table, opened.key, plan, ports, createWatch());
  return { study: { opened, hints: {}, plan, outcome }, ports, asked };
}

const place = async ({ study, ports }: Done, lines: readonly string[]): Promise<PlacedFile> =>
  (await placeFile(fileOf(lines), study, ports, watch)).placed;

const { csv, truth } = makeSample('en');
const [HEADER, ...ROWS] = csv.trimEnd().split('\n');
const ORDER = shuffled(ROWS.length, createRandom(3));
const A = Array.from(ORDER.subarray(0, 500));
const B = Array.from(ORDER.subarray(500));
const linesOf = (rows: readonly number[]) => [HEADER, ...rows.map((row) => ROWS[row])];
const WEDDING = Array.from(
  { length: 40 },
  (_, i) =>
    `W${i},Valletta,Website,2026-08-1${i % 9},1,9${i}0.00,3,0.00,0,5,${['We need tea for a wedding with two hundred guests', 'Quote for wedding favours with our initials please', 'Wedding guests should get engraved tins'][i % 3]}`,
);

let done: Done;
let next: PlacedFile;
beforeAll(async () => {
  done = await finish(linesOf(A));
  next = await place(done, linesOf(B));
}, 60000);

describe('half of the sample placed into the segments of the other half', () => {
  it('is placed as finding segments in it anew would place it', async () => {
    const again = await finish(linesOf(B), { k: done.study.outcome.account.k });
    expect(adjustedRandIndex(next.nearest, again.study.outcome.labels)).toBeGreaterThan(0.85);
    const kinds = Int32Array.from(B, (row) => truth[row]);
    const refound = adjustedRandIndex(again.study.outcome.labels, kinds);
    expect(adjustedRandIndex(next.nearest, kinds)).toBeGreaterThan(refound - 0.05);
  });

  it('fits, and nothing has changed', () => {
    expect(next.misfitShare.share).toBeLessThan(0.025);
    expect(next.misfitShare.outdated).toBe(false);
    expect(next.shifts.every(({ change }) => change === 'same')).toBe(true);
    expect(next.mismatches).toMatchObject({ missing: [], added: [], levels: [], silent: 0 });
  });

  it('reads new texts only', async () => {
    const before = done.asked.texts;
    const again = await place(done, linesOf(B));
    expect(done.asked.texts).toBe(before);
    expect(again.newTexts).toBe(0);
    expect(next.newTexts).toBeGreaterThan(0);
    expect(next.newTexts).toBeLessThan(next.texts);
    expect({ ...again, newTexts: next.newTexts, device: next.device }).toEqual(next);
  });

  it('does not mind the order of the rows, or of the columns', async () => {
    const order = shuffled(B.length, createRandom(1));
    const shuffledFile = await place(done, [HEADER, ...Array.from(order, (at) => ROWS[B[at]])]);
    order.forEach((at, row) => {
      expect(shuffledFile.labels[row]).toBe(next.labels[at]);
      expect(shuffledFile.confidence[row]).toBe(next.confidence[at]);
    });
    const turned = linesOf(B).map((line) => {
      const cells = line.match(/("[^"]*"|[^,]*)(,|$)/g) as string[];
      const [id, ...rest] = cells.slice(0, 11).map((cell) => cell.replace(/,$/, ''));
      return [...rest, id].join(',');
    });
    expect((await place(done, turned)).labels).toEqual(next.labels);
  });

  it('places the very customers of the first file where they are', async () => {
    const own = await place(done, linesOf(A));
    const same = own.nearest.reduce(
      (sum, label, row) => sum + (label === done.study.outcome.labels[row] ? 1 : 0),
      0,
    );
    expect(same / A.length).toBeGreaterThanOrEqual(0.99);
    const there = done.study.outcome.map;
    const moved = A.filter((_, row) => Math.abs(own.map[row * 2] - there[row * 2]) > 0.001);
    expect(moved.length).toBeLessThan(A.length * 0.05);
    for (const row of A.keys()) {
      if (own.labels[row] >= 0)
        expect(Math.abs(own.confidence[row] - done.study.outcome.confidence[row])).toBeLessThan(
          0.2,
        );
    }
  });

  it('places by a kept model as by the one that was learnt', async () => {
    const { study, ports } = done;
    const key = modelKey(study.opened.key, study.plan);
    const kept = modelFromJson(modelToJson((await ports.results.get(key))!));
    const other = createPorts();
    await other.ports.results.put(key, kept);
    const again = await placeFile(fileOf(linesOf(B)), study, other.ports, watch);
    expect(again.placed.labels).toEqual(next.labels);
    expect(again.model.kept).toBe(kept);
  });
});

describe('a month in which something changed', () => {
  it('tells of what doubled, and of a new group that fits nowhere', async () => {
    const complaints = B.filter((row) => truth[row] === 1).map((row) => `D${ROWS[row]}`);
    const placed = await place(done, [...linesOf(B), ...complaints, ...WEDDING]);
    const more = placed.shifts.filter(({ change }) => change === 'more');
    expect(more).toHaveLength(1);
    expect(more[0].shareNow / more[0].shareBefore).toBeGreaterThan(1.4);
    const first = B.length + complaints.length;
    const planted = placed.misfits.filter((row) => row >= first).length;
    expect(planted).toBeGreaterThanOrEqual(38);
    expect(placed.misfits.length - planted).toBeLessThan(20);
    expect(placed.misfitTraits.phrases.map(({ phrase }) => phrase).join(' ')).toMatch(/wedding/i);
    expect(placed.misfitTraits.traits.map(({ column }) => column)).toContain('city');
    expect(placed.mismatches.levels).toEqual([
      { column: 'city', level: 'Valletta', customers: 40 },
    ]);
    for (const row of placed.misfits) expect(placed.labels[row]).toBe(-1);
  });

  it('advises to find segments anew where more than 1 in 20 do not fit', async () => {
    const placed = await place(done, [...linesOf(B.slice(0, 300)), ...WEDDING]);
    expect(placed.misfitShare.outdated).toBe(true);
  });

  it('tells of columns that are missing, and of another language', async () => {
    const column = HEADER.split(',').indexOf('rating');
    const without = linesOf(B).map((line) => {
      const cells = line.split(',');
      cells.splice(column, 1);
      return cells.join(',');
    });
    const placed = await place(done, without);
    expect(placed.mismatches.missing).toEqual(['rating']);
    expect(adjustedRandIndex(placed.nearest, next.nearest)).toBeGreaterThan(0.8);
    const [, ...chinese] = makeSample('zh').csv.trimEnd().split('\n');
    const foreign = await place(done, [HEADER, ...chinese.slice(0, 100)]);
    expect(foreign.mismatches.language).toEqual({ before: 'en', now: 'zh' });
    expect(foreign.misfitShare.outdated).toBe(true);
  });

  it('is refused where it has nothing in common, and where nobody is left', async () => {
    const { study, ports } = done;
    const unlike = await faultOf(() =>
      placeFile(fileOf(['a,b', '1,2', '3,4']), study, ports, watch),
    );
    expect(unlike.code).toBe('place-unlike');
    const asked = await finish(['mail_consent,spend', 'yes,1', 'yes,2', 'yes,8', 'yes,9'], {
      roles: ['consent', 'number'],
      k: 2,
    });
    const gone = await faultOf(() => place(asked, ['mail_consent,spend', 'no,1']));
    expect(gone.code).toBe('place-nobody');
    expect(await place(asked, ['mail_consent,spend', 'no,1', 'yes,9'])).toMatchObject({
      rows: 2,
      customers: 1,
      objected: 1,
    });
    expect((await place(asked, ['spend', '9'])).mismatches.unheard).toEqual(['mail_consent']);
  });
});

describe('reading the next file as the first', () => {
  it('takes dates that could be two days as the first file wrote them', async () => {
    const first = await finish(
      [
        'joined,spend',
        '05/31/2024,1',
        '06/30/2024,2',
        '01/13/2020,8',
        '02/14/2020,9',
        '02/01/2020,9',
      ],
      { roles: ['date', 'number'], k: 2 },
    );
    const placed = await place(first, ['joined,spend', '06/05/2024,2', '01/02/2020,9']);
    expect([...placed.nearest]).toEqual([
      first.study.outcome.labels[0],
      first.study.outcome.labels[2],
    ]);
    const { recipe, preparation } = (await first.ports.results.get(
      modelKey(first.study.opened.key, first.study.plan),
    ))! as { recipe: { blocks: unknown[] }; preparation: { dateOrders: object } };
    expect(preparation.dateOrders).toEqual({ joined: 'mdy' });
    expect(recipe.blocks).toHaveLength(2);
  });

  it('scores orders by the cut points of the first file', async () => {
    const orders = (shift: number) => [
      'customer,date,amount',
      ...Array.from(
        { length: 60 },
        (_, i) => `c${i % 20},2024-0${1 + (i % 6)}-1${i % 9},${(i % 20) * 5 + shift}.00`,
      ),
    ];
    const first = await finish(orders(1));
    const { next: read } = await placeFile(fileOf(orders(900)), first.study, first.ports, watch);
    expect(read.opened.orders?.rfm?.cuts.monetary).toEqual(
      first.study.opened.orders?.rfm?.cuts.monetary,
    );
  });

  it('knows a file of the same kind by its columns', async () => {
    const alike = (lines: readonly string[]) => resembles(fileOf(lines), done.study, quiet);
    expect(await alike(linesOf(B))).toBe(true);
    expect(await alike(['name,price', 'a,1', 'b,2'])).toBe(false);
    expect(await alike([''])).toBe(false);
    const wide = [HEADER, ...Array.from({ length: 60000 }, (_, i) => ROWS[i % ROWS.length])];
    expect(await alike(wide)).toBe(true);
  });
});

it('leaves customers in none where the method did', async () => {
  const loose = await finish(linesOf(A), {
    method: 'hdbscan',
    settings: { unplaced: 'leave' },
  });
  const placed = await place(loose, linesOf(B));
  expect(loose.study.outcome.account.unplaced).toBeGreaterThan(0);
  expect(placed.between).toBeGreaterThan(0);
  expect(placed.fit.rule).toBe('neighbours');
});

const BANKING = path.resolve(import.meta.dirname, '../../../shared/data/text-en/banking77.csv');
describe.skipIf(!existsSync(BANKING))(
  'Banking77, placed from train to test (skipped without ../shared/data)',
  () => {
    it('goes to the segment where most of its kind are about as often as 15 neighbours tell the kind', async () => {
      const rows = Papa.parse<string[]>(readFileSync(BANKING, 'utf8').trim()).data.slice(1);
      const few = new Set([...new Set(rows.map(([, kind]) => kind))].slice(0, 10));
      const [train, test] = ['train', 'test'].map((part) =>
        rows.filter(([, kind, split]) => split === part && few.has(kind)),
      );
      const lines = (some: string[][]) =>
        Papa.unparse([['text'], ...some.map(([text]) => [text])], { newline: ' \n' })
          .split(' \n')
          .filter((line) => line !== '');
      const first = await finish(lines(train), { roles: ['text'], k: 20 });
      const placed = await place(first, lines(test));
      const kinds = [...few];
      const major = Array.from({ length: first.study.outcome.segments.length }, (_, label) => {
        const counts = kinds.map(
          (kind) =>
            train.filter(
              ([, other], row) => other === kind && first.study.outcome.labels[row] === label,
            ).length,
        );
        return kinds[counts.indexOf(Math.max(...counts))];
      });
      const right =
        test.filter(([, kind], row) => major[placed.nearest[row]] === kind).length / test.length;
      const vectors = (some: string[][]) => drain(hashTexts(some.map(([text]) => text)));
      const near = drain(findNearestAmong(vectors(train), vectors(test), 15));
      const told =
        test.filter(([, kind], row) => {
          const votes = kinds.map(
            (other) =>
              near.indices.subarray(row * 15, row * 15 + 15).filter((at) => train[at][1] === other)
                .length,
          );
          return kinds[votes.indexOf(Math.max(...votes))] === kind;
        }).length / test.length;
      const own =
        train.filter(([, kind], row) => major[first.study.outcome.labels[row]] === kind).length /
        train.length;
      console.log(
        `Banking77, 10 kinds: placed right ${right.toFixed(3)}, of the first file itself ${own.toFixed(3)}, by 15 neighbours ${told.toFixed(3)}`,
      );
      expect(right).toBeGreaterThan(own - 0.06);
      expect(placed.misfitShare.share).toBeLessThan(0.03);
    }, 120000);
  },
);
