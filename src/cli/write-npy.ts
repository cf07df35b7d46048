import { hashText } from '../core/hash';
import type { Matrix } from '../core/matrix';
import type { Prepared } from '../core/prepare/prepare-customers';
import type { VectorShelf } from '../study/shelves';

/** The vectors of all rows in numpy's format (NEP 1): float32, rows x dimensions. */
export async function vectorsByRow(
  prepared: Prepared,
  encoder: string,
  shelf: VectorShelf,
): Promise<Buffer> {
  const kept = await shelf.get(encoder, prepared.texts.map(hashText));
  const dimensions = kept.find((row) => row !== undefined)?.vector.length ?? 0;
  const values = new Float32Array(prepared.fileRows * dimensions);
  prepared.textOf.forEach((text, customer) => {
    const vector = kept[text]?.vector;
    if (vector !== undefined) values.set(vector, prepared.order[customer] * dimensions);
  });
  return writeNpy(values, prepared.fileRows, dimensions);
}

/** The columns that customers are compared by, by row of the file; who takes no part is zero. */
export function spaceByRow(prepared: Prepared, { data, cols }: Matrix): Buffer {
  const values = new Float32Array(prepared.fileRows * cols);
  prepared.order.forEach((row, customer) =>
    values.set(data.subarray(customer * cols, (customer + 1) * cols), row * cols),
  );
  return writeNpy(values, prepared.fileRows, cols);
}

function writeNpy(values: Float32Array, rows: number, cols: number): Buffer {
  const shape = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`;
  const header = `${shape.padEnd(Math.ceil((shape.length + 11) / 64) * 64 - 11)}\n`;
  const size = Buffer.alloc(2);
  size.writeUInt16LE(header.length);
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    size,
    Buffer.from(header),
    Buffer.from(values.buffer),
  ]);
}
