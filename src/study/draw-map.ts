import { asFault } from '../core/fault';
import type { PullDevice, Watch } from '../core/ports';
import { chooseLandmarks } from '../core/project/landmarks';
import { LANDMARKS, type LayoutInput, layoutRows, MANY_ROWS } from '../core/project/layout-rows';
import { findPrincipal, projectRows } from '../core/project/pca';
import type { Plan } from '../core/study';
import { drive } from './drive';
import { pairsInFileOrder } from './file-order';
import type { Space } from './find-space';
import type { StudyWatch } from './study-ports';

/** How often a forming layout is shown, in milliseconds. */
const SHOW = 120;
/** A layout of more customers is shown less often, in proportion. */
const SHOWN_AT_ONCE = 20000;

/**
 * Lays rows out in the plane.
 *
 * @param show told the layout as it stands after a share of the work, NaN where a row has no place yet;
 * the array is reused.
 * @throws Fault stopped
 */
export type LayOut = (
  input: LayoutInput,
  show: (layout: Float32Array, share: number) => void,
  watch: Watch,
) => Promise<Float32Array>;

/**
 * The same on this thread.
 *
 * @param device that may move the rows; the map is the same.
 */
export const layOutHere = (
  ...[input, show, { signal, report }, device]: [...Parameters<LayOut>, device?: PullDevice]
): ReturnType<LayOut> => {
  const pause = SHOW * Math.max(1, input.graph.rows / SHOWN_AT_ONCE);
  let [shown, share] = [-Infinity, 0];
  const showNow = (layout: Float32Array) => {
    const now = performance.now();
    if (now - shown < pause) return;
    shown = now;
    show(layout, share);
  };
  const steps = layoutRows(input, showNow, device);
  return drive(steps, {
    signal,
    report(done, total) {
      share = done / total;
      report(done, total);
    },
  });
};

/** The map of a space, by customer of `prepared`, shown while it forms. */
export async function drawMap(
  { features: { matrix }, graph, prepared }: Pick<Space, 'features' | 'graph' | 'prepared'>,
  { seed }: Pick<Plan, 'seed'>,
  layOut: LayOut,
  watch: StudyWatch,
): Promise<Float32Array> {
  const quiet: Watch = { signal: watch.signal, report: () => undefined };
  const principal = await drive(findPrincipal(matrix, 2, seed), quiet);
  const plane = projectRows(matrix, principal);
  const start = new Float32Array(prepared.rows * 2);
  for (let row = 0; row < prepared.rows; row++)
    for (let axis = 0; axis < plane.cols; axis++)
      start[row * 2 + axis] = plane.data[row * plane.cols + axis];
  const landmarks =
    prepared.rows < MANY_ROWS
      ? {}
      : { landmarks: await drive(chooseLandmarks(matrix, graph, LANDMARKS, seed), quiet) };
  const input: LayoutInput = { graph, start, seed, ...landmarks };
  const show = (layout: Float32Array, share: number) =>
    watch.part({ kind: 'layout', xy: pairsInFileOrder(prepared, layout), share });
  return layOut(input, show, watch).catch((error: unknown) => {
    if (asFault(error).code !== 'worker-died') throw error;
    return layOutHere(input, show, watch);
  });
}
