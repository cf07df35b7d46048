import type { PullWork } from '../ports';
import type { PullRows } from './pull';

const { fround, imul, min, max } = Math;
const A = fround(1.558);
const HAIR = fround(0.001);
const LIFT = fround(-2 * A);
const PUSHES = 5;
const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/** The plain twin of `assembly/pull.ts`: the same bits. */
export function createPlainPull(work: PullWork, layout: Float32Array): PullRows {
  const { rows, starts, edges, pool } = work;
  let from = layout.slice();
  let to = layout.slice();
  const gx = new Float32Array(PUSHES);
  const gy = new Float32Array(PUSHES);
  return {
    pull(slot, epoch, key, rate, first = 0, end = rows) {
      for (let row = first; row < end; row++) {
        let x = from[row * 2];
        let y = from[row * 2 + 1];
        for (let e = starts[row] + slot; e < starts[row + 1]; e += work.slots) {
          const share = edges[e * 2 + 1];
          if (((imul(epoch, share) + imul(e, PHASE)) & 0xffff) >= share) continue;
          const seed = mixed(e ^ key);
          for (let n = 0; n < PUSHES; n++) {
            const drawn = mixed(seed + imul(n + 1, 0x9e3779b9)) >>> 0;
            const other = pool[Math.floor((drawn * pool.length) / 4294967296)] * 2;
            const dx = fround(x - from[other]);
            const dy = fround(y - from[other + 1]);
            const d = fround(fround(dx * dx) + fround(dy * dy));
            const far = fround(1 + fround(A * d));
            const force = fround(2 * reciprocal(fround(fround(HAIR + d) * far)));
            gx[n] = clipped(fround(force * dx));
            gy[n] = clipped(fround(force * dy));
          }
          const tail = edges[e * 2] * 2;
          const dx = fround(x - from[tail]);
          const dy = fround(y - from[tail + 1]);
          const d = fround(fround(dx * dx) + fround(dy * dy));
          const force = fround(LIFT * reciprocal(fround(1 + fround(A * d))));
          x = fround(x + fround(rate * total(gx, 2 * clipped(fround(force * dx)))));
          y = fround(y + fround(rate * total(gy, 2 * clipped(fround(force * dy)))));
        }
        to[row * 2] = x;
        to[row * 2 + 1] = y;
      }
      if (end === rows) [from, to] = [to, from];
    },
    layout: () => from,
    close: () => undefined,
  };
}

/** Turns of 65,536 by which each edge is due later than the one before it. */
export const PHASE = 0x9e35;

/** Well mixed bits (Wellons, lowbias32). */
export function mixed(v: number): number {
  v = imul(v ^ (v >>> 16), 0x7feb352d);
  v = imul(v ^ (v >>> 15), 0x846ca68b);
  return v ^ (v >>> 16);
}

function reciprocal(v: number): number {
  float[0] = v;
  bits[0] = 0x7ef311c7 - bits[0];
  let y = float[0];
  y = fround(y * fround(2 - fround(v * y)));
  return fround(y * fround(2 - fround(v * y)));
}

const clipped = (v: number): number => max(-4, min(4, v));

/** In the order of the lanes: the pull goes with the first push, the fifth with the second. */
function total(push: Float32Array, pull: number): number {
  const left = fround(fround(push[0] + pull) + fround(push[1] + push[4]));
  return fround(left + fround(push[2] + push[3]));
}
