import { type Title, type Titles, writeTitles } from '../study/write-titles';
import type { OpenWriter } from '../study/study-ports';
import type { LabContext } from './lab-context';
import { openLink } from './link';

export interface TitleEvent {
  readonly segment: number;
  readonly titles: readonly Title[];
}

/** What the lab lets the small model do for the names of segments. */
export interface TitlesLab {
  /**
   * Asks the small model for titles, one segment at a time.
   *
   * @param wanted labels, in the order in which it is asked; what it said of others before is given too.
   */
  titles(wanted: readonly number[], port: MessagePort): Promise<Titles>;
}

export function createTitlesLab(
  context: LabContext,
  openWriter: () => Promise<OpenWriter>,
): TitlesLab {
  return {
    async titles(wanted, port) {
      const link = openLink<TitleEvent>(port);
      try {
        const { opened } = context.current();
        const { plan, outcome } = context.finished();
        return await writeTitles(
          { table: opened.table, tableKey: opened.key, plan, outcome },
          openWriter,
          context.ports,
          link.watch,
          (segment, titles) => link.tell({ segment, titles }),
          wanted,
        );
      } finally {
        link.close();
      }
    },
  };
}
