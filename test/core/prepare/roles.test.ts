import { describe, expect, it } from 'vitest';
import {
  countWords,
  readColumn,
  readColumns,
  type Role,
  type RoleReason,
} from '../../../src/core/prepare/roles';
import { createRandom } from '../../../src/core/random';
import { makeSample } from '../../../src/core/sample/make-sample';
import { readTable } from '../../../src/core/table/read-table';
import { columnOf } from '../../fixtures/tables';

const ROWS = 200;
const random = createRandom(42);
const each = (cell: (row: number) => string) => Array.from({ length: ROWS }, (_, row) => cell(row));
const pick = (...choices: string[]) => each(() => choices[random.below(choices.length)]);
const drawn = Array.from({ length: ROWS }, () => random.next());
const spread = each((row) => (drawn[row] * 900).toFixed(2));
const comments = each(
  (row) => `I ordered tea number ${row} and it came ${random.below(9)} days late again`,
);
const chinese = each((row) => `第${row}次点餐，送得很慢，味道还可以${random.below(50)}`);

const columns: [string, string[], Role, RoleReason][] = [
  ['customer_id', each((row) => `C${1000 + row}`), 'id', 'unique-key'],
  ['CustomerID', each((row) => `${row + 1}`), 'id', 'unique-key'],
  ['ID', each((row) => `${row * 37 + 5}`), 'id', 'unique-key'],
  ['客户编号', each((row) => `${90000 + row * 13}`), 'id', 'unique-key'],
  ['会员号', each((row) => `V${row}`), 'id', 'unique-key'],
  ['InvoiceNo', each((row) => `${536365 + Math.floor(row / 1.2)}`), 'id', 'named-id'],
  ['rank', each((row) => `${row + 1}`), 'id', 'unique-key'],
  ['age', each(() => `${18 + random.below(60)}`), 'protected', 'named-protected'],
  ['pages', each(() => `${18 + random.below(60)}`), 'number', 'mostly-numbers'],
  ['Annual Income (k$)', spread, 'amount', 'money'],
  ['Umsatz', spread.map((cell) => cell.replace('.', ',')), 'number', 'mostly-numbers'],
  ['balance', spread.map((cell) => `$${cell}`), 'amount', 'money'],
  ['net', spread.map((cell) => `${cell} €`), 'amount', 'money'],
  ['消费金额', spread.map((cell) => `￥${cell}`), 'amount', 'money'],
  ['income', spread.map((cell, row) => (row % 15 ? cell : '')), 'amount', 'money'],
  ['email_clicks', each(() => `${random.below(80)}`), 'number', 'mostly-numbers'],
  ['mobile_visits', each(() => `${random.below(80)}`), 'number', 'mostly-numbers'],
  ['SeniorCitizen', pick('0', '1'), 'protected', 'named-protected'],
  ['性别', pick('男', '女'), 'protected', 'named-protected'],
  [
    'Date of birth',
    each((row) => `19${10 + (row % 80)}-0${1 + (row % 9)}-11`),
    'protected',
    'named-protected',
  ],
  ['is_member', pick('0', '1'), 'flag', 'two-values'],
  ['Channel', pick('1', '2'), 'channel', 'named-channel'],
  ['来源', pick('微信', '门店', '官网'), 'channel', 'named-channel'],
  ['utm_campaign', pick('spring', 'summer', 'none of these'), 'campaign', 'named-campaign'],
  ['email_opt_in', pick('yes', 'no', ''), 'consent', 'named-consent'],
  ['Unsubscribed', pick('0', '1'), 'consent', 'named-consent'],
  ['是否同意营销', pick('是', '否'), 'consent', 'named-consent'],
  ['newsletter', pick('weekly', 'daily', 'monthly'), 'category', 'few-levels'],
  ['Response', pick('0', '1'), 'target', 'named-target'],
  ['是否流失', pick('是', '否'), 'target', 'named-target'],
  ['churn', pick('Yes', 'No'), 'target', 'named-target'],
  ['city', pick('Leeds', 'York', 'Bath', ''), 'category', 'few-levels'],
  ['城市', pick('北京', '上海', '广州'), 'category', 'few-levels'],
  ['PhoneService', pick('Yes', 'No'), 'flag', 'two-values'],
  ['joined', each((row) => `2024-0${1 + (row % 9)}-1${row % 10}`), 'date', 'mostly-dates'],
  ['Dt_Customer', each((row) => `1${row % 10}/0${1 + (row % 9)}/2014`), 'date', 'mostly-dates'],
  ['Dt_Customer', each((row) => `${41000 + row * 3}`), 'date', 'excel-dates'],
  ['stock value', each((row) => `${41000 + row * 3}`), 'amount', 'money'],
  ['Genre', pick('Male', 'Female'), 'protected', 'named-protected'],
  ['device_id', each((row) => `${100 + (row % 7)}`), 'channel', 'named-channel'],
  ['member_no', each((row) => `${100 + (row % 40)}`), 'id', 'named-id'],
  ['item_id', each((row) => `${100 + (row % 40)}`), 'category', 'few-levels'],
  ['Spending Score (1-100)', each(() => `${random.below(99)}`), 'number', 'mostly-numbers'],
  ['signup', each((row) => `0${1 + (row % 9)}/${13 + (row % 9)}/2014`), 'date', 'mostly-dates'],
  ['day', each((row) => `1997010${1 + (row % 9)}`), 'date', 'mostly-dates'],
  [
    '注册日期',
    each((row) => `2024年${1 + (row % 12)}月${1 + (row % 28)}日`),
    'date',
    'mostly-dates',
  ],
  ['Date', each((row) => `${1 + (row % 28)}-Jul-18`), 'date', 'mostly-dates'],
  ['comment', comments, 'text', 'free-text'],
  ['what they said', comments, 'text', 'free-text'],
  ['Review Text', comments.map((cell, row) => (row % 4 ? cell : '')), 'text', 'free-text'],
  ['评论', chinese, 'text', 'free-text'],
  ['内容', chinese, 'text', 'free-text'],
  ['email', each((row) => `person${row}@example.org`), 'ignore', 'contact'],
  ['contact', each((row) => `person${row}@example.org`), 'ignore', 'contact'],
  ['phone', each((row) => `555${1000000 + row * 7919}`), 'ignore', 'contact'],
  ['手机', each((row) => `138${10000000 + row * 7919}`), 'ignore', 'contact'],
  ['zip', each((row) => `0${1000 + row * 31}`), 'ignore', 'contact'],
  ['branch', each((row) => `0${10 + (row % 40)}`), 'ignore', 'code-numbers'],
  ['Z_Revenue', each(() => '11'), 'ignore', 'one-value'],
  ['empty', each(() => ''), 'ignore', 'empty'],
  ['missing', pick('NA', 'n/a', '-', ' '), 'ignore', 'empty'],
];

