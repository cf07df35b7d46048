import { type Title, type Titles, writeTitles } from '../study/write-titles';
import type { TitleWriter } from '../study/study-ports';
import type { ModelCard } from '../models/read-gguf';
import type { OwnWriter, OwnWriterShelf } from '../models/own-writer';
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
  /**
   * Takes a language model (GGUF) that proposes names from now on, in place of the one beside the page.
   *
   * @throws Fault writer-unfit
   */
  takeWriter(file: File): Promise<OwnWriterCard>;
  /** The person's own model, where there is one. */
  ownWriter(): Promise<OwnWriterCard | undefined>;
  dropWriter(): Promise<void>;
}

/** What is told of a model that the person brought. */
export interface OwnWriterCard extends ModelCard {
  readonly file: string;
  readonly bytes: number;
}

const cardOf = ({ file, card }: OwnWriter): OwnWriterCard => ({
  ...card,
  file: file.name,
  bytes: file.size,
});

export function createTitlesLab(
  context: LabContext,
  findWriter: () => Promise<TitleWriter>,
  own: OwnWriterShelf,
): TitlesLab {
  return {
    async titles(wanted, port) {
      const link = openLink<TitleEvent>(port);
      try {
        const { opened } = context.current();
        const { plan, outcome } = context.finished();
        return await writeTitles(
          { table: opened.table, tableKey: opened.key, plan, outcome },
          await findWriter(),
          context.ports,
          link.watch,
          (segment, titles) => link.tell({ segment, titles }),
          wanted,
        );
      } finally {
        link.close();
      }
    },
    takeWriter: async (file) => cardOf(await own.keep(file)),
    async ownWriter() {
      const found = await own.find();
      return found && cardOf(found);
    },
    dropWriter: () => own.forget(),
  };
}
