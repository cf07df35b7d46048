import type { Table } from '../table/table';

/**
 * A number for every row made of what its cells say, so that choosing by it does not depend on where a
 * row stands. Rows that are equal in all cells share theirs.
 */
export function rowKeys({ rows, columns }: Table): Uint32Array {
  const keys = new Int32Array(rows);
  columns.forEach(({ levels, codes }, at) => {
    const hashes = Int32Array.from(levels, (cell) =>
      mixed(hashOf(cell) ^ Math.imul(at + 1, 0x9e3779b1)),
    );
    for (let row = 0; row < rows; row++) {
      const key = Math.imul(keys[row] ^ hashes[codes[row]], 0x85ebca6b);
      keys[row] = (key << 13) | (key >>> 19);
    }
  });
  return Uint32Array.from(keys, mixed);
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return hash ^ (hash >>> 16);
}
