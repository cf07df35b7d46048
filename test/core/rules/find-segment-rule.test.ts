import { describe, expect, it } from 'vitest';
import { conditionsOf } from '../../../src/core/audience/audience';
import { audienceColumns, type AudienceFacts } from '../../../src/core/audience/audience-facts';
import { evaluateAudience } from '../../../src/core/audience/evaluate-audience';
import type { Role } from '../../../src/core/prepare/roles';
import { createRandom, shuffled } from '../../../src/core/random';
import { findSegmentRule } from '../../../src/core/rules/find-segment-rule';
import { rowKeys } from '../../../src/core/rules/row-keys';
import { drain } from '../../../src/core/steps';
import type { Table } from '../../../src/core/table/table';
import { tableOf } from '../../fixtures/tables';

const ROWS = 2000;
const ROLES: readonly Role[] = [
  'id',
  'amount',
  'number',
  'category',
  'flag',
  'date',
  'protected',
  'text',
];

/** Customers of whom a segment spends 52.3 or more, in Bonn or Rome; nothing else matters. */
function madeTable(rows = ROWS): Table {
  const random = createRandom(4);
  const pick = <T>(of: readonly T[]) => of[random.below(of.length)];
  const columns: Record<string, string[]> = {
    id: [],
    spend: [],
    visits: [],
    city: [],
    app: [],
    joined: [],
    sex: [],
    said: [],
  };
  for (let row = 0; row < rows; row++) {
    columns.id.push(`${row}`);
    columns.spend.push(row % 97 === 0 ? '' : (random.next() * 100).toFixed(2));
    columns.visits.push(`${random.below(30)}`);
    columns.city.push(pick(['Bonn', 'Rome', 'Paris', 'Kyiv', 'Oslo', '']));
    columns.app.push(pick(['yes', 'no']));
    columns.joined.push(`202${random.below(4)}-0${1 + random.below(9)}-1${random.below(9)}`);
    columns.sex.push(pick(['f', 'm']));
    columns.said.push(pick(['good tea', 'late again']));
  }
  return tableOf(columns);
}

function factsBy(table: Table, inside: (cells: Record<string, string>) => boolean): AudienceFacts {
  const labels = Int32Array.from({ length: table.rows }, (_, row) =>
    inside(
      Object.fromEntries(
        table.columns.map(({ name, levels, codes }) => [name, levels[codes[row]]]),
      ),
    )
      ? 1
      : 0,
  );
  return {
    rows: table.rows,
    columns: audienceColumns(table, ROLES),
    present: new Uint8Array(table.rows).fill(1),
    labels,
    segments: 2,
    confidence: new Float32Array(table.rows),
  };
}

const table = madeTable();
const rich = factsBy(
  table,
  ({ spend, city }) => Number(spend) >= 52.3 && ['Bonn', 'Rome'].includes(city),
);
const ruleOf = (facts: AudienceFacts, of = table, label = 1) =>
  drain(findSegmentRule(facts, rowKeys(of), label));

