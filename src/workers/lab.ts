import { Fault } from '../core/fault';
import { hashPlain } from '../core/hash';
import { keysOf, type Plan } from '../core/study';
import { HASHED_DIMENSIONS } from '../core/text/hashing-encoder';
import type { NearDevice } from '../core/ports';
import { countRefused } from '../core/prepare/consent';
import { readObjections } from '../core/prepare/objections';
import type { Role } from '../core/prepare/roles';
import { makeSample } from '../core/sample/make-sample';
import { cellAt, type Table } from '../core/table/table';
import { BUILT_IN } from '../core/encoder-names';
import { maybeEncoder, WRITERS } from '../models/models';
import type { WordReader } from '../models/fetch-words';
import { combineFiles } from '../study/combine-files';
import { carryOut } from '../study/carry-out';
import type { OpenEncoder, OpenWriter, TitleWriter } from '../study/study-ports';
import { breathe, NOBODY_WAITS } from '../study/drive';
import type { LayOut } from '../study/draw-map';
import { exportStudy } from '../study/export-study';
import {
  type CustomerHints,
  hintsForNext,
  type OpenedCustomers,
  openCustomers,
  readCustomerColumns,
} from '../study/open-customers';
import type { Outcome } from '../study/outcome';
import { gatherReadings } from '../study/gather-readings';
import { maybeMoods } from '../study/segment-moods';
import { keyRows, reviewCorrections } from '../study/make-correction';
import { maybeJudged } from '../study/judge-outcome';
import { isProject, type Names, readProject } from '../study/project-file';
import { carryRun, runOf, withCarried } from '../study/runs';
import { modelKey } from '../study/segment-models';
import { arrangeRows } from '../study/arrange-rows';
import {
  changedParts,
  matchPreparation,
  type Preparation,
  preparationOf,
} from '../study/preparation';
import { chooseHints, readAs } from '../study/choose-hints';
import { languageOf, suggestPlan } from '../study/suggest-plan';
import type { OwnWriter, OwnWriterShelf } from '../models/own-writer';
import type { Store } from '../store/store';
import { createAudienceLab } from './lab-audience';
import type { LabContext, Source } from './lab-context';
import { createCorrectionsLab } from './lab-corrections';
import { createExploreLab } from './lab-explore';
import { createLevelsLab } from './lab-levels';
import { openLink, type Link } from './link';
import { createJudgingLab } from './lab-judging';
import { createMoodLab } from './lab-mood';
import { createPlacingLab, modelForProject } from './lab-placing';
import { createQualityLab } from './lab-quality';
import { createRunsLab } from './lab-runs';
import { createSpaceLab } from './lab-space';
import { createThemesLab } from './lab-themes';
import { createTitlesLab } from './lab-titles';
import { createWhyLab } from './lab-why';
import type { Applied, Lab, OpenedSummary, Reopened, RunEvent } from './lab-contract';
import { summariseFile, unclearDatesOf, unclearNumbersOf } from './summary';

