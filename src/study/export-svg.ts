import { anchorsOf, fitFrame, frameOf } from '../core/draw/frame';
import { lookOf, MARK_PATHS } from '../core/draw/palette';
import type { Outcome } from './outcome';

export interface SvgOptions {
  readonly width: number;
  readonly height: number;
  /** Read out in place of the picture. */
  readonly title: string;
}

/**
 * The map as a picture that can be scaled: one group of marks per segment and the names on top.
 * Segments carry `data-segment`, counted from 1.
 */
export function drawSvg(outcome: Outcome, names: readonly string[], options: SvgOptions): string {
  const { width, height, title } = options;
  const { map, labels, segments } = outcome;
  const view = fitFrame(frameOf(map), width, height);
  const radius = markRadius(labels.length, width, height);
  const places: string[][] = segments.map(() => []);
  const x = (row: number) => (map[row * 2] * view.scale + view.shiftX).toFixed(1);
  const y = (row: number) => (map[row * 2 + 1] * view.scale + view.shiftY).toFixed(1);
  labels.forEach((label, row) => {
    if (label >= 0) places[label].push(`<use href="#m${label}" x="${x(row)}" y="${y(row)}"/>`);
  });
  const anchors = anchorsOf(map, labels, segments.length);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}" font-family="system-ui, sans-serif">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    '<defs>',
    ...segments.map(({ label }) => {
      const { mark, hex } = lookOf(label, 'light');
      return `<path id="m${label}" d="${MARK_PATHS[mark]}" transform="scale(${radius})" fill="${hex}"/>`;
    }),
    '</defs>',
    ...segments.map(
      ({ label }) =>
        `<g data-segment="${label + 1}" fill-opacity="0.8">${places[label].join('')}</g>`,
    ),
    `<g font-size="${Math.max(9, Math.min(15, 260 / Math.sqrt(segments.length) / 6))}" font-weight="600" text-anchor="middle" fill="#1b1f24" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">`,
    ...segments.map(({ label }) => {
      const left = (anchors[label * 2] * view.scale + view.shiftX).toFixed(1);
      const top = (anchors[label * 2 + 1] * view.scale + view.shiftY - 8).toFixed(1);
      return `<text x="${left}" y="${top}">${escapeXml(names[label])}</text>`;
    }),
    '</g>',
    '</svg>',
  ];
  return parts.join('\n');
}

/** A radius in pixels at which that many marks fill a fair part of the picture, and no more. */
export function markRadius(points: number, width: number, height: number): number {
  const room = Math.sqrt((width * height) / Math.max(1, points));
  return Math.max(1.2, Math.min(4.5, room * 0.22));
}

export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
