import type { Bars, Bins, Plot } from '../core/quality/plots';
import type { QualityWords } from '../words/quality';
import { escapeXml } from './export-svg';

const WIDTH = 300;
const HEIGHT = 90;
const AXIS = 16;
const BAR = 18;

/** A column's small picture: what to draw, in words and in boxes, whoever draws it. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** What is seen, said in words. */
  readonly label: string;
  readonly boxes: readonly { x: number; y: number; width: number; height: number }[];
  readonly texts: readonly { x: number; y: number; text: string; end: boolean }[];
  /** Where a line lies under the boxes. */
  readonly ground: number | undefined;
  /** What is not drawn. */
  readonly beyond: string;
}

/** @returns undefined where there is nothing to show. */
export function layOutPlot(plot: Plot, column: string, words: QualityWords): Picture | undefined {
  if (plot.kind === 'bins')
    return plot.counts.length === 0 ? undefined : layOutBins(plot, column, words);
  return plot.bars.length === 0 ? undefined : layOutBars(plot, column, words);
}

/** The picture as SVG, its colours taken from the page; empty without anything to show. */
export function drawPlot(plot: Plot, column: string, words: QualityWords): string {
  const picture = layOutPlot(plot, column, words);
  if (picture === undefined) return '';
  const { width, height, label, boxes, texts, ground, beyond } = picture;
  const line = ground === undefined ? '' : `<path d="M0 ${ground}H${width}"/>`;
  const drawn = boxes.map(
    (box) => `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}"/>`,
  );
  const said = texts.map(
    ({ x, y, text, end }) =>
      `<text x="${x}" y="${y}"${end ? ' text-anchor="end"' : ''}>${escapeXml(text)}</text>`,
  );
  return `<svg class="plot" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(label)}">${line}${drawn.join('')}${said.join('')}</svg>${beyond === '' ? '' : `<p class="soft">${escapeXml(beyond)}</p>`}`;
}

const round = (value: number) => Math.round(value * 10) / 10;

function layOutBins(plot: Bins, column: string, words: QualityWords): Picture {
  const { edges, counts, below, above, log, of } = plot;
  const write = (value: number) =>
    of === 'date' ? words.figures.day(value) : words.figures.amount(value);
  // The edges of whole numbers lie between them.
  const half = Number.isInteger(edges[0] * 2) && !Number.isInteger(edges[0]) ? 0.5 : 0;
  const [low, high] = [write(edges[0] + half), write((edges.at(-1) ?? 0) - half)];
  const most = Math.max(1, ...counts);
  const step = WIDTH / counts.length;
  return {
    width: WIDTH,
    height: HEIGHT,
    label: `${words.plots[of](column, low, high)}${log ? ` (${words.plots.log})` : ''}`,
    boxes: counts.map((count, at) => {
      const height = count === 0 ? 0 : Math.max(1, (count / most) * (HEIGHT - AXIS - 4));
      return {
        x: round(at * step + 0.5),
        y: round(HEIGHT - AXIS - height),
        width: round(Math.max(1, step - 1)),
        height: round(height),
      };
    }),
    texts: [
      { x: 0, y: HEIGHT - 3, text: low, end: false },
      { x: WIDTH, y: HEIGHT - 3, text: high, end: true },
    ],
    ground: HEIGHT - AXIS,
    beyond: below + above > 0 ? words.plots.beyond(below, above) : '',
  };
}

function layOutBars(plot: Bars, column: string, words: QualityWords): Picture {
  const told = plot.bars.map(({ label, count }) => ({
    label: plot.of === 'times' ? words.plots.timesLabel(label) : label,
    count,
  }));
  if (plot.rest > 0) told.push({ label: words.plots.others, count: plot.rest });
  const most = Math.max(1, ...told.map(({ count }) => count));
  const widths = told.map(({ count }) => round(Math.max(1, (count / most) * 110)));
  return {
    width: WIDTH,
    height: told.length * BAR + 4,
    label: words.plots[plot.of](column),
    boxes: widths.map((width, at) => ({ x: 140, y: at * BAR + 3, width, height: 12 })),
    texts: told.flatMap(({ label, count }, at) => {
      const y = at * BAR + 13;
      return [
        { x: 0, y, text: shorten(label), end: false },
        { x: round(146 + widths[at]), y, text: words.figures.count(count), end: false },
      ];
    }),
    ground: undefined,
    beyond: '',
  };
}

/** What fits beside the bars; letters of Chinese are twice as wide. */
function shorten(label: string): string {
  let room = 22;
  let kept = '';
  for (const letter of label.replace(/\s+/gu, ' ')) {
    room -= /[\u1100-\u{1ffff}]/u.test(letter) ? 2 : 1;
    if (room < 0) return `${kept.trimEnd()}…`;
    kept += letter;
  }
  return kept;
}
