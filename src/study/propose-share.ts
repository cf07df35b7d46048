import { centreTexts, middleOfTexts } from '../core/features/centre-texts';
import { joinFeatures } from '../core/features/join-features';
import { type SuggestedShare, suggestShare } from '../core/features/suggest-share';
import { Fault } from '../core/fault';
import { hashPlain } from '../core/hash';
import type { Watch } from '../core/ports';
import { firstCustomers } from '../core/prepare/prepare-customers';
import { keysOf, type Plan } from '../core/study';
import type { Table } from '../core/table/table';
import { customersOf } from './customers-of';
import { breathe, drive } from './drive';
import { embedTexts } from './embed-texts';
import { createKeep } from './keep-results';
import { partOfWork } from './part-of-work';
import type { StudyPorts } from './study-ports';

/** Customers that the proportions are tried on; they stand in an order that carries no meaning. */
export const TRIED_CUSTOMERS = 1000;
/** Segments that they are parted in where no number is wanted. */
const TRIED_SEGMENTS = 6;
/** The part of the work that reading texts is taken for. */
const READING = 0.5;

/** Raised when the same plan begins to get another suggestion. */
const VERSION = 1;

/**
 * Suggests how texts and columns are weighed, from a sample of the customers; kept by key.
 *
 * @throws Fault nothing-to-group where there are not both texts and columns; stopped.
 */
export async function proposeShare(
  table: Table,
  tableKey: string,
  plan: Plan,
  ports: StudyPorts,
  watch: Watch,
): Promise<SuggestedShare> {
  const { weights } = plan.space ?? {};
  const key = `share:${hashPlain([VERSION, keysOf(tableKey, plan).encode, plan.k, plan.seed, weights ?? {}])}`;
  const keep = createKeep(ports.results, () => undefined);
  return keep(key, async () => {
    const sample = firstCustomers(customersOf(table, plan), TRIED_CUSTOMERS);
    await breathe();
    const columns = sample.numbers.length + sample.dates.length + sample.categories.length;
    if (sample.texts.length < 2 || columns === 0) throw new Fault('nothing-to-group');
    const { vectors } = await embedTexts(
      sample.texts,
      { id: plan.encoder, dimensions: ports.dimensionsOf(plan.encoder) },
      () => ports.openEncoder(plan.encoder),
      ports.vectors,
      partOfWork(watch, 0, READING),
      { known: () => undefined, full: () => undefined },
    );
    const said = centreTexts(vectors, middleOfTexts(vectors, sample.textOf));
    const joined = (textShare: number | undefined) =>
      joinFeatures(sample, said, {
        ...(weights === undefined ? {} : { weights }),
        ...(textShare === undefined ? {} : { textShare }),
      });
    const k = Math.max(2, Math.min(plan.k ?? TRIED_SEGMENTS, sample.rows >> 1));
    return drive(suggestShare(joined, k, plan.seed), partOfWork(watch, READING, 1));
  });
}
