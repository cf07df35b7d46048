import type { ColumnBins } from '../core/explore/bin-column';
import type { Brushed } from '../core/explore/cross-filter';
import type { HeatColumn } from '../core/explore/segment-heat';
import {
  type Explorer,
  type Filtered,
  openExplorer,
  openHeat,
  type ReadTexts,
  searchCustomers,
  type SearchResult,
} from '../study/explore';
import type { ExploredColumn } from '../study/explored-column';
import type { Outcome } from '../study/outcome';
import type { StudyMoods } from '../study/segment-moods';
import type { LabContext } from './lab-context';
import type { MoodLab } from './lab-mood';
import type { ThemesLab } from './lab-themes';
import { openLink } from './link';

/** What the lab tells of customers that are looked around among. */
export interface ExploreLab {
  /** The columns that can be charted, and coloured by. */
  charts(): Promise<readonly ExploredColumn[]>;
  /**
   * Reads all texts for their mood, or for what they are about, and gives the charts with that at the end; the
   * same as before where texts say nothing of it.
   *
   * @throws Fault stopped, method-unfit
   */
  readMore(what: keyof ReadTexts, port: MessagePort): Promise<readonly ExploredColumn[]>;
  /** The bar of each row of the file. */
  barsOf(column: number): Promise<ColumnBins | undefined>;
  /** @param picked rows of the file that are picked out otherwise; absent: all are. */
  filterRows(brushes: readonly Brushed[], picked?: Int32Array): Promise<Filtered>;
  segmentHeat(port: MessagePort): Promise<HeatColumn[]>;
  search(query: string, port: MessagePort): Promise<SearchResult>;
}

/**
 * @param readThemes what is spoken of, by row.
 * @param readMoods how customers feel.
 */
export function createExploreLab(
  context: LabContext,
  readThemes: ThemesLab['themesOfRows'],
  readMoods: MoodLab['moods'],
): ExploreLab {
  let open:
    { readonly of: Outcome; readonly explorer: Explorer; readonly read: ReadTexts } | undefined;

  function explorer(): Explorer {
    const study = context.finished();
    if (open?.of !== study.outcome)
      open = { of: study.outcome, explorer: openExplorer(study), read: {} };
    return open.explorer;
  }

  return {
    charts: async () => explorer().columns,
    async readMore(what, port) {
      const study = context.finished();
      const read: ReadTexts =
        what === 'themes'
          ? { themes: await readThemes(null, port) }
          : moodsOf(await readMoods(port));
      if (context.finished().outcome !== study.outcome) return explorer().columns;
      const known = { ...(open?.of === study.outcome ? open.read : {}), ...read };
      open = { of: study.outcome, explorer: openExplorer(study, known), read: known };
      return open.explorer.columns;
    },
    barsOf: async (column) => explorer().bins(column),
    async filterRows(brushes, picked) {
      if (picked === undefined) return explorer().filter(brushes);
      const mask = new Uint8Array(explorer().shown.length);
      for (const row of picked) mask[row] = 1;
      return explorer().filter(brushes, mask);
    },
    async segmentHeat(port) {
      const link = openLink<never>(port);
      try {
        return await openHeat(context.finished(), link.watch);
      } finally {
        link.close();
      }
    },
    async search(query, port) {
      const link = openLink<never>(port);
      try {
        return await searchCustomers(context.finished(), query, link.watch);
      } finally {
        link.close();
      }
    },
  };
}

const moodsOf = (found: StudyMoods | undefined): ReadTexts =>
  found === undefined ? {} : { moods: found.moods };
