import { BUILT_IN, modelOf } from '../core/encoder-names';
import type { Language } from '../core/text/language';
import manifest from './manifest.json';

/** Where a file of a model can be had. The check sum decides, wherever it came from. */
export interface ModelFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Where it is published; the first is the publisher's own name for it. */
  readonly sources?: readonly { readonly hub?: string }[];
}

export interface ModelSpec {
  readonly id: string;
  readonly title: string;
  readonly maker: string;
  /** How many, in millions. */
  readonly parameters: string;
  readonly licence: string;
  readonly languages: readonly string[];
  readonly files: readonly ModelFile[];
}

export interface EncoderSpec extends ModelSpec {
  /** How the vectors of the tokens become one: their mean, or that of the first token. */
  readonly pooling: 'mean' | 'cls';
  readonly dimensions: number;
  readonly layers: number;
  /** Heads of attention in each layer. */
  readonly heads: number;
  /** Whether the vocabulary lists frequent tokens first, as a model's of English does. */
  readonly byFrequency: boolean;
  /** Longer texts are cut here. */
  readonly maxTokens: number;
  /** What works the model out; the vectors of the two differ a little and are never mixed. */
  readonly through: 'kernels' | 'onnx';
}

export const ENCODERS = manifest.encoders.map((spec) => ({
  ...spec,
  through: 'kernels',
})) as readonly EncoderSpec[];
export const WRITERS = manifest.writers as readonly ModelSpec[];

/** What a plan may ask for. */
export type EncoderId = string;

/** @returns the encoder with the name of its model. */
export function maybeEncoder(id: EncoderId): EncoderSpec | undefined {
  const model = modelOf(id);
  const found = ENCODERS.find((spec) => spec.id === model);
  return found && { ...found, through: id === model ? 'kernels' : 'onnx' };
}

/** The encoder for a language among those at hand; the built-in one where none fits. */
export function encoderFor(language: Language, present: readonly string[]): EncoderId {
  const wanted = language === 'zh' ? 'bge-small-zh-v1.5' : 'all-minilm-l6-v2';
  return present.includes(wanted) ? wanted : BUILT_IN;
}
