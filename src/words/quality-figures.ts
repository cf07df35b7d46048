import { numberFormat } from './formats';

/** How figures and cells stand in the sentences about a file's quality. */
export interface FigureWriter {
  count(value: number | undefined): string;
  /** A measure, to four figures. */
  amount(value: number | undefined): string;
  percent(share: number | undefined): string;
  day(moment: number | undefined): string;
  /** A few cells in quotes. */
  cells(cells: readonly string[]): string;
  rows(rows: readonly number[]): string;
}

export interface FigureStyle {
  readonly locale: string;
  readonly quotes: readonly [open: string, close: string];
  readonly comma: string;
  readonly blank: string;
  readonly spaces: string;
}

const LONGEST_CELL = 40;

export function createFigureWriter(style: FigureStyle): FigureWriter {
  const { locale, quotes, comma } = style;
  const whole = numberFormat(locale, { maximumFractionDigits: 0 });
  // Years are told without a mark between thousands.
  const large = numberFormat(locale, { maximumFractionDigits: 0, useGrouping: 'min2' });
  const fine = numberFormat(locale, { maximumSignificantDigits: 4 });
  const known = (value: number | undefined): value is number =>
    value !== undefined && Number.isFinite(value);
  return {
    count: (value) => (known(value) ? whole.format(value) : '–'),
    amount: (value) =>
      known(value) ? (Math.abs(value) >= 1000 ? large : fine).format(value) : '–',
    percent: (share) => (known(share) ? percentText(share, locale) : '–'),
    day: (moment) => (known(moment) ? new Date(moment).toISOString().slice(0, 10) : '–'),
    cells: (cells) =>
      cells
        .map((cell) => {
          if (cell === '') return style.blank;
          if (cell.trim() === '') return style.spaces;
          const shown =
            cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL - 1).trimEnd()}…` : cell;
          return `${quotes[0]}${shown.replace(/\s/gu, ' ')}${quotes[1]}`;
        })
        .join(comma),
    rows: (rows) => rows.map((row) => whole.format(row)).join(comma),
  };
}

/** Never "100 %" of nearly all, nor "0 %" of a few. */
function percentText(share: number, locale: string): string {
  const write = (value: number, digits: number) =>
    numberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(value);
  if (share > 0 && share < 0.0005) return `< ${write(0.0005, 2)}`;
  if (share < 1 && share > 0.9995) return `> ${write(0.9995, 2)}`;
  return write(share, share < 0.1 || share > 0.9 ? 1 : 0);
}
