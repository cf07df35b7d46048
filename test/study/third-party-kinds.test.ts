import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readColumns } from '../../src/core/prepare/roles';
import { datesOf } from '../../src/core/prepare/views';
import { openFile } from '../../src/study/open-file';
import { ROOT } from '../fixtures/sources';
import { quiet } from '../fixtures/studies';

const DATA = path.resolve(ROOT, '../shared/data');
const present = existsSync(DATA);
const title = present
  ? 'columns of files of others'
  : 'columns of files of others (skipped: there is no folder ../shared/data beside this repository)';
const open = (name: string) =>
  openFile(new Blob([new Uint8Array(readFileSync(path.join(DATA, name)))]), {}, quiet);

/** What each column is taken for, in the order of the columns. */
const ROLES: [string, string][] = [
  ['text-en/banking77.csv', 'text category category'],
  ['text-en/hwu64.csv', 'number text category category'],
  ['text-en/stackoverflow_titles.csv', 'text category'],
  ['mixed/amazon_alexa.tsv', 'number date category text flag'],
  [
    'mixed/womens_clothing_reviews_1000.csv',
    'id id ignore protected text text number flag number category category category',
  ],
  ['mixed/flipkart_reviews.csv', 'ignore text number'],
  [
    'mixed/onlinefoods.csv',
    'protected protected protected category category category number number number ignore target category flag',
  ],
  [
    'mixed/cfpb_complaints_sample.csv',
    'date category category category ignore text category ignore category ignore category consent channel date category flag flag id',
  ],
  ['sentiment/sst2.csv', 'text target category'],
  ['text-zh/waimai_10k.csv', 'target text'],
  ['text-zh/online_shopping_5cats.csv', 'category target text'],
  ['text-zh/thucnews_titles.csv', 'text category category'],
  ['text-zh/iflytek_app_descriptions.csv', 'id text number category'],
  [
    'structured/marketing_campaign.csv',
    'id protected category protected amount protected protected date number amount amount amount amount amount amount number number number number number flag flag flag flag flag flag ignore ignore target',
  ],
  [
    'structured/marketing_campaign_excel_serial_dates.csv',
    'id protected category protected amount protected protected date number amount amount amount amount amount amount number number number number number flag flag flag flag flag flag ignore ignore target',
  ],
  ['structured/Mall_Customers.csv', 'id protected protected amount number'],
  [
    'structured/Telco-Customer-Churn.csv',
    'id protected protected flag flag number flag category category category category category category category category category flag category amount amount target',
  ],
  [
    'structured/Wholesale_customers_data.csv',
    'channel category number number number number number number',
  ],
  ['structured/Ecommerce_Customers.csv', 'number number number number amount'],
  [
    'structured/TravelInsurancePrediction.csv',
    'id protected category flag amount number flag flag flag target',
  ],
  ['orders/Groceries_dataset.csv', 'id date ignore'],
  ['orders/cdnow_master.csv', 'id date number amount'],
  ['orders/cdnow_sample.csv', 'id id date number amount'],
  ['orders/online_retail_2010-12.csv', 'ignore ignore ignore number date amount id category'],
  [
    'campaign/hillstrom_email_a.csv',
    'number category number flag flag category flag channel category flag target amount',
  ],
  ['campaign/open_bandit/women_item_context.csv', 'id id number category category category'],
  ['pii/pii_sentences_a.csv', 'id text ignore text'],
];

describe.skipIf(!present)(title, () => {
  it.each(ROLES)('%s', async (name, roles) => {
    const { table } = await open(name);
    expect(readColumns(table).map(({ role }) => role)).toEqual(roles.split(' '));
  });

  it('dates as Excel counts days are the dates of the file that writes them out', async () => {
    const dates = async (name: string) => {
      const { table } = await open(name);
      return datesOf(table.columns.filter((column) => column.name === 'Dt_Customer')[0]);
    };
    const serial = await dates('structured/marketing_campaign_excel_serial_dates.csv');
    expect(serial).toEqual(await dates('structured/marketing_campaign.csv'));
    expect(serial.every(Number.isFinite)).toBe(true);
  });
});
