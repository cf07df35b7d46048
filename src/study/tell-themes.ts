import { inferDateOrder, maybeDate } from '../core/prepare/dates';
import { inferDecimalMark, maybeNumber } from '../core/prepare/numbers';
import type { Role } from '../core/prepare/roles';
import { datesOf, numbersOf } from '../core/prepare/views';
import type { Plan } from '../core/study';
import { type Column, isMissing, type Table } from '../core/table/table';
import { cutText } from '../core/text/cut-text';
import { findSegmentShares, type SegmentShare } from '../core/themes/segment-shares';
import { findEffects, type FigureEffects } from '../core/themes/theme-effects';
import { findTimes, type ThemeTimes } from '../core/themes/theme-times';
import type { ThemeTerm } from '../core/themes/theme-words';
import type { FoundThemes, ThemeBranch } from './find-themes';
import type { ThemeGround } from './theme-ground';

/** Something that a customer says, and the row of the file where it stands. */
export interface Quote {
  readonly text: string;
  readonly row: number;
}

/** A theme as it is shown. */
export interface ToldTheme {
  readonly name: string;
  readonly keyphrases: readonly ThemeTerm[];
  readonly words: readonly string[];
  /** Distinct texts, and customers, that have it. */
  readonly texts: number;
  readonly customers: number;
  /** Share of the customers who say something, 0 to 1. */
  readonly share: number;
  readonly quotes: readonly Quote[];
  /** By segment; empty where there are none. */
  readonly segments: readonly SegmentShare[];
}

/** What people talk about. */
export interface ToldThemes {
  readonly themes: readonly ToldTheme[];
  readonly branches: readonly ThemeBranch[];
  /** The number that was found to fit, and others to choose from, ascending. */
  readonly suggested: number;
  readonly offered: readonly number[];
  readonly tried: FoundThemes['tried'];
  /** Customers who say something, those of them in no theme, and some of what they say. */
  readonly speakers: number;
  readonly none: { readonly customers: number; readonly texts: number; readonly quotes: Quote[] };
  /** Parts that were read, and texts that were split into parts. */
  readonly parts: number;
  readonly split: number;
  /** Columns that a theme's effect can be seen in, and that tell when something was said. */
  readonly figures: readonly string[];
  readonly dates: readonly string[];
}

const QUOTE = 280;
const QUOTES_OF_NONE = 5;
/** Share of the cells of a column that must be numbers, or dates. */
const FITS = 0.9;
/** Finer and coarser: by half as much again, and by two thirds, so often to each side. */
const STEP = 1.5;
const STEPS = 4;
const MOST = 200;

