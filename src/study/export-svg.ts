import { fitFrame, frameOf } from '../core/draw/frame';
import { bodiesOf, labelBy, placeLabels, widthOfText } from '../core/draw/labels';
import { lookOf, MARK_PATHS } from '../core/draw/palette';
import { cutText } from '../core/text/cut-text';
import type { Outcome } from './outcome';

export interface SvgOptions {
  readonly width: number;
  readonly height: number;
  /** Read out in place of the picture. */
  readonly title: string;
}

/** A longer name stands on the map with an ellipsis; its group of marks has it whole. */
export const LONGEST_LABEL = 40;

/**
 * The map as a picture that can be scaled: one group of marks per segment and the names on top.
 * Segments carry `data-segment`, counted from 1, and their name as a title.
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
  const size = Math.max(9, Math.min(15, 260 / Math.sqrt(segments.length) / 6));
  const shown = names.map((name) => cutText(name, LONGEST_LABEL));
  const boxes = bodiesOf(map, labels, segments.length).flatMap((body, label) =>
    body === undefined
      ? []
      : [labelBy(body, label, view, radius + 2, widthOfText(shown[label]) * size, size * 1.2)],
  );
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
        `<g data-segment="${label + 1}" fill-opacity="0.8"><title>${escapeXml(names[label])}</title>${places[label].join('')}</g>`,
    ),
    `<g font-size="${size}" font-weight="600" text-anchor="middle" fill="#1b1f24" stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">`,
    ...placeLabels(boxes, width, height).map(
      ({ label, x: left, y: middle }) =>
        `<text x="${left.toFixed(1)}" y="${(middle + size * 0.35).toFixed(1)}">${escapeXml(shown[label])}</text>`,
    ),
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
