import { leadOf } from '../core/explain/occlude-text';
import { rankCentres } from '../core/explain/find-pulls';
import { type TextSpan, withoutSpans, wordSpans } from '../core/explain/text-spans';
import { dot, type Matrix, rowOf } from '../core/matrix';
import type { Watch } from '../core/ports';
import { createRandom, type Random, shuffled } from '../core/random';
import { pairOf } from './explain-customer';
import { explainWords, leadCentres, nearestSaid, saidCentres } from './explain-words';
import type { ExplainedSpace } from './explained-space';

/** What leaving words out did, by how many were left out. */
export interface WordsMeasured {
  readonly words: number;
  /** How far the lead of the customer's segment falls, mean over texts. */
  readonly top: number;
  readonly random: number;
  /** Share of the texts that then point to another segment, 0 to 1. */
  readonly topMoved: number;
  readonly randomMoved: number;
}

export interface WordsFaithful {
  readonly texts: number;
  /** Mean lead before anything is left out. */
  readonly lead: number;
  readonly deleted: readonly WordsMeasured[];
}

/** Draws of random words per text. */
const DRAWS = 5;
const COUNTS = [1, 2, 3] as const;
/** Texts with fewer words leave little to choose from. */
const LEAST_WORDS = 6;

/**
 * Whether the words that are told to matter do: leaves the words with the greatest pull out of texts, and as
 * many random ones.
 *
 * @param most texts, drawn by the seed among those of at least six words.
 * @returns undefined without texts.
 */
export async function measureWords(
  explained: ExplainedSpace,
  most: number,
  seed: number,
  watch: Watch,
): Promise<WordsFaithful | undefined> {
  const said = saidCentres(explained);
  if (said === undefined) return undefined;
  const { space, rows, centres, labels, study } = explained;
  const { prepared, vectors } = space;
  const random = createRandom(seed);
  const chosen = [...shuffled(prepared.rows, random)]
    .filter((customer) => labels[customer] >= 0 && prepared.textOf[customer] >= 0)
    .filter(
      (customer) => wordSpans(prepared.texts[prepared.textOf[customer]]).length >= LEAST_WORDS,
    )
    .slice(0, most);
  const encoder = await study.ports.openEncoder(study.plan.encoder);
  const sums = COUNTS.map((words) => ({ words, top: 0, random: 0, topMoved: 0, randomMoved: 0 }));
  let leads = 0;
  for (const [at, customer] of chosen.entries()) {
    const found = await explainWords(explained, prepared.order[customer], watch);
    if (found === undefined || vectors === undefined) continue;
    const [own, rival] = pairOf(rankCentres(rowOf(rows, customer), centres), labels[customer]);
    const lead = leadCentres(said, own, rival);
    leads += found.lead;
    const ranked = [...found.words].sort((a, b) => b.pull - a.pull);
    const variants = COUNTS.flatMap((count) => [
      withoutSpans(found.text, ranked.slice(0, count)),
      ...Array.from({ length: DRAWS }, () =>
        withoutSpans(found.text, drawSpans(found.words, count, random)),
      ),
    ]);
    const made = await encoder.encode(variants, { ...watch, report: () => undefined });
    const before = nearestSaid(rowOf(vectors, prepared.textOf[customer]), said);
    for (const [i, sum] of sums.entries())
      for (let draw = 0; draw <= DRAWS; draw++) {
        const vector = rowOf(made, i * (DRAWS + 1) + draw);
        const fall = found.lead - leadOf(vector, lead);
        const moved = nearestSaid(vector, said) === before ? 0 : 1;
        if (draw === 0) [sum.top, sum.topMoved] = [sum.top + fall, sum.topMoved + moved];
        else {
          sum.random += fall / DRAWS;
          sum.randomMoved += moved / DRAWS;
        }
      }
    watch.report(at + 1, chosen.length);
  }
  const mean = (sum: number) => sum / Math.max(1, chosen.length);
  return {
    texts: chosen.length,
    lead: mean(leads),
    deleted: sums.map(({ words, ...sum }) => ({
      words,
      top: mean(sum.top),
      random: mean(sum.random),
      topMoved: mean(sum.topMoved),
      randomMoved: mean(sum.randomMoved),
    })),
  };
}

function drawSpans<T extends TextSpan>(spans: readonly T[], count: number, random: Random): T[] {
  return [...shuffled(spans.length, random)].slice(0, count).map((at) => spans[at]);
}

export interface ColumnsFaithful {
  readonly customers: number;
  /** Columns that random ones are drawn from. */
  readonly columns: number;
  /** Share of the customers who move when the column that pulls most is set to its mean. */
  readonly topMoved: number;
  /** The same for any column: the mean over all of them. */
  readonly randomMoved: number;
  /** Share of the margin that is lost, means likewise. */
  readonly topLost: number;
  readonly randomLost: number;
}

/**
 * Whether the columns that are told to pull most do: sets one column of a customer to the mean of all
 * customers and looks which middle is then nearest. The random column is not drawn: all are tried.
 *
 * @param most customers, drawn by the seed.
 * @returns undefined where only texts take part.
 */
export function measureColumns(
  explained: ExplainedSpace,
  most: number,
  seed: number,
): ColumnsFaithful | undefined {
  const { rows, centres, labels, columns } = explained;
  const places = new Map<string, number[]>();
  columns.forEach(({ block, column }, col) => {
    if (block !== 'columns') return;
    places.set(column, [...(places.get(column) ?? []), col]);
  });
  if (places.size === 0 || centres.rows < 2) return undefined;
  const chosen = [...shuffled(rows.rows, createRandom(seed))]
    .filter((customer) => labels[customer] >= 0)
    .slice(0, most);
  let [topMoved, randomMoved, topLost, randomLost] = [0, 0, 0, 0];
  for (const customer of chosen) {
    const row = rowOf(rows, customer);
    const ranked = rankCentres(row, centres);
    const [own, rival] = [ranked[0].label, ranked[1].label];
    const margin = marginOf(row, centres, own, rival);
    const { values, kept } = explained.undrawn(customer);
    let top = { pull: -Infinity, moved: 0, lost: 0 };
    for (const cols of places.values()) {
      const changed = row.slice();
      let pull = 0;
      for (const col of cols) {
        const [a, b] = [
          centres.data[own * row.length + col],
          centres.data[rival * row.length + col],
        ];
        pull += (row[col] - b) ** 2 - (row[col] - a) ** 2;
        changed[col] -= kept * values[col];
      }
      const moved = rankCentres(changed, centres)[0].label === own ? 0 : 1;
      const lost = margin > 0 ? 1 - marginOf(changed, centres, own, rival) / margin : 0;
      randomMoved += moved / places.size;
      randomLost += lost / places.size;
      if (pull > top.pull) top = { pull, moved, lost };
    }
    topMoved += top.moved;
    topLost += top.lost;
  }
  const mean = (sum: number) => sum / Math.max(1, chosen.length);
  return {
    customers: chosen.length,
    columns: places.size,
    topMoved: mean(topMoved),
    randomMoved: mean(randomMoved),
    topLost: mean(topLost),
    randomLost: mean(randomLost),
  };
}

function marginOf(row: Float32Array, centres: Matrix, own: number, rival: number): number {
  const squared = (label: number) => {
    const apart = row.map((value, col) => value - centres.data[label * centres.cols + col]);
    return dot(apart, apart);
  };
  return squared(rival) - squared(own);
}