/** Numbers of themes beside the one that was found to fit. */
export function offerNumbers(suggested: number, parts: number): number[] {
  const most = Math.max(suggested, Math.min(MOST, Math.floor(parts / 5)));
  const numbers = new Set([suggested]);
  for (let step = -STEPS; step <= STEPS; step++) {
    const number = Math.round(suggested * STEP ** step);
    if (number >= 2 && number <= most) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** @param labels the segment of each row of the file; undefined where there are none. */
export function tellThemes(
  table: Table,
  plan: Plan,
  ground: ThemeGround,
  found: FoundThemes,
  labels: Int32Array | undefined,
): ToldThemes {
  const { prepared, speakers, parts } = ground;
  const has = customersWith(ground, found);
  const k =
    labels === undefined ? 0 : labels.reduce((most, label) => Math.max(most, label), -1) + 1;
  const ofSpeaker = speakers.map((at) => labels?.[prepared.order[at]] ?? -1);
  const rowOfPart = rowOfParts(ground);
  const quote = (part: number): Quote => ({
    text: cutText(parts.parts[part], QUOTE),
    row: rowOfPart[part],
  });
  const { starts, themes } = found.texts;
  const texts = new Int32Array(found.themes.length);
  for (const theme of themes) texts[theme]++;
  const alone = [...prepared.texts.keys()].filter((text) => starts[text] === starts[text + 1]);
  const isAlone = new Set(alone);
  const quoted = alone.slice(0, QUOTES_OF_NONE).map((text) => quote(parts.of[text][0].part));
  const columns = table.columns.filter((_, at) => !HIDDEN.has(plan.roles[at]));
  return {
    themes: found.themes.map((theme, at) => ({
      name: theme.name,
      keyphrases: theme.keyphrases,
      words: theme.words,
      texts: texts[at],
      customers: has[at].length,
      share: has[at].length / speakers.length,
      quotes: theme.quotes.map(quote),
      segments: labels === undefined ? [] : findSegmentShares(ofSpeaker, k, has[at]),
    })),
    branches: found.branches,
    suggested: found.suggested,
    offered: offerNumbers(found.suggested, parts.parts.length),
    tried: found.tried,
    speakers: speakers.length,
    none: {
      customers: speakers.filter((at) => isAlone.has(prepared.textOf[at])).length,
      texts: alone.length,
      quotes: quoted,
    },
    parts: parts.parts.length,
    split: parts.split,
    figures: columns.filter(isFigure).map(({ name }) => name),
    dates: columns.filter(isDated).map(({ name }) => name),
  };
}

const HIDDEN: ReadonlySet<Role> = new Set<Role>(['id', 'consent', 'text']);

function isFigure(column: Column): boolean {
  const cells = column.levels.filter((cell) => !isMissing(cell));
  const decimal = inferDecimalMark(cells.slice(0, 2000));
  const numbers = cells.filter((cell) => maybeNumber(cell, decimal) !== undefined).length;
  return cells.length >= 2 && numbers >= FITS * cells.length;
}

function isDated(column: Column): boolean {
  if (isFigure(column)) return false;
  const cells = column.levels.filter((cell) => !isMissing(cell));
  const order = inferDateOrder(cells.slice(0, 2000));
  return (
    cells.length >= 2 &&
    cells.filter((cell) => maybeDate(cell, order) !== undefined).length >= FITS * cells.length
  );
}

/** For each theme the places among those who say something of the customers who have it. */
export function customersWith(
  { prepared, speakers }: ThemeGround,
  found: FoundThemes,
): Int32Array[] {
  const { starts, themes } = found.texts;
  const has: number[][] = found.themes.map(() => []);
  speakers.forEach((customer, at) => {
    const text = prepared.textOf[customer];
    for (let i = starts[text]; i < starts[text + 1]; i++) has[themes[i]].push(at);
  });
  return has.map((places) => Int32Array.from(places));
}

/** The rows of the file whose customers have a theme; -1 asks for those who have none. */
export function rowsOfTheme(ground: ThemeGround, found: FoundThemes, theme: number): Int32Array {
  const { prepared, speakers } = ground;
  const { starts } = found.texts;
  const customers =
    theme < 0
      ? speakers.filter((at) => starts[prepared.textOf[at]] === starts[prepared.textOf[at] + 1])
      : customersWith(ground, found)[theme].map((at) => speakers[at]);
  return customers.map((customer) => prepared.order[customer]).sort();
}

/** A theme for each row of the file. */
export interface RowThemes {
  readonly names: readonly string[];
  /** A place in `names`: what the customer speaks of first; -1: of none, or of nothing. */
  readonly of: Int32Array;
}

export function themesOfRows(
  { prepared, speakers }: ThemeGround,
  found: FoundThemes,
  rows: number,
): RowThemes {
  const { starts, themes } = found.texts;
  const of = new Int32Array(rows).fill(-1);
  for (const customer of speakers) {
    const text = prepared.textOf[customer];
    if (starts[text] < starts[text + 1]) of[prepared.order[customer]] = themes[starts[text]];
  }
  return { names: found.themes.map(({ name }) => name), of };
}

/** What goes with each theme in a column of numbers. */
export function tellEffects(
  table: Table,
  plan: Plan,
  ground: ThemeGround,
  found: FoundThemes,
  figure: string,
): FigureEffects | undefined {
  const column = table.columns.find(({ name }) => name === figure);
  if (column === undefined) return undefined;
  const values = numbersOf(column, plan.decimalMarks?.[figure]);
  return findEffects(bySpeaker(ground, values), customersWith(ground, found));
}

/** Themes over the time that a column of dates tells. */
export function tellTimes(
  table: Table,
  plan: Plan,
  ground: ThemeGround,
  found: FoundThemes,
  date: string,
): ThemeTimes | undefined {
  const column = table.columns.find(({ name }) => name === date);
  if (column === undefined) return undefined;
  const moments = datesOf(column, plan.dateOrders?.[date]);
  return findTimes(bySpeaker(ground, moments), customersWith(ground, found));
}

function bySpeaker({ prepared, speakers }: ThemeGround, values: Float64Array): Float64Array {
  return Float64Array.from(speakers, (customer) => values[prepared.order[customer]]);
}

/** For each part the row of the file of the first customer who says it. */
export function rowOfParts({ prepared, speakers, parts }: ThemeGround): Int32Array {
  const rows = new Int32Array(parts.parts.length).fill(-1);
  for (const customer of speakers)
    for (const { part } of parts.of[prepared.textOf[customer]])
      if (rows[part] < 0) rows[part] = prepared.order[customer];
  return rows;
}
