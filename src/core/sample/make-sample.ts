import { createRandom, type Random } from '../random';
import { CHINESE, ENGLISH, type SampleVoices } from './sample-texts';

export interface Sample {
  readonly name: string;
  /** With a header, commas, and every quirk that a real export has a little of. */
  readonly csv: string;
  /** The kind of each customer, in the order of the rows: what a good grouping finds again. */
  readonly truth: Int32Array;
}

export const SAMPLE_ROWS = 1000;
const SEED = 7;
const DAY = 86400000;
const TODAY = Date.UTC(2026, 8, 1);

/** How many of 100 customers are of each kind, and how they buy. */
const KINDS = [
  { share: 24, orders: 22, basket: 38, since: 18, discount: 0.08, app: 2, rating: 4.8, years: 4 },
  { share: 19, orders: 9, basket: 30, since: 34, discount: 0.15, app: 2, rating: 1.9, years: 2 },
  { share: 15, orders: 4, basket: 74, since: 160, discount: 0.1, app: 1, rating: 4.6, years: 3 },
  { share: 17, orders: 11, basket: 15, since: 55, discount: 0.74, app: 4, rating: 3.2, years: 2 },
  {
    share: 14,
    orders: 1.6,
    basket: 22,
    since: 12,
    discount: 0.2,
    app: 3,
    rating: 4.1,
    years: 0.25,
  },
  { share: 11, orders: 8, basket: 27, since: 21, discount: 0.18, app: 26, rating: 2.4, years: 1.2 },
] as const;

/** Customers of the sample who leave no comment, and whose rating is missing, of 100. */
const SILENT = 7;
const UNRATED = 6;

/**
 * About 1,000 made-up customers of a tea shop with columns and comments, in six kinds that overlap as
 * real ones do. The same for everyone: nothing in it comes from a real person or file.
 */
export function makeSample(language: 'en' | 'zh'): Sample {
  const voices = language === 'zh' ? CHINESE : ENGLISH;
  const random = createRandom(SEED);
  const lines = [voices.columns.join(',')];
  const truth = new Int32Array(SAMPLE_ROWS);
  for (let row = 0; row < SAMPLE_ROWS; row++) {
    const kind = drawKind(random);
    truth[row] = kind;
    lines.push(writeCustomer(row, kind, voices, random));
  }
  return { name: voices.fileName, csv: `${lines.join('\n')}\n`, truth };
}

function drawKind(random: Random): number {
  let left = random.next() * 100;
  for (const [kind, { share }] of KINDS.entries()) {
    left -= share;
    if (left < 0) return kind;
  }
  return KINDS.length - 1;
}

function writeCustomer(row: number, kind: number, voices: SampleVoices, random: Random): string {
  const way = KINDS[kind];
  const spread = (typical: number, wide: number) =>
    Math.max(0, typical * Math.exp(random.normal() * wide));
  const orders = Math.max(1, Math.round(spread(way.orders, 0.45)));
  const spent = orders * spread(way.basket, 0.3);
  const joined = TODAY - Math.max(20, spread(way.years * 365, 0.5)) * DAY;
  const discount = Math.min(1, Math.max(0, way.discount + random.normal() * 0.07));
  const rating = Math.min(5, Math.max(1, Math.round(way.rating + random.normal() * 0.6)));
  const channel = kind === 5 ? (random.next() < 0.85 ? 1 : 0) : random.below(3);
  const cells = [
    `C${10001 + row}`,
    pick(voices.cities, random),
    voices.channels[channel],
    new Date(joined).toISOString().slice(0, 10),
    `${orders}`,
    spent.toFixed(2),
    `${Math.round(spread(way.since, 0.5))}`,
    discount.toFixed(2),
    `${Math.round(spread(way.app, 0.5))}`,
    random.below(100) < UNRATED ? '' : `${rating}`,
    random.below(100) < SILENT ? '' : say(kind, voices, random),
  ];
  return cells
    .map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}

/** One to three sentences of the kind; now and then one of another kind slips in. */
function say(kind: number, voices: SampleVoices, random: Random): string {
  const { sentences, endings } = voices.kinds[kind];
  const said = [pick(sentences, random)];
  if (random.next() < 0.55) {
    const second = pick(sentences, random);
    if (!said.includes(second)) said.push(second);
  }
  if (random.next() < 0.06)
    said.push(pick(voices.kinds[random.below(KINDS.length)].sentences, random));
  if (random.next() < 0.5) said.push(pick(endings, random));
  return said
    .join(voices.space)
    .replace(/\[([^\]]*)\]/g, (_, choices: string) => pick(choices.split('|'), random))
    .replace(/\{tea\}/g, () => pick(voices.teas, random))
    .replace(/\{days\}/g, () => `${2 + random.below(12)}`)
    .replace(/\{city\}/g, () => pick(voices.cities, random));
}

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[random.below(choices.length)];
}
