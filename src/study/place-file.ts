import { applyMetric } from '../core/corrections/learn-metric';
import { Fault } from '../core/fault';
import { applyFeatures } from '../core/features/apply-features';
import { centreTexts } from '../core/features/centre-texts';
import { type FeatureFit, matchFeatures } from '../core/features/match-features';
import type { Encoder, Watch } from '../core/ports';
import { placeCustomers } from '../core/segments/place-customers';
import {
  findShifts,
  judgeMisfits,
  type MisfitShare,
  type ShareShift,
} from '../core/segments/share-shifts';
import type { Fit } from '../core/segments/segment-model';
import { inferLanguage, type Language } from '../core/text/language';
import { customersOf } from './customers-of';
import { describeMisfits, type MisfitTraits } from './describe-misfits';
import { breathe, drive, heed } from './drive';
import { embedTexts } from './embed-texts';
import { type NextFile, openNext, type FirstFile } from './open-next';
import type { NamedFile } from './combine-files';
import type { Outcome } from './outcome';
import { partOfWork } from './part-of-work';
import { maybeMiddle, type OpenModel, openModel } from './segment-models';
import type { StudyPorts } from './study-ports';

/** The stages of placing, in their order. */
export const PLACE_STAGES = ['read', 'learn', 'encode', 'place'] as const;
export type PlaceStage = (typeof PLACE_STAGES)[number];

/** What of the file could not be taken as in the first one. */
export interface Mismatches extends FeatureFit, Pick<NextFile, 'missing' | 'unheard' | 'added'> {
  /** The languages of both files, where they differ. */
  readonly language?: { readonly before: Language; readonly now: Language };
}

/** New customers in the segments of a study; arrays follow the rows of the new file. */
export interface PlacedFile {
  readonly name: string;
  readonly rows: number;
  /** Customers who take part, who object, and rows that treatments leave out. */
  readonly customers: number;
  readonly objected: number;
  readonly dropped: number;
  /** -1 for who is in no segment or takes no part. */
  readonly labels: Int32Array;
  /** NaN for who takes no part, as on the map. */
  readonly confidence: Float32Array;
  readonly map: Float32Array;
  /** Where those would go who fit nowhere; -1 for none. */
  readonly nearest: Int32Array;
  /** Rows of those who fit nowhere, the farthest out first. */
  readonly misfits: Int32Array;
  /** Customers between the segments, where the study left some in none. */
  readonly between: number;
  readonly shifts: readonly ShareShift[];
  readonly misfitShare: MisfitShare;
  readonly misfitTraits: MisfitTraits;
  readonly mismatches: Mismatches;
  /** Different texts, and those of them that had to be read anew. */
  readonly texts: number;
  readonly newTexts: number;
  readonly device: string;
  readonly fit: Pick<Fit, 'rule' | 'trial'>;
}

export interface PlaceWatch extends Watch {
  stage(stage: PlaceStage): void;
}

/** A finished study, as placing needs it. */
export interface PlacingStudy extends FirstFile {
  readonly outcome: Outcome;
}

/** A file that was placed, with what it was read to. */
export interface Placing {
  readonly next: NextFile;
  readonly placed: PlacedFile;
}

/**
 * Places the customers of another file into the segments of a study, which stay as they are. The file is
 * read and prepared as the first one was, with what was learnt of that; only texts that were never read
 * are given to the encoder.
 *
 * @throws Fault place-unlike, place-nobody, stopped, or what reading and encoding throw.
 */
export async function placeFile(
  files: readonly NamedFile[],
  study: PlacingStudy,
  ports: StudyPorts,
  watch: PlaceWatch,
  opened?: OpenModel,
): Promise<Placing & { model: OpenModel }> {
  watch.stage('read');
  const next = await openNext(files, study, watch);
  await breathe();
  heed(watch);
  watch.stage('learn');
  const { plan, outcome } = study;
  const model =
    opened ??
    (await openModel(
      { table: study.opened.table, tableKey: study.opened.key, plan, outcome, ports },
      watch,
    ));
  return { next, model, placed: await placeNext(next, model, study, ports, watch) };
}

