import type { Matrix } from '../matrix';
import type { NearRows } from './near';
import { doubtAbout } from './near-kernel';

/** What stands for 0 among the bytes of rows that ask, and the largest bytes as rows ask and as they answer. */
const [MIDDLE, ASKING, ANSWERING] = [64, 63, 31];
const { fround } = Math;

/** The twin of the kernel in `near.ts`: the same sums in the same order, hence the same bits. */
export function createPlainNear(features: Matrix, most: number, order?: Int32Array): NearRows {
  const { cols } = features;
  const rows = order?.length ?? features.rows;
  const stride = (cols + 3) & ~3;
  const data = new Float32Array(rows * stride);
  const asks = new Uint8Array(rows * stride);
  const answers = new Int8Array(rows * stride);
  const about = new Float32Array(rows * 4);
  const there = new Uint8Array(rows);
  const middle = middleOf(features);
  const far = new Float32Array(rows * most).fill(Infinity);
  const who = new Int32Array(rows * most).fill(-1);
  for (let place = 0; place < rows; place++) {
    const row = order === undefined ? place : order[place];
    if (row < 0) continue;
    there[place] = 1;
    data.set(features.data.subarray(row * cols, (row + 1) * cols), place * stride);
    quantise(place);
  }

  function quantise(place: number): void {
    const line = new Float32Array(stride);
    for (let col = 0; col < cols; col++) line[col] = data[place * stride + col] - middle[col];
    const sums = new Float32Array(4);
    let largest = 0;
    for (let col = 0; col < stride; col++) {
      sums[col & 3] += fround(line[col] * line[col]);
      largest = Math.max(largest, Math.abs(line[col]));
    }
    const backA = largest > 0 ? fround(ASKING / largest) : 0;
    const backB = largest > 0 ? fround(ANSWERING / largest) : 0;
    let sum = 0;
    for (let col = 0; col < stride; col++) {
      asks[place * stride + col] = toNearest(fround(line[col] * backA)) + MIDDLE;
      const byte = toNearest(fround(line[col] * backB));
      answers[place * stride + col] = byte;
      sum += byte;
    }
    about[place * 4] = fround(fround(sums[0] + sums[1]) + fround(sums[2] + sums[3]));
    about[place * 4 + 1] = fround(2 * largest) / ASKING;
    about[place * 4 + 2] = largest / ANSWERING;
    about[place * 4 + 3] = MIDDLE * sum;
  }

  function squaredBetween(a: number, b: number): number {
    let dots = 0;
    for (let col = 0; col < stride; col++)
      dots += asks[a * stride + col] * answers[b * stride + col];
    const both = fround(about[a * 4] + about[b * 4]);
    const scale = fround(about[a * 4 + 1] * about[b * 4 + 2]);
    return fround(both - fround(scale * (dots - about[b * 4 + 3])));
  }

  function offer(row: number, other: number, squared: number): void {
    const first = row * most;
    let at = first + most - 1;
    if (!(squared < far[at])) return;
    for (; at > first && far[at - 1] > squared; at--) {
      far[at] = far[at - 1];
      who[at] = who[at - 1];
    }
    far[at] = squared;
    who[at] = other;
  }

  /** In the kernel's order: four that answer, then all that ask. */
  function scan(asking: ArrayLike<number>, bFrom: number, bRows: number, both: boolean): void {
    const end = Math.min(rows, bFrom + Math.ceil(bRows / 4) * 4);
    for (let block = bFrom; block < end; block += 4)
      for (let i = 0; i < asking.length; i++)
        for (let b = block; b < Math.min(end, block + 4); b++) {
          const a = asking[i];
          if (there[b] === 0 || (both ? b <= a : b === a)) continue;
          const squared = squaredBetween(a, b);
          offer(a, b, squared);
          if (both) offer(b, a, squared);
        }
  }

  return {
    rows,
    most,
    doubts: doubtsOf(about, rows),
    compare: (aFrom, aRows, bFrom, bRows) =>
      scan(
        Int32Array.from({ length: aRows }, (_, i) => aFrom + i),
        bFrom,
        bRows,
        true,
      ),
    compareSome: (asking, bFrom, bRows) => scan(asking, bFrom, bRows, false),
    forget(row) {
      far.fill(Infinity, row * most, (row + 1) * most);
      who.fill(-1, row * most, (row + 1) * most);
    },
    take(found) {
      who.set(found.who);
      far.set(found.squared);
    },
    listOf: (row) => ({
      who: who.subarray(row * most, (row + 1) * most),
      squared: far.subarray(row * most, (row + 1) * most),
    }),
    dotsOf(row) {
      const listed = who.subarray(row * most, (row + 1) * most).filter((other) => other >= 0);
      return Float32Array.from(listed, (other) => {
        const sums = new Float32Array(4);
        for (let col = 0; col < stride; col++)
          sums[col & 3] += fround(data[row * stride + col] * data[other * stride + col]);
        return fround(fround(sums[0] + sums[1]) + fround(sums[2] + sums[3]));
      });
    },
  };
}

/** The nearest whole number, of two the even one. */
function toNearest(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}

/** The mean row: distances do not change with it, and what is left takes fewer bits. */
export function middleOf({ data, rows, cols }: Matrix): Float32Array {
  const sums = new Float64Array(cols);
  for (let row = 0, at = 0; row < rows; row++)
    for (let col = 0; col < cols; col++, at++) sums[col] += data[at];
  return Float32Array.from(sums, (sum) => sum / rows);
}

/** The doubt about each row among all of them: see `doubtAbout`. */
export function doubtsOf(about: Float32Array, rows: number): Float64Array {
  let [longest, widest] = [0, 0];
  for (let row = 0; row < rows; row++) {
    longest = Math.max(longest, about[row * 4]);
    widest = Math.max(widest, about[row * 4 + 2]);
  }
  return Float64Array.from({ length: rows }, (_, row) =>
    doubtAbout(about, row * 4, longest, widest),
  );
}
