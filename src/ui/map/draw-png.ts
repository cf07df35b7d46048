import type { Study } from '../../app/study.svelte';
import { fitFrame, frameOf } from '../../core/draw/frame';
import { bodiesOf, labelBy, placeLabels } from '../../core/draw/labels';
import { createPicture, paintInSteps } from '../../core/draw/paint-points';
import type { ThemeId } from '../../core/draw/palette';
import { cutText } from '../../core/text/cut-text';
import { drive, NOBODY_WAITS } from '../../study/drive';
import { fileStem } from '../../study/file-stem';
import { LONGEST_LABEL, markRadius } from '../../study/export-svg';
import type { Words } from '../../words/words';
import { BACKGROUNDS, brushesOf, brushOfEach } from './picture';

const WIDTH = 2400;
const HEIGHT = 1800;

/** The map as a PNG at print size, with the names of the segments. */
export async function drawPng(
  study: Study,
  words: Words,
  theme: ThemeId,
): Promise<{ blob: Blob; name: string } | undefined> {
  const { outcome, summary } = study;
  if (outcome === undefined || summary === undefined) return undefined;
  const { map, labels, segments } = outcome;
  const view = fitFrame(frameOf(map), WIDTH, HEIGHT);
  const radius = markRadius(labels.length, WIDTH, HEIGHT) * 1.4;
  const picture = createPicture(WIDTH, HEIGHT);
  const painting = paintInSteps(picture, {
    background: BACKGROUNDS[theme],
    xy: map,
    ...view,
    radius,
    opacity: 0.85,
    brushOf: brushOfEach(labels, labels.length),
    brushes: brushesOf(theme),
  });
  await drive(painting, NOBODY_WAITS);
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.putImageData(new ImageData(picture.pixels, WIDTH, HEIGHT), 0, 0);
  const size = segments.length > 24 ? 22 : 34;
  context.font = `600 ${size}px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = size / 3;
  context.strokeStyle = `rgb(${BACKGROUNDS[theme].join(' ')})`;
  context.fillStyle = theme === 'light' ? '#1b1f24' : '#eef2f1';
  const names = study.names(words).map((name) => cutText(name, LONGEST_LABEL));
  const boxes = bodiesOf(map, labels, segments.length).flatMap((body, label) => {
    if (body === undefined) return [];
    const { width } = context.measureText(names[label]);
    return [labelBy(body, label, view, radius + 4, width, size * 1.2)];
  });
  for (const { label, x, y } of placeLabels(boxes, WIDTH, HEIGHT)) {
    context.strokeText(names[label], x, y);
    context.fillText(names[label], x, y);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob === null ? undefined : { blob, name: `${fileStem(summary.name)}-map.png` };
}
