import {
  type Brush,
  createPicture,
  type PaintOptions,
  paintInSteps,
  type Picture,
} from '../../core/draw/paint-points';
import { drive } from '../../study/drive';

/** What is drawn, and what tells it from what was drawn before. */
export interface Drawing extends PaintOptions {
  /** Another object whenever a point has moved, be it within the same array. */
  readonly version: object;
}

/** Draws points on a canvas. */
export interface Renderer {
  readonly kind: 'webgl' | 'pixels';
  /** Sizes are in device pixels. What takes long is drawn in pieces, and shown when it is whole. */
  draw(drawing: Drawing, width: number, height: number): void;
  close(): void;
}

/** Points that pixels by hand can draw within a frame. */
export const POINTS_AT_ONCE = 32000;

let glWorks: boolean | undefined;

/**
 * WebGL where there is a graphics card for it, else pixels by hand. WebGL is tried on a canvas of its
 * own, since a canvas that was once asked for WebGL gives nothing else.
 */
export function createRenderer(canvas: HTMLCanvasElement): Renderer {
  tryGl();
  return (glWorks ? createGlRenderer(canvas) : undefined) ?? createPixelRenderer(canvas);
}

/** Finds out whether there is a graphics card, which takes a while, before a map has to be drawn. */
export function tryGl(): void {
  if (glWorks !== undefined) return;
  const trial = createGlRenderer(document.createElement('canvas'));
  trial?.close();
  glWorks = trial !== undefined;
}

function createPixelRenderer(canvas: HTMLCanvasElement): Renderer {
  const context = canvas.getContext('2d', { alpha: false });
  let image: ImageData | undefined;
  let picture: Picture | undefined;
  let under: { readonly points: number; readonly stop: AbortController } | undefined;
  /** What came while a picture was under way: a map in motion would else never be whole. */
  let next: (() => void) | undefined;

  function show(): void {
    if (image === undefined) return;
    // The picture before stays until the next is whole.
    if (canvas.width !== image.width || canvas.height !== image.height) {
      canvas.width = image.width;
      canvas.height = image.height;
    }
    context?.putImageData(image, 0, 0);
  }

  function paint(drawing: Drawing, width: number, height: number): void {
    if (picture?.width !== width || picture.height !== height) {
      picture = createPicture(width, height);
      image = new ImageData(picture.pixels, width, height);
    }
    const stop = new AbortController();
    under = { points: pointsOf(drawing), stop };
    const whole = () => {
      under = undefined;
      show();
      const then = next;
      next = undefined;
      then?.();
    };
    const watch = { signal: stop.signal, report: () => undefined };
    drive(paintInSteps(picture, drawing), watch).then(whole, () => undefined);
  }

  return {
    kind: 'pixels',
    draw(drawing, width, height) {
      const sameSize = picture?.width === width && picture.height === height;
      // A map at rest is not waited for once it moves, with fewer points.
      if (under !== undefined && sameSize && pointsOf(drawing) >= under.points) {
        next = () => paint(drawing, width, height);
        return;
      }
      under?.stop.abort();
      under = undefined;
      next = undefined;
      paint(drawing, width, height);
    },
    close: () => under?.stop.abort(),
  };
}

function pointsOf({ rows, xy }: Drawing): number {
  return rows?.length ?? xy.length / 2;
}

const VERTEX = `#version 300 es
in vec2 place;
in float brush;
in float lit;
uniform vec2 size;
uniform vec3 view;
uniform float radius;
uniform vec4 inks[96];
uniform float faint;
out vec4 ink;
flat out int mark;
void main() {
  vec2 pixel = place * view.x + view.yz;
  gl_Position = vec4(pixel / size * vec2(2.0, -2.0) + vec2(-1.0, 1.0), 0.0, 1.0);
  gl_PointSize = radius * 2.6 + 1.0;
  vec4 look = inks[int(brush)];
  mark = int(look.a + 0.5);
  ink = vec4(look.rgb, lit > 0.5 ? 1.0 : faint);
}`;

// The marks are those of core/draw/palette.ts, as distances so that their edges are smooth.
const FRAGMENT = `#version 300 es
precision highp float;
in vec4 ink;
flat in int mark;
uniform float radius;
uniform float opacity;
out vec4 colour;
float away(vec2 p) {
  vec2 a = abs(p);
  if (mark == 0) return length(p) - 1.0;
  if (mark == 1) return max(a.x, a.y) - 0.89;
  if (mark == 2 || mark == 5) {
    float y = mark == 2 ? p.y : -p.y;
    return max(y - 0.75, (a.x * 1.9 - 1.05 * (y + 1.15)) / 2.17);
  }
  if (mark == 3) return (a.x + a.y - 1.2) * 0.707;
  if (mark == 4) return min(max(a.x - 0.4, a.y - 1.1), max(a.y - 0.4, a.x - 1.1));
  vec2 r = vec2(abs(p.x + p.y), abs(p.x - p.y)) * 0.707;
  return min(max(r.x - 0.318, r.y - 1.167), max(r.y - 0.318, r.x - 1.167));
}
void main() {
  vec2 p = (gl_PointCoord - 0.5) * (radius * 2.6 + 1.0) / radius;
  float cover = clamp(0.5 - away(p) * radius, 0.0, 1.0);
  if (cover <= 0.0) discard;
  float share = cover * opacity * ink.a;
  colour = vec4(ink.rgb * share, share);
}`;

