/** The encoder that needs no model: hashed words. */
export const BUILT_IN = 'built-in';

/** What follows the name of an encoder that onnxruntime works out instead of our own kernels. */
const THROUGH_ONNX = '+onnx';

/** Whether an encoder's vectors are onnxruntime's. */
export function isThroughOnnx(id: string): boolean {
  return id.endsWith(THROUGH_ONNX);
}

/** The same encoder through onnxruntime; the built-in one, and none at all, have no other way. */
export function throughOnnx(id: string): string {
  return id === '' || id === BUILT_IN || isThroughOnnx(id) ? id : `${id}${THROUGH_ONNX}`;
}

/** The model of an encoder, whichever way it is worked out. */
export function modelOf(id: string): string {
  return isThroughOnnx(id) ? id.slice(0, -THROUGH_ONNX.length) : id;
}
