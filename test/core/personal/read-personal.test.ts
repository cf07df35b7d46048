import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPersonal } from '../../../src/core/personal/read-personal';
import { readTable } from '../../../src/core/table/read-table';
import { ROOT } from '../../fixtures/sources';

const cells = (make: (row: number) => string, rows = 60) =>
  Array.from({ length: rows }, (_, row) => make(row));
const pick = (row: number, words: string) => words.split(' ')[row % words.split(' ').length];
const GIVEN = 'Maria Peter Anna Lukas Sofia Thomas Julia Daniel Emma Oliver Clara Martin';
const FAMILY = 'Smith Garcia Jensen Novak Rossi Weber Murphy Patel Larsen Costa Dubois';

describe('readPersonal takes for personal', () => {
  it.each<[string, (row: number) => string, string, string]>([
    ['E-mail', (row) => `c${row}@example.com`, 'email', 'name-and-values'],
    ['x', (row) => `c${row}@example.com`, 'email', 'values'],
    ['邮箱', (row) => `c${row}@example.com`, 'email', 'name-and-values'],
    ['PhoneNumber', (row) => String(5550100 + row), 'phone', 'name-and-values'],
    ['手机', (row) => String(13800138000 + row * 7919), 'phone', 'name-and-values'],
    ['col3', (row) => String(13800138000 + row * 7919), 'phone', 'values'],
    ['col4', (row) => `(212) 555-0${100 + row}`, 'phone', 'values'],
    ['first_name', (row) => pick(row, GIVEN), 'name', 'name-and-values'],
    [
      '姓名',
      (row) => `${'王李张刘陈杨赵'[row % 7]}${'小建国明丽'[row % 5]}${'华芳伟强'[row % 4]}`,
      'name',
      'name-and-values',
    ],
    ['Name', (row) => `${pick(row, GIVEN)} ${pick(row, FAMILY)}`, 'name', 'name-and-values'],
    ['who', (row) => `${pick(row, GIVEN)} ${pick(row, FAMILY)}`, 'name', 'values'],
    ['street address', (row) => `${row + 1} Oak Avenue`, 'address', 'name-and-values'],
    ['ZIP code', (row) => String(10000 + row * 137), 'address', 'name-and-values'],
    ['IP', (row) => `86.121.97.${row + 10}`, 'ip', 'name-and-values'],
    [
      'date_of_birth',
      (row) => `19${50 + (row % 40)}-0${1 + (row % 9)}-1${row % 9}`,
      'birth-date',
      'name-and-values',
    ],
    ['SSN', (row) => `078-05-${1120 + row}`, 'national-id', 'name-and-values'],
    [
      'note',
      (row) => (row % 6 ? 'it works very well for me' : 'my name is Maria, it works'),
      'name',
      'in-texts',
    ],
  ])('%s', (name, make, kind, reason) => {
    expect(readPersonal(name, cells(make))).toMatchObject({ kind, reason });
  });
});

describe('readPersonal takes for nothing personal', () => {
  it.each<[string, (row: number) => string]>([
    ['amount', (row) => String(row * 1234567)],
    ['price', (row) => `$${row * 3}.99`],
    ['year', (row) => String(1960 + row)],
    ['order_id', (row) => String(4500000000 + row)],
    ['InvoiceNo', (row) => String(536365 + row)],
    ['timestamp', (row) => String(1700000000000 + row * 86400000)],
    ['card_id', (row) => String(4000000000000000 + row)],
    ['PhoneService', (row) => (row % 2 ? 'Yes' : 'No')],
    ['mobile visits', (row) => String(row % 12)],
    ['zip_code', (row) => pick(row, 'Urban Rural Surburban')],
    ['product name', (row) => `${pick(row, GIVEN)} chair`],
    ['Name', (row) => `Oak ${pick(row, 'Table Chair Shelf')} ${row}`],
    ['segment_name', (row) => pick(row, 'Loyal New Lost')],
    ['joined', (row) => `2024-05-${10 + (row % 20)}`],
    ['email', () => ''],
    ['email opened', (row) => String(row % 2)],
    ['customer_id', (row) => `C-${100000 + row}`],
    ['review', () => 'it works very well for me'],
  ])('%s', (name, make) => {
    expect(readPersonal(name, cells(make))).toBeUndefined();
  });
});

const DATA = path.resolve(ROOT, '../shared/data');
const present = existsSync(DATA);
const title = present
  ? 'columns of files of others'
  : 'columns of files of others (skipped: there is no folder ../shared/data beside this repository)';
const filesOf = (folder: string) =>
  (present ? readdirSync(path.join(DATA, folder)) : [])
    .filter((name) => /\.[ct]sv$/.test(name))
    .map((name) => `${folder}/${name}`);

describe.skipIf(!present)(title, () => {
  const known: Record<string, Record<string, string>> = {
    'mixed/cfpb_complaints_sample.csv': {
      'ZIP code': 'address',
      'Consumer complaint narrative': 'name',
    },
    'mixed/onlinefoods.csv': { 'Pin code': 'address' },
  };

  it.each(['structured', 'mixed', 'orders'].flatMap(filesOf))('%s', (file) => {
    const { table } = readTable(readFileSync(path.join(DATA, file), 'utf8'));
    const found: Record<string, string> = {};
    for (const { name, codes, levels } of table.columns) {
      const reading = readPersonal(
        name,
        Array.from(codes.slice(0, 5000), (code) => levels[code]),
      );
      if (reading) found[name] = reading.kind;
    }
    expect(found).toEqual(known[file] ?? {});
  });
});
