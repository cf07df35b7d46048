import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault';
import { hashEntry } from '../../src/core/prepare/objections';
import { ROLES } from '../../src/core/prepare/roles';
import { leaveTable } from '../../src/core/quality/recipe';
import { recipeToJson } from '../../src/core/quality/recipe-json';
import { keysOf, type Plan, SEED } from '../../src/core/study';
import { BUILT_IN } from '../../src/core/encoder-names';
import {
  changedParts,
  matchPreparation,
  onlyChosen,
  type Preparation,
  preparationOf,
} from '../../src/study/preparation';
import { preparationFromJson, preparationToJson } from '../../src/study/preparation-json';
import { faultOf } from '../fixtures/faults';
import { fc } from '../fixtures/properties';
import { tableOf } from '../fixtures/tables';

const MAY = tableOf({
  id: ['a', 'b', 'c'],
  joined: ['03/04/2024', '05/06/2024', '07/08/2024'],
  basket: ['1', '', '3'],
  note: ['so good', 'so bad', 'so so'],
});
const NAMES = MAY.columns.map(({ name }) => name);
const PROPOSED: Plan = {
  roles: ['id', 'date', 'number', 'text'],
  encoder: BUILT_IN,
  method: 'kmeans',
  k: null,
  seed: SEED,
};
const roles = ['id', 'date', 'number', 'ignore'] as const;
const recipe = leaveTable(MAY, roles);
const PLAN: Plan = {
  ...PROPOSED,
  roles,
  method: 'ward',
  k: 4,
  seed: 7,
  texts: {
    tidy: true,
    mask: false,
    links: 'host',
    boilerplate: [{ kind: 'shared', id: 'kind regards', place: 'end' }],
  },
  recipe: {
    ...recipe,
    columns: recipe.columns.map((column) =>
      column.column === 'basket' ? { ...column, missing: 'median', outliers: 'clip' } : column,
    ),
  },
  objections: ['a@example.org', '+44 20 7946 0100'].map(hashEntry).sort(),
  sensitive: 'allow',
  dateOrders: { joined: 'mdy' },
  decimalMarks: { basket: ',' },
  personal: { note: 'none' },
};
const HINTS = {
  delimiter: ';',
  encoding: 'gb18030',
  headerRow: 3,
  footer: false,
  orders: { customer: 'id', date: 'joined', dateOrder: 'mdy', texts: ['note'] },
} as const;
const SAVED = preparationOf(NAMES, PLAN, HINTS);
const again = (preparation: Preparation) => preparationFromJson(preparationToJson(preparation));

