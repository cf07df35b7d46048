import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { maybeMethodId } from '../core/cluster/method-ids';
import { Fault } from '../core/fault';
import { type ObjectionList, readObjections } from '../core/prepare/objections';
import type { Role } from '../core/prepare/roles';
import { type Plan, type Stage, TREAT_TEXTS } from '../core/study';
import type { Table } from '../core/table/table';
import { HASHED_DIMENSIONS } from '../core/text/hashing-encoder';
import { BUILT_IN } from '../core/encoder-names';
import { maybeEncoder } from '../models/models';
import { carryOut } from '../study/carry-out';
import { customersOf } from '../study/customers-of';
import type { Judged } from '../study/judge-segments';
import { judgeOutcome } from '../study/judge-outcome';
import { writeCustomers } from '../study/export-csv';
import { maskersOf } from '../study/mask-columns';
import { type OpenedCustomers, openCustomers, readCustomerColumns } from '../study/open-customers';
import { openFile } from '../study/open-file';
import { openSpace } from '../study/open-space';
import type { Outcome } from '../study/outcome';
import { matchPreparation } from '../study/preparation';
import { keyRows, reviewCorrections } from '../study/make-correction';
import { preparationFromJson } from '../study/preparation-json';
import { writeProject } from '../study/project-file';
import { openModel } from '../study/segment-models';
import { createMemoryShelves } from '../study/shelves';
import type { StudyPorts } from '../study/study-ports';
import { suggestPlan } from '../study/suggest-plan';
import { verdictOf } from '../words/judging';
import { namesOf } from '../words/names';
import { WORDS } from '../words/words';
import { openNodeEncoder, presentEncoders } from './node-encoder';
import { blobOf, blobOfAll, quiet } from './open-blobs';
import { spaceByRow, vectorsByRow } from './write-npy';

type Step = 'read' | 'judge' | 'write';

/** Columns that the person names. */
export interface NamedColumns {
  readonly text: readonly string[];
  readonly ignore: readonly string[];
}

export interface SegmentOptions extends NamedColumns {
  readonly out: string;
  readonly k: number | null;
  /** Segments wanted of the hierarchy around those that are found. */
  readonly level?: number | undefined;
  readonly method: string | undefined;
  /** Themes of one's own; empty: they are proposed. */
  readonly themes?: readonly string[];
  /** Themes are proposed from phrases of the texts. */
  readonly phrases?: boolean;
  readonly model: string | undefined;
  readonly models: string;
  readonly guard: boolean;
  readonly threads: number | undefined;
  readonly vectors: string | undefined;
  /** Where to write the space that neighbours are found in. */
  readonly space?: string | undefined;
  /** A preparation saved in the page. */
  readonly preparation: string | undefined;
  /** A file of people who object. */
  readonly objections: string | undefined;
  /** Personal data stay as they are, in texts that are read and in what is written. */
  readonly unmasked: boolean;
  /** Whether it is told how far the segments are to be trusted. */
  readonly judge?: boolean;
  /** Where a project file is written. */
  readonly project?: string | undefined;
}

