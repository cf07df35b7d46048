import type { Stage } from '../core/study';
import type { Words } from '../words/words';
import type { Progress } from './progress';

/** What the person sees of the whole. */
export type StudyStage = 'empty' | 'columns' | 'working' | 'ready' | 'fault';
export type WorkStage = 'read' | Stage;

/** What can fill the middle of the workspace, in the order of its tabs. */
export const VIEWS = [
  'map',
  'explore',
  'themes',
  'audience',
  'judge',
  'tree',
  'compare',
  'corrections',
  'place',
] as const;
/** What is opened from a customer or a segment, and has no tab. */
export const OPENED_VIEWS = ['profile', 'walk'] as const;
export type ViewId = (typeof VIEWS)[number] | (typeof OPENED_VIEWS)[number];

export interface Work extends Progress {
  readonly stage: WorkStage;
}

/** Customers picked out on the map or in the list. */
export type Selection =
  | { readonly kind: 'segment'; readonly label: number }
  | { readonly kind: 'rows'; readonly rows: Int32Array };

/** Points to draw, by row of the file. */
export interface Cloud {
  readonly xy: Float32Array;
  /** Whether points are still being added; the array then fills in place. */
  readonly filling: boolean;
  readonly labels: Int32Array | undefined;
  readonly k: number;
  /** Made from single words while texts are still being read. */
  readonly guess?: boolean;
}

export type NoticeId = keyof Words['notices'] | 'stopped' | 'forgotten' | 'exported';

export interface Notice {
  readonly id: NoticeId;
  readonly detail: string;
  /** Takes back what the notice tells of. */
  readonly undo?: () => void;
}
