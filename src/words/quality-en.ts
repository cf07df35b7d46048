import type { Finding, FindingCode } from '../core/quality/finding';
import type { Receipt } from '../core/quality/treat-column';
import { createFigureWriter } from './quality-figures';
import { qualityPageEn } from './quality-page-en';

const figures = createFigureWriter({
  locale: 'en',
  quotes: ['“', '”'],
  comma: ', ',
  blank: 'blank',
  spaces: 'spaces only',
});
const { count, amount, percent, day, cells } = figures;
const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;
/** "1730 … 168179" as it is said. */
const limits = (value: string) => {
  const [low, high] = value.split(' … ').map(Number);
  return high === undefined ? value : `${amount(low)} to ${amount(high)}`;
};
const name = (column: string) => `“${column}”`;

/** "in 3 rows (first 5, 9, 12)" */
function rows({ count: n, rows: first }: Finding): string {
  if (first.length === 0) return many(n, 'row', 'rows');
  if (n === 1) return `row ${count(first[0])}`;
  return `${many(n, 'row', 'rows')} (${first.length < n ? 'first ' : ''}${figures.rows(first)})`;
}
const inRows = (f: Finding) =>
  (f.count === 1 ? rows(f) : `in ${rows(f)}`).replace(/^row/, 'in row');

