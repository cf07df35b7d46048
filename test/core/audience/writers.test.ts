import * as fc from 'fast-check';
import initSqlJs from 'sql.js';
import { describe, expect, it } from 'vitest';
import type { Audience } from '../../../src/core/audience/audience';
import type { AudienceFacts } from '../../../src/core/audience/audience-facts';
import { evaluateAudience, rowsOfMask } from '../../../src/core/audience/evaluate-audience';
import { quoteName, writeSql } from '../../../src/core/audience/write-sql';
import { writeHubSpot } from '../../../src/core/audience/write-hubspot';
import { writeJavaScript } from '../../../src/core/audience/write-javascript';
import { writeKlaviyo } from '../../../src/core/audience/write-klaviyo';
import type { Table } from '../../../src/core/table/table';
import {
  anyAudience,
  anyTable,
  customerOf,
  factsOf,
  HOSTILE_LEVELS,
  HOSTILE_NAMES,
} from '../../fixtures/audiences';
import { tableOf } from '../../fixtures/tables';

const SQL = await initSqlJs();
let databases = 0;

/** The engine calls its files by random numbers, which tests refuse. */
function openDatabase() {
  const { random } = Math;
  Math.random = () => ++databases / 2 ** 32;
  try {
    return new SQL.Database();
  } finally {
    Math.random = random;
  }
}

/** The rows that a query finds in SQLite. */
function askSql(text: string, table: Table, facts: AudienceFacts): number[] {
  const database = openDatabase();
  try {
    // SQLite folds ASCII only; other engines fold all letters, as ours does.
    database.create_function('LOWER', (text: unknown) =>
      text === null ? null : String(text).toLowerCase(),
    );
    const names = [...customerOf(table, facts, 0).keys()];
    // "row_" stands first, so that it can be read from the stars of the query.
    database.run(`CREATE TABLE customers (row_ INTEGER, ${names.map(quoteName).join(', ')})`);
    for (let row = 0; row < table.rows; row++) {
      if (facts.present[row] === 0) continue;
      const cells = [...customerOf(table, facts, row).values()];
      database.run(`INSERT INTO customers VALUES (?, ${names.map(() => '?').join(', ')})`, [
        row,
        ...cells,
      ]);
    }
    const [found] = database.exec(text);
    const rows = (found?.values ?? []).map(([row]) => Number(row)).sort((a, b) => a - b);
    // Nothing in a name or value has run as a statement of its own.
    const [{ values }] = database.exec('SELECT count(*) FROM customers');
    expect(values[0][0]).toBe(facts.present.reduce((sum, here) => sum + here, 0));
    return rows;
  } finally {
    database.close();
  }
}

function askJavaScript(text: string, table: Table, facts: AudienceFacts): number[] {
  const make = new Function(`${text}; return isInAudience;`) as () => (customer: object) => unknown;
  const isIn = make();
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    if (facts.present[row] === 0) continue;
    const customer = Object.create(null) as Record<string, unknown>;
    for (const [name, cell] of customerOf(table, facts, row)) customer[name] = cell;
    const said = isIn(customer);
    expect(typeof said).toBe('boolean');
    if (said === true) rows.push(row);
  }
  return rows;
}

const ours = (audience: Audience, facts: AudienceFacts) => [
  ...rowsOfMask(evaluateAudience(audience, facts)),
];

