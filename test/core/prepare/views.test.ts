import { describe, expect, it } from 'vitest';
import { categoriesOf, datesOf, numbersOf, textsOf } from '../../../src/core/prepare/views';
import { columnOf } from '../../fixtures/tables';

describe('views of a column', () => {
  it('numbers: NaN where the cell is none, in the decimal mark of the column', () => {
    expect([...numbersOf(columnOf('x', ['1,5', '', 'n/a', '2,25', 'many', '1,5']))]).toEqual([
      1.5,
      Number.NaN,
      Number.NaN,
      2.25,
      Number.NaN,
      1.5,
    ]);
  });

  it('dates: in the order of the column', () => {
    const dates = datesOf(columnOf('x', ['05/31/2024', '03/04/2024', 'soon', '']));
    expect([...dates]).toEqual([
      Date.UTC(2024, 4, 31),
      Date.UTC(2024, 2, 4),
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('dates: as a spreadsheet counts days, where most cells are such numbers', () => {
    const dates = datesOf(columnOf('x', ['41156', '41156.5', '41157', '2012-09-06', '7', '']));
    expect([...dates]).toEqual([
      Date.UTC(2012, 8, 4),
      Date.UTC(2012, 8, 4, 12),
      Date.UTC(2012, 8, 5),
      Date.UTC(2012, 8, 6),
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('categories: trimmed, in order of their characters, -1 where nothing is known', () => {
    const found = categoriesOf(columnOf('x', ['b', ' a', 'N/A', 'a ', '', 'B', '无']));
    expect(found.levels).toEqual(['B', 'a', 'b']);
    expect([...found.codes]).toEqual([2, 1, -1, 1, -1, 0, -1]);
  });

  it('categories: the same levels however the rows stand, and only those in use', () => {
    const column = { name: 'x', levels: ['gone', 'b', 'a'], codes: Int32Array.of(1, 2, 1) };
    expect(categoriesOf(column)).toEqual({ levels: ['a', 'b'], codes: Int32Array.of(1, 0, 1) });
  });

  it('texts: blanks made one, empty where nothing is said', () => {
    expect(textsOf(columnOf('x', [' very\n  good\ttea ', '', 'null', '-', '很 好']))).toEqual([
      'very good tea',
      '',
      '',
      '',
      '很 好',
    ]);
  });
});