describe('a preparation', () => {
  it('makes the very plan again on the same columns, from JSON too', () => {
    const { plan, missing, added, encoder } = matchPreparation(MAY, again(SAVED), PROPOSED);
    expect(plan).toEqual(PLAN);
    expect(keysOf('t', plan)).toEqual(keysOf('t', PLAN));
    expect([missing, added, encoder]).toEqual([[], [], undefined]);
    expect(again(SAVED).hints).toEqual(HINTS);
  });

  it('says nothing that a plan leaves open', () => {
    const plain = preparationOf(NAMES, PROPOSED, {});
    expect(matchPreparation(MAY, again(plain), PROPOSED).plan).toEqual(PROPOSED);
    expect(changedParts({}, PROPOSED, PROPOSED)).toEqual([]);
    expect(Object.keys(plain)).not.toContain('texts');
  });

  it('holds no objection in clear', () => {
    const text = preparationToJson(SAVED);
    expect(text).not.toContain('example.org');
    expect(text).not.toContain('7946');
    expect(text).toContain(hashEntry('A@Example.org '));
  });

  it('fits another file by names: what is gone and what is new is told', () => {
    const june = tableOf({ city: ['York'], basket: ['2'], joined: ['01/02/2024'], id: ['d'] });
    const found = matchPreparation(june, again(SAVED), {
      ...PROPOSED,
      roles: ['category', 'category', 'ignore', 'ignore'],
    });
    expect(found.missing).toEqual(['note']);
    expect(found.added).toEqual(['city']);
    expect(found.plan.roles).toEqual(['category', 'number', 'date', 'id']);
    expect(found.plan.dateOrders).toEqual({ joined: 'mdy' });
    expect(found.plan.recipe?.columns.map(({ column, missing }) => [column, missing])).toEqual([
      ['city', 'leave'],
      ['basket', 'median'],
      ['joined', 'leave'],
      ['id', 'leave'],
    ]);
  });

  it('takes the proposed encoder where its own is not there', () => {
    const asked = { ...SAVED, encoder: 'bge-small-en-v1.5' };
    expect(matchPreparation(MAY, asked, PROPOSED, [BUILT_IN])).toMatchObject({
      encoder: 'bge-small-en-v1.5',
      plan: { encoder: BUILT_IN },
    });
    expect(matchPreparation(MAY, asked, PROPOSED).plan.encoder).toBe('bge-small-en-v1.5');
  });

  it('tells which parts differ from what is proposed', () => {
    expect(changedParts(HINTS, PLAN, PROPOSED)).toEqual([
      'reading',
      'orders',
      'roles',
      'dates',
      'texts',
      'treatments',
      'objections',
      'grouping',
    ]);
    expect(changedParts({ orders: null }, { ...PROPOSED, k: 3 }, PROPOSED)).toEqual([
      'orders',
      'grouping',
    ]);
  });

  it('keeps only what was chosen when the file is read in another way', () => {
    const kept = onlyChosen(SAVED, PROPOSED.roles, { method: false, encoder: false });
    expect(kept.columns).toEqual([
      { name: 'joined', dateOrder: 'mdy' },
      { name: 'basket', decimalMark: ',' },
      { name: 'note', role: 'ignore', personal: 'none' },
    ]);
    expect([kept.method, kept.encoder, kept.k]).toEqual([undefined, undefined, 4]);
    const wider = tableOf({ note: ['x'], extra: ['1'], joined: ['y'] });
    const { plan } = matchPreparation(wider, kept, {
      ...PROPOSED,
      roles: ['text', 'number', 'text'],
    });
    expect(plan.roles).toEqual(['ignore', 'number', 'text']);
    expect(plan.dateOrders).toEqual({ joined: 'mdy' });
    expect(plan.personal).toEqual({ note: 'none' });
    expect(plan.decimalMarks).toBeUndefined();
    const all = onlyChosen(SAVED, PROPOSED.roles, { method: true, encoder: true });
    expect([all.method, all.encoder]).toEqual(['ward', BUILT_IN]);
  });

  it('comes back from JSON whatever its columns are called', () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', ''),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({ name, role: fc.constantFrom(...ROLES) }, { requiredKeys: ['name', 'role'] }),
          { selector: (column) => column.name, minLength: 1 },
        ),
        fc.constantFrom('dmy' as const, 'mdy' as const),
        (columns, order) => {
          const table = {
            rows: 1,
            columns: columns.map((column) => ({
              name: column.name,
              levels: ['x'],
              codes: new Int32Array(1),
            })),
          };
          const plan: Plan = {
            ...PROPOSED,
            roles: columns.map(({ role }) => role),
            dateOrders: Object.fromEntries(columns.map((column) => [column.name, order])),
          };
          const names = columns.map((column) => column.name);
          const back = matchPreparation(table, again(preparationOf(names, plan, {})), PROPOSED);
          expect(back.plan).toEqual(plan);
          expect(Object.keys(back.plan.dateOrders ?? {}).sort()).toEqual([...names].sort());
          expect([back.missing, back.added]).toEqual([[], []]);
        },
      ),
    );
    expect(Object.hasOwn(Object.prototype, 'dmy')).toBe(false);
  });
});

