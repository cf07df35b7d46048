import { numberFormat } from './formats';

const number = numberFormat('en');
const money = numberFormat('en', { maximumFractionDigits: 2 });
const many = (n: number, one: string, more: string) =>
  `${number.format(n)} ${n === 1 ? one : more}`;

/** Orders, several rows per customer and several files, in English. */
export const ordersEn = {
  title: 'Orders',
  rolled: (lines: number, customers: number) =>
    `These are order lines: ${many(lines, 'line', 'lines')} of ${many(customers, 'customer', 'customers')}, rolled up to one row per customer with how recently, how often and how much each bought.`,
  span: (from: string, to: string, reference: string) =>
    `From ${from} to ${to}; days are counted back from ${reference}.`,
  losses: (without: number, dates: number, amounts: number, returns: number) =>
    [
      without > 0
        ? `${many(without, 'line names', 'lines name')} no customer and are left out.`
        : '',
      dates > 0 ? `${many(dates, 'date', 'dates')} could not be read.` : '',
      amounts > 0 ? `${many(amounts, 'amount', 'amounts')} could not be read.` : '',
      returns > 0 ? `${many(returns, 'line is a return', 'lines are returns')}.` : '',
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  withoutOrders: (n: number) =>
    `${many(n, 'customer has', 'customers have')} no orders and stay in the list with 0.`,
  later: (n: number, day: string) =>
    `${many(n, 'line is', 'lines are')} later than ${day} and left out.`,
  repeated: (n: number) =>
    `The total of each order stands on all of its lines. It is counted once per order: ${many(n, 'repeated amount does', 'repeated amounts do')} not count again.`,
  settings: 'Which column is what',
  none: 'none',
  roles: {
    customer: 'Customer',
    date: 'Date',
    amount: 'Amount',
    price: 'Price of one',
    quantity: 'Quantity',
    order: 'Order number',
    product: 'Product',
  },
  amountOf: 'The amount on a line is for',
  amounts: {
    line: 'that line',
    order: 'the whole order',
  },
  reference: 'Count days back from',
  referenceFound: 'Day after the last line',
  keepLines: 'Keep the lines as they are',
  offered:
    'These look like order lines, several per customer. Grouped as they are, orders fall into segments, not customers.',
  rollUp: 'Roll up to customers',

  groupsTitle: 'Groups by recency, frequency and money',
  groupsTitleTwo: 'Groups by recency and frequency',
  groupsLead: (customers: number) =>
    `Each of the ${many(customers, 'customer', 'customers')} is in one group.`,
  groups: {
    champions: 'Champions',
    loyal: 'Loyal',
    'potential-loyalists': 'Potential loyalists',
    new: 'New',
    promising: 'Promising',
    'need-attention': 'Need attention',
    'about-to-sleep': 'About to sleep',
    'at-risk': 'At risk',
    'cannot-lose': 'Cannot lose',
    hibernating: 'Hibernating',
    lost: 'Lost',
    'no-orders': 'No orders',
  },
  groupsMean: {
    champions: 'bought lately, and most of all',
    loyal: 'bought a lot, not long ago',
    'potential-loyalists': 'bought lately, a middling amount',
    new: 'bought lately for the first time',
    promising: 'bought little, not long ago',
    'need-attention': 'middling in everything',
    'about-to-sleep': 'bought little, some time ago',
    'at-risk': 'bought a good deal, but long ago',
    'cannot-lose': 'bought most of all, but long ago',
    hibernating: 'bought little, long ago',
    lost: 'bought little, longest ago',
    'no-orders': 'nothing bought on a known day, or all returned',
  },
  scores: 'Scores and cut points',
  scoresLead:
    'Every customer gets 1 to 5 points for each measure; 5 is best. The cut points divide the customers into fifths; equal customers always get equal points, so a score can stay empty.',
  recencyOrder:
    'Recency runs the other way round: fewer days are better. The smallest number belongs to 5 points, and whoever bought longer ago than the largest gets 1.',
  measures: { recency: 'Recency', frequency: 'Frequency', monetary: 'Money' },
  units: {
    recency: 'days since the last order',
    frequency: 'number of orders',
    monetary: 'total spent',
  },
  points: (score: number) => many(score, 'point', 'points'),
  even: 'cut into fifths',
  own: 'your own cut points',
  nobody: 'nobody',
  ranges: {
    recency: {
      upTo: (n: number) => `bought within ${many(n, 'day', 'days')}`,
      one: (n: number) => `${many(n, 'day', 'days')} ago`,
      between: (from: number, to: number) =>
        `${number.format(from)} to ${many(to, 'day', 'days')} ago`,
      over: (n: number) => `more than ${many(n, 'day', 'days')} ago`,
    },
    frequency: {
      upTo: (n: number) => (n === 1 ? '1 order' : `up to ${many(n, 'order', 'orders')}`),
      one: (n: number) => many(n, 'order', 'orders'),
      between: (from: number, to: number) =>
        `${number.format(from)} to ${many(to, 'order', 'orders')}`,
      over: (n: number) => `more than ${many(n, 'order', 'orders')}`,
    },
    monetary: {
      upTo: (n: number) => `up to ${money.format(n)}`,
      one: (n: number) => money.format(n),
      between: (from: number, to: number) => `${money.format(from)} to ${money.format(to)}`,
      over: (n: number) => `more than ${money.format(n)}`,
    },
  },
  setCuts: 'Set your own cut points',
  cutUpTo: (score: number) => `${many(score, 'point', 'points')} up to`,
  cutAbove: (score: number) => `above: ${many(score, 'point', 'points')}`,
  cutOf: (measure: string, score: number) =>
    `${measure}, largest value that gets ${many(score, 'point', 'points')}`,
  useCuts: 'Use these',
  evenFifths: 'Back to fifths',
  cancel: 'Cancel',
  falling: 'Four numbers are needed, none smaller than the one before.',

  rowsTitle: 'Several rows per customer',
  repeats: (rows: number, customers: number, column: string) =>
    `${many(rows, 'row', 'rows')} of ${many(customers, 'customer', 'customers')} (by ${column}): some customers stand in several rows. Grouped as they are, one customer can fall into several segments.`,
  wouldLeave: (n: number) =>
    `${many(n, 'row that names', 'rows that name')} no customer would be left out.`,
  oneRow: 'One row per customer',
  keepRows: 'Keep the rows as they are',
  gathered: (rows: number, customers: number, repeated: number) =>
    `${many(rows, 'row', 'rows')} became ${many(customers, 'customer', 'customers')}; ${many(repeated, 'customer', 'customers')} had several rows.`,
  withoutCustomer: (n: number) =>
    `${many(n, 'row names', 'rows name')} no customer and ${n === 1 ? 'is' : 'are'} left out.`,
  became: {
    texts: (columns: string) => `Texts put together: ${columns}.`,
    averaged: (columns: string) => `Averaged: ${columns}.`,
    latest: (columns: string) => `Latest date: ${columns}.`,
    commonest: (columns: string) => `Most frequent answer: ${columns}.`,
    dropped: (columns: string) => `Left out, as it names rows and not customers: ${columns}.`,
  },

  joinsTitle: 'Files put together',
  stackedFirst: (files: number, rows: number) =>
    `${many(files, 'file', 'files')} with the same columns were put under each other first: ${many(rows, 'row', 'rows')}.`,
  beside: (other: string, lead: string, key: string) =>
    `${other} was put beside ${lead} by ${key}.`,
  given: (other: string, lead: string, key: string) =>
    `The orders in ${other} were given to the customers in ${lead} by ${key}.`,
  matched: (matched: number, without: number, other: string) =>
    `${many(matched, 'row', 'rows')} found a match in ${other}, ${number.format(without)} did not.`,
  matchedCustomers: (matched: number, without: number) =>
    `${many(matched, 'customer has', 'customers have')} orders, ${number.format(without)} ${without === 1 ? 'has' : 'have'} none.`,
  withoutKey: (n: number, lead: string) =>
    `${many(n, 'row', 'rows')} of ${lead} ${n === 1 ? 'has' : 'have'} no id.`,
  unused: (n: number, other: string, lead: string) =>
    n === 0
      ? `Everyone in ${other} is in ${lead}.`
      : `${many(n, 'id', 'ids')} in ${other} ${n === 1 ? 'is' : 'are'} not in ${lead} and left out.`,
  linesLeftOut: (n: number) => `That leaves out ${many(n, 'order line', 'order lines')}.`,
  strangers: (ids: string, file: string) => `Only in ${file}, for example: ${ids}.`,
  alike: (n: number, one: string, other: string) =>
    `${many(n, 'row matches', 'rows match')} although the ids are not written alike (“${one}” and “${other}”): case, blanks, a final .0 and zeros in front were overlooked.`,
  gatheredFirst: (rows: number, file: string, keys: number) =>
    `${many(rows, 'row', 'rows')} of ${file} became ${number.format(keys)}, one per id: texts put together, numbers averaged, else the most frequent answer.`,
};
