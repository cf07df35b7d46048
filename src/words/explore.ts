import type { ExploredColumn } from '../study/explored-column';
import { dateFormat, numberFormat } from './formats';

const DAY = 86_400_000;

/** What names of bars are put together from, in a language. */
export interface BarPhrases {
  readonly locale: string;
  between(from: string, to: string): string;
  upTo(to: string): string;
  from(from: string): string;
  weekOf(day: string): string;
  quarter(year: number, quarter: number): string;
  years(from: number, to: number): string;
  lumped(levels: number): string;
}

/** What a bar of a chart holds, in words. */
export function createBarNames(
  phrases: BarPhrases,
): (chart: ExploredColumn, bar: number) => string {
  const { locale } = phrases;
  const number = numberFormat(locale, { maximumFractionDigits: 6 });
  const day = dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const month = dateFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' });

  function ofDate([from, to]: readonly [number, number]): string {
    const days = Math.round((to - from) / DAY);
    const begin = new Date(from);
    if (days <= 1) return day.format(from);
    if (days === 7) return phrases.weekOf(day.format(from));
    if (days <= 31) return month.format(from);
    if (days <= 92) return phrases.quarter(begin.getUTCFullYear(), begin.getUTCMonth() / 3 + 1);
    const last = new Date(to - 1).getUTCFullYear();
    return phrases.years(begin.getUTCFullYear(), last);
  }

  return (chart, bar) => {
    if (chart.kind === 'category') return chart.levels[bar] ?? phrases.lumped(chart.lumped);
    const [from, to] = [chart.edges[bar], chart.edges[bar + 1]];
    if (chart.kind === 'date') return ofDate([from, to]);
    if (chart.single) return number.format(from);
    if (bar === 0) return phrases.upTo(number.format(to));
    if (bar === chart.bins - 1) return phrases.from(number.format(from));
    return phrases.between(number.format(from), number.format(to));
  };
}
