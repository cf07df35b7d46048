/** The files of one build of the page, by their names below its folder. */
export interface Build {
  /** Of all their bytes. */
  readonly digest: string;
  /** What the page needs to stand; its own document is among them. */
  readonly first: readonly string[];
  /** The text of each language, which the document does not name. */
  readonly texts: readonly string[];
  /** Code that is needed once a file is opened. */
  readonly later: readonly string[];
  /** What few ever need; kept once it was asked for. */
  readonly seldom: readonly string[];
}

/** The document of the page. */
export const DOCUMENT = 'index.html';
/** The list of the models that lie beside the page; it may change without a new build. */
export const MODEL_LIST = 'models/index.json';

/**
 * How a request is answered: the page's own document and lists come from the host while there is one,
 * files of the build from what is kept; with all else the worker has nothing to do.
 */
export type Answer =
  | { readonly from: 'host-first'; readonly name: string }
  | { readonly from: 'kept-first'; readonly name: string }
  | undefined;

/**
 * @param address that is asked for.
 * @param scope the address of the page's folder, ending in a slash.
 */
export function answerFor(
  { address, method, navigates }: { address: string; method: string; navigates: boolean },
  scope: string,
  build: Build,
): Answer {
  if (method !== 'GET') return undefined;
  const { origin, pathname } = new URL(address);
  const folder = new URL(scope);
  if (origin !== folder.origin || !pathname.startsWith(folder.pathname)) return undefined;
  const name = pathname.slice(folder.pathname.length);
  if (name === '' || name === DOCUMENT)
    return navigates ? { from: 'host-first', name: DOCUMENT } : undefined;
  if (name === MODEL_LIST) return { from: 'host-first', name };
  const { first, texts, later, seldom } = build;
  return [first, texts, later, seldom].some((names) => names.includes(name))
    ? { from: 'kept-first', name }
    : undefined;
}

/** Begins the name of every cache of the page in this folder. */
export function cachePrefix(scope: string): string {
  return `enclave-program ${new URL(scope).pathname} `;
}
