/** One segment as an upright bar of the flow picture. */
export interface FlowBar {
  /** -1 is no segment. */
  readonly label: number;
  readonly size: number;
  readonly y: number;
  readonly height: number;
}

/** Customers who go from one bar to another, as a band of even thickness. */
export interface FlowBand {
  readonly from: number;
  readonly to: number;
  readonly size: number;
  /** The upper edge on the left and on the right, and the thickness. */
  readonly leftY: number;
  readonly rightY: number;
  readonly thickness: number;
}

export interface Flow {
  readonly left: readonly FlowBar[];
  readonly right: readonly FlowBar[];
  /** The thickest first, so that thin ones are drawn over them. */
  readonly bands: readonly FlowBand[];
  readonly height: number;
}

export interface FlowOptions {
  /** Of the picture. */
  readonly height: number;
  /** Between two bars. */
  readonly gap: number;
}

/**
 * An alluvial picture of a table of counts: bars as high as their segments are large, in their order
 * on the left; on the right each near those that it comes from, so that few bands cross.
 *
 * @param counts (ka + 1) x (kb + 1), row by row; the last line and column are customers in no segment.
 */
export function layOutFlow(
  counts: Int32Array,
  ka: number,
  kb: number,
  { height, gap }: FlowOptions,
): Flow {
  const width = kb + 1;
  const count = (i: number, j: number) => counts[i * width + j];
  const sizesA = new Float64Array(ka + 1);
  const sizesB = new Float64Array(kb + 1);
  const middles = new Float64Array(kb + 1);
  for (let i = 0; i <= ka; i++)
    for (let j = 0; j <= kb; j++) {
      sizesA[i] += count(i, j);
      sizesB[j] += count(i, j);
      middles[j] += i * count(i, j);
    }
  const total = sizesA.reduce((sum, size) => sum + size, 0);
  const leftOrder = [...sizesA.keys()].filter((i) => sizesA[i] > 0);
  const rightOrder = [...sizesB.keys()]
    .filter((j) => sizesB[j] > 0)
    .sort((a, b) => {
      if (a === kb || b === kb) return a === kb ? 1 : -1;
      return middles[a] / sizesB[a] - middles[b] / sizesB[b] || a - b;
    });
  const most = Math.max(leftOrder.length, rightOrder.length);
  const scale = total === 0 ? 0 : Math.max(0, height - gap * (most - 1)) / total;
  const stack = (order: readonly number[], sizes: Float64Array, k: number) => {
    const used = scale * total + gap * (order.length - 1);
    let y = (height - used) / 2;
    return order.map((at): FlowBar => {
      const bar = { label: at === k ? -1 : at, size: sizes[at], y, height: sizes[at] * scale };
      y += bar.height + gap;
      return bar;
    });
  };
  const left = stack(leftOrder, sizesA, ka);
  const right = stack(rightOrder, sizesB, kb);
  const fromY = left.map(({ y }) => y);
  const toY = right.map(({ y }) => y);
  const bands: FlowBand[] = [];
  leftOrder.forEach((i, at) =>
    rightOrder.forEach((j, to) => {
      const size = count(i, j);
      if (size === 0) return;
      const thickness = size * scale;
      bands.push({
        from: left[at].label,
        to: right[to].label,
        size,
        leftY: fromY[at],
        rightY: toY[to],
        thickness,
      });
      fromY[at] += thickness;
      toY[to] += thickness;
    }),
  );
  return { left, right, bands: bands.sort((a, b) => b.size - a.size), height };
}

/** The outline of a band from x to x, as an SVG path. */
export function bandPath(
  { leftY, rightY, thickness }: Pick<FlowBand, 'leftY' | 'rightY' | 'thickness'>,
  from: number,
  to: number,
): string {
  const middle = (from + to) / 2;
  const write = (...values: number[]) => values.map((value) => +value.toFixed(2)).join(' ');
  return [
    `M${write(from, leftY)}`,
    `C${write(middle, leftY, middle, rightY, to, rightY)}`,
    `L${write(to, rightY + thickness)}`,
    `C${write(middle, rightY + thickness, middle, leftY + thickness, from, leftY + thickness)}`,
    'Z',
  ].join('');
}