/** Finds the segments of a file, or of several as one, and writes them as the page does. */
export async function segmentFiles(
  files: readonly string[],
  options: SegmentOptions,
): Promise<object> {
  const began = performance.now();
  const { blob, hints, combination } = await blobOfAll(files);
  const preparation =
    options.preparation === undefined
      ? undefined
      : preparationFromJson(await (await blobOf(options.preparation)).text());
  const opened = await openCustomers(blob, { ...hints, ...preparation?.hints }, quiet);
  const { table } = opened;
  const present = presentEncoders(options.models);
  const proposed = suggestPlan(table, chooseRoles(opened, options), present);
  const matched =
    preparation === undefined
      ? undefined
      : matchPreparation(table, preparation, proposed, [...present, BUILT_IN]);
  const settled = matched?.plan ?? proposed;
  const roles = namedRoles(opened, options, settled.roles);
  const objections = await objectionsOf(table, roles, options.objections);
  const plan: Plan = {
    ...settled,
    roles,
    ...(objections === undefined
      ? {}
      : {
          objections: [...new Set([...(settled.objections ?? []), ...objections.entries])].sort(),
        }),
    ...(options.unmasked ? { texts: { ...(settled.texts ?? TREAT_TEXTS), mask: false } } : {}),
  };
  const method = options.method === undefined ? plan.method : maybeMethodId(options.method);
  if (method === undefined)
    throw new Fault('options-unknown', { option: `--method ${options.method}` });
  const encoder = options.model ?? plan.encoder;
  if (encoder !== BUILT_IN && maybeEncoder(encoder) === undefined)
    throw new Fault('options-unknown', { option: `--model ${encoder}` });

  const seconds: Partial<Record<Stage | Step, number>> = {};
  let since = began;
  let current: Stage | Step = 'read';
  const enter = (stage: Stage | Step) => {
    const now = performance.now();
    seconds[current] = Math.round(now - since) / 1000;
    since = now;
    current = stage;
  };
  const shelves = createMemoryShelves();
  let close = () => undefined as void;
  let opening: ReturnType<typeof openNodeEncoder> | undefined;
  const wanted: Plan = {
    ...plan,
    ...themesOf(plan, options),
    method,
    encoder,
    k: options.k ?? plan.k,
    ...(options.level === undefined ? {} : { level: options.level }),
  };
  const ports: StudyPorts = {
    ...shelves,
    dimensionsOf: (id) => maybeEncoder(id)?.dimensions ?? HASHED_DIMENSIONS,
    openEncoder: async (id) => {
      opening ??= openNodeEncoder(id, options.models, options.threads);
      const opened = await opening;
      close = opened.close;
      return opened;
    },
  };
  const outcome = await carryOut(table, opened.key, wanted, ports, {
    ...quiet,
    stage: enter,
  }).finally(() => close());
  refuseLevel(options.level, outcome);
  const study = { table, tableKey: opened.key, plan: wanted, outcome, ports };
  let judged: Judged | undefined;
  if (options.judge === true) {
    enter('judge');
    judged = await judgeOutcome(study, quiet);
  }
  enter('write');
  const corrected =
    wanted.corrections === undefined
      ? undefined
      : reviewCorrections(wanted, outcome, keyRows(table, wanted, outcome));
  const names = namesOf(outcome.segments, WORDS.en).map(
    (plain, label) => corrected?.names[label] || plain,
  );
  let csv = '';
  for (const piece of writeCustomers(table, opened.header, opened.dialect, outcome, names, {
    guard: options.guard,
    ...(options.guard && !options.unmasked ? { maskers: maskersOf(table, roles) } : {}),
    mark: opened.mark || opened.encoding !== 'utf-8',
  }))
    csv += piece;
  await writeFile(options.out, csv);
  if (options.vectors !== undefined)
    await writeFile(
      options.vectors,
      await vectorsByRow(customersOf(table, plan), encoder, shelves.vectors),
    );
  if (options.space !== undefined) {
    const space = await openSpace(study, quiet);
    await writeFile(options.space, spaceByRow(space.prepared, space.features.matrix));
  }
  if (options.project !== undefined) {
    const { kept: model } = await openModel(study, quiet);
    const project = {
      name: files.map((file) => path.basename(file)).join(' + '),
      source: blob,
      hints: { ...hints, ...preparation?.hints },
      opened,
      plan: wanted,
      outcome,
      names: {},
      model,
    };
    const written = await writeProject(project, shelves.vectors);
    await writeFile(options.project, new Uint8Array(await written.arrayBuffer()));
  }
  enter('write');
  return {
    file: files.map((file) => path.basename(file)).join(' + '),
    combination,
    preparation: matched && {
      missing: matched.missing,
      added: matched.added,
      encoder: matched.encoder,
    },
    corrections: corrected?.reviewed.map(({ state }, at) => ({
      kind: wanted.corrections?.[at].kind,
      ...state,
    })),
    objections: objections && { column: objections.column, matched: objections.matched },
    out: options.out,
    rows: table.rows,
    roles: Object.fromEntries(table.columns.map(({ name }, at) => [name, roles[at]])),
    account: outcome.account,
    ...(judged === undefined ? {} : { judged: { ...judged, verdict: verdictOf(judged) } }),
    segments: outcome.segments.map(({ label, size, share, confidence, keyphrases, traits }) => ({
      segment: label + 1,
      ...(judged === undefined ? {} : { stability: judged.segments[label].stability }),
      name: names[label],
      size,
      share,
      confidence,
      keyphrases: keyphrases.map(({ phrase }) => phrase),
      traits: traits.slice(0, 5),
    })),
    seconds,
  };
}

/** The roles that the options name, the others as they are proposed. */
function namedRoles(
  { table }: OpenedCustomers,
  options: NamedColumns,
  roles: readonly Role[],
): Role[] {
  return table.columns.map(({ name }, at) => {
    if (options.ignore.includes(name)) return 'ignore';
    if (options.text.includes(name)) return 'text';
    return options.text.length > 0 && roles[at] === 'text' ? 'ignore' : roles[at];
  });
}

/** @throws Fault level-unreachable where the hierarchy has no level of so many segments. */
function refuseLevel(level: number | undefined, { levels }: Outcome): void {
  if (level === undefined || levels === undefined || level <= levels.finest) return;
  throw new Fault('level-unreachable', { level, found: levels.found, most: levels.finest });
}

/** The plan's settings with what the options say of themes. */
function themesOf(
  { settings }: Plan,
  { themes = [], phrases = false }: SegmentOptions,
): Pick<Plan, 'settings'> {
  if (themes.length === 0 && !phrases) return {};
  return {
    settings: {
      ...settings,
      ...(themes.length === 0 ? { proposals: 'phrases' } : { themes }),
    },
  };
}

async function objectionsOf(
  table: Table,
  roles: readonly Role[],
  file: string | undefined,
): Promise<ObjectionList | undefined> {
  if (file === undefined) return undefined;
  const list = await openFile(await blobOf(file), {}, quiet);
  return readObjections(list.table, table, roles);
}

/** The roles as they are proposed, but for the columns that options name. */
export function chooseRoles(opened: OpenedCustomers, options: NamedColumns): Role[] {
  const { table } = opened;
  const names = table.columns.map(({ name }) => name);
  for (const name of [...options.text, ...options.ignore])
    if (!names.includes(name))
      throw new Fault('options-unknown', { option: `${name} (${names.join(', ')})` });
  return namedRoles(
    opened,
    options,
    readCustomerColumns(opened).map(({ role }) => role),
  );
}
