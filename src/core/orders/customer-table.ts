import type { AskedOrder } from '../prepare/dates';
import type { DecimalMark } from '../prepare/numbers';
import type { Table } from '../table/table';
import type { NameLanguage } from './made-names';
import type { RfmOptions } from './rfm';

/** Which columns of a file of order lines mean what; each by its name. */
export interface OrderRoles {
  readonly customer: string;
  readonly date?: string;
  /** How the dates order day and month, where the person has said it. */
  readonly dateOrder?: AskedOrder;
  /** The mark before the decimals of amounts, where the person has said it. */
  readonly decimalMark?: DecimalMark;
  /** What the line cost; without it, price times quantity. */
  readonly amount?: string;
  /** What one piece cost. */
  readonly price?: string;
  readonly quantity?: string;
  /** Lines of one customer with the same order id are one order. */
  readonly order?: string;
  readonly product?: string;
  /** Columns with something said on the line: notes, reviews. */
  readonly texts?: readonly string[];
  /** Whether an amount is its line's own, or its order's and repeated on each line; else worked out. */
  readonly amountOf?: AmountOf;
  /** The day to count back from, 2024-05-31; without it, the day after the last line. */
  readonly referenceDate?: string;
  /** Cut points of one's own for the scores; what is not given is cut at its quintiles. */
  readonly cuts?: RfmOptions;
}

export type AmountOf = 'line' | 'order';

export interface RollUpOptions {
  /** The day to count back from, in milliseconds since 1970; without it, the day after the last line. */
  readonly referenceDate?: number;
}

/** What happened to the lines; they are all accounted for. */
export interface OrdersReceipt {
  /** Lines of the file, without those that say nothing but the customer. */
  readonly lines: number;
  readonly customers: number;
  /** Lines left out because they name no customer. Everything below counts the other lines. */
  readonly withoutCustomer: number;
  /** Customers with lines that say nothing but the customer: they stand in the table, with 0 orders. */
  readonly withoutOrders: number;
  /** Lines left out because they are later than the reference date. */
  readonly later: number;
  /** Lines whose date is missing or no date; their amounts count all the same. */
  readonly badDates: number;
  /** Lines whose amount, price or quantity is missing or no number; that part counts as nothing. */
  readonly badAmounts: number;
  /** Lines that take something back. */
  readonly returns: number;
  /** Whose the amounts are; undefined when no order has several lines with amounts. */
  readonly amountOf?: AmountOf;
  /** Lines that repeat the amount of their order, which counts once. */
  readonly repeatedTotals: number;
  /** First and last day of the lines, and the day counted back from: 2024-05-31; '' without dates. */
  readonly from: string;
  readonly to: string;
  readonly referenceDate: string;
}

/**
 * The columns that are made, in their order; a file without dates, amounts, quantities or products
 * lacks those that need them. `nameMade` says what they are called in the table.
 */
export const MADE_COLUMNS = [
  'recency_days',
  'orders',
  'total_spent',
  'tenure_days',
  'average_order',
  'days_between_orders',
  'lines',
  'items',
  'returns_share',
  'products',
  'top_product',
  'first_order',
  'last_order',
  'trend',
  'share_of',
] as const;
export type MadeKey = (typeof MADE_COLUMNS)[number];

/** A column of the customer table that does not stand in the file. */
export interface MadeColumn {
  readonly key: MadeKey;
  /** Its name in the table, with a number after it where a column of the file is called so already. */
  readonly name: string;
  /** The product whose share it is, where the key is share_of. */
  readonly product?: string;
}

/** One row per customer, in the order in which they appear first in the file. */
export interface CustomerTable {
  readonly table: Table;
  readonly made: readonly MadeColumn[];
  /** The language of the made names: that of the file's own. */
  readonly language: NameLanguage;
  /** Columns of the file that say the same on all lines of a customer. */
  readonly carried: readonly string[];
  /** The customer's row for every line of the file; -1 where the line is left out. */
  readonly customerOf: Int32Array;
  readonly receipt: OrdersReceipt;
}
