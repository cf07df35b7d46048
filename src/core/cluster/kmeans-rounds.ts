import type { Held, Sums } from '../kernels/dots';
import { ASKED } from '../kernels/near-kernel';
import type { Steps } from '../steps';
import type { NearCentres } from '../kernels/near-centres';
import type { Drawn } from './seed-centres';
import { halfSquares, type Nearest, nearestListed, slackOf } from './nearest-centre';

/** Rows that are looked at together. */
export const TILE = 512;
/** Rounds of one start at most. */
export const ITERATIONS = 100;
/** Rounds end when the centres together move less than this share of the mean variance. */
const TOLERANCE = 1e-4;
/** Of wide rows, centres that have moved farthest and are measured anew from every row. */
export const MOVERS = 8;

/** Rows and centres where the kernel can reach them. */
export interface Room extends Drawn {
  readonly centres: Held;
  /** Room for the rows that are looked at together. */
  readonly looked: Held;
  /** Room for MOVERS centres. */
  readonly movers: Held;
  /** Room for the sums of all rows by centre. */
  readonly added: Sums;
  /** Mean over the columns of their variances. */
  readonly variance: number;
  readonly k: number;
}

/** How far a row is from its own centre at most, and from any other one at least. */
interface Bounds {
  readonly own: Float64Array;
  readonly other: Float64Array;
  /** Of wide rows, from any that is not among those listed at least: 0 where none are. */
  readonly unlisted: Float64Array;
  /** Of wide rows, the centres that were nearest when all were last looked at, `near.most` each. */
  readonly listed: Int32Array;
}

/**
 * Lloyd's rounds from the centres that there are, until hardly anything moves. Rows that Hamerly's bounds show to
 * stay are passed over, which changes no label.
 *
 * @param onSphere whether centres have length 1.
 * @param done steps of all starts before, of `total`.
 * @param rounds at most.
 * @see Hamerly 2010, doi:10.1137/1.9781611972801.12
 */
export function* improve(
  room: Room,
  onSphere: boolean,
  done: number,
  total: number,
  rounds = ITERATIONS,
): Steps<Int32Array> {
  const { arena, points, centres, added, k, weights, near } = room;
  const { rows, stride } = points;
  const view = arena.view(points);
  const middle = arena.view(centres);
  const labels = new Int32Array(rows).fill(-1);
  const bounds: Bounds = {
    own: new Float64Array(rows).fill(Infinity),
    other: new Float64Array(rows),
    unlisted: new Float64Array(near === undefined ? 0 : rows),
    listed: new Int32Array(near === undefined ? 0 : rows * near.most),
  };
  const slack = slackOf(room.norms);
  const sums = new Float64Array(k * stride);
  const counts = new Int32Array(k);
  const masses = new Float64Array(k);
  const shifts = new Float64Array(k);
  const tolerance = TOLERANCE * room.variance;

  for (let round = 0; round < rounds; round++) {
    const apart = round === 0 ? undefined : halfwayToNext(room);
    const half = halfSquares(middle, stride, k);
    near?.place(middle, k);
    const { own, other } = bounds;
    let looked: number[] = [];
    let moved = 0;
    for (let row = 0; row < rows; row++) {
      const free = apart === undefined ? 0 : Math.max(apart[labels[row]], other[row]);
      if (own[row] * own[row] + 4 * slack > free * free) looked.push(row);
      if (looked.length < TILE && row < rows - 1) continue;
      moved += lookAt(room, looked, half, slack, labels, bounds);
      looked = [];
      yield { done: done + round, total };
    }
    if (moved === 0) break;

    counts.fill(0);
    masses.fill(0);
    for (let row = 0; row < rows; row++) {
      counts[labels[row]]++;
      masses[labels[row]] += weights === undefined ? 1 : weights[row];
    }
    if (weights === undefined) sums.set(arena.addRows(points, labels, added));
    else {
      sums.fill(0);
      for (let row = 0; row < rows; row++) {
        const to = labels[row] * stride;
        const at = row * stride;
        for (let col = 0; col < stride; col++) sums[to + col] += weights[row] * view[at + col];
      }
    }
    if (counts.includes(0)) {
      const distances = distancesToOwn(room, labels);
      for (let centre = 0; centre < k; centre++)
        if (counts[centre] === 0)
          bounds.own[refill(room, centre, distances, labels, { sums, counts, masses })] = Infinity;
    }
    let shift = 0;
    for (let centre = 0; centre < k; centre++) {
      const at = centre * stride;
      let scale = 1 / masses[centre];
      if (onSphere) {
        let length = 0;
        for (let col = 0; col < stride; col++) length += sums[at + col] * sums[at + col];
        scale = length === 0 ? 0 : 1 / Math.sqrt(length);
      }
      let squared = 0;
      for (let col = 0; col < stride; col++) {
        const value = Math.fround(sums[at + col] * scale);
        const difference = value - middle[at + col];
        squared += difference * difference;
        middle[at + col] = value;
      }
      shift += squared;
      shifts[centre] = Math.sqrt(squared);
    }
    yield { done: done + round, total };
    if (shift <= tolerance) break;
    if (near === undefined) widen(bounds, labels, shifts);
    else widenButMovers(room, near, bounds, labels, shifts, slack);
  }
  return labels;
}

