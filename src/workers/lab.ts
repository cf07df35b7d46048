import { Fault, isFault } from '../core/fault';
import { type ColumnReading, partOf, type Role } from '../core/prepare/roles';
import { hashPlain } from '../core/hash';
import {
  keysOf,
  type PersonalChoices,
  type Plan,
  type Stage,
  type TextTreatment,
} from '../core/study';
import { HASHED_DIMENSIONS } from '../core/text/hashing-encoder';
import type { Language } from '../core/text/language';
import type { OrderRoles } from '../core/orders/customer-table';
import type { Repeats } from '../core/orders/infer-repeats';
import type { Recipe } from '../core/quality/recipe';
import type { LanguageId } from '../words/words';
import type { Watch } from '../core/ports';
import { countRefused } from '../core/prepare/consent';
import { findObjectors, type ObjectionList, readObjections } from '../core/prepare/objections';
import { findUnclearDate, type UnclearDate } from '../core/prepare/dates';
import { findUnclearNumber, type UnclearNumber } from '../core/prepare/numbers';
import { type FileEnds, firstRecordsOf, shorten } from '../core/table/file-records';
import { cellAt, type Dialect, type ReadWarning, type Table } from '../core/table/table';
import { BUILT_IN, maybeEncoder } from '../models/models';
import { type CombinedFile, combineFiles, type NamedFile } from '../study/combine-files';
import { carryOut, type OpenEncoder, type Part } from '../study/carry-out';
import { breathe } from '../study/drive';
import { type Effect, examineCustomers, type Examination, tryRecipe } from '../study/examination';
import { hidePersonal } from '../study/hide-personal';
import { previewTexts, type TextsPreview } from '../study/preview-texts';
import { writeQuality } from '../study/write-quality';
import { exportStudy, type ExportKind, type ExportOptions, stemOf } from '../study/export-study';
import {
  type CustomerHints,
  type Gathered,
  hintsForNext,
  type OpenedCustomers,
  openCustomers,
  readCustomerColumns,
  type RolledUp,
} from '../study/open-customers';
import type { FileFormat } from '../study/open-file';
import type { Outcome } from '../study/outcome';
import { isProject, type Names, readProject } from '../study/project-file';
import { arrangeRows, type Arrangement } from '../study/arrange-rows';
import {
  changedParts,
  type MatchedPreparation,
  matchPreparation,
  type Preparation,
  preparationOf,
  type PreparedPart,
} from '../study/preparation';
import { languageOf, suggestPlan } from '../study/suggest-plan';
import { type OpenWriter, type Title, type Titles, writeTitles } from '../study/write-titles';
import type { Store } from '../store/store';
import type { DeviceChoice } from './encoder';
import { openLink, type Link } from './link';

/** What the page shows of a file that was read. */
export interface OpenedSummary {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ColumnReading[];
  readonly dialect: Dialect;
  readonly encoding: string;
  readonly warnings: readonly ReadWarning[];
  /** How the file is read, as far as it is not left to us. */
  readonly hints: CustomerHints;
  readonly format: FileFormat;
  /** Tables of a workbook or archive, and the one that is read. */
  readonly parts: readonly string[];
  readonly part: string;
  /** Where order lines were rolled up, and how. */
  readonly orders: RolledUp | undefined;
  /** How lines could be rolled up that the person wants as they are. */
  readonly offered: OrderRoles | undefined;
  /** Where rows that are no order lines were gathered to one per customer. */
  readonly gathered: Gathered | undefined;
  /** How rows could be gathered. */
  readonly repeats: Repeats | undefined;
  /** What would be found without what the person has set. */
  readonly detected: { readonly encoding: string; readonly dialect: Dialect };
  /** The first and last records of the file, and those that are no rows. */
  readonly ends: FileEnds;
  readonly footer: readonly (readonly string[])[];
  /** For each column of dates one that could be two days, where nothing tells which is meant. */
  readonly unclearDates: readonly (UnclearDate | undefined)[];
  /** For each column of numbers one that could be two numbers, likewise. */
  readonly unclearNumbers: readonly (UnclearNumber | undefined)[];
  readonly language: Language;
  readonly plan: Plan;
  /** Rows whose customer objects, by the columns with the role Consent. */
  readonly refused: number;
  /** What of an earlier preparation was taken, and what did not fit. */
  readonly applied: Applied | undefined;
  /** Rows whose customer is on the plan's list of objections. */
  readonly listed: number;
}