describe('findSegmentRule', () => {
  it('finds what a segment was made by, in a number that is about as round as can be', () => {
    const rule = ruleOf(rich);
    expect(rule.conditions).toBe(2);
    expect(rule.ways).toBe(1);
    expect(rule.figures.f1).toBeGreaterThan(0.985);
    expect(rule.heldOut.f1).toBeGreaterThan(0.98);
    const conditions = conditionsOf(rule.audience);
    expect(conditions).toContainEqual({ kind: 'level', column: 'city', oneOf: ['Bonn', 'Rome'] });
    const spend = conditions.find((one) => one.kind === 'number');
    expect(spend?.column).toBe('spend');
    // 50 would cost more than half a hundredth; one digit behind the point costs nothing.
    expect(spend?.least).toBeGreaterThan(51.5);
    expect(spend?.least).toBeLessThan(53);
    expect(`${spend?.least}`.length).toBeLessThanOrEqual(4);
  });

  it('counts its figures on all customers', () => {
    const { audience, figures } = ruleOf(rich);
    const mask = evaluateAudience(audience, rich);
    const count = (test: (row: number) => boolean) => Array.from(mask.keys()).filter(test).length;
    expect(figures.size).toBe(count((row) => rich.labels[row] === 1));
    expect(figures.fitting).toBe(count((row) => mask[row] === 1));
    expect(figures.both).toBe(count((row) => mask[row] === 1 && rich.labels[row] === 1));
  });

  it('rounds where that hardly matters', () => {
    const sparse = tableOf({
      spend: Array.from({ length: 400 }, (_, row) =>
        row % 2 === 0 ? `${row % 40}` : `${60 + (row % 30)}`,
      ),
    });
    const facts: AudienceFacts = {
      ...factsBy(sparse, ({ spend }) => Number(spend) > 52.3),
      columns: audienceColumns(sparse, ['number']),
    };
    expect(ruleOf(facts, sparse).audience).toEqual({ kind: 'number', column: 'spend', least: 50 });
    expect(ruleOf(facts, sparse, 0).audience).toEqual({
      kind: 'number',
      column: 'spend',
      under: 50,
    });
  });

  it('does not depend on the order of the rows', () => {
    const order = shuffled(ROWS, createRandom(9));
    const mixed: Table = {
      rows: ROWS,
      columns: table.columns.map((column) => {
        const codes = order.map((row) => column.codes[row]);
        // Levels in another order, as another file would have them.
        const seen = [...new Set(codes)];
        const place = new Map(seen.map((code, at) => [code, at]));
        return {
          name: column.name,
          levels: seen.map((code) => column.levels[code]),
          codes: codes.map((code) => place.get(code) ?? 0),
        };
      }),
    };
    const other = {
      ...rich,
      columns: audienceColumns(mixed, ROLES),
      labels: order.map((row) => rich.labels[row]),
    };
    expect(ruleOf(other, mixed)).toEqual(ruleOf(rich));
  });

  it('never speaks of keys, protected attributes or texts, even where they tell all', () => {
    const women = factsBy(table, ({ sex, said }) => sex === 'f' && said === 'late again');
    const columns = conditionsOf(ruleOf(women).audience).map((one) =>
      'column' in one ? one.column : one.kind,
    );
    expect(columns.filter((name) => ['id', 'sex', 'said'].includes(name))).toEqual([]);
  });

  it('is honest about what nothing tells: held out it is no better than chance', () => {
    const random = createRandom(5);
    const chance = factsBy(table, () => random.next() < 0.3);
    const { figures, heldOut } = ruleOf(chance);
    // Taking everyone reaches 2 x 0.3 / 1.3.
    expect(heldOut.f1).toBeLessThan(0.5);
    expect(heldOut.precision.share).toBeLessThan(0.36);
    expect(heldOut.f1).toBeLessThanOrEqual(figures.f1 + 0.02);
  });

  it('allows a second way in where one is clearly worse', () => {
    const two = factsBy(
      table,
      ({ spend, city, visits }) =>
        (city === 'Oslo' && Number(visits) >= 15) ||
        (city === 'Kyiv' && spend !== '' && Number(spend) < 30),
    );
    const rule = ruleOf(two);
    expect(rule.ways).toBe(2);
    expect(rule.audience.kind).toBe('any');
    expect(rule.heldOut.f1).toBeGreaterThan(0.95);
  });

  it('says that nothing is known where that makes a segment', () => {
    const silent = factsBy(table, ({ city }) => city === '');
    expect(ruleOf(silent).audience).toEqual({ kind: 'empty', column: 'city' });
  });

  it('takes everyone where there is nothing to go by', () => {
    const bare = {
      ...rich,
      columns: audienceColumns(
        table,
        table.columns.map(() => 'ignore' as const),
      ),
    };
    const rule = ruleOf(bare);
    expect(rule.audience).toEqual({ kind: 'all', of: [] });
    expect(rule.conditions).toBe(0);
    expect(rule.figures.recall.share).toBe(1);
  });

  it('looks through a sample of many, and counts on all', () => {
    const many = madeTable(24000);
    const facts = factsBy(many, ({ spend, city }) => Number(spend) >= 50 && city === 'Paris');
    const rule = ruleOf(facts, many);
    expect(rule.searched).toBeLessThanOrEqual(18000);
    expect(rule.customers).toBe(24000);
    expect(rule.figures.f1).toBeGreaterThan(0.99);
    expect(rule.figures.size).toBe(facts.labels.reduce((sum, label) => sum + label, 0));
  });
});
