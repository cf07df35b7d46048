import type { Encoder, NearDevice, Watch, Writer } from '../core/ports';
import type { Stage } from '../core/study';
import type { WordReader } from '../models/fetch-words';
import type { LayOut } from './draw-map';
import type { ResultShelf, VectorShelf } from './shelves';

/** An encoder that is ready, and what is told of it. */
export interface OpenEncoder extends Encoder {
  readonly device: string;
}

/** A writer that holds a model, to be let go after use. */
export interface OpenWriter extends Writer {
  close(): void;
}

/** A model that writes titles; what one has said is not taken for what another says. */
export interface TitleWriter {
  readonly id: string;
  /** @throws Fault model-missing */
  open(): Promise<OpenWriter>;
}

export interface StudyPorts {
  /** The dimensions of an encoder, without opening it. */
  dimensionsOf(encoder: string): number;
  openEncoder(encoder: string): Promise<OpenEncoder>;
  /** @throws Fault model-missing; absent where no model writes. */
  openWriter?(): Promise<OpenWriter>;
  /** A quick reader of words for a first picture; absent, or without one, there is none. */
  openWords?(encoder: string): Promise<WordReader | undefined>;
  /** Lays a map out in a place of its own, beside other work; absent where there is none. */
  readonly layOut?: LayOut;
  /** Where rows may be compared instead of on this thread; the neighbours are the same. */
  readonly nearDevice?: NearDevice;
  readonly vectors: VectorShelf;
  readonly results: ResultShelf;
}

/** Something to show while work goes on; arrays follow the rows of the file. */
export type Part =
  | { readonly kind: 'points'; readonly rows: Int32Array; readonly xy: Float32Array }
  /** Every customer on a map with groups, made from single words before texts are read. */
  | {
      readonly kind: 'guess';
      readonly xy: Float32Array;
      readonly labels: Int32Array;
      readonly k: number;
    }
  /** The map as it stands after a share of the work on it. */
  | { readonly kind: 'layout'; readonly xy: Float32Array; readonly share: number }
  | { readonly kind: 'labels'; readonly labels: Int32Array; readonly k: number }
  | { readonly kind: 'storage-full' };

export interface StudyWatch extends Watch {
  /** Whether a first picture is wanted before texts are read. */
  readonly first?: boolean;
  stage(stage: Stage): void;
  part(part: Part): void;
}
