import { numberFormat } from './formats';

const number = numberFormat('en');
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;

/** Words of the walk from customers to segments, phrases and products, in English. */
export const walkEn = {
  button: 'Walk',
  title: 'Walk',
  label: (name: string) => `What is around ${name}`,
  keys: 'Arrow keys go round; Enter goes there; Backspace goes back.',
  back: 'One step back',
  toMap: 'Back to the map',
  open: 'Open',
  looking: 'Looking around',
  list: 'The same as a list',
  trail: 'The way so far',
  alone: 'Nothing is near.',
  gone: 'This walk belongs to segments that are no longer shown.',
  customer: (row: number) => `Row ${number.format(row)}`,
  phrase: (phrase: string) => `“${phrase}”`,
  kinds: { customer: 'Customer', segment: 'Segment', phrase: 'Phrase', product: 'Product' },
  member: (share: string) => `its segment, confidence ${share}`,
  second: 'second-best segment',
  alike: (share: string) => `${share} alike`,
  typical: 'typical customer',
  next: { 1: 'the nearest segment', 2: 'the second nearest', 3: 'the third nearest' },
  says: 'in its own words',
  sayer: 'says it',
  said: (share: string, elsewhere: string) => `${share} say it, ${elsewhere} elsewhere`,
  bought: (n: number) => `on ${many(n, 'order line', 'order lines')}`,
  buyers: (share: string, elsewhere: string) => `${share} have bought it, ${elsewhere} elsewhere`,
  item: (kind: string, name: string, reason: string) => `${name} ${reason} (${kind})`,
};

export type WalkWords = typeof walkEn;
