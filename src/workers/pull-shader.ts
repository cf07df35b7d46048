/** Rows that a workgroup moves. */
export const ROWS = 64;

/**
 * The twin of core/kernels/assembly/pull.ts on a graphics card: one step of an epoch, a thread for each row. Every
 * operation of floats goes through `apart`, which keeps compilers from joining two into one that rounds otherwise;
 * there is no division, since WGSL lets each device round those in its own way.
 */
export const pullShader = (): string => `
struct Turn {
  rows: u32,
  // Always 0, which no compiler knows.
  nothing: u32,
  pushing: u32,
  slot: u32,
  slots: u32,
  epoch: u32,
  key: u32,
  rate: f32,
}
@group(0) @binding(0) var<uniform> turn: Turn;
@group(0) @binding(1) var<storage, read> starts: array<u32>;
// Whom it leads to, and in how many of 65,536 epochs it is due.
@group(0) @binding(2) var<storage, read> edges: array<vec2u>;
@group(0) @binding(3) var<storage, read> pool: array<u32>;
@group(0) @binding(4) var<storage, read> before: array<vec2f>;
@group(0) @binding(5) var<storage, read_write> after: array<vec2f>;
// In how many steps each row was moved.
@group(0) @binding(6) var<storage, read_write> counts: array<u32>;

fn apart(v: vec2f) -> vec2f { return bitcast<vec2f>(bitcast<vec2u>(v) ^ vec2u(turn.nothing)); }
fn apart1(v: f32) -> f32 { return bitcast<f32>(bitcast<u32>(v) ^ turn.nothing); }

fn mixed(given: u32) -> u32 {
  var v = given;
  v ^= v >> 16u;
  v *= 0x7feb352du;
  v ^= v >> 15u;
  v *= 0x846ca68bu;
  return v ^ (v >> 16u);
}

// The upper half of a product.
fn upper(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let middle = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let other = (a & 0xffffu) * (b >> 16u) + (middle & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (middle >> 16u) + (other >> 16u);
}

fn reciprocal(v: f32) -> f32 {
  var y = bitcast<f32>(0x7ef311c7u - bitcast<u32>(v));
  y = apart1(y * apart1(2f - apart1(v * y)));
  return apart1(y * apart1(2f - apart1(v * y)));
}

fn squared(d: vec2f) -> f32 {
  let squares = apart(d * d);
  return apart1(squares.x + squares.y);
}

fn farOf(d: f32) -> f32 { return apart1(1f + apart1(1.558f * d)); }

fn clipped(force: f32, d: vec2f) -> vec2f {
  return max(vec2f(-4f), min(vec2f(4f), apart(force * d)));
}

fn push(own: vec2f, drawn: u32) -> vec2f {
  let d = apart(own - before[pool[upper(mixed(drawn), turn.pushing)]]);
  let length = squared(d);
  let near = apart1(apart1(0.001f + length) * farOf(length));
  return clipped(apart1(2f * reciprocal(near)), d);
}

fn pull(own: vec2f, other: u32) -> vec2f {
  let d = apart(own - before[other]);
  return clipped(apart1(-3.116f * reciprocal(farOf(squared(d)))), d);
}

@compute @workgroup_size(${ROWS})
fn moveRows(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  if (row >= turn.rows) { return; }
  var own = before[row];
  let last = starts[row + 1u];
  for (var e = starts[row] + turn.slot; e < last; e += turn.slots) {
    let edge = edges[e];
    if (((turn.epoch * edge.y + e * 0x9e35u) & 0xffffu) >= edge.y) { continue; }
    let seed = mixed(e ^ turn.key);
    let a = push(own, seed + 0x9e3779b9u);
    let b = push(own, seed + 0x3c6ef372u);
    let c = push(own, seed + 0xdaa66d2bu);
    let d = push(own, seed + 0x78dde6e4u);
    let f = push(own, seed + 0x1715609du);
    let back = apart(2f * pull(own, edge.x));
    let left = apart(apart(a + back) + apart(b + f));
    own = apart(own + apart(turn.rate * apart(left + apart(c + d))));
  }
  after[row] = own;
  counts[row] += 1u;
}
`;
