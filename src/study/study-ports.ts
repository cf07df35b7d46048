import type { Encoder, Watch, Writer } from '../core/ports';
import type { Stage } from '../core/study';
import type { ResultShelf, VectorShelf } from './shelves';

/** An encoder that is ready, and what is told of it. */
export interface OpenEncoder extends Encoder {
  readonly device: string;
}

/** A writer that holds a model, to be let go after use. */
export interface OpenWriter extends Writer {
  close(): void;
}

export interface StudyPorts {
  /** The dimensions of an encoder, without opening it. */
  dimensionsOf(encoder: string): number;
  openEncoder(encoder: string): Promise<OpenEncoder>;
  /** @throws Fault model-missing; absent where no model writes. */
  openWriter?(): Promise<OpenWriter>;
  readonly vectors: VectorShelf;
  readonly results: ResultShelf;
}

/** Something to show while work goes on; arrays follow the rows of the file. */
export type Part =
  | { readonly kind: 'points'; readonly rows: Int32Array; readonly xy: Float32Array }
  | { readonly kind: 'layout'; readonly xy: Float32Array }
  | { readonly kind: 'labels'; readonly labels: Int32Array; readonly k: number }
  | { readonly kind: 'storage-full' };

export interface StudyWatch extends Watch {
  stage(stage: Stage): void;
  part(part: Part): void;
}