/** What the lab is made of; the worker's entry file makes these. */
export interface LabParts {
  readonly store: Store;
  /** Ids of the models whose files lie beside the page. */
  presentModels(): Promise<readonly string[]>;
  /** The encoder in place of one that is proposed, where a device is asked for that it does not run on. */
  settleEncoder(id: string): string;
  openEncoder(id: string): Promise<OpenEncoder>;
  /** A quick reader of words, where its table lies beside the page. */
  openWords(id: string): Promise<WordReader | undefined>;
  /** The model beside the page, or the person's own in its place. */
  openWriter(own?: OwnWriter): Promise<OpenWriter>;
  readonly ownWriter: OwnWriterShelf;
  /** Lays a map out in a worker of its own. */
  readonly layOut?: LayOut;
  readonly nearDevice: NearDevice;
  transfer<T>(value: T, buffers: Transferable[]): T;
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
    openWords: (id: string) => parts.openWords(id),
    openWriter: () => parts.openWriter(),
    ...(parts.layOut === undefined ? {} : { layOut: parts.layOut }),
    nearDevice: parts.nearDevice,
  };

  async function findWriter(): Promise<TitleWriter> {
    const own = await parts.ownWriter.find();
    return { id: own?.id ?? WRITERS[0].id, open: () => parts.openWriter(own) };
  }

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
  const suggestFor = async (table: Table, roles: readonly Role[]): Promise<Plan> => {
    const plan = suggestPlan(table, roles, await parts.presentModels());
    return { ...plan, encoder: parts.settleEncoder(plan.encoder) };
  };

  const suggest = (opened: OpenedCustomers) =>
    suggestFor(
      opened.table,
      readCustomerColumns(opened).map(({ role }) => role),
    );

  async function summarise(): Promise<OpenedSummary> {
    const { opened, name, hints, applied, settled } = current();
    const shown = plan ?? settled ?? (await suggest(opened));
    return summariseFile(opened, shown, { name, hints, applied });
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
        const again =
          Object.keys(kept).length === 0 ? opened : await readAs(file, kept, link.watch);
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

  async function keepReading(): Promise<void> {
    if (source === undefined || plan === undefined) return;
    const { shape, hints, opened } = source;
    const columns = opened.table.columns.map(({ name }) => name);
    await store.keepReading({
      shape,
      preparation: preparationOf(columns, plan, hintsForNext(hints)),
    });
  }

  const context: LabContext = {
    store,
    ports,
    current,
    finished() {
      if (plan === undefined) throw new Fault('unexpected', { message: 'no plan' });
      const { table, key: tableKey } = current().opened;
      return { table, tableKey, plan, outcome: finished(), ports };
    },
    async keepPlan(changed, given) {
      plan = changed;
      names = { ...names, [finished().groupKey]: given };
      await keepReading().catch(ignoreFull);
      await keep().catch(ignoreFull);
    },
    summarise,
  };

  const themes = createThemesLab(context);
  const mood = createMoodLab(context);
  return {
    ...createRunsLab(context),
    ...createAudienceLab(context),
    ...createCorrectionsLab(context),
    ...createExploreLab(context, themes.themesOfRows, mood.moods),
    ...createJudgingLab(context),
    ...createLevelsLab(context),
    ...mood,
    ...createPlacingLab(context),
    ...createQualityLab(context),
    ...createSpaceLab(context),
    ...themes,
    ...createTitlesLab(context, findWriter, parts.ownWriter),
    ...createWhyLab(context),
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
        if (project.model !== undefined)
          await store.results
            .put(modelKey(project.opened.key, plan), project.model)
            .catch(ignoreFull);
        if (project.run !== undefined) {
          const run = runOf(project.opened.key, plan, outcome, project.run.when, undefined);
          await store.runs.put(withCarried(run, project.run)).catch(ignoreFull);
        }
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
        const hints = await chooseHints(file, preparation, link.watch);
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
        plan: await suggestFor(table, roles),
        refused: countRefused(table, roles),
        unclearDates: unclearDatesOf(table, roles),
        unclearNumbers: unclearNumbersOf(current().opened, roles),
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
          first: outcome === undefined,
          stage: (stage) => link.tell({ kind: 'stage', stage }),
          // A layout is made for the page alone, and handed over whole.
          part: (part) =>
            link.tell({ kind: 'part', part }, part.kind === 'layout' ? [part.xy.buffer] : []),
        });
        plan = wanted;
        outcome = found;
        if (wanted.corrections !== undefined) {
          const keyed = keyRows(opened.table, wanted, found);
          const { names: given } = reviewCorrections(wanted, found, keyed);
          names = { ...names, [found.groupKey]: given };
        }
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
      const { outcome: id } = keysOf(opened.key, plan as Plan);
      const run = (await store.runs.of(opened.key)).find((kept) => kept.id === id);
      return exportStudy(kind, {
        source: file,
        name,
        hints,
        opened,
        plan: plan as Plan,
        outcome: finished(),
        titles,
        names,
        run: run && carryRun(run),
        ...(kind === 'project' ? { model: await modelForProject(context) } : {}),
        judged: await maybeJudged({ tableKey: opened.key, plan: plan as Plan }, store.results),
        ...(kind === 'customers' ? { moods: await maybeMoods(context.finished()) } : {}),
        ...(kind === 'report'
          ? { readings: await gatherReadings(context.finished(), themes.found()) }
          : {}),
        vectors: store.vectors,
        options,
      });
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
      await parts.ownWriter.forget();
      await store.forget();
    },

    async sample(language) {
      const { name, csv } = makeSample(language);
      return { name, csv };
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
