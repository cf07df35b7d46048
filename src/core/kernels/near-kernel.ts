import { PLAIN_NEAR_BYTES, RELAXED_NEAR_BYTES } from './near-bytes';
import { canRun, type KernelExports } from './wasm';

/** Rows that may ask at once. */
export const ASKED = 256;
/** Standard errors of a distance by bytes that are allowed for. */
const ERRORS = 6;

export interface NearExports extends KernelExports {
  quantiseRow(
    x: number,
    middle: number,
    count: number,
    bytes: number,
    asks: number,
    answers: number,
    about: number,
  ): void;
  scan(
    asks: number,
    aRows: number,
    aAbout: number,
    aNames: number,
    answers: number,
    bRows: number,
    bAbout: number,
    bFirst: number,
    bytes: number,
    both: number,
    most: number,
    far: number,
    who: number,
    worst: number,
  ): void;
  dotsOfLists(
    x: number,
    own: number,
    rows: number,
    y: number,
    who: number,
    most: number,
    stride: number,
    out: number,
  ): void;
}

/** The quickest module that the engine can run; undefined where it has no SIMD. */
export function nearBytes(relaxed = canRun(RELAXED_NEAR_BYTES)): Uint8Array | undefined {
  const bytes = relaxed ? RELAXED_NEAR_BYTES : PLAIN_NEAR_BYTES;
  return canRun(bytes) ? bytes : undefined;
}

/** Floats and bytes from one row to the next. */
export function widthsOf(cols: number): { stride: number; width: number } {
  return { stride: (cols + 3) & ~3, width: Math.ceil(cols / 64) * 64 };
}

/**
 * Writes the line of a row that answers among those of `scan`, four together: as `quantiseRow` told it, or that
 * nobody is near to it.
 */
export function setAnswer(fours: Float32Array, row: number, about?: Float32Array): void {
  const at = 12 * (row >> 2) + (row & 3);
  fours[at] = about === undefined ? Infinity : about[0];
  fours[at + 4] = about === undefined ? 0 : about[2];
  fours[at + 8] = about === undefined ? 0 : about[3];
}

/**
 * What six standard errors of a squared distance by bytes are, were the rounding of each column independent:
 * 2 x 6 x the root of |other|^2 x (step of the asking)^2 / 12 + |asking|^2 x (step of the other)^2 / 12.
 *
 * @param about lines of rows, that of the row that asks from `at` on.
 * @param longest squared length of the longest other.
 * @param widest step of the other with the widest one.
 */
export function doubtAbout(
  about: Float32Array,
  at: number,
  longest: number,
  widest: number,
): number {
  const own = about[at + 1] / 2;
  return 2 * ERRORS * Math.sqrt((longest * own * own + about[at] * widest * widest) / 12);
}