describe('preparationFromJson', () => {
  const written = () => JSON.parse(preparationToJson(SAVED)) as Record<string, unknown>;
  const changed = (change: object) => JSON.stringify({ ...written(), ...change });

  it('reads treatments that were saved alone', () => {
    const found = preparationFromJson(recipeToJson(PLAN.recipe ?? recipe));
    const { plan, missing, added } = matchPreparation(MAY, found, PROPOSED);
    expect(plan).toEqual({ ...PROPOSED, recipe: PLAN.recipe });
    expect([missing, added]).toEqual([[], []]);
  });

  it('reads a file that an editor marked as UTF-8', () => {
    expect(preparationFromJson(`\ufeff${preparationToJson(SAVED)}`)).toEqual(again(SAVED));
  });

  it.each<[string, string, string]>([
    ['no JSON', 'id,city\n1,York\n', 'JSON'],
    ['a list', '[]', 'JSON'],
    ['null', 'null', 'JSON'],
    ['another format', '{"format":"enclave-project","version":1}', 'format'],
    ['no version', '{"format":"enclave-preparation"}', 'version'],
    ['a key that is not known', changed({ colums: [] }), 'colums'],
    ['columns that are no list', changed({ columns: { a: 1 } }), 'columns'],
    ['a column without a name', changed({ columns: [{ role: 'id' }] }), 'columns[0].name'],
    [
      'a role that is not known',
      changed({ columns: [{ name: 'a' }, { name: 'b', role: 'idd' }] }),
      'columns[1].role',
    ],
    ['a column twice', changed({ columns: [{ name: 'a' }, { name: 'a' }] }), 'columns'],
    [
      'an order that nobody is asked for',
      changed({ columns: [{ name: 'a', dateOrder: 'ymd' }] }),
      'columns[0].dateOrder',
    ],
    ['an unknown encoding', changed({ reading: { encoding: 'utf-9' } }), 'reading.encoding'],
    ['a delimiter of three', changed({ reading: { delimiter: ';;;' } }), 'reading.delimiter'],
    ['a line end as delimiter', changed({ reading: { delimiter: '\n' } }), 'reading.delimiter'],
    ['half a row', changed({ reading: { headerRow: 1.5 } }), 'reading.headerRow'],
    ['orders of nobody', changed({ reading: { orders: {} } }), 'reading.orders.customer'],
    [
      'a role of orders that is not known',
      changed({ reading: { orders: { customer: 'a', colour: 'b' } } }),
      'reading.orders.colour',
    ],
    [
      'three cut points',
      changed({ reading: { orders: { customer: 'a', cuts: { recency: [1, 2, 3] } } } }),
      'reading.orders.cuts.recency',
    ],
    ['half a treatment of texts', changed({ texts: { tidy: true } }), 'texts.mask'],
    [
      'a phrase in the middle',
      changed({
        texts: {
          tidy: true,
          mask: true,
          boilerplate: [{ kind: 'known', id: 'a', place: 'middle' }],
        },
      }),
      'texts.boilerplate[0].place',
    ],
    ['an objection in clear', changed({ objections: ['a@example.org'] }), 'objections'],
    ['a method that is not known', changed({ grouping: { method: 'magic' } }), 'grouping.method'],
    ['no segments', changed({ grouping: { k: 0 } }), 'grouping.k'],
    [
      'a number for a theme',
      changed({ grouping: { settings: { themes: ['late', 3] } } }),
      'grouping.settings.themes',
    ],
    ['nine scores', changed({ grouping: { settings: { scores: 9 } } }), 'grouping.settings.scores'],
    [
      'a measure that is none',
      changed({ grouping: { settings: { rfmColumns: { mood: 'a' } } } }),
      'grouping.settings.rfmColumns.mood',
    ],
    ['a recipe that is none', changed({ recipe: { format: 'x' } }), 'recipe'],
  ])('refuses %s, with its place', async (_, text, place) => {
    const fault = await faultOf(() => preparationFromJson(text));
    expect(fault).toEqual(new Fault('preparation-damaged', { place }));
    expect(fault.details.place).toBe(place);
  });

  it('keeps themes, scores and columns of one’s own', () => {
    const settings = {
      themes: ['Late: parcel', '送礼'],
      scores: 4,
      rfmColumns: { recency: 'seen', monetary: '' },
    } as const;
    const saved = { ...SAVED, method: 'themes', settings } as const;
    expect(preparationFromJson(preparationToJson(saved)).settings).toEqual(settings);
  });

  it('says that a newer page wrote it', async () => {
    const newer = await faultOf(() => preparationFromJson(changed({ version: 3 })));
    expect(newer.code).toBe('preparation-newer');
    const recipe2 = { ...(written().recipe as object), version: 99 };
    const inside = await faultOf(() => preparationFromJson(changed({ recipe: recipe2 })));
    expect(inside.code).toBe('preparation-newer');
  });

  it('names a treatment that is not known', async () => {
    const text = preparationToJson(SAVED).replace('"median"', '"magic"');
    expect(await faultOf(() => preparationFromJson(text))).toMatchObject({
      code: 'options-unknown',
      details: { option: 'basket: missing = magic' },
    });
  });

  it.each([
    '{"__proto__":{"polluted":1},"format":"enclave-preparation","version":1}',
    '{"format":"enclave-preparation","version":1,"reading":{"__proto__":{"polluted":1}}}',
    '{"format":"enclave-preparation","version":1,"grouping":{"constructor":{"prototype":{"polluted":1}}}}',
    '{"format":"enclave-preparation","version":1,"columns":[{"name":"a","__proto__":{"role":"id"}}]}',
    '{"format":"enclave-preparation","version":1,"columns":[{"__proto__":{"name":"a"}}]}',
  ])('is not reached by %s', async (text) => {
    expect((await faultOf(() => preparationFromJson(text))).code).toBe('preparation-damaged');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('throws nothing but faults, whatever it is given', () => {
    const start = preparationToJson(SAVED);
    fc.assert(
      fc.property(fc.nat(start.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        try {
          preparationFromJson(start.slice(0, at) + put + start.slice(at + 1));
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
        }
      }),
      { numRuns: 400 },
    );
  });
});
