/** A tensor that a model file holds: what it is called, its shape, and its bytes as they stand. */
export interface StoredTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** As ONNX numbers them: 1 float, 2 unsigned byte, 3 signed byte, 6 and 7 whole numbers. */
  readonly kind: number;
  /** Little endian, in the order of the last dimension. */
  readonly bytes: Uint8Array;
  /** Numbers that the file lists one by one instead. */
  readonly floats: readonly number[];
  readonly whole: readonly number[];
}

/** One operation of a model. */
export interface StoredNode {
  readonly name: string;
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface StoredGraph {
  readonly nodes: readonly StoredNode[];
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

const VARINT = 0;
const EIGHT = 1;
const BYTES = 2;
const FOUR = 5;

interface Field {
  readonly number: number;
  readonly type: number;
  /** The number of a varint, else undefined. */
  readonly value: number;
  readonly bytes: Uint8Array;
}

const NOTHING = new Uint8Array();

/** The fields of a protobuf message, one after the other. */
function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let [value, scale] = [0, 1];
    for (;;) {
      if (at >= bytes.length) throw new Error('the model file ends too soon');
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new Error('the model file ends too soon');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const [number, type] = [Math.floor(tag / 8), tag % 8];
    if (type === VARINT) yield { number, type, value: varint(), bytes: NOTHING };
    else if (type === BYTES) yield { number, type, value: NaN, bytes: take(varint()) };
    else if (type === EIGHT) yield { number, type, value: NaN, bytes: take(8) };
    else if (type === FOUR) yield { number, type, value: NaN, bytes: take(4) };
    else throw new Error(`the model file has a field of type ${type}`);
  }
}

/** Repeated whole numbers: one by one, or packed into bytes. */
function wholeOf(field: Field): number[] {
  if (field.type === VARINT) return [field.value];
  const found: number[] = [];
  let [value, scale] = [0, 1];
  for (const byte of field.bytes) {
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte < 128) {
      found.push(value);
      [value, scale] = [0, 1];
    }
  }
  return found;
}

function floatsOf(field: Field): number[] {
  const view = new DataView(field.bytes.buffer, field.bytes.byteOffset, field.bytes.byteLength);
  return Array.from({ length: field.bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/**
 * What a model file holds, as far as an encoder needs it: operations with their names, and stored tensors.
 * Bytes are views of the file.
 *
 * @throws Error where the bytes are no ONNX file.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function readOnnx(file: Uint8Array): StoredGraph {
  const nodes: StoredNode[] = [];
  const tensors = new Map<string, StoredTensor>();
  for (const field of fieldsOf(file)) {
    if (field.number !== 7) continue;
    for (const part of fieldsOf(field.bytes)) {
      if (part.number === 1) nodes.push(readNode(part.bytes));
      else if (part.number === 5) {
        const tensor = readTensor(part.bytes);
        tensors.set(tensor.name, tensor);
      }
    }
  }
  if (nodes.length === 0) throw new Error('the model file has no operations');
  return { nodes, tensors };
}

function readNode(bytes: Uint8Array): StoredNode {
  const [inputs, outputs]: [string[], string[]] = [[], []];
  let [name, operation] = ['', ''];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) inputs.push(textOf(field.bytes));
    else if (field.number === 2) outputs.push(textOf(field.bytes));
    else if (field.number === 3) name = textOf(field.bytes);
    else if (field.number === 4) operation = textOf(field.bytes);
  }
  return { name, operation, inputs, outputs };
}

function readTensor(bytes: Uint8Array): StoredTensor {
  const [dims, floats, whole]: [number[], number[], number[]] = [[], [], []];
  let [name, kind, raw] = ['', 0, NOTHING as Uint8Array];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) dims.push(...wholeOf(field));
    else if (field.number === 2) kind = field.value;
    else if (field.number === 4) floats.push(...floatsOf(field));
    else if (field.number === 5 || field.number === 7) whole.push(...wholeOf(field));
    else if (field.number === 8) name = textOf(field.bytes);
    else if (field.number === 9) raw = field.bytes;
  }
  return { name, dims, kind, bytes: raw, floats, whole };
}
