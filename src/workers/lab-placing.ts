import { Fault, isFault } from '../core/fault';
import { cellAt } from '../core/table/table';
import { BUILT_IN } from '../core/encoder-names';
import type { NamedFile } from '../study/combine-files';
import { NOBODY_WAITS } from '../study/drive';
import { writeCustomers } from '../study/export-csv';
import type { ExportOptions } from '../study/export-study';
import { fileStem } from '../study/file-stem';
import { maskersOf } from '../study/mask-columns';
import { resembles } from '../study/open-next';
import {
  type PlacedFile,
  placeFile,
  type PlaceStage,
  type Placing,
  type PlacingStudy,
} from '../study/place-file';
import { isProject } from '../study/project-file';
import { type KeptModel, modelKey, type OpenModel, openModel } from '../study/segment-models';
import type { StudyPorts } from '../study/study-ports';
import type { LabContext } from './lab-context';
import { openLink } from './link';

/** A file that was placed, as the page shows it. */
export interface PlacedSummary extends PlacedFile {
  readonly columns: readonly string[];
  /** Columns that tell a customer in a few words: those with texts, else all that are used. */
  readonly telling: readonly number[];
}

export interface PlaceEvent {
  readonly stage: PlaceStage;
}

/** What the lab does with new customers. */
export interface PlacingLab {
  /** Whether files look like next ones of the kind that the finished study is of. */
  resembles(files: readonly NamedFile[], port: MessagePort): Promise<boolean>;
  /** Places the customers of files into the segments of the finished study. */
  place(files: readonly NamedFile[], port: MessagePort): Promise<PlacedSummary>;
  /** Cells of rows of the file that was placed last. */
  placedRows(indices: Int32Array): Promise<string[][]>;
  /** The file that was placed last with its segments. */
  exportPlaced(
    names: readonly string[],
    options: ExportOptions,
  ): Promise<{ blob: Blob; name: string }>;
}

export function createPlacingLab(context: LabContext): PlacingLab {
  let last: Placing | undefined;
  let model: { readonly key: string; readonly opened: OpenModel } | undefined;

  const study = (): PlacingStudy => {
    const { opened, hints } = context.current();
    return { opened, hints, ...context.finished() };
  };
  const placing = () => {
    if (last === undefined) throw new Fault('unexpected', { message: 'nothing is placed' });
    return last;
  };

  return {
    async resembles(files, port) {
      const link = openLink<never>(port);
      try {
        for (const { file } of files) if (await isProject(file)) return false;
        return await resembles(files, study(), link.watch);
      } finally {
        link.close();
      }
    },

    async place(files, port) {
      const link = openLink<PlaceEvent>(port);
      try {
        const first = study();
        const key = modelKey(first.opened.key, first.plan);
        const known = model?.key === key ? model.opened : undefined;
        model = undefined;
        const {
          next,
          placed,
          model: opened,
        } = await placeFile(
          files,
          first,
          context.ports,
          { ...link.watch, stage: (stage) => link.tell({ stage }) },
          known,
        );
        model = { key, opened };
        last = { next, placed };
        const { roles } = next.plan;
        const { columns } = next.opened.table;
        const places = columns.map((_, at) => at);
        const texts = places.filter((at) => roles[at] === 'text');
        return {
          ...placed,
          columns: columns.map(({ name }) => name),
          telling: texts.length > 0 ? texts : places.filter((at) => roles[at] !== 'ignore'),
        };
      } finally {
        link.close();
      }
    },

    async placedRows(indices) {
      const { table } = placing().next.opened;
      return Array.from(indices, (row) => table.columns.map((column) => cellAt(column, row)));
    },

    async exportPlaced(names, options) {
      const { next, placed } = placing();
      const { table, header, dialect, mark, encoding } = next.opened;
      const pieces = writeCustomers(table, header, dialect, placed, names, {
        guard: options.guard,
        mark: mark || encoding !== 'utf-8',
        ...(options.mask ? { maskers: maskersOf(table, next.plan.roles, next.plan.personal) } : {}),
      });
      return {
        blob: new Blob([...pieces], { type: 'text/csv;charset=utf-8' }),
        name: `${fileStem(next.name)}-segments.csv`,
      };
    },
  };
}

/**
 * What the finished study has learnt for the next file, to go into its project file. No text is read for
 * it: where vectors are not kept, it is undefined, and learnt when the next file comes.
 */
export async function modelForProject(context: LabContext): Promise<KeptModel | undefined> {
  const ports: StudyPorts = {
    ...context.ports,
    async openEncoder(id) {
      if (id !== BUILT_IN) throw new Fault('model-missing', { model: id });
      return context.ports.openEncoder(id);
    },
  };
  try {
    const { kept } = await openModel({ ...context.finished(), ports }, NOBODY_WAITS);
    return kept;
  } catch (error) {
    if (isFault(error)) return undefined;
    throw error;
  }
}