/** The weighted sum of the squared distances to the centres as they are. */
export function inertiaOf(room: Room, labels: Int32Array): number {
  const { weights } = room;
  let inertia = 0;
  for (const [row, squared] of distancesToOwn(room, labels).entries())
    inertia += weights === undefined ? squared : squared * weights[row];
  return inertia;
}

/**
 * Gives rows to their nearest centres, and their bounds what is known for certain then.
 *
 * @returns how many have changed.
 */
function lookAt(
  room: Room,
  rows: readonly number[],
  half: Float64Array,
  slack: number,
  labels: Int32Array,
  bounds: Bounds,
): number {
  if (room.near !== undefined)
    return lookByBytes(room, room.near, rows, half, slack, labels, bounds);
  return lookByFloats(room, rows, half, slack, labels, bounds);
}

/**
 * As `lookAt`: only the nearest few by bytes are compared in floats, unless these leave a doubt, and later only
 * the same few as long as nobody else can be nearer (Drake and Hamerly 2012).
 */
function lookByBytes(
  room: Room,
  near: NearCentres,
  rows: readonly number[],
  half: Float64Array,
  slack: number,
  labels: Int32Array,
  bounds: Bounds,
): number {
  const { norms } = room;
  const { own, other, unlisted, listed } = bounds;
  const { most, who, squared } = near;
  const found: Nearest = { best: -1, score: 0, second: 0 };
  const doubtful: number[] = [];
  const open: number[] = [];
  let moved = 0;
  /** Where one is the nearest for certain, gives it to the row. */
  const settle = (i: number, row: number, left: number): boolean => {
    nearestListed(near, i, half, found);
    const { best, score, second } = found;
    const nearest = norms[row] - 2 * score;
    if (nearest + slack >= left) return false;
    own[row] = Math.sqrt(Math.max(0, nearest) + slack);
    other[row] = Math.sqrt(Math.max(0, Math.min(norms[row] - 2 * second, left) - slack));
    if (labels[row] !== best) moved++;
    labels[row] = best;
    return true;
  };

  const asking: number[] = [];
  const askListed = () => {
    near.askListed(asking, listed);
    for (const [i, row] of asking.entries())
      if (!settle(i, row, unlisted[row] * unlisted[row])) open.push(row);
    asking.length = 0;
  };
  for (const row of rows) {
    if (unlisted[row] > 0) asking.push(row);
    else open.push(row);
    if (asking.length === ASKED) askListed();
  }
  if (asking.length > 0) askListed();
  open.sort((a, b) => a - b);

  for (let from = 0; from < open.length; from += ASKED) {
    const asking = open.slice(from, from + ASKED);
    near.ask(asking);
    for (const [i, row] of asking.entries()) {
      const left = squared[(i + 1) * most - 1] - near.doubtOf(row);
      for (let at = 0; at < most; at++) listed[row * most + at] = who[i * most + at];
      unlisted[row] = Math.sqrt(Math.max(0, left));
      if (!settle(i, row, left)) doubtful.push(row);
    }
  }
  return moved + lookByFloats(room, doubtful, half, slack, labels, bounds);
}