async function placeNext(
  next: NextFile,
  { kept, model, metric, layout }: OpenModel,
  { plan, outcome }: PlacingStudy,
  ports: StudyPorts,
  watch: PlaceWatch,
): Promise<PlacedFile> {
  const prepared = customersOf(next.opened.table, next.plan, kept.preparation);
  if (prepared.rows === 0) throw new Fault('place-nobody', { rows: prepared.fileRows });
  await breathe();
  heed(watch);

  watch.stage('encode');
  const reads = kept.recipe.text !== undefined && prepared.texts.length > 0;
  let [known, device, asked] = [0, '', false];
  const embedded = reads
    ? await embedTexts(
        prepared.texts,
        { id: kept.encoder, dimensions: ports.dimensionsOf(kept.encoder) },
        async (): Promise<Encoder> => {
          asked = true;
          const encoder = await ports.openEncoder(kept.encoder);
          device = encoder.device;
          return encoder;
        },
        ports.vectors,
        watch,
        {
          known: (positions) => {
            if (!asked) known += positions.length;
          },
          full: () => undefined,
        },
      )
    : undefined;

  watch.stage('place');
  await breathe();
  const middle = maybeMiddle(kept);
  const said = embedded && middle ? centreTexts(embedded.vectors, middle) : embedded?.vectors;
  const joined = applyFeatures(kept.recipe, prepared, said).matrix;
  const features = metric === undefined ? joined : await drive(applyMetric(joined, metric), watch);
  const found = await drive(placeCustomers(model, features, layout), partOfWork(watch, 0, 0.95));
  const misfitTraits = await describeMisfits(
    prepared,
    found.misfits,
    plan.sensitive ?? 'avoid',
    partOfWork(watch, 0.95, 1),
  );

  const { order, fileRows } = prepared;
  const labels = new Int32Array(fileRows).fill(-1);
  const nearest = new Int32Array(fileRows).fill(-1);
  const confidence = new Float32Array(fileRows).fill(Number.NaN);
  const map = new Float32Array(fileRows * 2).fill(Number.NaN);
  const sizes = new Array<number>(model.k).fill(0);
  const far: number[] = [];
  let between = 0;
  order.forEach((row, customer) => {
    labels[row] = found.labels[customer];
    nearest[row] = found.nearest[customer];
    confidence[row] = found.confidence[customer];
    map[row * 2] = found.map[customer * 2];
    map[row * 2 + 1] = found.map[customer * 2 + 1];
    if (found.misfits[customer] === 1) far.push(customer);
    else if (labels[row] < 0) between++;
    else sizes[labels[row]]++;
  });
  far.sort((a, b) => found.strangeness[b] - found.strangeness[a] || order[a] - order[b]);
  const language = inferLanguage(prepared.texts);
  const differ = reads && language !== outcome.account.language;
  return {
    name: next.name,
    rows: fileRows,
    customers: prepared.rows,
    objected: prepared.objected,
    dropped: prepared.dropped,
    labels,
    confidence,
    map,
    nearest,
    misfits: Int32Array.from(far, (customer) => order[customer]),
    between,
    shifts: findShifts(
      { sizes: outcome.segments.map(({ size }) => size), all: outcome.account.rows },
      { sizes, all: prepared.rows },
      model.fit.trial,
    ),
    misfitShare: judgeMisfits(far.length, prepared.rows, model.fit.trial),
    misfitTraits,
    mismatches: {
      ...matchFeatures(kept.recipe, prepared),
      missing: next.missing,
      unheard: next.unheard,
      added: next.added,
      ...(differ ? { language: { before: outcome.account.language, now: language } } : {}),
    },
    texts: reads ? prepared.texts.length : 0,
    newTexts: reads ? prepared.texts.length - known : 0,
    device,
    fit: { rule: model.fit.rule, trial: model.fit.trial },
  };
}
