import { expect, it } from 'vitest';
import { findPersonal } from '../../../src/core/personal/find-personal';
import { makeSample } from '../../../src/core/sample/make-sample';
import { readTable } from '../../../src/core/table/read-table';

it.each([
  'How many spoons of Earl Grey go into one pot?',
  'a tin of Lady Grey please',
  'Dr Pepper and Ben & Jerry’s were late',
  'I asked Alexa to play it',
])('takes goods that are called like people for goods: %s', (text) => {
  expect(findPersonal(text)).toEqual([]);
});

it('still finds who speaks of them', () => {
  const text = 'Earl Grey for Mr Henderson, please';
  expect(
    findPersonal(text)
      .map(({ start, end }) => text.slice(start, end))
      .join(),
  ).toMatch(/Henderson/);
});

it.each(['en', 'zh'] as const)('finds nobody in the made-up sample in %s', (language) => {
  const { table } = readTable(makeSample(language).csv);
  const found = table.columns.flatMap(({ levels }) =>
    levels.filter((cell) => findPersonal(cell).length > 0),
  );
  expect(found).toEqual([]);
});