describe('readColumn', () => {
  it.each(columns)('%s is proposed as expected', (name, cells, role, reason) => {
    expect(readColumn(columnOf(name, cells), ROWS)).toMatchObject({ name, role, reason });
  });

  it('counts what is filled, what differs, and shows three cells', () => {
    const cells = ['York', '', 'Bath', 'York', 'n/a', 'Leeds', 'Hull'];
    expect(readColumn(columnOf('city', cells), 7)).toMatchObject({
      filled: 5,
      distinct: 4,
      examples: ['York', 'Bath', 'Leeds'],
      fit: 1,
    });
  });

  it('tells what share of the cells fits', () => {
    const cells = each((row) => (row < 10 ? 'many' : `${row * 1.5}`));
    expect(readColumn(columnOf('orders', cells), ROWS)).toMatchObject({
      role: 'number',
      fit: 0.95,
    });
  });

  it('takes a column of blanks for empty, however long they are', () => {
    const cells = each((row) => ' '.repeat(row % 9));
    expect(readColumn(columnOf('x', cells), ROWS)).toMatchObject({
      role: 'ignore',
      reason: 'empty',
      filled: 0,
    });
  });
});

describe('readColumns', () => {
  it.each(['en', 'zh'] as const)('reads the sample in %s', (language) => {
    const { table } = readTable(makeSample(language).csv);
    expect(readColumns(table).map(({ role }) => role)).toEqual([
      'id',
      'category',
      'channel',
      'date',
      'number',
      'amount',
      'number',
      'number',
      'number',
      'number',
      'text',
    ]);
  });
});

describe('countWords', () => {
  it.each([
    ['', 0],
    ['late', 1],
    ['the parcel is late', 4],
    ["don't re-order, please!", 3],
    ['味道', 1],
    ['味道不错', 2],
    ['味道很好吃', 3],
    ['APP很慢', 2],
    ['!!! …', 0],
    ['42 days', 2],
  ])('%j has %i', (cell, count) => {
    expect(countWords(cell)).toBe(count);
  });
});
