import type { Language } from '../core/text/language';
import manifest from './manifest.json';

/** Where a file of a model can be had. The check sum decides, wherever it came from. */
export interface ModelFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ModelSpec {
  readonly id: string;
  readonly title: string;
  readonly licence: string;
  readonly languages: readonly string[];
  readonly files: readonly ModelFile[];
}

export interface EncoderSpec extends ModelSpec {
  /** How the vectors of the tokens become one: their mean, or that of the first token. */
  readonly pooling: 'mean' | 'cls';
  readonly dimensions: number;
  readonly layers: number;
  /** Longer texts are cut here. */
  readonly maxTokens: number;
}

export const ENCODERS = manifest.encoders as readonly EncoderSpec[];
export const WRITERS = manifest.writers as readonly ModelSpec[];

/** The encoder that needs no file. */
export const BUILT_IN = 'built-in';

/** What a plan may ask for. */
export type EncoderId = string;

export function maybeEncoder(id: string): EncoderSpec | undefined {
  return ENCODERS.find((spec) => spec.id === id);
}

/** The encoder for a language among those at hand; the built-in one where none fits. */
export function encoderFor(language: Language, present: readonly string[]): EncoderId {
  const wanted = language === 'zh' ? 'bge-small-zh-v1.5' : 'all-minilm-l6-v2';
  return present.includes(wanted) ? wanted : BUILT_IN;
}
