import type { MethodSettings } from './method-settings';

/** Methods that need nothing but rows. */
export const MATRIX_METHOD_IDS = [
  'kmeans',
  'spherical-kmeans',
  'mini-batch-kmeans',
  'k-medoids',
  'gaussian-mixture',
  'ward',
  'average-linkage',
  'complete-linkage',
  'single-linkage',
  'bisecting-kmeans',
  'hdbscan',
  'dbscan',
  'leiden',
] as const;
export type MatrixMethodId = (typeof MATRIX_METHOD_IDS)[number];

/** Methods that need more than rows: what customers say, or how they order. */
export const INFORMED_METHOD_IDS = ['topics', 'themes', 'rfm-grid'] as const;
export type InformedMethodId = (typeof INFORMED_METHOD_IDS)[number];

/** What a newcomer gets: the best on texts and columns alike of those that place everyone. */
export const DEFAULT_METHOD: MethodId = 'kmeans';

export type MethodId = MatrixMethodId | InformedMethodId;

export const METHOD_IDS: readonly MethodId[] = [...MATRIX_METHOD_IDS, ...INFORMED_METHOD_IDS];

/** What a method reads: rows of the space, what customers say, or their orders. */
export function needsOf(id: MethodId): 'matrix' | 'texts' | 'orders' {
  if (id === 'rfm-grid') return 'orders';
  return isMatrixMethod(id) ? 'matrix' : 'texts';
}

export function isMatrixMethod(id: MethodId): id is MatrixMethodId {
  return (MATRIX_METHOD_IDS as readonly MethodId[]).includes(id);
}

/** The methods by what they look for, in the order in which they are offered. */
export const METHOD_FAMILIES = {
  centres: [
    'kmeans',
    'spherical-kmeans',
    'mini-batch-kmeans',
    'k-medoids',
    'gaussian-mixture',
    'bisecting-kmeans',
  ],
  trees: ['ward', 'average-linkage', 'complete-linkage', 'single-linkage'],
  crowds: ['hdbscan', 'dbscan', 'leiden'],
  saying: ['topics', 'themes'],
  buying: ['rfm-grid'],
} as const satisfies Record<string, readonly MethodId[]>;

/** Methods that find the number of segments themselves; `k` is nothing to them. */
export const FIND_NUMBER: ReadonlySet<MethodId> = new Set<MethodId>([
  'hdbscan',
  'dbscan',
  'leiden',
  'rfm-grid',
]);

/** Whether the number of segments is what the method finds, or what the person has listed. */
export function findsNumber(id: MethodId, settings: MethodSettings = {}): boolean {
  return FIND_NUMBER.has(id) || (id === 'themes' && settings.themes !== undefined);
}

export function maybeMethodId(value: string): MethodId | undefined {
  return METHOD_IDS.find((id) => id === value);
}