/** A preparation that was taken: of the last file of the same shape, or of a file of its own. */
export interface Applied extends Pick<MatchedPreparation, 'missing' | 'added' | 'encoder'> {
  readonly source: 'kept' | 'file';
  readonly parts: readonly PreparedPart[];
  /** Whether the file could not be read as it asks, or fitted better read without. */
  readonly readOtherwise: boolean;
}

/** A study that was finished before: everything, without computing. */
export interface Reopened {
  readonly summary: OpenedSummary;
  readonly outcome: Outcome | undefined;
  readonly names: Readonly<Record<number, string>>;
}

/** What was found, and the names that the person gave these very segments before. */
export interface Finished {
  readonly outcome: Outcome;
  readonly names: Readonly<Record<number, string>>;
}

export type RunEvent =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'part'; readonly part: Part };

export interface TitleEvent {
  readonly segment: number;
  readonly titles: readonly Title[];
}

export interface Suggestion {
  readonly language: Language;
  readonly plan: Plan;
  /** Rows whose customer objects, by the columns with the role Consent. */
  readonly refused: number;
  readonly unclearDates: OpenedSummary['unclearDates'];
  readonly unclearNumbers: OpenedSummary['unclearNumbers'];
}

export type { Examination };

export interface Lab {
  /** Reads a file of customers or a project file. */
  open(file: Blob, name: string, hints: CustomerHints, port: MessagePort): Promise<Reopened>;
  /** Makes one file of several: under each other, or side by side. */
  combine(files: readonly NamedFile[], port: MessagePort): Promise<CombinedFile>;
  /**
   * Reads the same file in another way; undefined hints forget what was set for its shape before.
   *
   * @param carried what the person has set so far and stays as it is.
   */
  reread(
    hints: CustomerHints | undefined,
    carried: Preparation | undefined,
    port: MessagePort,
  ): Promise<Reopened>;
  /** Prepares the open file as another one was; `back` takes that back. */
  prepare(preparation: Preparation, back: boolean, port: MessagePort): Promise<Reopened>;
  /** The language and the encoder that fit a choice of roles. */
  suggest(roles: readonly Role[]): Promise<Suggestion>;
  /** Looks at every column: what is missing, odd or leaking, and what could be done about it. */
  examine(
    asked: Pick<Plan, 'roles' | 'dateOrders' | 'decimalMarks'>,
    port: MessagePort,
  ): Promise<Examination>;
  /** What a recipe would do, in counts. */
  tryRecipe(recipe: Recipe): Promise<Effect>;
  /** What the treatment of texts would do to some of them. */
  tryTexts(
    roles: readonly Role[],
    texts: TextTreatment | undefined,
    port: MessagePort,
  ): Promise<TextsPreview>;
  /** The examination as a page to print or send, without personal data. */
  qualityReport(
    examination: Examination,
    recipe: Recipe | undefined,
    personal: PersonalChoices | undefined,
    language: LanguageId,
  ): Promise<{ blob: Blob; name: string }>;
  /** Reads a list of people who object. */
  objections(file: Blob, roles: readonly Role[]): Promise<ObjectionList>;
  run(plan: Plan, port: MessagePort): Promise<Finished>;
  /** Asks the small model for titles, one segment at a time. */
  titles(port: MessagePort): Promise<Titles>;
  rows(indices: Int32Array): Promise<string[][]>;
  arrange(request: Arrangement): Promise<Int32Array>;
  exportFile(
    kind: ExportKind,
    names: readonly string[],
    options: ExportOptions,
  ): Promise<{ blob: Blob; name: string }>;
  keepNames(names: Readonly<Record<number, string>>): Promise<void>;
  reopen(): Promise<Reopened | undefined>;
  forget(): Promise<void>;
  ping(): Promise<void>;
}

