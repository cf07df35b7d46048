import type { Bars, Bins, Plot } from '../core/quality/plots';
import type { QualityWords } from '../words/quality';
import { escapeXml } from './export-svg';

const WIDTH = 300;
const HEIGHT = 90;
const AXIS = 16;
const BAR = 18;

/** A column's small picture as SVG, its colours taken from the page; empty without anything to show. */
export function drawPlot(plot: Plot, column: string, words: QualityWords): string {
  if (plot.kind === 'bins') return plot.counts.length === 0 ? '' : drawBins(plot, column, words);
  return plot.bars.length === 0 ? '' : drawBars(plot, column, words);
}

function open(width: number, height: number, label: string): string {
  return `<svg class="plot" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(label)}">`;
}

function drawBins(plot: Bins, column: string, words: QualityWords): string {
  const { edges, counts, below, above, log, of } = plot;
  const write = (value: number) =>
    of === 'date' ? words.figures.day(value) : words.figures.amount(value);
  // The edges of whole numbers lie between them.
  const half = Number.isInteger(edges[0] * 2) && !Number.isInteger(edges[0]) ? 0.5 : 0;
  const [low, high] = [write(edges[0] + half), write((edges.at(-1) ?? 0) - half)];
  const label = `${words.plots[of](column, low, high)}${log ? ` (${words.plots.log})` : ''}`;
  const most = Math.max(1, ...counts);
  const step = WIDTH / counts.length;
  const bars = counts.map((count, at) => {
    const height = count === 0 ? 0 : Math.max(1, (count / most) * (HEIGHT - AXIS - 4));
    return `<rect x="${(at * step + 0.5).toFixed(1)}" y="${(HEIGHT - AXIS - height).toFixed(1)}" width="${Math.max(1, step - 1).toFixed(1)}" height="${height.toFixed(1)}"/>`;
  });
  const beyond = below + above > 0 ? words.plots.beyond(below, above) : '';
  return `${open(WIDTH, HEIGHT, label)}<path d="M0 ${HEIGHT - AXIS}H${WIDTH}"/>${bars.join('')}<text x="0" y="${HEIGHT - 3}">${escapeXml(low)}</text><text x="${WIDTH}" y="${HEIGHT - 3}" text-anchor="end">${escapeXml(high)}</text></svg>${beyond === '' ? '' : `<p class="soft">${escapeXml(beyond)}</p>`}`;
}

function drawBars(plot: Bars, column: string, words: QualityWords): string {
  const told = plot.bars.map(({ label, count }) => ({
    label: plot.of === 'times' ? words.plots.timesLabel(label) : label,
    count,
  }));
  if (plot.rest > 0) told.push({ label: words.plots.others, count: plot.rest });
  const most = Math.max(1, ...told.map(({ count }) => count));
  const rows = told.map(({ label, count }, at) => {
    const y = at * BAR;
    const width = Math.max(1, (count / most) * 110);
    return `<text x="0" y="${y + 13}">${escapeXml(shorten(label))}</text><rect x="140" y="${y + 3}" width="${width.toFixed(1)}" height="12"/><text x="${(146 + width).toFixed(1)}" y="${y + 13}">${escapeXml(words.figures.count(count))}</text>`;
  });
  return `${open(WIDTH, told.length * BAR + 4, words.plots[plot.of](column))}${rows.join('')}</svg>`;
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
