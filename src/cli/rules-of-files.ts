import path from 'node:path';
import type { AudienceFacts } from '../core/audience/audience-facts';
import { maybeMethodId } from '../core/cluster/method-ids';
import { BUILT_IN } from '../core/encoder-names';
import { Fault } from '../core/fault';
import { findSegmentRule, type SegmentRule } from '../core/rules/find-segment-rule';
import { rowKeys } from '../core/rules/row-keys';
import { drain } from '../core/steps';
import type { Plan } from '../core/study';
import { HASHED_DIMENSIONS } from '../core/text/hashing-encoder';
import { maybeEncoder } from '../models/models';
import { audienceFactsByColumn, audienceFactsOf } from '../study/audience-facts-of';
import { carryOut } from '../study/carry-out';
import { type OpenedCustomers, openCustomers } from '../study/open-customers';
import { createMemoryShelves } from '../study/shelves';
import type { StudyPorts } from '../study/study-ports';
import { suggestPlan } from '../study/suggest-plan';
import { tellAudience } from '../words/audience';
import { namesOf } from '../words/names';
import { WORDS } from '../words/words';
import { openNodeEncoder, presentEncoders } from './node-encoder';
import { blobOfAll, quiet } from './open-blobs';
import { chooseRoles, type NamedColumns } from './segment-files';

export interface RulesOptions extends NamedColumns {
  /** The column whose levels are the groups; absent: segments are found. */
  readonly group: string | undefined;
  readonly k: number | null;
  readonly method: string | undefined;
  readonly model: string | undefined;
  readonly models: string;
  readonly threads: number | undefined;
}

/** Tells who is in each segment of a file, or in each group that a column gives. */
export async function rulesOfFiles(
  files: readonly string[],
  options: RulesOptions,
): Promise<object> {
  const { blob, hints } = await blobOfAll(files);
  const opened = await openCustomers(blob, hints, quiet);
  const { table } = opened;
  const roles = chooseRoles(opened, options);
  const plan = suggestPlan(table, roles, presentEncoders(options.models));
  const { facts, names } =
    options.group === undefined
      ? await segmentsOf(opened, plan, options)
      : groupsOf(opened, plan, options.group);
  const began = performance.now();
  const keys = rowKeys(table);
  const except = options.group === undefined ? {} : { except: options.group };
  const rules = names.map((_, label) => drain(findSegmentRule(facts, keys, label, except)));
  const mean = (of: (rule: SegmentRule) => number) =>
    rules.reduce((sum, rule) => sum + of(rule), 0) / Math.max(1, rules.length);
  return {
    file: files.map((file) => path.basename(file)).join(' + '),
    rows: table.rows,
    roles: Object.fromEntries(table.columns.map(({ name }, at) => [name, roles[at]])),
    macroF1: mean(({ figures }) => figures.f1),
    macroF1HeldOut: mean(({ heldOut }) => heldOut.f1),
    rules: rules.map((rule) => ({
      segment: rule.label + 1,
      name: names[rule.label],
      says: tellAudience(rule.audience, WORDS.en, names),
      ...rule,
    })),
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

interface Grouped {
  readonly facts: AudienceFacts;
  readonly names: readonly string[];
}

/** @throws Fault options-unknown where there is no such column. */
function groupsOf({ table }: OpenedCustomers, plan: Plan, group: string): Grouped {
  const found = audienceFactsByColumn(table, plan, group);
  if (found === undefined)
    throw new Fault('options-unknown', {
      option: `--group ${group} (${table.columns.map(({ name }) => name).join(', ')})`,
    });
  return found;
}

async function segmentsOf(
  { table, key }: OpenedCustomers,
  proposed: Plan,
  options: RulesOptions,
): Promise<Grouped> {
  const method = options.method === undefined ? proposed.method : maybeMethodId(options.method);
  if (method === undefined)
    throw new Fault('options-unknown', { option: `--method ${options.method}` });
  const encoder = options.model ?? proposed.encoder;
  if (encoder !== BUILT_IN && maybeEncoder(encoder) === undefined)
    throw new Fault('options-unknown', { option: `--model ${encoder}` });
  const plan: Plan = { ...proposed, method, encoder, k: options.k ?? proposed.k };
  let close = () => undefined as void;
  const ports: StudyPorts = {
    ...createMemoryShelves(),
    dimensionsOf: (id) => maybeEncoder(id)?.dimensions ?? HASHED_DIMENSIONS,
    openEncoder: async (id) => {
      const encoder = await openNodeEncoder(id, options.models, options.threads);
      close = encoder.close;
      return encoder;
    },
  };
  const outcome = await carryOut(table, key, plan, ports, {
    ...quiet,
    stage: () => undefined,
  }).finally(() => close());
  return {
    facts: audienceFactsOf(table, plan, outcome),
    names: namesOf(outcome.segments, WORDS.en),
  };
}
