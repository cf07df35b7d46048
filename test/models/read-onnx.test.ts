import { describe, expect, it } from 'vitest';
import { readOnnx } from '../../src/models/read-onnx';

const text = (value: string) => [...new TextEncoder().encode(value)];

function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

const number = (field: number, value: number) => [...varint(field * 8), ...varint(value)];
const bytes = (field: number, value: readonly number[]) => [
  ...varint(field * 8 + 2),
  ...varint(value.length),
  ...value,
];

const node = bytes(1, [
  ...bytes(1, text('x')),
  ...bytes(1, text('weights')),
  ...bytes(2, text('y')),
  ...bytes(3, text('/layer/MatMul')),
  ...bytes(4, text('MatMulInteger')),
]);
const raw = bytes(5, [
  ...bytes(1, [...varint(3), ...varint(200)]),
  ...number(2, 3),
  ...bytes(8, text('weights')),
  ...bytes(9, [1, 255, 128]),
]);
const listed = bytes(5, [
  ...number(1, 2),
  ...number(2, 1),
  ...bytes(4, [0, 0, 128, 63, 0, 0, 0, 192]),
  ...bytes(5, [...varint(7), ...varint(300)]),
  ...bytes(8, text('scale')),
]);
const model = Uint8Array.from([
  ...number(1, 8),
  ...bytes(2, text('a producer')),
  ...[21, 1, 2, 3, 4],
  ...[25, 1, 2, 3, 4, 5, 6, 7, 8],
  ...bytes(7, [...bytes(2, text('main')), ...node, ...raw, ...listed]),
]);

describe('readOnnx', () => {
  it('gives operations and tensors, and passes over what it does not need', () => {
    const { nodes, tensors } = readOnnx(model);
    expect(nodes).toEqual([
      {
        name: '/layer/MatMul',
        operation: 'MatMulInteger',
        inputs: ['x', 'weights'],
        outputs: ['y'],
      },
    ]);
    expect([...tensors.keys()]).toEqual(['weights', 'scale']);
    expect(tensors.get('weights')).toMatchObject({ dims: [3, 200], kind: 3 });
    expect([...(tensors.get('weights')?.bytes ?? [])]).toEqual([1, 255, 128]);
    expect(tensors.get('scale')).toMatchObject({ dims: [2], floats: [1, -2], whole: [7, 300] });
  });

  it('says what is wrong with other bytes', () => {
    expect(() => readOnnx(model.subarray(0, model.length - 3))).toThrow('ends too soon');
    expect(() => readOnnx(Uint8Array.from([0x0b, 1]))).toThrow('type 3');
    expect(() => readOnnx(new Uint8Array())).toThrow('no operations');
  });
});
