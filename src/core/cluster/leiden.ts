import { tieRows, type WeightedGraph } from '../graph/weighted-graph';
import { createRandom, type Random, shuffled } from '../random';
import type { Progress, Steps } from '../steps';

export interface LeidenOptions {
  readonly seed: number;
  /** How fine: above 1 more and smaller communities, below 1 fewer. 1 is modularity as Newman has it. */
  readonly resolution?: number;
  /** Whole rounds at most; each starts from what the one before found. */
  readonly rounds?: number;
}

export interface Communities {
  /** One per row, 0 <= label < k, in no particular order. */
  readonly labels: Int32Array;
  readonly k: number;
  /** Modularity at the resolution: at most 1. */
  readonly quality: number;
}

const ROUNDS = 10;
/** What a move must gain, as a share of all weight, to be worth it rather than rounding. */
const LEAST = 1e-12;

/**
 * Communities of a graph by the Leiden method: rows move where they gain modularity most, communities
 * are split into parts that hang together, parts become the rows of a smaller graph, and so on until
 * nothing moves. Every community is connected.
 *
 * @see Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z; the part that a row joins in the
 * refinement is the best one, not a drawn one.
 */
export function* leiden(graph: WeightedGraph, options: LeidenOptions): Steps<Communities> {
  const { seed, resolution = 1, rounds = ROUNDS } = options;
  const random = createRandom(seed);
  let labels: Int32Array = Int32Array.from({ length: graph.rows }, (_, row) => row);
  for (let round = 0; round < rounds; round++) {
    const next = yield* improveOnce(graph, labels, resolution, random, {
      done: round,
      total: rounds,
    });
    if (sameParts(labels, next)) break;
    labels = next;
  }
  const k = renumber(labels);
  return { labels, k, quality: modularity(graph, labels, resolution) };
}

/** The share of weight inside communities, less what chance would put there. */
export function modularity(graph: WeightedGraph, labels: Int32Array, resolution = 1): number {
  const strengths = strengthsOf(graph);
  const all = strengths.reduce((sum, strength) => sum + strength, 0);
  if (all === 0) return 0;
  const k = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const inside = new Float64Array(k);
  const totals = new Float64Array(k);
  for (let row = 0; row < graph.rows; row++) {
    totals[labels[row]] += strengths[row];
    inside[labels[row]] += 2 * graph.loops[row];
    for (let e = graph.offsets[row]; e < graph.offsets[row + 1]; e++)
      if (labels[graph.targets[e]] === labels[row]) inside[labels[row]] += graph.weights[e];
  }
  let quality = 0;
  for (let label = 0; label < k; label++)
    quality += inside[label] / all - resolution * (totals[label] / all) ** 2;
  return quality;
}

function strengthsOf({ rows, offsets, weights, loops }: WeightedGraph): Float64Array {
  const strengths = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    strengths[row] = 2 * loops[row];
    for (let e = offsets[row]; e < offsets[row + 1]; e++) strengths[row] += weights[e];
  }
  return strengths;
}

/** One round over all levels, from rows to the smallest graph. */
function* improveOnce(
  graph: WeightedGraph,
  start: Int32Array,
  resolution: number,
  random: Random,
  progress: Progress,
): Steps<Int32Array> {
  let level = graph;
  let labels: Int32Array = start.slice();
  /** The row of the level that each row of the graph has become part of. */
  let member: Int32Array = Int32Array.from({ length: graph.rows }, (_, row) => row);
  for (;;) {
    renumber(labels);
    const room = openRoom(level, resolution);
    yield* moveRows(room, labels, random, progress);
    const k = renumber(labels);
    if (k === level.rows) break;
    const parts = refine(room, labels, random);
    yield progress;
    const count = renumber(parts);
    // Where no part could be made of several rows the communities themselves become rows.
    const merged = count < level.rows ? parts : labels.slice();
    const rows = count < level.rows ? count : k;
    const community = new Int32Array(rows);
    merged.forEach((part, row) => {
      community[part] = labels[row];
    });
    member = member.map((row) => merged[row]);
    level = foldRows(level, merged, rows);
    labels = community;
  }
  return member.map((row) => labels[row]);
}

interface Room {
  readonly graph: WeightedGraph;
  readonly strengths: Float64Array;
  /** Resolution over all strength: what chance costs per product of strengths. */
  readonly price: number;
  readonly least: number;
  /** The weight of the ties of one row to each community, while it is looked at. */
  readonly ties: Float64Array;
}

function openRoom(graph: WeightedGraph, resolution: number): Room {
  const strengths = strengthsOf(graph);
  const all = strengths.reduce((sum, strength) => sum + strength, 0);
  return {
    graph,
    strengths,
    price: all === 0 ? 0 : resolution / all,
    least: LEAST * all,
    ties: new Float64Array(graph.rows),
  };
}

