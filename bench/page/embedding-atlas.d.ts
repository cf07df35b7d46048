declare module 'embedding-atlas/umap' {
  /** The layout of a neighbour graph by embedding-atlas; see its package for the whole. */
  export function createUMAPFromKNN(
    count: number,
    outputDim: number,
    knnIndices: Int32Array,
    knnDistances: Float32Array,
    options: { seed: number },
  ): Promise<{ readonly embedding: Float32Array; run(): Promise<void>; destroy(): void }>;
}