/** The first message to the lab's worker. */
export interface LabSettings {
  /** The address of the models folder, ending in a slash. */
  readonly models: string;
  readonly device: DeviceChoice;
  /** Encoder workers; 0 lets the machine decide. */
  readonly workers: number;
}

/** What the lab is made of; the worker's entry file makes these. */
export interface LabParts {
  readonly store: Store;
  /** Ids of the models whose files lie beside the page. */
  presentModels(): Promise<readonly string[]>;
  openEncoder(id: string): Promise<OpenEncoder>;
  openWriter(): Promise<OpenWriter>;
  transfer<T>(value: T, buffers: Transferable[]): T;
}

const NOBODY_WAITS: Watch = {
  signal: new AbortController().signal,
  report: () => undefined,
};

/** Records that are no rows, shown from the end of the file. */
const MOST_APART = 8;

interface Source {
  readonly file: Blob;
  readonly name: string;
  readonly hints: CustomerHints;
  readonly opened: OpenedCustomers;
  /** Of the columns as they are found without hints. */
  readonly shape: string;
  /** The plan before the person changes anything; absent where the study was finished before. */
  readonly settled?: Plan;
  readonly applied?: Applied | undefined;
  /** What was taken when the same file was read before. */
  readonly appliedBefore?: Applied | undefined;
}

interface Reading {
  /** Of the file, where it is known from reading it before. */
  readonly shape?: string;
  readonly carried?: Preparation | undefined;
  /** Where what is carried comes from, if not from this very file. */
  readonly source?: Applied['source'];
  readonly readOtherwise?: boolean;
  /** What was taken before and still holds. */
  readonly applied?: Applied | undefined;
}