function lookByFloats(
  room: Room,
  rows: readonly number[],
  half: Float64Array,
  slack: number,
  labels: Int32Array,
  { own, other }: Bounds,
): number {
  const { arena, points, centres, looked, out, norms, k } = room;
  const view = arena.view(points);
  const dots = arena.view(out);
  const { stride } = points;
  const count = rows.length;
  if (count === 0) return 0;
  if (rows[count - 1] - rows[0] === count - 1)
    arena.dots(points, rows[0], count, centres, 0, k, out);
  else {
    const held = arena.view(looked);
    for (let i = 0; i < count; i++)
      held.set(view.subarray(rows[i] * stride, (rows[i] + 1) * stride), i * stride);
    arena.dots(looked, 0, count, centres, 0, k, out);
  }
  let moved = 0;
  for (let i = 0; i < count; i++) {
    const row = rows[i];
    let best = 0;
    let [most, second] = [-Infinity, -Infinity];
    for (let centre = 0, at = i * out.stride; centre < k; centre++, at++) {
      const score = dots[at] - half[centre];
      if (score > most) {
        second = most;
        most = score;
        best = centre;
      } else if (score > second) second = score;
    }
    own[row] = Math.sqrt(Math.max(0, norms[row] - 2 * most) + slack);
    other[row] = Math.sqrt(Math.max(0, norms[row] - 2 * second - slack));
    if (labels[row] === best) continue;
    labels[row] = best;
    moved++;
  }
  return moved;
}

/** Half of each centre's distance to the nearest other one: whoever is nearer to it belongs to it. */
function halfwayToNext({ arena, centres, k }: Room): Float64Array {
  const middle = arena.view(centres);
  const { stride } = centres;
  const nearest = new Float64Array(k).fill(Infinity);
  for (let a = 0; a < k; a++)
    for (let b = a + 1; b < k; b++) {
      const squared = squaredBelow(
        middle,
        a * stride,
        b * stride,
        stride,
        Math.max(nearest[a], nearest[b]),
      );
      if (squared < nearest[a]) nearest[a] = squared;
      if (squared < nearest[b]) nearest[b] = squared;
    }
  return nearest.map((squared) => Math.sqrt(squared) / 2);
}

/** The squared distance of two rows, or of their first columns where these alone reach `enough`. */
function squaredBelow(
  view: Float32Array,
  a: number,
  b: number,
  stride: number,
  enough: number,
): number {
  let squared = 0;
  for (let at = 0; at < stride && squared < enough;) {
    const end = Math.min(stride, at + 32);
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (; at < end; at += 4) {
      s0 += (view[a + at] - view[b + at]) ** 2;
      s1 += (view[a + at + 1] - view[b + at + 1]) ** 2;
      s2 += (view[a + at + 2] - view[b + at + 2]) ** 2;
      s3 += (view[a + at + 3] - view[b + at + 3]) ** 2;
    }
    squared += s0 + s1 + (s2 + s3);
  }
  return squared;
}

/** Takes into account how far the centres have moved. */
function widen({ own, other }: Bounds, labels: Int32Array, shifts: Float64Array): void {
  let [first, second, mover] = [0, 0, -1];
  for (const [centre, shift] of shifts.entries())
    if (shift > first) [second, first, mover] = [first, shift, centre];
    else if (shift > second) second = shift;
  for (let row = 0; row < labels.length; row++) {
    own[row] += shifts[labels[row]];
    other[row] -= labels[row] === mover ? second : first;
  }
}