const findings: Record<FindingCode, (f: Finding) => string> = {
  'empty-column': (f) =>
    `${name(f.column)} says nothing in any row. Leave the column out, or export the file again with it.`,
  constant: (f) =>
    `${name(f.column)} is ${cells(f.cells)} everywhere, so it tells no customers apart. Leave it out.`,
  'near-constant': (f) =>
    `${name(f.column)} is ${cells(f.cells)} in ${percent(f.figures.share)} of the filled cells. It will hardly tell customers apart.`,
  missing: (f) =>
    `${name(f.column)} is not known ${inRows(f)}, ${percent(f.figures.share)} of all; the cells say ${cells(f.cells)}. Leave it unknown, fill it, or leave those rows out.`,
  'missing-spellings': (f) =>
    `${name(f.column)} says in ${count(f.figures.different)} ways that nothing is known: ${cells(f.cells)}. All are read as unknown; if they mean different things, give them names of their own in the file.`,
  'missing-name': (f) =>
    `Is ${cells(f.cells)} a name? ${name(f.column)} says so ${inRows(f)}, which is read as unknown, but the other cells are names. Check those rows.`,
  'spreadsheet-errors': (f) =>
    `${name(f.column)} holds errors of a spreadsheet (${cells(f.cells)}) ${inRows(f)}. Mend the formula there and export again.`,
  garbled: (f) =>
    `${name(f.column)} holds damaged letters ${inRows(f)}: ${cells(f.cells)}. Choose another encoding, or export again as UTF-8.`,
  unreadable: (f) =>
    `${name(f.column)} cannot be read ${inRows(f)}: ${cells(f.cells)}. These cells count as unknown; mend them in the file or give the column another role.`,
  'mixed-decimals': (f) =>
    `${name(f.column)} mixes decimal points and decimal commas: ${many(f.figures.low ?? 0, 'cell differs', 'cells differ')} from ${count(f.figures.high)} others, ${inRows(f)}: ${cells(f.cells)}. Write all of them with the same mark.`,
  'decimal-unclear': (f) =>
    `Does ${cells(f.cells.slice(0, 1))} in ${name(f.column)} count thousands or write decimals? No cell tells, ${inRows(f)}. Choose the decimal mark.`,
  outliers: (f) =>
    `${name(f.column)} has ${f.count === 1 ? 'a value' : 'values'} far from the rest ${inRows(f)}: ${cells(f.cells)}; usual is ${amount(f.figures.low)} to ${amount(f.figures.high)}. ${f.count === 1 ? 'Check it; if it is wrong, hold it at these limits or leave the row out.' : 'Check them; if they are wrong, hold them at these limits or leave the rows out.'}`,
  skewed: (f) =>
    `${name(f.column)} has a few large values (median ${amount(f.figures.low)}, largest ${amount(f.figures.high)}, skewness ${amount(f.figures.measure)}). It is measured by its logarithm, so that they do not decide alone.`,
  negatives: (f) =>
    `${name(f.column)} is below zero ${inRows(f)}: ${cells(f.cells)}. If these are refunds or corrections, leave them; otherwise mend them.`,
  zeros: (f) =>
    `${name(f.column)} is 0 in ${percent(f.figures.share)} of its rows. If 0 stands for unknown there, make those cells blank.`,
  'stand-in-numbers': (f) =>
    `${cells(f.cells)} in ${name(f.column)} looks like a number that stands for unknown, ${inRows(f)}. Read it as unknown if so.`,
  'serial-dates': (f) =>
    `${name(f.column)} holds a spreadsheet’s day numbers (${cells(f.cells.slice(0, 1))}): they stand for ${day(f.figures.low)} to ${day(f.figures.high)}. Read them as dates.`,
  'serials-among-dates': (f) =>
    `${name(f.column)} holds a spreadsheet’s day numbers among its dates ${inRows(f)}: ${cells(f.cells)}. Read them as dates.`,
  'date-order-unclear': (f) =>
    `Is the day or the month first in ${name(f.column)}, as in ${cells(f.cells.slice(0, 1))}? Every cell can be read both ways; it is read as day first where nobody says otherwise. Choose the order.`,
  'date-orders-mixed': (f) =>
    `${name(f.column)} writes some dates day first and others month first: ${inRows(f)}, ${cells(f.cells)}, differ from the rest. Dates up to the 12th may be read wrong; export the column again with the year first.`,
  'default-dates': (f) =>
    `${cells(f.cells)} in ${name(f.column)} is a date that programs write when they know none, ${inRows(f)}. Make those cells blank if so.`,
  'future-dates': (f) =>
    `${name(f.column)} has dates after ${day(f.figures.high)}, later than any other date suggests, ${inRows(f)}: ${cells(f.cells)}. Check the year.`,
  'level-variants': (f) =>
    `${name(f.column)} spells the same value in several ways ${inRows(f)}: ${cells(f.cells)}. Read each as its most frequent spelling.`,
  'edge-spaces': (f) =>
    `${name(f.column)} has spaces before or after its values ${inRows(f)}: ${cells(f.cells)}. They are left out when it is read.`,
  'rare-levels': (f) =>
    `${name(f.column)} has ${many(f.figures.different ?? 0, 'value', 'values')} in very few rows (${cells(f.cells)}), ${many(f.count, 'row', 'rows')} in all. Merge them with others if they are slips.`,
  'mixed-booleans': (f) =>
    `${name(f.column)} says yes and no in several ways: ${cells(f.cells)}. Read them as one yes and one no.`,
  'repeated-texts': (f) =>
    `${percent(f.figures.share)} of the texts in ${name(f.column)} repeat another one; most often ${cells(f.cells.slice(0, 1))}, ${many(f.figures.high ?? 0, 'time', 'times')}. If a form fills them in, they are not what customers say.`,
  'cut-texts': (f) =>
    `${many(f.figures.different ?? 0, 'text', 'texts')} in ${name(f.column)} end at exactly ${count(f.figures.high)} characters, ${inRows(f)}: they were probably cut off. Export them whole if you can.`,
  'repeated-ids': (f) =>
    f.severity === 'check'
      ? `${percent(f.figures.share)} of the rows repeat an id of ${name(f.column)}, so a row is an order or a visit rather than a customer. Bring the rows of each customer together first.`
      : `${many(f.figures.different ?? 0, 'id', 'ids')} of ${name(f.column)} (${cells(f.cells)}) ${f.figures.different === 1 ? 'stands' : 'stand'} again ${inRows(f)}. Leave out the repeats, or check who they are.`,
  'id-variants': (f) =>
    `${name(f.column)} has ids that differ only by case or spaces ${inRows(f)}: ${cells(f.cells)}. Check whether they are the same customer.`,
  'id-exponents': (f) =>
    `A spreadsheet has shortened ids of ${name(f.column)} ${inRows(f)}: ${cells(f.cells)}. Their last digits are lost; export the column again as text.`,
  'repeated-rows': (f) =>
    `${many(f.count, 'row repeats', 'rows repeat')} an earlier one in every cell (first ${figures.rows(f.rows)}). Leave out the repeats unless each is a customer.`,
  'alike-rows': (f) =>
    `${many(f.count, 'row equals', 'rows equal')} an earlier one in all but the id (first ${figures.rows(f.rows)}). Check whether some customers have two ids.`,
  'empty-rows': (f) => `Nothing is known ${inRows(f)}. Leave those rows out.`,
  'repeats-column': (f) =>
    f.by === 'levels'
      ? `${name(f.column)} repeats ${name(f.other)}, value for value. Use only one of them, or it counts twice.`
      : `${name(f.column)} goes with ${name(f.other)} all the way (correlation ${amount(f.figures.measure)}). Use only one of them, or it counts twice.`,
  'leaks-id': (f) =>
    f.by === 'holds'
      ? `${name(f.column)} holds the id ${name(f.other)} in ${percent(f.figures.measure)} of its rows. Leave it out, since it tells single customers apart.`
      : `${name(f.column)} goes up with the id ${name(f.other)} (correlation ${amount(f.figures.measure)}), so it tells the order of the file. Leave it out unless that means something.`,
  'leaks-target': (f) => {
    const how = {
      guesses: `knowing it saves ${percent(f.figures.measure)} of the wrong guesses`,
      ranks: `its values part the two answers in ${percent(f.figures.measure)} of all pairs`,
      variance: `its values explain ${percent(f.figures.measure)} of the differences`,
      correlation: `correlation ${amount(f.figures.measure)}`,
      levels: 'value for value',
      holds: 'it holds the answer',
    };
    return `${name(f.column)} gives the answer ${name(f.other)} away (${how[f.by === '' ? 'levels' : f.by]}). If it was only known afterwards, leave it out.`;
  },
};