describe('writeSql', () => {
  it('finds the same customers in SQLite, whatever names and values are', () => {
    fc.assert(
      fc.property(anyTable, anyAudience, (table, audience) => {
        const facts = factsOf(table);
        const { text } = writeSql(audience, facts);
        expect(askSql(text ?? '', table, facts)).toEqual(ours(audience, facts));
      }),
      { numRuns: 400, seed: 11 },
    );
  });

  it('finds every level by itself', () => {
    const table = tableOf({ "a'b": HOSTILE_LEVELS });
    const facts = factsOf(table, ['category']);
    HOSTILE_LEVELS.forEach((level, row) => {
      if (facts.present[row] === 0) return;
      const audience: Audience = { kind: 'level', column: "a'b", oneOf: [level] };
      expect(ours(audience, facts)).toEqual([row]);
      expect(askSql(writeSql(audience, facts).text ?? '', table, facts)).toEqual([row]);
      expect(askJavaScript(writeJavaScript(audience, facts).text ?? '', table, facts)).toEqual([
        row,
      ]);
    });
  });

  it('doubles quotes and names nothing else of the file', () => {
    const table = tableOf({ 'say "when"': ["it's", 'b'] });
    const { text } = writeSql(
      { kind: 'level', column: 'say "when"', oneOf: ["it's"] },
      factsOf(table, ['category']),
    );
    expect(text).toContain(`WHERE "say ""when""" = 'it''s';`);
  });

  it('cannot say meaning, and tells that segments count on the exported file', () => {
    const facts = factsOf(tableOf({ a: ['x'] }), ['text']);
    const meaning = writeSql({ kind: 'meaning', text: 'delivery', least: 0.5 }, facts);
    expect(meaning).toEqual({ cannot: ['meaning'], approximate: false });
    expect(writeSql({ kind: 'segment', oneOf: [1] }, facts).cannot).toEqual(['segment']);
    expect(writeSql({ kind: 'words', text: 'late' }, facts).approximate).toBe(true);
  });

  it('finds at least those who say a word, by its beginning', () => {
    const cells = ['The deliveries came late', 'delivered', 'a delivery', 'nothing', 'del'];
    const table = tableOf({ said: cells });
    const facts = factsOf(table, ['text']);
    const audience: Audience = { kind: 'words', text: 'delivery' };
    expect(ours(audience, facts)).toEqual([0, 2]);
    expect(askSql(writeSql(audience, facts).text ?? '', table, facts)).toEqual([0, 1, 2]);
    expect(askJavaScript(writeJavaScript(audience, facts).text ?? '', table, facts)).toEqual([
      0, 1, 2,
    ]);
  });
});

describe('writeJavaScript', () => {
  it('finds the same customers when it is run, whatever names and values are', () => {
    fc.assert(
      fc.property(anyTable, anyAudience, (table, audience) => {
        const facts = factsOf(table);
        const { text } = writeJavaScript(audience, facts);
        expect(askJavaScript(text ?? '', table, facts)).toEqual(ours(audience, facts));
      }),
      { numRuns: 400, seed: 12 },
    );
  });

  it('can stand in a script of a page', () => {
    fc.assert(
      fc.property(anyTable, anyAudience, (table, audience) => {
        expect(writeJavaScript(audience, factsOf(table)).text).not.toMatch(
          /<\/script|\u2028|\u2029/u,
        );
      }),
      { numRuns: 100, seed: 13 },
    );
  });
});

interface HubSpotFilter {
  readonly property: string;
  readonly operation: {
    readonly operationType: string;
    readonly operator: string;
    readonly value?: number;
    readonly values?: readonly string[];
    readonly timePoint?: { readonly year: number; readonly month: number; readonly day: number };
    readonly includeObjectsWithNoValueSet: boolean;
  };
}