export function createLab(parts: LabParts): Lab {
  const { store } = parts;
  let source: Source | undefined;
  /** The file last asked for, which may not have been readable. */
  let asked: { file: Blob; name: string } | undefined;
  let plan: Plan | undefined;
  let outcome: Outcome | undefined;
  let names: Names = {};
  const encoders = new Map<string, Promise<OpenEncoder>>();

  const current = () => {
    if (source === undefined) throw new Fault('unexpected', { message: 'no file is open' });
    return source;
  };
  const finished = () => {
    if (outcome === undefined) throw new Fault('unexpected', { message: 'no study is finished' });
    return outcome;
  };

  const ports = {
    vectors: store.vectors,
    results: store.results,
    dimensionsOf: (id: string) => maybeEncoder(id)?.dimensions ?? HASHED_DIMENSIONS,
    openEncoder(id: string): Promise<OpenEncoder> {
      let opening = encoders.get(id);
      if (opening === undefined) {
        opening = parts.openEncoder(id);
        encoders.set(id, opening);
        opening.catch(() => encoders.delete(id));
      }
      return opening;
    },
  };

  async function keep(): Promise<void> {
    if (source === undefined || plan === undefined) return;
    const { key } = source.opened;
    await store.keepFile({ key, source: source.file, opened: source.opened });
    await store.keepStudy({
      id: 'last',
      name: source.name,
      hints: source.hints,
      tableKey: key,
      plan,
      names,
    });
  }

  /** A plan with everything left to us. */
  const suggest = async (opened: OpenedCustomers) =>
    suggestPlan(
      opened.table,
      readCustomerColumns(opened).map(({ role }) => role),
      await parts.presentModels(),
    );

  async function summarise(): Promise<OpenedSummary> {
    const { opened, name, applied, settled } = current();
    const { table } = opened;
    const shown = plan ?? settled ?? (await suggest(opened));
    return {
      name,
      rows: table.rows,
      columns: readCustomerColumns(opened),
      dialect: opened.dialect,
      encoding: opened.encoding,
      detected: opened.detected ?? { encoding: opened.encoding, dialect: opened.dialect },
      ends: opened.ends ?? { first: firstRecordsOf(table), last: [] },
      footer: opened.footer.slice(-MOST_APART).map(shorten),
      warnings: opened.warnings,
      hints: current().hints,
      format: opened.format,
      parts: opened.parts ?? [],
      part: opened.part ?? '',
      orders: opened.orders,
      offered: opened.offered,
      gathered: opened.gathered,
      repeats: opened.repeats,
      applied,
      unclearDates: unclearDatesOf(table, shown.roles),
      unclearNumbers: unclearNumbersOf(opened, shown.roles),
      language: languageOf(table, shown.roles),
      plan: shown,
      refused: countRefused(table, shown.roles),
      listed: findObjectors(table, shown.roles, new Set(shown.objections)).reduce(
        (sum, on) => sum + on,
        0,
      ),
    };
  }

  const given = () => (outcome === undefined ? {} : (names[outcome.groupKey] ?? {}));

  async function read(
    file: Blob,
    name: string,
    hints: CustomerHints,
    link: Link<never>,
    { shape, carried, source: from, readOtherwise = false, applied }: Reading = {},
  ): Promise<Reopened> {
    let opened = await openCustomers(file, hints, link.watch);
    const found = shape ?? shapeOf(opened);
    let settled = hints;
    let [preparation, origin] = [carried, from];
    const left = carried === undefined && Object.keys(hints).length === 0;
    if (left && shape === undefined) {
      const known = await store.readingOf(found).catch(() => undefined);
      if (known !== undefined) {
        [preparation, origin] = [known.preparation, 'kept'];
        const { hints: kept } = known.preparation;
        const again = Object.keys(kept).length === 0 ? opened : await readAs(file, kept, link);
        if (again === undefined) readOtherwise = true;
        else [opened, settled] = [again, kept];
      }
    }
    const proposed = await suggest(opened);
    const match = preparation && (await fit(opened, preparation, proposed));
    const changed = match === undefined ? [] : changedParts(settled, match.plan, proposed);
    const fits = match === undefined || (match.missing.length === 0 && match.encoder === undefined);
    if (origin === 'file' || (origin === 'kept' && (changed.length > 0 || !fits || readOtherwise)))
      applied = {
        source: origin,
        parts: changed,
        missing: match?.missing ?? [],
        added: match?.added ?? [],
        ...(match?.encoder === undefined ? {} : { encoder: match.encoder }),
        readOtherwise,
      };
    source = {
      file,
      name,
      hints: settled,
      opened,
      shape: found,
      settled: match?.plan ?? proposed,
      applied,
      appliedBefore: source?.file === file ? source.applied : undefined,
    };
    plan = undefined;
    outcome = undefined;
    names = {};
    return { summary: await summarise(), outcome: undefined, names: {} };
  }

  const fit = async (opened: OpenedCustomers, preparation: Preparation, proposed: Plan) =>
    matchPreparation(opened.table, preparation, proposed, [
      ...(await parts.presentModels()),
      BUILT_IN,
    ]);

  /** The file read with hints from another one; undefined where that does not end well. */
  async function readAs(
    file: Blob,
    hints: CustomerHints,
    link: Link<never>,
  ): Promise<OpenedCustomers | undefined> {
    try {
      return await openCustomers(file, hints, link.watch);
    } catch (error) {
      if (!isFault(error) || error.code === 'stopped') throw error;
      return undefined;
    }
  }

  /** Those hints of another file that serve this one: all of them, unless its columns fit better without. */
  async function chooseHints(
    file: Blob,
    { hints, columns }: Preparation,
    link: Link<never>,
  ): Promise<CustomerHints> {
    const fitting = (opened: OpenedCustomers | undefined) => {
      const present = new Set(opened?.table.columns.map(({ name }) => name));
      return opened === undefined ? -1 : columns.filter(({ name }) => present.has(name)).length;
    };
    const wanted = fitting(await readAs(file, hints, link));
    if (wanted === columns.length) return hints;
    const plain = fitting(await readAs(file, {}, link));
    return plain > wanted || wanted <= 0 ? {} : hints;
  }

  async function keepReading(): Promise<void> {
    if (source === undefined || plan === undefined) return;
    const { shape, hints, opened } = source;
    const columns = opened.table.columns.map(({ name }) => name);
    await store.keepReading({
      shape,
      preparation: preparationOf(columns, plan, hintsForNext(hints)),
    });
  }

  return {
    async open(file, name, hints, port) {
      const link = openLink<never>(port);
      asked = { file, name };
      try {
        if (!(await isProject(file))) return await read(file, name, hints, link);
        const project = await readProject(file, link.watch);
        for (const [id, batch] of project.vectors) {
          await store.vectors.put(id, batch.hashes, batch.rows).catch(ignoreFull);
          await breathe();
        }
        source = {
          file: project.source,
          name: project.name,
          hints: project.hints,
          opened: project.opened,
          shape: shapeOf(project.opened),
        };
        plan = project.plan;
        outcome = project.outcome;
        names = project.names;
        await store.results
          .put(keysOf(project.opened.key, plan).outcome, outcome)
          .catch(ignoreFull);
        await keep().catch(ignoreFull);
        return { summary: await summarise(), outcome, names: given() };
      } catch (error) {
        // The study that stays open is the one to be read again.
        if (source !== undefined) asked = { file: source.file, name: source.name };
        throw error;
      } finally {
        link.close();
      }
    },

    async combine(files, port) {
      const link = openLink<never>(port);
      try {
        return await combineFiles(files, link.watch);
      } finally {
        link.close();
      }
    },

    async reread(hints, carried, port) {
      const link = openLink<never>(port);
      try {
        const { file, name } = asked ?? current();
        const shape = source?.file === file ? source.shape : undefined;
        if (hints === undefined && shape !== undefined) {
          await store.forgetReading(shape);
          return await read(file, name, {}, link);
        }
        return await read(file, name, hints ?? {}, link, {
          ...(shape === undefined ? {} : { shape }),
          carried,
          applied: shape === undefined ? undefined : source?.applied,
        });
      } finally {
        link.close();
      }
    },

    async prepare(preparation, back, port) {
      const link = openLink<never>(port);
      try {
        const { file, name, shape, appliedBefore: applied } = current();
        const carried = preparation;
        if (back)
          return await read(file, name, preparation.hints, link, { shape, carried, applied });
        const hints = await chooseHints(file, preparation, link);
        return await read(file, name, hints, link, {
          shape,
          carried,
          source: 'file',
          readOtherwise: hints !== preparation.hints,
        });
      } finally {
        link.close();
      }
    },

    async suggest(roles) {
      const { table } = current().opened;
      return {
        language: languageOf(table, roles),
        plan: suggestPlan(table, roles, await parts.presentModels()),
        refused: countRefused(table, roles),
        unclearDates: unclearDatesOf(table, roles),
        unclearNumbers: unclearNumbersOf(current().opened, roles),
      };
    },

    async examine(asked, port) {
      const link = openLink<never>(port);
      try {
        const { table, dialect } = current().opened;
        const firstRow = dialect.header ? 2 : 1;
        return await examineCustomers(table, asked, firstRow, link.watch);
      } finally {
        link.close();
      }
    },

    async tryRecipe(recipe) {
      return tryRecipe(current().opened.table, recipe);
    },

    async tryTexts(roles, texts, port) {
      const link = openLink<never>(port);
      try {
        return await previewTexts(current().opened.table, roles, texts, link.watch);
      } finally {
        link.close();
      }
    },

    async qualityReport(examination, recipe, personal, language) {
      const { name, opened } = current();
      const effect = recipe === undefined ? undefined : tryRecipe(opened.table, recipe);
      const shown = hidePersonal(examination, personal);
      const page = writeQuality(name, shown, language, effect?.receipts);
      return {
        blob: new Blob([page], { type: 'text/html' }),
        name: `${stemOf(name)}-quality.html`,
      };
    },

    async objections(file, roles) {
      const list = await openCustomers(file, { orders: null }, NOBODY_WAITS);
      return readObjections(list.table, current().opened.table, roles);
    },

    async run(wanted, port) {
      const link = openLink<RunEvent>(port);
      try {
        const { opened } = current();
        const found = await carryOut(opened.table, opened.key, wanted, ports, {
          ...link.watch,
          stage: (stage) => link.tell({ kind: 'stage', stage }),
          part: (part) => link.tell({ kind: 'part', part }),
        });
        plan = wanted;
        outcome = found;
        await keepReading().catch(ignoreFull);
        await keep().catch((error: unknown) => {
          ignoreFull(error);
          link.tell({ kind: 'part', part: { kind: 'storage-full' } });
        });
        return { outcome: found, names: given() };
      } finally {
        link.close();
      }
    },

    async titles(port) {
      const link = openLink<TitleEvent>(port);
      try {
        const { opened } = current();
        if (plan === undefined) throw new Fault('unexpected', { message: 'no plan' });
        return await writeTitles(
          { table: opened.table, tableKey: opened.key, plan, outcome: finished() },
          parts.openWriter,
          ports,
          link.watch,
          (segment, titles) => link.tell({ segment, titles }),
        );
      } finally {
        link.close();
      }
    },

    async rows(indices) {
      const { table } = current().opened;
      return Array.from(indices, (row) => table.columns.map((column) => cellAt(column, row)));
    },

    async arrange(request) {
      const { table } = current().opened;
      const order = arrangeRows(table, outcome, request, plan);
      return parts.transfer(order, [order.buffer]);
    },

    async exportFile(kind, titles, options) {
      const { opened, file, name, hints } = current();
      return exportStudy(kind, {
        source: file,
        name,
        hints,
        opened,
        plan: plan as Plan,
        outcome: finished(),
        titles,
        names,
        vectors: store.vectors,
        options,
      });
    },

    async keepNames(changed) {
      names = { ...names, [finished().groupKey]: { ...changed } };
      await keep().catch(ignoreFull);
    },

    async reopen() {
      const study = await store.lastStudy();
      const kept = study && (await store.fileOf(study.tableKey));
      if (study === undefined || kept === undefined) return undefined;
      const { name, hints } = study;
      source = {
        file: kept.source,
        name,
        hints,
        opened: kept.opened,
        shape: shapeOf(kept.opened),
      };
      asked = { file: kept.source, name };
      plan = study.plan;
      names = study.names;
      outcome = await store.results.get<Outcome>(keysOf(study.tableKey, study.plan).outcome);
      return { summary: await summarise(), outcome, names: given() };
    },

    async forget() {
      source = undefined;
      asked = undefined;
      plan = undefined;
      outcome = undefined;
      names = {};
      await store.forget();
    },

    ping: async () => undefined,
  };
}

function ignoreFull(error: unknown): void {
  if (!(error instanceof Fault) || error.code !== 'storage-full') throw error;
}

/** What tells files of the same kind: the names of their columns as they stand in the file. */
function shapeOf({ table, orders, gathered }: OpenedCustomers): string {
  const lineColumns = (orders ?? gathered)?.lineColumns;
  return hashPlain(lineColumns ?? table.columns.map(({ name }) => name));
}

/** What was made of orders is written by us. */
function unclearNumbersOf(
  { table, orders, format }: OpenedCustomers,
  roles: readonly Role[],
): OpenedSummary['unclearNumbers'] {
  const typed = format !== 'delimited';
  return table.columns.map((column, at) =>
    orders === undefined && !typed && partOf(roles[at]) === 'number'
      ? findUnclearNumber(column.levels)
      : undefined,
  );
}

function unclearDatesOf(table: Table, roles: readonly Role[]): OpenedSummary['unclearDates'] {
  return table.columns.map((column, at) =>
    roles[at] === 'date' ? findUnclearDate(column.levels) : undefined,
  );
}
