import { rescale, type Steps } from '../steps';
import { type Column, isMissing } from '../table/table';
import { makeTextColumn } from './make-columns';
import type { OrderLines } from './order-lines';
import { STRIDE } from './read-levels';

/** Share of the customers who must have no second value. */
export const CONSTANT = 0.98;

/**
 * A column of the file with one value for each customer, where at least 98 % of them have no second
 * one; the others get their commonest, of equally common ones the first by its characters. Unknown is
 * no value.
 *
 * @param torn share of the customers who may have a second value.

 * @returns undefined when the column is none of the customer, or says nothing.
 */
export function* carryColumn(
  lines: OrderLines,
  column: Column,
  torn = 1 - CONSTANT,
): Steps<Column | undefined> {
  const cells = yield* rescale(pickCells(lines, column, torn), 0, 2);
  return cells && (yield* rescale(makeTextColumn(column.name, cells), 1, 2));
}

/** The commonest value of each customer, as in `carryColumn`. */
export function* takeCommonest(lines: OrderLines, column: Column): Steps<Column> {
  const cells = (yield* rescale(pickCells(lines, column, 1), 0, 2)) ?? lines.ids.map(() => '');
  return yield* rescale(makeTextColumn(column.name, cells), 1, 2);
}

function* pickCells(lines: OrderLines, column: Column, share: number): Steps<string[] | undefined> {
  const { ids, starts, byCustomer } = lines;
  const { levels, codes } = column;
  const known = new Uint8Array(levels.length);
  const total = levels.length + byCustomer.length;
  for (let code = 0; code < levels.length; code++) {
    if (code % STRIDE === 0) yield { done: code, total };
    known[code] = isMissing(levels[code]) ? 0 : 1;
  }
  const allowed = Math.floor(ids.length * share + 1e-9);
  const counts = new Int32Array(levels.length);
  const cells: string[] = [];
  let torn = 0;
  let filled = 0;
  for (let customer = 0, seen = 0; customer < ids.length; customer++) {
    const from = starts[customer];
    const to = starts[customer + 1];
    if (from >= seen) {
      yield { done: levels.length + from, total };
      seen = from + STRIDE;
    }
    let best = -1;
    let distinct = 0;
    for (let at = from; at < to; at++) {
      const code = codes[byCustomer[at]];
      if (known[code] === 0) continue;
      if (counts[code]++ === 0) distinct++;
      const lead = best < 0 ? 1 : counts[code] - counts[best];
      if (lead > 0 || (lead === 0 && levels[code] < levels[best])) best = code;
    }
    for (let at = from; at < to; at++) counts[codes[byCustomer[at]]] = 0;
    if (distinct > 1 && ++torn > allowed) return undefined;
    if (best >= 0) filled++;
    cells.push(best < 0 ? '' : levels[best]);
  }
  return filled === 0 ? undefined : cells;
}

const ENDS = /[.!?…。！？~～]$/u;
const HAN_END = /\p{sc=Han}$/u;

/**
 * What each customer says in a column: the distinct texts in the order of their dates, texts of one
 * moment and those without a date in the order of their characters, the latter last; a full stop
 * between them where none stands.
 */
export function* gatherTexts(lines: OrderLines, column: Column): Steps<Column> {
  const cells = yield* rescale(joinTexts(lines, column), 0, 2);
  return yield* rescale(makeTextColumn(column.name, cells), 1, 2);
}

function* joinTexts(lines: OrderLines, column: Column): Steps<string[]> {
  const { ids, starts, byCustomer, moments } = lines;
  const { levels } = column;
  const cleaned: string[] = [];
  const total = levels.length + byCustomer.length;
  for (let code = 0; code < levels.length; code++) {
    if (code % STRIDE === 0) yield { done: code, total };
    cleaned.push(isMissing(levels[code]) ? '' : levels[code].replace(/\s+/gu, ' ').trim());
  }
  const momentOf = (row: number) => {
    const moment = moments === undefined ? Number.NaN : moments[row];
    return Number.isNaN(moment) ? Number.POSITIVE_INFINITY : moment;
  };
  const cells: string[] = [];
  for (let customer = 0, seen = 0; customer < ids.length; customer++) {
    const from = starts[customer];
    if (from >= seen) {
      yield { done: levels.length + from, total };
      seen = from + STRIDE;
    }
    const earliest = new Map<string, number>();
    for (const row of byCustomer.subarray(from, starts[customer + 1])) {
      const text = cleaned[column.codes[row]];
      if (text === '') continue;
      const moment = momentOf(row);
      if (moment < (earliest.get(text) ?? Number.NaN) || !earliest.has(text))
        earliest.set(text, moment);
    }
    const said = [...earliest].sort(([a, early], [b, late]) =>
      early === late ? (a < b ? -1 : 1) : early < late ? -1 : 1,
    );
    cells.push(said.reduce((joined, [text]) => closeText(joined) + text, ''));
  }
  return cells;
}

function closeText(text: string): string {
  if (text === '') return '';
  if (ENDS.test(text)) return `${text} `;
  return HAN_END.test(text) ? `${text}。` : `${text}. `;
}
