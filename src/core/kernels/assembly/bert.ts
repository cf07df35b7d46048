// The forward pass of a BERT encoder, part by part. Compiled by AssemblyScript twice: with relaxed SIMD, whose
// dot products of signed with 7-bit bytes are several times quicker, and without. Integer sums are exact in
// both, and floats are added in one order, so that both give the same bits.

export { product, productOfWide, widen } from './products';
export { productInShorts } from './products-in-shorts';
export { attend } from './attention';
export { addAndNorm, embed, gelu, quantise } from './rows';

/** The first byte that the loops may use. */
export function base(): usize {
  return __heap_base;
}