/** Every sentence about the quality of a file in English. */
export const qualityEn = {
  page: qualityPageEn,
  figures,
  findings,
  severities: { problem: 'Put right', check: 'Check', note: 'Note' },
  verdicts: {
    ready: 'Ready to use: nothing was found that needs a look.',
    look: (checks: number) =>
      `Usable. Look at ${many(checks, 'thing', 'things')} first; nothing is broken.`,
    repair: (problems: number, checks: number) =>
      `Put ${many(problems, 'thing', 'things')} right first${checks === 0 ? '.' : `, and look at ${many(checks, 'more', 'more')}.`}`,
  },
  report: {
    title: (file: string) => `Data quality of ${file}`,
    toPrint: 'To print this page or keep it as a PDF, press Ctrl+P (on a Mac ⌘P).',
    made: 'Made on this computer by Enclave; no customer data was sent anywhere.',
    size: (n: number, columns: number) =>
      `${many(n, 'row', 'rows')}, ${many(columns, 'column', 'columns')}`,
    first: 'What to look at',
    nothing: 'Nothing.',
    more: (n: number) =>
      `${many(n, 'more stands with its column', 'more stand with their columns')} below.`,
    overview: 'Columns at a glance',
    columns: 'Column by column',
    done: 'What was done',
    wholeFile: 'Whole file',
    fine: 'Nothing to look at.',
  },
  terms: {
    column: 'Column',
    role: 'Role',
    filled: 'Filled',
    missing: 'Not known',
    distinct: 'Different',
    findings: 'Findings',
    min: 'Smallest',
    q1: 'Lower quarter',
    median: 'Median',
    q3: 'Upper quarter',
    max: 'Largest',
    mean: 'Mean',
    skewness: 'Skewness',
    zeros: 'Zeros',
    negatives: 'Below zero',
    outliers: 'Outliers',
    usual: 'Usual',
    first: 'First day',
    middle: 'Middle day',
    last: 'Last day',
    rare: 'Rare values',
    shortest: 'Shortest text',
    usualLength: 'Usual length',
    longest: 'Longest text',
    repeats: 'Repeats',
    said: 'Said as',
  },
  plots: {
    amount: (column: string, low: string, high: string) =>
      `How the values of ${column} spread, from ${low} to ${high}`,
    log: 'logarithmic scale',
    date: (column: string, low: string, high: string) =>
      `How the dates of ${column} spread, from ${low} to ${high}`,
    length: (column: string, low: string, high: string) =>
      `How long the texts of ${column} are, from ${low} to ${high} characters`,
    level: (column: string) => `The most frequent values of ${column}`,
    times: (column: string) => `How often each id of ${column} stands in the file`,
    timesLabel: (times: string) => (times === '1' ? 'once' : `${times} times`),
    others: 'others',
    beyond: (below: number, above: number) =>
      `Not drawn: ${[below > 0 ? `${count(below)} below` : '', above > 0 ? `${count(above)} above` : ''].filter((part) => part !== '').join(', ')}`,
  },
  recipe: {
    title: 'What to do about it',
    missing: 'Missing cells',
    missingChoices: {
      leave: 'Leave them unknown',
      median: 'Fill in the median',
      mean: 'Fill in the mean',
      zero: 'Fill in 0',
      level: 'Give them a value of their own',
      'drop-rows': 'Leave out their rows',
    },
    unknownLevel: 'unknown',
    outliers: 'Outliers',
    outlierChoices: {
      keep: 'Keep them',
      clip: 'Hold at the usual limits',
      'drop-rows': 'Leave out their rows',
    },
    scale: 'Scale',
    scales: { auto: 'Automatic', log: 'Logarithmic', linear: 'Linear' },
    merge: 'Merge values',
    order: 'Order of dates',
    orders: {
      auto: 'Automatic',
      ymd: 'Year, month, day',
      dmy: 'Day, month, year',
      mdy: 'Month, day, year',
    },
    decimal: 'Decimal mark',
    decimals: { auto: 'Automatic', '.': 'Point', ',': 'Comma' },
    asDate: 'Day numbers',
    serials: {
      no: 'Leave them numbers',
      '1900': 'Dates, counted from 1900 (Excel)',
      '1904': 'Dates, counted from 1904 (old Mac files)',
    },
    dropColumn: 'Leave the column out',
    repeatedRows: 'Repeated rows',
    emptyRows: 'Empty rows',
    rowChoices: { keep: 'Keep them', 'drop-rows': 'Leave them out' },
    columnsMissing: (names: string) =>
      `The recipe knows columns that this file lacks: ${names}. Nothing was done about them.`,
    columnsAdded: (names: string) =>
      `The file has columns that the recipe does not know: ${names}. They are left as they are.`,
  },
  labelled: (column: string, deed: string) => `${column}: ${deed}`,
  receipts: {
    merged: (r: Receipt) => `${many(r.count, 'cell', 'cells')} read as another value.`,
    dated: (r: Receipt) =>
      `${many(r.count, 'day number', 'day numbers')} read as dates, counted from ${r.value}.`,
    ordered: (r: Receipt) => `${many(r.count, 'date', 'dates')} written with the year first.`,
    marked: (r: Receipt) =>
      `${many(r.count, 'number', 'numbers')} read with ${r.value === ',' ? 'a decimal comma' : 'a decimal point'}.`,
    clipped: (r: Receipt) =>
      `${many(r.count, 'outlier', 'outliers')} held within ${limits(r.value)}.`,
    filled: (r: Receipt) =>
      `${many(r.count, 'unknown cell', 'unknown cells')} filled with ${cells([r.value])}.`,
    'dropped-column': () => `the column is left out.`,
    'dropped-missing': (r: Receipt) =>
      `${many(r.count, 'row', 'rows')} left out where it is not known.`,
    'dropped-outliers': (r: Receipt) => `${many(r.count, 'row', 'rows')} with outliers left out.`,
    'dropped-repeated': (r: Receipt) =>
      `${many(r.count, 'repeated row', 'repeated rows')} left out.`,
    'dropped-empty': (r: Receipt) => `${many(r.count, 'empty row', 'empty rows')} left out.`,
  },
};

/** The shape that every language fills. */
export type QualityWords = typeof qualityEn;