const MARK_NUMBERS = ['circle', 'square', 'triangle', 'diamond', 'plus', 'drop', 'cross'];

/** @param software whether a processor that plays graphics card will do. */
export function createGlRenderer(
  canvas: HTMLCanvasElement,
  { software = false } = {},
): Renderer | undefined {
  const gl = canvas.getContext('webgl2', {
    antialias: false,
    alpha: false,
    failIfMajorPerformanceCaveat: !software,
    preserveDrawingBuffer: false,
  });
  if (gl === null || (!software && isSoftware(gl))) return undefined;
  const program = link(gl);
  if (program === undefined) return undefined;
  gl.useProgram(program);
  const at = (name: string) => gl.getUniformLocation(program, name);
  const uniforms = {
    size: at('size'),
    view: at('view'),
    radius: at('radius'),
    opacity: at('opacity'),
    inks: at('inks'),
    faint: at('faint'),
  };
  const buffers = {
    place: attach(gl, program, 'place', 2, gl.FLOAT),
    brush: attach(gl, program, 'brush', 1, gl.UNSIGNED_BYTE),
    lit: attach(gl, program, 'lit', 1, gl.UNSIGNED_BYTE),
  };
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  const sent: {
    version?: object;
    brushOf?: Int32Array;
    brushes?: readonly Brush[];
    lit?: Uint8Array | undefined;
    points?: number;
  } = {};

  return {
    kind: 'webgl',
    draw(options, width, height) {
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      const points = options.xy.length / 2;
      gl.viewport(0, 0, width, height);
      const [r, g, b] = options.background;
      gl.clearColor(r / 255, g / 255, b / 255, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      if (sent.version !== options.version) {
        gl.bindBuffer(gl.ARRAY_BUFFER, buffers.place);
        gl.bufferData(gl.ARRAY_BUFFER, options.xy, gl.STATIC_DRAW);
        sent.version = options.version;
      }
      if (sent.brushOf !== options.brushOf) {
        gl.bindBuffer(gl.ARRAY_BUFFER, buffers.brush);
        gl.bufferData(
          gl.ARRAY_BUFFER,
          brushBytes(options.brushOf, options.brushes.length - 1),
          gl.STATIC_DRAW,
        );
        sent.brushOf = options.brushOf;
      }
      if (sent.lit !== options.lit || sent.points !== points) {
        gl.bindBuffer(gl.ARRAY_BUFFER, buffers.lit);
        gl.bufferData(
          gl.ARRAY_BUFFER,
          options.lit ?? new Uint8Array(points).fill(1),
          gl.STATIC_DRAW,
        );
        sent.lit = options.lit;
        sent.points = points;
      }
      gl.uniform2f(uniforms.size, width, height);
      gl.uniform3f(uniforms.view, options.scale, options.shiftX, options.shiftY);
      gl.uniform1f(uniforms.radius, options.radius);
      gl.uniform1f(uniforms.opacity, options.opacity);
      gl.uniform1f(uniforms.faint, 0.16);
      if (sent.brushes !== options.brushes) {
        gl.uniform4fv(uniforms.inks, inksOf(options.brushes));
        sent.brushes = options.brushes;
      }
      gl.drawArrays(gl.POINTS, 0, points);
    },
    close: () => gl.getExtension('WEBGL_lose_context')?.loseContext(),
  };
}

/** A processor that plays graphics card is slower than pixels by hand, and holds the page up. */
function isSoftware(gl: WebGL2RenderingContext): boolean {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
}

function brushBytes(brushOf: Int32Array, last: number): Uint8Array {
  const bytes = new Uint8Array(brushOf.length);
  for (let point = 0; point < brushOf.length; point++) {
    const brush = brushOf[point];
    bytes[point] = brush < 0 || brush > last ? last : brush;
  }
  return bytes;
}

function inksOf(brushes: readonly Brush[]): Float32Array {
  const inks = new Float32Array(96 * 4);
  brushes.slice(0, 96).forEach(({ rgb, mark }, i) => {
    inks.set([rgb[0] / 255, rgb[1] / 255, rgb[2] / 255, MARK_NUMBERS.indexOf(mark)], i * 4);
  });
  return inks;
}

function attach(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  name: string,
  size: number,
  type: number,
): WebGLBuffer {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  const place = gl.getAttribLocation(program, name);
  gl.enableVertexAttribArray(place);
  gl.vertexAttribPointer(place, size, type, false, 0, 0);
  return buffer;
}

function link(gl: WebGL2RenderingContext): WebGLProgram | undefined {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) return undefined;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : undefined;
}