/**
 * As `widen`: the few centres that have moved farthest, often one that was put elsewhere, are measured anew, so that
 * bounds give way only as far as the others have moved.
 */
function widenButMovers(
  { arena, points, centres, movers, out, norms }: Room,
  near: NearCentres,
  { own, other, unlisted, listed }: Bounds,
  labels: Int32Array,
  shifts: Float64Array,
  slack: number,
): void {
  const { rows, stride } = points;
  const order = Array.from(shifts.keys()).sort((a, b) => shifts[b] - shifts[a] || a - b);
  const far = order.slice(0, MOVERS);
  const rest = order.length > MOVERS ? shifts[order[MOVERS]] : 0;
  const middle = arena.view(centres);
  const asked = arena.view(movers);
  for (const [i, centre] of far.entries())
    asked.set(middle.subarray(centre * stride, (centre + 1) * stride), i * stride);
  const half = halfSquares(asked, stride, far.length);
  const dots = arena.view(out);
  for (let from = 0; from < rows; from += TILE) {
    const count = Math.min(TILE, rows - from);
    arena.dots(points, from, count, movers, 0, far.length, out);
    for (let i = 0; i < count; i++) {
      const row = from + i;
      own[row] += shifts[labels[row]];
      let [nearest, stranger] = [other[row] - rest, unlisted[row] - rest];
      for (const [m, centre] of far.entries()) {
        const squared = norms[row] + 2 * (half[m] - dots[i * out.stride + m]);
        if (centre === labels[row]) {
          own[row] = Math.min(own[row], Math.sqrt(Math.max(0, squared) + slack));
          continue;
        }
        const away = Math.sqrt(Math.max(0, squared - slack));
        if (away < nearest) nearest = away;
        if (away < stranger && !lists(listed, row * near.most, near.most, centre)) stranger = away;
      }
      other[row] = nearest;
      unlisted[row] = Math.max(0, stranger);
    }
  }
}

function lists(listed: Int32Array, from: number, count: number, wanted: number): boolean {
  for (let at = from; at < from + count; at++) if (listed[at] === wanted) return true;
  return false;
}

/** Squared distance of each row to its own centre. */
function distancesToOwn({ arena, points, centres }: Room, labels: Int32Array): Float64Array {
  const view = arena.view(points);
  const middle = arena.view(centres);
  const { rows, stride } = points;
  const distances = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * stride, labels[row] * stride];
    let sum = 0;
    for (let col = 0; col < stride; col++) sum += (view[from + col] - middle[to + col]) ** 2;
    distances[row] = sum;
  }
  return distances;
}

/** What the rows of each centre add up to. */
interface Totals {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  readonly masses: Float64Array;
}

/**
 * A centre that lost all its rows takes the row farthest from its own centre.
 *
 * @returns that row.
 */
function refill(
  room: Room,
  centre: number,
  own: Float64Array,
  labels: Int32Array,
  { sums, counts, masses }: Totals,
): number {
  const { arena, points, weights } = room;
  const { rows, stride } = points;
  const view = arena.view(points);
  let far = -1;
  for (let row = 0; row < rows; row++)
    if (counts[labels[row]] > 1 && (far < 0 || own[row] > own[far])) far = row;
  if (far < 0) return far;
  const from = labels[far];
  const weight = weights === undefined ? 1 : weights[far];
  for (let col = 0; col < stride; col++) {
    sums[from * stride + col] -= weight * view[far * stride + col];
    sums[centre * stride + col] = weight * view[far * stride + col];
  }
  counts[from]--;
  counts[centre] = 1;
  masses[from] -= weight;
  masses[centre] = weight;
  labels[far] = centre;
  own[far] = 0;
  return far;
}
