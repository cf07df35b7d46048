import { expect, it } from 'vitest';
import { makeSample } from '../../../src/core/sample/make-sample';
import { readTable } from '../../../src/core/table/read-table';
import { textsOf } from '../../../src/core/prepare/views';
import { inferLanguage } from '../../../src/core/text/language';

it.each<[string, string[], 'en' | 'zh' | 'other']>([
  ['English', ['Where is my parcel?', 'The tea was very good'], 'en'],
  ['English titles', ['How to reset the password', 'Top up is pending', 'Exchange rate'], 'en'],
  ['Chinese', ['味道不错，送餐很快', '太慢了'], 'zh'],
  ['Chinese with English words', ['这个 APP 很好用', 'iPhone 手机壳收到了'], 'zh'],
  ['Russian', ['Где моя посылка?', 'Очень хороший чай'], 'other'],
  ['German', ['Wo bleibt mein Paket?', 'Der Tee schmeckt sehr gut, gerne wieder'], 'other'],
  ['Spanish', ['¿Dónde está mi paquete?', 'El té es muy bueno'], 'other'],
  ['Japanese kana', ['とてもおいしいです', 'はやくとどきました'], 'other'],
  ['mostly English with a few Chinese reviews', ['It is good', 'I like it a lot', '好'], 'en'],
  ['nothing', [], 'other'],
  ['figures only', ['123', '4/5', '🙂'], 'other'],
])('reads %s', (_, texts, language) => {
  expect(inferLanguage(texts)).toBe(language);
});

it.each(['en', 'zh'] as const)('reads the comments of the sample in %s', (language) => {
  const { table } = readTable(makeSample(language).csv);
  expect(inferLanguage(textsOf(table.columns[table.columns.length - 1]))).toBe(language);
});
