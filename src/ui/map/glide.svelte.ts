import { untrack } from 'svelte';
import type { Cloud } from '../../app/shown';
import { type Frame, frameBetween, frameOf } from '../../core/draw/frame';

const MORPH = 240;
/** From a first guess to what was found many go far, and should be seen to go. */
const MORPH_FROM_GUESS = 900;
/** More points than this jump to their new places instead of gliding. */
const MANY = 30000;

/** Points on their way from where they were to where they are. */
export interface Glide {
  readonly xy: Float32Array;
  /** What of the plane is shown. */
  readonly frame: Frame;
  /** Another one whenever a point has moved, be it within the same array. */
  readonly version: object;
}

/** To be called while a component is made; follows the cloud for as long as the component lives. */
export function createGlide(cloudOf: () => Cloud): Glide {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // A new object each time, since the array may fill in place.
  let shown = $state.raw<{ readonly xy: Float32Array; readonly frame: Frame }>(
    still(new Float32Array()),
  );
  let isGuess = false;
  let arrives = -Infinity;
  $effect(() => {
    const { xy: target, filling, guess = false } = cloudOf();
    const { xy: from, frame: before } = untrack(() => shown);
    if (isGuess && !guess) arrives = performance.now() + MORPH_FROM_GUESS;
    isGuess = guess;
    if (
      calm ||
      filling ||
      guess ||
      from.length !== target.length ||
      from === target ||
      target.length > MANY * 2
    ) {
      shown = still(target);
      return;
    }
    const after = frameOf(target);
    const began = performance.now();
    const morph = Math.max(MORPH, arrives - began);
    let frameId = 0;
    const glide = (now: number) => {
      const t = Math.min(1, (now - began) / morph);
      const ease = t * (2 - t);
      if (t >= 1) {
        shown = { xy: target, frame: after };
        return;
      }
      const between = new Float32Array(target.length);
      for (let i = 0; i < target.length; i++)
        between[i] = Number.isNaN(from[i]) ? target[i] : from[i] + (target[i] - from[i]) * ease;
      shown = { xy: between, frame: frameBetween(before, after, ease) };
      frameId = requestAnimationFrame(glide);
    };
    frameId = requestAnimationFrame(glide);
    return () => cancelAnimationFrame(frameId);
  });
  return {
    get xy() {
      return shown.xy;
    },
    get frame() {
      return shown.frame;
    },
    get version() {
      return shown;
    },
  };
}

function still(xy: Float32Array): { readonly xy: Float32Array; readonly frame: Frame } {
  return { xy, frame: frameOf(xy) };
}