/** Rows move, those first whose neighbours have moved, until none gains. Changes `labels`. */
function* moveRows(
  { graph, strengths, price, least, ties }: Room,
  labels: Int32Array,
  random: Random,
  progress: Progress,
): Steps<void> {
  const { rows, offsets, targets, weights } = graph;
  const totals = new Float64Array(rows);
  const sizes = new Int32Array(rows);
  labels.forEach((label, row) => {
    totals[label] += strengths[row];
    sizes[label]++;
  });
  const free: number[] = [];
  for (let label = rows - 1; label >= 0; label--) if (sizes[label] === 0) free.push(label);
  const waiting = new Uint8Array(rows).fill(1);
  // A ring: each row waits at most once.
  const queue = shuffled(rows, random);
  let head = 0;
  let count = rows;
  let steps = 0;
  while (count > 0) {
    const row = queue[head];
    head = (head + 1) % rows;
    count--;
    waiting[row] = 0;
    const own = labels[row];
    for (let e = offsets[row]; e < offsets[row + 1]; e++) ties[labels[targets[e]]] += weights[e];
    totals[own] -= strengths[row];
    const cost = price * strengths[row];
    let best = own;
    let most = ties[own] - cost * totals[own] + least;
    for (let e = offsets[row]; e < offsets[row + 1]; e++) {
      const label = labels[targets[e]];
      const gain = ties[label] - cost * totals[label];
      if (gain > most || (gain === most && best !== own && label < best)) {
        most = gain;
        best = label;
      }
    }
    if (most < 0 && sizes[own] > 1) best = free.pop() ?? own;
    for (let e = offsets[row]; e < offsets[row + 1]; e++) ties[labels[targets[e]]] = 0;
    totals[best] += strengths[row];
    if (best !== own) {
      labels[row] = best;
      sizes[best]++;
      if (--sizes[own] === 0) free.push(own);
      for (let e = offsets[row]; e < offsets[row + 1]; e++) {
        const other = targets[e];
        if (waiting[other] === 1 || labels[other] === best) continue;
        waiting[other] = 1;
        queue[(head + count++) % rows] = other;
      }
    }
    if ((++steps & 4095) === 0) yield progress;
  }
}

/** Splits each community into parts that hang together well; one label per row. */
function refine(
  { graph, strengths, price, least, ties }: Room,
  labels: Int32Array,
  random: Random,
): Int32Array {
  const { rows, offsets, targets, weights } = graph;
  const parts = Int32Array.from({ length: rows }, (_, row) => row);
  const totals = strengths.slice();
  const sizes = new Int32Array(rows).fill(1);
  const whole = new Float64Array(rows);
  labels.forEach((label, row) => {
    whole[label] += strengths[row];
  });
  /** Weight of the ties between each part and the rest of its community. */
  const outward = new Float64Array(rows);
  for (let row = 0; row < rows; row++)
    for (let e = offsets[row]; e < offsets[row + 1]; e++)
      if (labels[targets[e]] === labels[row]) outward[row] += weights[e];
  const holds = (part: number, community: number) =>
    outward[part] >= price * totals[part] * (whole[community] - totals[part]) - least;
  for (const row of shuffled(rows, random)) {
    const community = labels[row];
    if (sizes[parts[row]] > 1 || !holds(row, community)) continue;
    for (let e = offsets[row]; e < offsets[row + 1]; e++)
      if (labels[targets[e]] === community) ties[parts[targets[e]]] += weights[e];
    const cost = price * strengths[row];
    let best = -1;
    let most = least;
    for (let e = offsets[row]; e < offsets[row + 1]; e++) {
      if (labels[targets[e]] !== community) continue;
      const part = parts[targets[e]];
      const gain = ties[part] - cost * totals[part];
      if ((gain > most || (gain === most && best >= 0 && part < best)) && holds(part, community)) {
        most = gain;
        best = part;
      }
    }
    if (best >= 0) {
      outward[best] += outward[row] - 2 * ties[best];
      parts[row] = best;
      totals[best] += strengths[row];
      totals[row] -= strengths[row];
      sizes[best]++;
      sizes[row]--;
    }
    for (let e = offsets[row]; e < offsets[row + 1]; e++) ties[parts[targets[e]]] = 0;
    ties[row] = 0;
    if (best >= 0) ties[best] = 0;
  }
  return parts;
}

/** The graph whose rows are the parts of another. */
function foldRows(graph: WeightedGraph, parts: Int32Array, count: number): WeightedGraph {
  const heads: number[] = [];
  const tails: number[] = [];
  const weights: number[] = [];
  for (let row = 0; row < graph.rows; row++) {
    if (graph.loops[row] > 0) {
      heads.push(parts[row]);
      tails.push(parts[row]);
      weights.push(graph.loops[row]);
    }
    for (let e = graph.offsets[row]; e < graph.offsets[row + 1]; e++) {
      if (graph.targets[e] < row) continue;
      heads.push(parts[row]);
      tails.push(parts[graph.targets[e]]);
      weights.push(graph.weights[e]);
    }
  }
  return tieRows(count, heads, tails, weights);
}

/** Gives labels the numbers from 0 in the order in which they are met; returns how many there are. */
function renumber(labels: Int32Array): number {
  const numbers = new Map<number, number>();
  for (let row = 0; row < labels.length; row++) {
    let number = numbers.get(labels[row]);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(labels[row], number);
    }
    labels[row] = number;
  }
  return numbers.size;
}

function sameParts(a: Int32Array, b: Int32Array): boolean {
  const [x, y] = [a.slice(), b.slice()];
  return renumber(x) === renumber(y) && x.every((label, row) => label === y[row]);
}
