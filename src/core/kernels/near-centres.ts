import type { Matrix } from '../matrix';
import { type Arena, arenaOn, createArena, type DotsExports, type Held } from './dots';
import { ASKED, doubtAbout, nearBytes, type NearExports, setAnswer, widthsOf } from './near-kernel';
import { middleOf } from './near-plain';
import { type Kernel, openKernel } from './wasm';

/** Rows that ask for the nearest of a few changing others, by bytes first. */
export interface NearCentres {
  /** How long the lists are. */
  readonly most: number;
  /** The others from now on, `count` rows of as many floats as the rows have, padded to a multiple of 4. */
  place(centres: Float32Array, count: number): void;
  /** What rounding may do to a squared distance by bytes between a row and any of the others: see `NearRows`. */
  doubtOf(row: number): number;
  /**
   * Lists the nearest others of some rows.
   *
   * @param asking at most ASKED row numbers, ascending.
   * @param limits one each: others that are as far by bytes or farther are not listed. Absent: all may be.
   */
  ask(asking: ArrayLike<number>, limits?: Float32Array): void;
  /**
   * Only their products with the others that they list already; `squared` says nothing then.
   *
   * @param lists rows x most numbers of others.
   */
  askListed(asking: ArrayLike<number>, lists: Int32Array): void;
  /** asked x most numbers of others, the nearest by bytes first, -1 where a list has ended; a view. */
  readonly who: Int32Array;
  /** Their squared distances by bytes; where a list has ended, the row's limit or Infinity. A view. */
  readonly squared: Float32Array;
  /** Their products with the row in floats, the same bits as `Arena.dots`. A view. */
  readonly dots: Float32Array;
}

/** An arena whose rows may be compared with a few changing others by bytes first. */
export interface NearArena extends Arena {
  /**
   * Absent where the engine has no SIMD. To be called after everything else is reserved.
   *
   * @param points where the rows are held.
   * @param features the same rows.
   * @param others how many others there may be at most.
   * @param most of them listed for a row.
   */
  readonly openNear?: (points: Held, features: Matrix, others: number, most: number) => NearCentres;
}

/** @param relaxed whether to take relaxed products; absent: where the engine has them. */
export function createNearArena(relaxed?: boolean): NearArena {
  const bytes = nearBytes(relaxed);
  if (bytes === undefined) return createArena();
  const kernel = openKernel<NearExports & DotsExports>(bytes);
  return {
    ...arenaOn(kernel),
    openNear: (...wanted) => openNearCentres(kernel, ...wanted),
  };
}

function openNearCentres(
  { exports: kernel, reserve }: Kernel<NearExports>,
  { at: x }: Held,
  features: Matrix,
  others: number,
  most: number,
): NearCentres {
  const { rows, cols } = features;
  const { stride, width } = widthsOf(cols);
  const padded = Math.ceil(others / 4) * 4;
  const asks = reserve((rows + 1) * width);
  const about = reserve((rows + 1) * 16);
  const y = reserve(padded * stride * 4);
  const answers = reserve(padded * width);
  const answersAbout = reserve(padded * 12);
  const middle = reserve(stride * 4);
  const unused = reserve(width);
  const lineAbout = reserve(16);
  const someAsk = reserve((ASKED + 1) * width);
  const someAbout = reserve((ASKED + 1) * 16);
  const places = reserve((ASKED + 1) * 4);
  const own = reserve(ASKED * 4);
  const far = reserve(ASKED * most * 4);
  const who = reserve(ASKED * most * 4);
  const worst = reserve(Math.max(padded, ASKED) * 4);
  const out = reserve(ASKED * most * 4);
  const { buffer } = kernel.memory;
  const held = new Uint8Array(buffer);
  const lines = new Float32Array(buffer, about, rows * 4);
  new Float32Array(buffer, middle, stride).set(middleOf(features));
  const quantise = (from: number, asking: number, answering: number, to: number) => {
    kernel.quantiseRow(from, middle, stride, width, asking, answering, to);
  };
  for (let row = 0; row < rows; row++)
    quantise(x + row * stride * 4, asks + row * width, unused, about + row * 16);
  new Int32Array(buffer, places, ASKED).forEach((_, place, all) => {
    all[place] = place;
  });
  const fours = new Float32Array(buffer, answersAbout, padded * 3);
  const ownLine = new Float32Array(buffer, lineAbout, 4);
  const squared = new Float32Array(buffer, far, ASKED * most);
  const names = new Int32Array(buffer, who, ASKED * most);
  const limited = new Float32Array(buffer, worst, ASKED);
  const asked = new Int32Array(buffer, own, ASKED);
  let [longest, widest, placed] = [0, 0, 0];

  return {
    most,
    who: names,
    squared,
    dots: new Float32Array(buffer, out, ASKED * most),
    place(centres, count) {
      new Float32Array(buffer, y, count * stride).set(centres.subarray(0, count * stride));
      [longest, widest] = [0, 0];
      placed = Math.ceil(count / 4) * 4;
      for (let i = 0; i < placed; i++) {
        if (i >= count) {
          setAnswer(fours, i);
          continue;
        }
        quantise(y + i * stride * 4, unused, answers + i * width, lineAbout);
        setAnswer(fours, i, ownLine);
        longest = Math.max(longest, ownLine[0]);
        widest = Math.max(widest, ownLine[2]);
      }
    },
    doubtOf: (row) => doubtAbout(lines, row * 4, longest, widest),
    ask(asking, limits) {
      const count = asking.length;
      const inOrder = asking[count - 1] - asking[0] === count - 1;
      names.fill(-1, 0, count * most);
      for (let i = 0; i < count; i++) {
        const row = asking[i];
        const limit = limits?.[i] ?? Infinity;
        squared.fill(limit, i * most, (i + 1) * most);
        limited[i] = limit;
        asked[i] = row;
        if (inOrder) continue;
        held.copyWithin(someAsk + i * width, asks + row * width, asks + (row + 1) * width);
        held.copyWithin(someAbout + i * 16, about + row * 16, about + (row + 1) * 16);
      }
      kernel.scan(
        inOrder ? asks + asking[0] * width : someAsk,
        count,
        inOrder ? about + asking[0] * 16 : someAbout,
        places,
        answers,
        placed,
        answersAbout,
        ASKED,
        width,
        0,
        most,
        far,
        who,
        worst,
      );
      for (let at = 0; at < count * most; at++) if (names[at] >= 0) names[at] -= ASKED;
      kernel.dotsOfLists(x, own, count, y, who, most, stride, out);
    },
    askListed(asking, lists) {
      for (let i = 0; i < asking.length; i++) {
        asked[i] = asking[i];
        for (let at = 0; at < most; at++) names[i * most + at] = lists[asking[i] * most + at];
      }
      kernel.dotsOfLists(x, own, asking.length, y, who, most, stride, out);
    },
  };
}