/** What HubSpot does with filters, as its documentation tells it. */
function passesHubSpot({ operation }: HubSpotFilter, cell: string | number | null): boolean {
  const { operator, value = 0, values = [], timePoint } = operation;
  if (operator === 'IS_UNKNOWN') return cell === null;
  if (operator === 'IS_KNOWN') return cell !== null;
  if (cell === null) return operation.includeObjectsWithNoValueSet;
  const text = `${cell}`;
  const day =
    timePoint === undefined
      ? 0
      : Date.UTC(timePoint.year, timePoint.month - 1, timePoint.day) / 86_400_000;
  const own = Date.parse(text) / 86_400_000;
  switch (operator) {
    case 'IS_GREATER_THAN_OR_EQUAL_TO':
      return Number(cell) >= value;
    case 'IS_GREATER_THAN':
      return Number(cell) > value;
    case 'IS_LESS_THAN_OR_EQUAL_TO':
      return Number(cell) <= value;
    case 'IS_LESS_THAN':
      return Number(cell) < value;
    case 'IS_AFTER':
      return own >= day;
    case 'IS_BEFORE':
      return own < day;
    case 'IS_EQUAL_TO':
      return values.includes(text);
    case 'IS_NOT_EQUAL_TO':
      return !values.includes(text);
    case 'CONTAINS':
      return values.some((one) => text.toLowerCase().includes(one.toLowerCase()));
    case 'DOES_NOT_CONTAIN':
      return !values.some((one) => text.toLowerCase().includes(one.toLowerCase()));
    default:
      throw new Error(operator);
  }
}

interface KlaviyoCondition {
  readonly property: string;
  readonly filter: {
    readonly type: string;
    readonly operator: string;
    readonly value?: string | number;
    readonly date?: string;
  };
}

function passesKlaviyo({ filter }: KlaviyoCondition, cell: string | number | null): boolean {
  const { operator, value = '', date = '' } = filter;
  if (operator === 'is-set') return cell !== null;
  if (operator === 'not-set') return cell === null;
  const text = `${cell}`.toLowerCase();
  const wanted = `${value}`;
  if (operator === 'not-equals') return `${cell}` !== wanted || cell === null;
  if (operator === 'not-contains') return cell === null || !text.includes(wanted.toLowerCase());
  if (cell === null) return false;
  switch (operator) {
    case 'equals':
      return `${cell}` === wanted;
    case 'contains':
      return text.includes(wanted.toLowerCase());
    case 'greater-than-or-equal':
      return Number(cell) >= Number(value);
    case 'greater-than':
      return Number(cell) > Number(value);
    case 'less-than-or-equal':
      return Number(cell) <= Number(value);
    case 'less-than':
      return Number(cell) < Number(value);
    case 'after':
      return Date.parse(`${cell}`) > Date.parse(date);
    case 'before':
      return Date.parse(`${cell}`) < Date.parse(date);
    default:
      throw new Error(operator);
  }
}

/** A table as a marketing tool would hold it: cells without blanks at their ends, nothing for what says nothing. */
const TOOL_TABLE = tableOf({
  spend: ['10', '20', '', '40', '55', '60', '0', '7', '30'],
  joined: [
    '2024-01-01',
    '2024-01-02',
    '2024-03-01',
    '',
    '2023-05-05',
    '2024-02-29',
    '2024-01-31',
    '2024-01-01',
    '2024-02-01',
  ],
  city: ["L'Aquila", 'Bonn', '', 'Bonn', 'Paris', 'Rome', 'Paris', 'Bonn', 'Rome'],
  app: ['yes', 'no', 'yes', '', 'no', 'yes', 'no', 'yes', 'no'],
});
const TOOL_FACTS = factsOf(TOOL_TABLE, ['amount', 'date', 'category', 'flag']);
const toolAudience: fc.Arbitrary<Audience> = fc.letrec<{ audience: Audience }>((tie) => ({
  audience: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Audience>(
      { kind: 'number', column: 'spend', least: 10, under: 50 },
      { kind: 'number', column: 'spend', over: 20 },
      { kind: 'number', column: 'spend', most: 30 },
      { kind: 'date', column: 'joined', from: '2024-01-02', until: '2024-02-29' },
      { kind: 'date', column: 'joined', until: '2024-01-01' },
      { kind: 'recent', column: 'joined', days: 31 },
      { kind: 'level', column: 'city', oneOf: ["L'Aquila", 'Bonn'] },
      { kind: 'contains', column: 'city', text: 'o' },
      { kind: 'flag', column: 'app', yes: true },
      { kind: 'empty', column: 'city' },
      { kind: 'segment', oneOf: [2] },
    ),
    fc
      .array(tie('audience'), { minLength: 1, maxLength: 3 })
      .chain((of) => fc.constantFrom('all', 'any').map((kind): Audience => ({ kind, of }))),
    tie('audience').map((of): Audience => ({ kind: 'not', of })),
  ),
})).audience;

