import { createRandom } from '../../src/core/random';

/** Rows that are handed on as one text. */
const BATCH = 2000;

const HEADER =
  'customer_id,first_name,last_name,email,phone,street,postcode,city,country,channel,' +
  'consent,age,signed_up,last_order,orders,spent,discount,last_product,subject,comment';

const FIRST =
  'Ann,Bo,Cem,Dora,Elif,Femi,Grace,Hugo,Ines,Jan,Kofi,Lea,Mika,Nora,Omar,Pia,Quentin,Rosa,Sven,Tara'.split(
    ',',
  );
const SYLLABLES =
  'ba,den,fo,gar,hol,ji,kan,lo,mer,nov,ost,pe,ras,sten,tu,vak,wen,yil,zor,berg'.split(',');
const COUNTRIES = 'Germany,France,Spain,Italy,Poland,Netherlands,Sweden,Austria,Portugal'.split(
  ',',
);
const CHANNELS = ['newsletter', 'search', 'friend', 'shop', 'social media', ''];
const CONSENT = ['yes', 'yes', 'yes', 'no', ''];
const SUBJECTS = [
  'Delivery',
  'Invoice question',
  'Size does not fit',
  'Return',
  'Praise',
  '"Refund, partial"',
];
const OPENINGS = [
  'The parcel came',
  'I have been waiting',
  'Your shop is lovely',
  'Nobody answered me',
  'Great quality',
  'The colour is not as shown',
];
const ENDINGS = [
  'and I will order again.',
  'please call me back.',
  'so I sent it back.',
  'thank you!',
  'two weeks late.',
  'the box was torn.',
];

/**
 * A file of customers as shops export them, the same on every machine: 20 columns, of which seven (ids,
 * addresses, moments, amounts, texts) hardly repeat a cell.
 */
export function* makeCustomers(rows: number): Generator<string, void, void> {
  const random = createRandom(20);
  const pick = <T>(list: readonly T[]) => list[random.below(list.length)];
  const two = (value: number) => `${value}`.padStart(2, '0');
  const day = () =>
    `${2016 + random.below(9)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
  const surnames = Array.from({ length: 2000 }, () => {
    const name = pick(SYLLABLES) + pick(SYLLABLES) + (random.below(2) === 0 ? pick(SYLLABLES) : '');
    return name[0].toUpperCase() + name.slice(1);
  });
  const streets = Array.from(
    { length: 5000 },
    () => `${pick(surnames)} ${pick(['Street', 'Road', 'Lane'])}`,
  );
  const cities = Array.from({ length: 400 }, () => `${pick(surnames)}ville`);
  const products = Array.from({ length: 300 }, (_, at) =>
    at % 10 === 0 ? `"Lamp ""${pick(surnames)}"", ${at} cm"` : `${pick(surnames)} chair ${at}`,
  );
  yield `${HEADER}\n`;
  for (let from = 0; from < rows; from += BATCH) {
    let text = '';
    for (let row = from; row < Math.min(rows, from + BATCH); row++) {
      const first = pick(FIRST);
      const last = pick(surnames);
      const orders = random.below(random.below(40) + 1);
      const said = random.below(3) > 0;
      text += [
        `C${10_000_000 + row * 7}`,
        first,
        last,
        `${first}.${last}${random.below(100_000)}@example.com`.toLowerCase(),
        `+49 30 ${1_000_000 + random.below(9_000_000)}`,
        `"${pick(streets)} ${1 + random.below(200)}, rear"`,
        `${10_000 + random.below(9000)}`,
        pick(cities),
        pick(COUNTRIES),
        pick(CHANNELS),
        pick(CONSENT),
        random.below(12) === 0 ? '' : 18 + random.below(70),
        day(),
        `${day()} ${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}`,
        orders,
        (orders * (5 + random.below(20_000) / 100)).toFixed(2),
        `${5 * random.below(8)} %`,
        pick(products),
        pick(SUBJECTS),
        said ? `"${pick(OPENINGS)}, order ${random.below(10_000_000)}, ${pick(ENDINGS)}"` : '',
      ].join(',');
      text += '\n';
    }
    yield text;
  }
}
