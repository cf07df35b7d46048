import { Fault } from '../core/fault';
import type { ColumnReading, Role } from '../core/prepare/roles';
import { hashPlain } from '../core/hash';
import { keysOf, type Plan, type Stage } from '../core/study';
import { HASHED_DIMENSIONS } from '../core/text/hashing-encoder';
import type { Language } from '../core/text/language';
import type { OrderRoles } from '../core/orders/customer-table';
import type { ColumnPersonal } from '../core/personal/read-personal';
import { applyRecipe } from '../core/quality/apply-recipe';
import { examineTable, type Quality } from '../core/quality/quality';
import { type Recipe, suggestRecipe } from '../core/quality/recipe';
import type { LanguageId } from '../words/words';
import type { Watch } from '../core/ports';
import { countRefused } from '../core/prepare/consent';
import { findObjectors, type ObjectionList, readObjections } from '../core/prepare/objections';
import { cellAt, type Dialect, type ReadWarning, type Table } from '../core/table/table';
import { maybeEncoder } from '../models/models';
import { type Combination, combineFiles, type NamedFile } from '../study/combine-files';
import { carryOut, type OpenEncoder, type Part } from '../study/carry-out';
import { breathe, drive } from '../study/drive';
import {
  examineTexts,
  type SensitiveColumnFound,
  sensitiveColumns,
  type TextExamination,
} from '../study/examine-texts';
import { personalColumns } from '../study/mask-columns';
import { writeQuality } from '../study/write-quality';
import { exportStudy, type ExportKind, type ExportOptions, stemOf } from '../study/export-study';
import {
  type CustomerHints,
  type OpenedCustomers,
  openCustomers,
  readCustomerColumns,
  type RolledUp,
} from '../study/open-customers';
import type { FileFormat } from '../study/open-file';
import type { Outcome } from '../study/outcome';
import { isProject, type Names, readProject } from '../study/project-file';
import { arrangeRows, type Arrangement } from '../study/arrange-rows';
import { languageOf, suggestPlan } from '../study/suggest-plan';
import { type OpenWriter, type Title, type Titles, writeTitles } from '../study/write-titles';
import type { KeptReading, Store } from '../store/store';
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
  /** Cells of the first rows. */
  readonly preview: readonly (readonly string[])[];
  readonly language: Language;
  readonly plan: Plan;
  /** Rows whose customer objects, by the columns with the role Consent. */
  readonly refused: number;
  /** Whether the file is read as the person corrected the last one of the same shape. */
  readonly recalled: boolean;
  /** Rows whose customer is on the plan's list of objections. */
  readonly listed: number;
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
}

export interface Examination {
  readonly quality: Quality;
  /** What is proposed to be done. */
  readonly recipe: Recipe;
  readonly personal: readonly (ColumnPersonal | undefined)[];
  readonly texts: TextExamination | undefined;
  readonly sensitive: readonly SensitiveColumnFound[];
}

