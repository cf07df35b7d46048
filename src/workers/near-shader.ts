/** Rows that list, and others that they are compared with, of one tile. */
export const SIDE = 64;

const PACKED = 'fn products(a: u32, b: u32) -> i32 { return dot4I8Packed(a, b); }';
const UNPACKED = `
fn bytes(a: u32) -> vec4i {
  return vec4i(i32(a << 24), i32(a << 16), i32(a << 8), i32(a)) >> vec4u(24);
}
fn products(a: u32, b: u32) -> i32 { return dot(bytes(a), bytes(b)); }`;

/**
 * The twin of `scan` in core/kernels/assembly/near.ts on a graphics card. A workgroup has SIDE rows and walks a
 * stretch of others from first to last, SIDE at a time: 256 threads sum 4 x 4 products each, 64 bytes of a row at a
 * time; then every row offers to its own list what is near enough, in the order of the others, so that ties fall as
 * they do there.
 *
 * Sums are whole. A squared distance is three operations of floats: \`apart\` keeps compilers from joining two of
 * them into one that rounds otherwise.
 *
 * @param packed whether the language has products of packed bytes.
 */
export const nearShader = (packed: boolean): string => `
struct Work {
  // All rows, whose lists there are.
  rows: u32,
  // 16 bytes each, of one row.
  quads: u32,
  most: u32,
  // Always 0, which no compiler knows.
  nothing: u32,
  // The rows that list: their numbers stand from here on, or begin with this where each pair has one that asks.
  first: u32,
  count: u32,
  // Whether rows are numbered in a row, and of each pair the one with the smaller number asks.
  paired: u32,
  // The others.
  start: u32,
  end: u32,
}
@group(0) @binding(0) var<uniform> work: Work;
// Rows as they ask, then the same as they answer.
@group(0) @binding(1) var<storage, read> held: array<vec4u>;
// Squared length, twice the step as it asks, step as it answers, 64 times the sum as it answers.
@group(0) @binding(2) var<storage, read> about: array<vec4f>;
@group(0) @binding(3) var<storage, read> names: array<u32>;
// Place by place in the lists, all rows of each; behind \`who\`, how many others each row has been compared with.
@group(0) @binding(4) var<storage, read_write> far: array<f32>;
@group(0) @binding(5) var<storage, read_write> who: array<i32>;

var<workgroup> own: array<vec4u, ${4 * SIDE}>;
var<workgroup> others: array<vec4u, ${4 * SIDE}>;
// Half a tile, column by column, each turned by its number so that threads do not wait for one another.
var<workgroup> found: array<f32, ${SIDE * 32}>;

${packed ? PACKED : UNPACKED}

fn apart(v: f32) -> f32 { return bitcast<f32>(bitcast<u32>(v) ^ work.nothing); }

fn squared(asking: vec4f, answering: vec4f, sum: i32) -> f32 {
  let scale = apart(asking.y * answering.z);
  return (asking.x + answering.x) - apart(scale * (f32(sum) - answering.w));
}

fn nameOf(place: u32) -> u32 {
  let at = work.first + min(place, work.count - 1);
  if (work.paired == 1) { return at; }
  return names[at];
}

@compute @workgroup_size(16, 16)
fn compare(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let paired = work.paired == 1;
  let answers = work.rows * work.quads;
  // Of rows in a row: the first and the last of the group.
  let lowest = work.first + group.x * ${SIDE};
  let highest = lowest + ${SIDE - 1};
  // Each thread brings 16 bytes of one row, sums for four, and 64 of them keep the list of one.
  let bringing = nameOf(group.x * ${SIDE} + thread / 4) * work.quads + thread % 4;
  var about4: array<vec4f, 4>;
  for (var i = 0u; i < 4; i++) { about4[i] = about[nameOf(group.x * ${SIDE} + local.y * 4 + i)]; }
  let listing = nameOf(group.x * ${SIDE} + thread);
  let lists = thread < ${SIDE} && group.x * ${SIDE} + thread < work.count;
  let last = (work.most - 1) * work.rows + listing;
  var worst = 0f;
  if (lists) { worst = far[last]; }

  for (var block = work.start; block < work.end; block += ${SIDE}) {
    // 0: others before the row, who ask; 1: others after it, whom the row asks, or all where they are not paired.
    for (var side = 0u; side < 2; side++) {
      if (side == 0 && (!paired || block >= highest)) { continue; }
      if (side == 1 && paired && block + ${SIDE - 1} <= lowest) { continue; }
      let ownAt = select(answers, 0, side == 1);
      let othersAt = select(0, answers, side == 1) + (block + thread / 4) * work.quads + thread % 4;
      // Said in full: where it is not, some compilers clear it once, not each time.
      var sums = array<vec4i, 4>();
      for (var quad = 0u; quad < work.quads; quad += 4) {
        own[thread % 4 * ${SIDE} + thread / 4] = held[ownAt + bringing + quad];
        others[thread % 4 * ${SIDE} + thread / 4] = held[othersAt + quad];
        workgroupBarrier();
        for (var q = 0u; q < 4; q++) {
          for (var j = 0u; j < 4; j++) {
            let b = others[q * ${SIDE} + j * 16 + local.x];
            for (var i = 0u; i < 4; i++) {
              let a = own[q * ${SIDE} + local.y * 4 + i];
              sums[j][i] +=
                products(a.x, b.x) + products(a.y, b.y) + products(a.z, b.z) + products(a.w, b.w);
            }
          }
        }
        workgroupBarrier();
      }
      for (var half = 0u; half < 2; half++) {
        for (var k = 0u; k < 2; k++) {
          let col = k * 16 + local.x;
          let other = about[block + half * 32 + col];
          for (var i = 0u; i < 4; i++) {
            let row = local.y * 4 + i;
            let sum = sums[half * 2 + k][i];
            var v: f32;
            if (side == 1) { v = squared(about4[i], other, sum); } else { v = squared(other, about4[i], sum); }
            found[col * ${SIDE} + (row + col) % ${SIDE}] = v;
          }
        }
        workgroupBarrier();
        if (lists) {
          for (var col = 0u; col < 32; col++) {
            let v = found[col * ${SIDE} + (thread + col) % ${SIDE}];
            let other = block + half * 32 + col;
            if (!(v < worst) || other >= work.end || other == listing) { continue; }
            if (paired && (other > listing) != (side == 1)) { continue; }
            var at = last;
            while (at > listing && far[at - work.rows] > v) {
              far[at] = far[at - work.rows];
              who[at] = who[at - work.rows];
              at -= work.rows;
            }
            far[at] = v;
            who[at] = i32(other);
            worst = far[last];
          }
        }
        workgroupBarrier();
      }
    }
  }
  if (lists) { who[work.most * work.rows + listing] += i32(work.end - work.start); }
}
`;
