import type { ColumnBins } from '../core/explore/bin-column';
import type { Brushed } from '../core/explore/cross-filter';
import type { HeatColumn } from '../core/explore/segment-heat';
import {
  type ExploredColumn,
  type Explorer,
  type Filtered,
  openExplorer,
  openHeat,
  searchCustomers,
  type SearchResult,
} from '../study/explore';
import type { Outcome } from '../study/outcome';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** What the lab tells of customers that are looked around among. */
export interface ExploreLab {
  /** The columns that can be charted, and coloured by. */
  charts(): Promise<readonly ExploredColumn[]>;
  /** The bar of each row of the file. */
  barsOf(column: number): Promise<ColumnBins | undefined>;
  /** @param picked rows of the file that are picked out otherwise; absent: all are. */
  filterRows(brushes: readonly Brushed[], picked?: Int32Array): Promise<Filtered>;
  segmentHeat(port: MessagePort): Promise<HeatColumn[]>;
  search(query: string, port: MessagePort): Promise<SearchResult>;
}

export function createExploreLab(context: LabContext): ExploreLab {
  let open: { readonly of: Outcome; readonly explorer: Explorer } | undefined;

  function explorer(): Explorer {
    const study = context.finished();
    if (open?.of !== study.outcome) open = { of: study.outcome, explorer: openExplorer(study) };
    return open.explorer;
  }

  return {
    charts: async () => explorer().columns,
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
