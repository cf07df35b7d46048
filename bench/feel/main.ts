import { mount, unmount } from 'svelte';
import { fitFrame, frameOf } from '../../src/core/draw/frame';
import { nearestPoint } from '../../src/core/draw/pick-points';
import { createRandom } from '../../src/core/random';
import CustomerMap from '../../src/ui/map/CustomerMap.svelte';
import { BACKGROUNDS, brushesOf, brushOfEach } from '../../src/ui/map/picture';
import { createGlRenderer } from '../../src/ui/map/renderer';
import '../../src/ui/app.css';
import { en } from '../../src/words/en';

const GROUPS = 12;

function makeCloud(points: number) {
  const random = createRandom(7);
  const xy = new Float32Array(points * 2);
  const labels = new Int32Array(points);
  for (let row = 0; row < points; row++) {
    const label = row % GROUPS;
    labels[row] = label;
    xy[row * 2] = (label % 4) * 7 + 2 * random.normal();
    xy[row * 2 + 1] = Math.floor(label / 4) * 7 + 2 * random.normal();
  }
  return { xy, labels };
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];

let shown: Record<string, unknown> | undefined;
let cloud: ReturnType<typeof makeCloud> | undefined;

/** Shows the map of so many made customers, with one segment picked out or none. */
async function open(points: number, picked: boolean): Promise<void> {
  if (shown !== undefined) await unmount(shown);
  cloud = makeCloud(points);
  const { xy, labels } = cloud;
  shown = mount(CustomerMap, {
    target: document.getElementById('map') as HTMLElement,
    props: {
      cloud: { xy, filling: false, labels, k: GROUPS },
      names: Array.from({ length: GROUPS }, (_, i) => `Segment ${i + 1}`),
      words: en,
      theme: 'light',
      lit: picked ? Uint8Array.from(labels, (label) => (label === 3 ? 1 : 0)) : undefined,
      picked: 0,
      customer: undefined,
      describe: () => Promise.resolve('a customer'),
      onpick: () => undefined,
      onsegment: () => undefined,
      oncustomer: () => undefined,
    },
  });
  await pause(2500);
}

const canvas = () => document.querySelector('canvas') as HTMLCanvasElement;

/** Moves the map once a frame; how many frames a second there were, and the longest wait for one. */
async function move(kind: 'pan' | 'zoom', milliseconds: number) {
  const place = { clientX: 450, clientY: 300, bubbles: true, cancelable: true, view: window };
  if (kind === 'pan') canvas().dispatchEvent(new MouseEvent('mousedown', place));
  const waits: number[] = [];
  const began = await frame();
  let before = began;
  let now = began;
  for (let step = 0; now - began < milliseconds; step++) {
    if (kind === 'pan')
      window.dispatchEvent(
        new MouseEvent('mousemove', { ...place, clientX: 450 + 200 * Math.sin(step / 20) }),
      );
    else
      canvas().dispatchEvent(
        new WheelEvent('wheel', { ...place, deltaY: step % 120 < 60 ? -12 : 12 }),
      );
    now = await frame();
    waits.push(now - before);
    before = now;
  }
  if (kind === 'pan') window.dispatchEvent(new MouseEvent('mouseup', place));
  await pause(1500);
  return { frames: waits.length, seconds: (now - began) / 1000, p95: quantile(waits, 0.95) };
}

/** Milliseconds from a move of the pointer to the page that shows the nearest customer. */
async function hover(times: number) {
  const random = createRandom(11);
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const event = new PointerEvent('pointermove', {
      pointerType: 'mouse',
      buttons: 0,
      clientX: 100 + 700 * random.next(),
      clientY: 60 + 480 * random.next(),
      bubbles: true,
    });
    const began = performance.now();
    canvas().dispatchEvent(event);
    await Promise.resolve();
    took.push(performance.now() - began);
    await frame();
  }
  return { p50: quantile(took, 0.5), p95: quantile(took, 0.95) };
}

/** The same by looking at every point, as it was done before there was a grid. */
function search(times: number) {
  const random = createRandom(11);
  const { xy } = cloud as { xy: Float32Array };
  const view = fitFrame(frameOf(xy), 900, 600);
  const began = performance.now();
  for (let i = 0; i < times; i++)
    nearestPoint(xy, view, 900 * random.next(), 600 * random.next(), 14);
  return (performance.now() - began) / times;
}

/** WebGL by itself, on whatever plays graphics card: frames a second, and our own time for each. */
async function drawGl(points: number, milliseconds: number) {
  const { xy, labels } = makeCloud(points);
  const surface = document.createElement('canvas');
  document.body.append(surface);
  const renderer = createGlRenderer(surface, { software: true });
  if (renderer === undefined) return undefined;
  const view = fitFrame(frameOf(xy), 900, 600);
  const drawing = {
    background: BACKGROUNDS.light,
    xy,
    version: xy,
    radius: 1.2,
    opacity: 0.85,
    brushOf: brushOfEach(labels, points),
    brushes: brushesOf('light'),
  };
  const took: number[] = [];
  const began = await frame();
  let now = began;
  while (now - began < milliseconds || took.length < 4) {
    const shift = 30 * Math.sin(took.length / 20);
    const start = performance.now();
    renderer.draw({ ...drawing, ...view, shiftX: view.shiftX + shift }, 900, 600);
    took.push(performance.now() - start);
    now = await frame();
  }
  renderer.close();
  surface.remove();
  // The first frame sends the points, later ones only where they are looked at from.
  return {
    frames: took.length,
    seconds: (now - began) / 1000,
    first: took[0],
    later: quantile(took.slice(1), 0.5),
  };
}

Object.assign(globalThis, { feel: { open, move, hover, search, drawGl } });
