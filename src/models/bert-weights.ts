import type { BertLayer, BertWeights, Dense, Embedding, Norm } from '../core/kernels/bert';
import { readOnnx, type StoredGraph, type StoredTensor } from './read-onnx';

const [UNSIGNED, SIGNED] = [2, 3];

/**
 * The weights of a BERT encoder from its quantised ONNX file, as they stand.
 *
 * @param heads of attention in each layer.
 * @throws Error where the file holds no BERT encoder of signed eight-bit weights with one scale a column; the
 * message says what is missing.
 */
export function readBertWeights(file: Uint8Array, heads: number): BertWeights {
  const graph = readOnnx(file);
  const words = readEmbedding(graph, 'word');
  const hidden = tensorOf(graph, 'embeddings.LayerNorm.weight').dims[0];
  const kinds = readEmbedding(graph, 'token_type');
  const kind = Float32Array.from({ length: hidden }, (_, i) => (kinds.bytes[i] - 128) * kinds.step);
  const weightsOf = new Map<string, string>();
  for (const node of graph.nodes)
    if (node.operation === 'MatMulInteger') weightsOf.set(node.name, node.inputs[1]);

  const dense = (layer: number, part: string): Dense => {
    const name = weightsOf.get(`/encoder/layer.${layer}/${part}/MatMul_quant`);
    if (name === undefined) throw new Error(`the model has no product ${part} in layer ${layer}`);
    return readDense(graph, name, `encoder.layer.${layer}.${part.replaceAll('/', '.')}.bias`);
  };
  const norm = (name: string): Norm => ({
    gains: floatsOf(tensorOf(graph, `${name}.weight`)),
    biases: floatsOf(tensorOf(graph, `${name}.bias`)),
  });
  const layers: BertLayer[] = [];
  while (weightsOf.has(`/encoder/layer.${layers.length}/attention/self/query/MatMul_quant`)) {
    const at = layers.length;
    layers.push({
      query: dense(at, 'attention/self/query'),
      key: dense(at, 'attention/self/key'),
      value: dense(at, 'attention/self/value'),
      attended: dense(at, 'attention/output/dense'),
      attendedNorm: norm(`encoder.layer.${at}.attention.output.LayerNorm`),
      wider: dense(at, 'intermediate/dense'),
      narrower: dense(at, 'output/dense'),
      norm: norm(`encoder.layer.${at}.output.LayerNorm`),
    });
  }
  if (layers.length === 0) throw new Error('the model has no layers');
  return {
    hidden,
    heads,
    words,
    places: readEmbedding(graph, 'position'),
    kind,
    norm: norm('embeddings.LayerNorm'),
    layers,
  };
}

function tensorOf(graph: StoredGraph, name: string): StoredTensor {
  const found = graph.tensors.get(name);
  if (found === undefined) throw new Error(`the model has no ${name}`);
  return found;
}

/** Floats of a tensor, whether it lists them or holds their bytes. */
function floatsOf(tensor: StoredTensor): Float32Array {
  if (tensor.kind !== 1) throw new Error(`${tensor.name} holds no floats`);
  if (tensor.floats.length > 0) return Float32Array.from(tensor.floats);
  return new Float32Array(new Uint8Array(tensor.bytes).buffer);
}

function readEmbedding(graph: StoredGraph, name: string): Embedding {
  const stem = `embeddings.${name}_embeddings.weight`;
  const bytes = tensorOf(graph, `${stem}_quantized`);
  const [zero] = tensorOf(graph, `${stem}_zero_point`).whole;
  if (bytes.kind !== UNSIGNED || zero !== 128) throw new Error(`${stem} is not centred bytes`);
  return { bytes: bytes.bytes, step: floatsOf(tensorOf(graph, `${stem}_scale`))[0] };
}

function readDense(graph: StoredGraph, name: string, bias: string): Dense {
  const stem = name.replace(/_quantized$/, '');
  const stored = tensorOf(graph, name);
  const zeros = tensorOf(graph, `${stem}_zero_point`);
  if (stored.kind !== SIGNED || [...zeros.whole, ...zeros.bytes].some((zero) => zero !== 0))
    throw new Error(`${name} is not signed bytes around 0`);
  const [inputs, outputs] = stored.dims;
  const { buffer, byteOffset, byteLength } = stored.bytes;
  return {
    inputs,
    outputs,
    weights: new Int8Array(buffer, byteOffset, byteLength),
    scales: floatsOf(tensorOf(graph, `${stem}_scale`)),
    biases: floatsOf(tensorOf(graph, bias)),
  };
}