const customersOfTool = Array.from({ length: TOOL_TABLE.rows }, (_, row) =>
  customerOf(TOOL_TABLE, TOOL_FACTS, row),
);
const json = (text: string) => JSON.parse(text.slice(text.indexOf('\n{\n') + 1)) as unknown;

describe('writeHubSpot', () => {
  it('writes filters that let the same customers through', () => {
    fc.assert(
      fc.property(toolAudience, (audience) => {
        const { text, cannot } = writeHubSpot(audience, TOOL_FACTS);
        if (text === undefined) {
          expect(cannot).toEqual(['too-many']);
          return;
        }
        const { filterBranch } = json(text) as {
          filterBranch: { filterBranches: { filters: HubSpotFilter[] }[] };
        };
        const found = customersOfTool.flatMap((customer, row) =>
          TOOL_FACTS.present[row] === 1 &&
          filterBranch.filterBranches.some(({ filters }) =>
            filters.every((filter) => passesHubSpot(filter, customer.get(filter.property) ?? null)),
          )
            ? [row]
            : [],
        );
        expect(found).toEqual(ours(audience, TOOL_FACTS));
      }),
      { numRuns: 300, seed: 14 },
    );
  });

  it('says the words of its list editor, hostile names on one line', () => {
    const table = tableOf({ 'two\nlines': ['x\ny', 'b'], spend: ['1', '2'] });
    const { text = '' } = writeHubSpot(
      {
        kind: 'all',
        of: [
          { kind: 'number', column: 'spend', least: 2 },
          { kind: 'not', of: { kind: 'level', column: 'two\nlines', oneOf: ['x\ny'] } },
        ],
      },
      factsOf(table, ['number', 'category']),
    );
    expect(text).toContain('  - spend | is greater than or equal to | 2\n');
    expect(text).toContain('  - two\\nlines | is not equal to any of | x\\ny | or is unknown\n');
  });
});

describe('writeKlaviyo', () => {
  it('writes conditions that let the same customers through', () => {
    fc.assert(
      fc.property(toolAudience, (audience) => {
        const { text, cannot } = writeKlaviyo(audience, TOOL_FACTS);
        if (text === undefined) {
          expect(cannot).toEqual(['too-many']);
          return;
        }
        const { definition } = json(text) as {
          definition: { condition_groups: { conditions: KlaviyoCondition[] }[] };
        };
        const nameOf = (property: string) => /^properties\['(.*)'\]$/su.exec(property)?.[1] ?? '';
        const found = customersOfTool.flatMap((customer, row) =>
          TOOL_FACTS.present[row] === 1 &&
          definition.condition_groups.every(({ conditions }) =>
            conditions.some((one) =>
              passesKlaviyo(one, customer.get(nameOf(one.property)) ?? null),
            ),
          )
            ? [row]
            : [],
        );
        expect(found).toEqual(ours(audience, TOOL_FACTS));
      }),
      { numRuns: 300, seed: 15 },
    );
  });

  it('escapes the quote in a property', () => {
    const facts = factsOf(tableOf({ [HOSTILE_NAMES.number]: ['1', '2'] }), ['number']);
    const { text = '' } = writeKlaviyo(
      { kind: 'number', column: HOSTILE_NAMES.number, least: 1 },
      facts,
    );
    const { definition } = json(text) as {
      definition: { condition_groups: { conditions: KlaviyoCondition[] }[] };
    };
    expect(definition.condition_groups[0].conditions[0].property).toMatch(/^properties\['a\\'b /u);
  });
});
