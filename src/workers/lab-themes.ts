import type { Watch } from '../core/ports';
import type { FigureEffects } from '../core/themes/theme-effects';
import type { ThemeTimes } from '../core/themes/theme-times';
import { keysOf } from '../core/study';
import { findThemes, type FoundThemes, themesKey } from '../study/find-themes';
import { type FoundByWords, searchStudy } from '../study/search-themes';
import {
  rowsOfTheme,
  type RowThemes,
  themesOfRows,
  tellEffects,
  tellThemes,
  tellTimes,
  type ToldThemes,
} from '../study/tell-themes';
import { openThemeGround, type ThemeGround } from '../study/theme-ground';
import { partOfWork } from '../study/part-of-work';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** What the lab tells of what people talk about; `k` is the number of themes, null: as many as fit. */
export interface ThemesLab {
  /** @throws Fault method-unfit where hardly anything is said. */
  themes(k: number | null, port: MessagePort): Promise<ToldThemes>;
  /** What goes with each theme in a column of numbers. */
  themeEffects(
    k: number | null,
    figure: string,
    port: MessagePort,
  ): Promise<FigureEffects | undefined>;
  /** Themes over the time of a column of dates; undefined where all is said at once. */
  themeTimes(k: number | null, date: string, port: MessagePort): Promise<ThemeTimes | undefined>;
  /** The rows of those who have a theme; -1: of those who have none. */
  themeRows(k: number | null, theme: number, port: MessagePort): Promise<Int32Array>;
  /** What the customer of each row of the file speaks of first. */
  themesOfRows(k: number | null, port: MessagePort): Promise<RowThemes>;
  /** Themes and texts by meaning and by words. */
  searchThemes(k: number | null, query: string, port: MessagePort): Promise<FoundByWords>;
}

export function createThemesLab(
  context: LabContext,
): ThemesLab & { found(): ToldThemes | undefined } {
  /** What was opened last: to make it again takes seconds. */
  let open: { readonly key: string; readonly ground: ThemeGround } | undefined;
  let last: { readonly key: string; readonly found: FoundThemes } | undefined;

  async function ask<T>(
    k: number | null,
    port: MessagePort,
    answer: (ground: ThemeGround, found: FoundThemes, watch: Watch) => T | Promise<T>,
  ): Promise<T> {
    const link = openLink<never>(port);
    try {
      const study = context.finished();
      const key = keysOf(study.tableKey, study.plan).encode;
      if (open?.key !== key)
        open = { key, ground: await openThemeGround(study, partOfWork(link.watch, 0, 0.6)) };
      const { ground } = open;
      const wanted = themesKey(ground, study, k);
      if (last?.key !== wanted) {
        const found = await findThemes(study, ground, k, partOfWork(link.watch, 0.6, 1));
        last = { key: wanted, found };
      }
      return await answer(ground, last.found, link.watch);
    } finally {
      link.close();
    }
  }

  const tell = (ground: ThemeGround, found: FoundThemes) => {
    const { table, plan, outcome } = context.finished();
    return tellThemes(table, plan, ground, found, outcome.labels);
  };

  return {
    /** What was looked at last, if it is of the study that is shown. */
    found() {
      const { tableKey, plan } = context.finished();
      if (open === undefined || last === undefined) return undefined;
      return open.key === keysOf(tableKey, plan).encode ? tell(open.ground, last.found) : undefined;
    },
    themes: (k, port) => ask(k, port, tell),
    themeEffects: (k, figure, port) =>
      ask(k, port, (ground, found) => {
        const { table, plan } = context.finished();
        return tellEffects(table, plan, ground, found, figure);
      }),
    themeTimes: (k, date, port) =>
      ask(k, port, (ground, found) => {
        const { table, plan } = context.finished();
        return tellTimes(table, plan, ground, found, date);
      }),
    themeRows: (k, theme, port) =>
      ask(k, port, (ground, found) => rowsOfTheme(ground, found, theme)),
    themesOfRows: (k, port) =>
      ask(k, port, (ground, found) => themesOfRows(ground, found, context.finished().table.rows)),
    searchThemes: (k, query, port) =>
      ask(k, port, (ground, found, watch) =>
        searchStudy(context.finished(), ground, found, query, watch),
      ),
  };
}
