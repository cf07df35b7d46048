import { expect, it } from 'vitest';
import { cellAt, isMissing } from '../../../src/core/table/table';
import { columnOf } from '../../fixtures/tables';

it.each([
  '',
  ' ',
  'NA',
  'n/a',
  '#N/A',
  'NaN',
  'null',
  'NULL',
  'None',
  'nil',
  '-',
  '--',
  '?',
  '.',
  '\\N',
  '缺失',
  '无',
  '空',
  '未知',
  ' na ',
])('takes %j for missing', (cell) => {
  expect(isMissing(cell)).toBe(true);
});

it.each(['     ', '\t\t\t\t\t\t', ' null ', '  n/a  '])(
  'takes %j for missing: blanks do not count',
  (cell) => {
    expect(isMissing(cell)).toBe(true);
  },
);

it.each(['0', 'no', 'none of them', 'N', '—x', '无糖', '...', 'Nan Jing', 'false'])(
  'takes %j for an answer',
  (cell) => {
    expect(isMissing(cell)).toBe(false);
  },
);

it('gives the cell of a row', () => {
  const column = columnOf('x', ['b', 'a', 'b']);
  expect([0, 1, 2].map((row) => cellAt(column, row))).toEqual(['b', 'a', 'b']);
});
