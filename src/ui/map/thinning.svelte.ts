import type { View } from '../../core/draw/frame';
import { gridPoints, keepInGrid, type PointGrid, thinInView } from '../../core/draw/point-grid';
import { drive } from '../../study/drive';

/** What is known of the points of a map once they lie still. */
export interface PointLots {
  /** Undefined until it is worked out for the points that are shown now. */
  readonly grid: PointGrid | undefined;
  /**
   * The points to draw while the map moves, those picked out last, so that they lie on top.
   *
   * @param most about how many may be drawn.
   * @returns undefined where all are to be drawn: there are no more, or nothing is known of them yet.
   */
  thin(view: View, width: number, height: number, most: number): Int32Array | undefined;
}

/** Of what is drawn, the share that those who are not picked out have for certain. */
const REST = 0.25;

/**
 * Sorts points into a grid in the background; to be called while a component is made.
 *
 * @param pointsOf the points, another object whenever one has moved.
 * @param litOf 1 for each point that is picked out; undefined when all are.
 */
export function createLots(
  pointsOf: () => { readonly xy: Float32Array; readonly version: object },
  litOf: () => Uint8Array | undefined,
): PointLots {
  let known = $state.raw<{ version: object; grid: PointGrid } | undefined>(undefined);
  const grid = $derived(known?.version === pointsOf().version ? known.grid : undefined);
  $effect(() => {
    const { xy, version } = pointsOf();
    const stop = new AbortController();
    // A map that is still forming is left alone.
    const wait = setTimeout(() => {
      drive(gridPoints(xy), { signal: stop.signal, report: () => undefined }).then(
        (made) => (known = { version, grid: made }),
        () => undefined,
      );
    }, SETTLED);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  });
  let parts: { grid: PointGrid; lit: Uint8Array; picked: PointGrid; rest: PointGrid } | undefined;
  const partsOf = (all: PointGrid, lit: Uint8Array) => {
    if (parts?.grid !== all || parts.lit !== lit)
      parts = { grid: all, lit, picked: keepInGrid(all, lit, 1), rest: keepInGrid(all, lit, 0) };
    return parts;
  };
  return {
    get grid() {
      return grid;
    },
    thin(view, width, height, most) {
      if (grid === undefined) return undefined;
      const lit = litOf();
      if (lit === undefined) return thinInView(grid, view, width, height, most);
      const { picked, rest } = partsOf(grid, lit);
      const above = thinInView(picked, view, width, height, most * (1 - REST));
      const below = thinInView(rest, view, width, height, most - above.length);
      const rows = new Int32Array(below.length + above.length);
      rows.set(below);
      rows.set(above, below.length);
      return rows;
    },
  };
}

/** Milliseconds after which points that did not move lie still. */
const SETTLED = 200;
