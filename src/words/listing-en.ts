import { numberFormat } from './formats';

const number = numberFormat('en');

/** Words of a long list of segments in English. */
export const listingEn = {
  search: 'Find a segment',
  order: 'Order of the segments',
  orders: {
    found: 'By group',
    largest: 'Largest first',
    confidence: 'Surest first',
    name: 'By name',
  },
  shown: (n: number, of: number) =>
    `${number.format(n)} of ${number.format(of)} ${of === 1 ? 'segment' : 'segments'}`,
  none: 'No segment has these words in its name or in what its customers say.',
  clear: 'Show all segments',
  naming: {
    largest: (n: number) => `Suggest names for the ${number.format(n)} largest`,
    next: (n: number) => `Suggest names for the next ${number.format(n)}`,
    shown: (n: number) =>
      n === 1 ? 'Suggest a name for this segment' : `Suggest names for these ${number.format(n)}`,
    means: (open: number) =>
      `${number.format(open)} ${open === 1 ? 'segment has its' : 'segments have their'} plain name. The small language model can suggest others, here in the browser; it takes some seconds for each.`,
  },
};

export type ListingWords = typeof listingEn;
