/** A vector for each token of a vocabulary, in eight bits, as much longer as the token tells more. */
export interface WordTable {
  /** Tokens. */
  readonly rows: number;
  readonly cols: number;
  /** rows x cols; row r stands for scales[r] times its bytes. */
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/** The first bytes of a table, its layout's number last. */
const MARK = [0x57, 0x54, 0x42, 1];
const HEAD = 12;
const LARGEST = 127;

/** Rounds vectors to bytes, one scale a row; a row of zeros has scale 0. */
export function roundTable(data: Float32Array, rows: number, cols: number): WordTable {
  const values = new Int8Array(rows * cols);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const from = row * cols;
    let most = 0;
    for (let at = from; at < from + cols; at++) most = Math.max(most, Math.abs(data[at]));
    scales[row] = most / LARGEST;
    if (most === 0) continue;
    for (let at = from; at < from + cols; at++)
      values[at] = Math.round((data[at] / most) * LARGEST);
  }
  return { rows, cols, values, scales };
}

/** The bytes of a table: a mark, rows and cols, the scales, the values; little endian. */
export function writeWordTable({ rows, cols, values, scales }: WordTable): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEAD + 4 * rows + rows * cols);
  const view = new DataView(bytes.buffer);
  bytes.set(MARK);
  view.setUint32(4, rows, true);
  view.setUint32(8, cols, true);
  for (let row = 0; row < rows; row++) view.setFloat32(HEAD + 4 * row, scales[row], true);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.length), HEAD + 4 * rows);
  return bytes;
}

/** @returns undefined where the bytes are no table. */
export function readWordTable(bytes: Uint8Array): WordTable | undefined {
  if (bytes.length < HEAD || MARK.some((byte, at) => bytes[at] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = view.getUint32(4, true);
  const cols = view.getUint32(8, true);
  if (bytes.length !== HEAD + 4 * rows + rows * cols) return undefined;
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) scales[row] = view.getFloat32(HEAD + 4 * row, true);
  const at = bytes.byteOffset + HEAD + 4 * rows;
  return { rows, cols, values: new Int8Array(bytes.buffer, at, rows * cols), scales };
}