export interface Lab {
  /** Reads a file of customers or a project file. */
  open(file: Blob, name: string, hints: CustomerHints, port: MessagePort): Promise<Reopened>;
  /** Makes one file of several: under each other, or side by side. */
  combine(
    files: readonly NamedFile[],
    port: MessagePort,
  ): Promise<{ source: Blob; name: string; combination: Combination }>;
  /** Reads the same file in another way; undefined hints forget what was set for its shape before. */
  reread(hints: CustomerHints | undefined, port: MessagePort): Promise<Reopened>;
  /** The language and the encoder that fit a choice of roles. */
  suggest(roles: readonly Role[]): Promise<Suggestion>;
  /** Looks at every column: what is missing, odd or leaking, and what could be done about it. */
  examine(roles: readonly Role[], port: MessagePort): Promise<Examination>;
  /** The examination as a page to print or send. */
  qualityReport(
    quality: Quality,
    recipe: Recipe | undefined,
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

/** Rows shown before a role is chosen. */
const PREVIEW = 8;

interface Source {
  readonly file: Blob;
  readonly name: string;
  readonly hints: CustomerHints;
  readonly opened: OpenedCustomers;
  /** Of the columns as they are found without hints. */
  readonly shape: string;
  /** Roles by the names of columns, from the last file of the same shape. */
  readonly recalled: Readonly<Record<string, Role>> | undefined;
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

  async function summarise(): Promise<OpenedSummary> {
    const { opened, name, recalled } = current();
    const { table } = opened;
    const columns = readCustomerColumns(opened);
    const roles = columns.map(({ name: column, role }) =>
      recalled !== undefined && Object.hasOwn(recalled, column) ? recalled[column] : role,
    );
    return {
      name,
      rows: table.rows,
      columns,
      dialect: opened.dialect,
      encoding: opened.encoding,
      warnings: opened.warnings,
      hints: current().hints,
      format: opened.format,
      parts: opened.parts ?? [],
      part: opened.part ?? '',
      orders: opened.orders,
      offered: opened.offered,
      recalled: recalled !== undefined,
      preview: previewOf(table),
      language: languageOf(table, roles),
      plan: plan ?? suggestPlan(table, roles, await parts.presentModels()),
      refused: countRefused(table, plan?.roles ?? roles),
      listed: findObjectors(table, plan?.roles ?? roles, new Set(plan?.objections)).reduce(
        (sum, on) => sum + on,
        0,
      ),
    };
  }

  const given = () => (outcome === undefined ? {} : (names[outcome.groupKey] ?? {}));

  /** @param shape of the file where it is known from reading it before. */
  async function read(
    file: Blob,
    name: string,
    hints: CustomerHints,
    link: Link<never>,
    shape?: string,
  ): Promise<Reopened> {
    let opened = await openCustomers(file, hints, link.watch);
    let settled = hints;
    let recalled: Source['recalled'];
    const known = shape === undefined ? await recall(opened) : undefined;
    if (known !== undefined) {
      recalled = known.roles;
      if (Object.keys(known.hints).length > 0) {
        settled = known.hints;
        opened = await openCustomers(file, settled, link.watch);
      }
    }
    source = {
      file,
      name,
      hints: settled,
      opened,
      shape: shape ?? shapeOf(opened.table),
      recalled,
    };
    plan = undefined;
    outcome = undefined;
    names = {};
    return { summary: await summarise(), outcome: undefined, names: {} };
  }

  /** How the last file of the same shape was read, where that differs from the proposals. */
  async function recall(opened: OpenedCustomers): Promise<KeptReading | undefined> {
    const known = await store.readingOf(shapeOf(opened.table)).catch(() => undefined);
    if (known === undefined) return undefined;
    const differs =
      Object.keys(known.hints).length > 0 ||
      readCustomerColumns(opened).some(
        ({ name, role }) => Object.hasOwn(known.roles, name) && known.roles[name] !== role,
      );
    return differs ? known : undefined;
  }

  async function keepReading(): Promise<void> {
    if (source === undefined || plan === undefined) return;
    const { shape, hints, opened } = source;
    const { roles } = plan;
    await store.keepReading({
      shape,
      hints,
      roles: Object.fromEntries(opened.table.columns.map(({ name }, at) => [name, roles[at]])),
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
          shape: shapeOf(project.opened.table),
          recalled: undefined,
        };
        plan = project.plan;
        outcome = project.outcome;
        names = project.names;
        await store.results
          .put(keysOf(project.opened.key, plan).outcome, outcome)
          .catch(ignoreFull);
        await keep().catch(ignoreFull);
        return { summary: await summarise(), outcome, names: given() };
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

    async reread(hints, port) {
      const link = openLink<never>(port);
      try {
        const { file, name } = asked ?? current();
        const shape = source?.file === file ? source.shape : undefined;
        if (hints === undefined && shape !== undefined) {
          await store.forgetReading(shape);
          return await read(file, name, {}, link);
        }
        return await read(file, name, hints ?? {}, link, shape);
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
      };
    },

    async examine(roles, port) {
      const link = openLink<never>(port);
      try {
        const { table, dialect } = current().opened;
        const firstRow = dialect.header ? 2 : 1;
        const quality = await drive(examineTable(table, roles, { firstRow }), link.watch);
        return {
          quality,
          recipe: suggestRecipe(quality),
          personal: personalColumns(table),
          texts: await examineTexts(table, roles, link.watch),
          sensitive: sensitiveColumns(table, roles),
        };
      } finally {
        link.close();
      }
    },

    async qualityReport(quality, recipe, language) {
      const { name, opened } = current();
      const receipts = recipe === undefined ? [] : applyRecipe(opened.table, recipe).receipts;
      return {
        blob: new Blob([writeQuality(name, quality, language, receipts)], { type: 'text/html' }),
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
      const order = arrangeRows(table, outcome, request);
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
        shape: shapeOf(kept.opened.table),
        recalled: undefined,
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

/** What tells files of the same kind: the names of their columns. */
function shapeOf(table: Table): string {
  return hashPlain(table.columns.map(({ name }) => name));
}

function previewOf(table: Table): string[][] {
  return Array.from({ length: Math.min(PREVIEW, table.rows) }, (_, row) =>
    table.columns.map((column) => cellAt(column, row)),
  );
}
