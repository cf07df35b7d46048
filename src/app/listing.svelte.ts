import type { Outcome } from '../study/outcome';

/** What the list of segments can be ordered by; as found is by group where there are groups. */
export const LIST_ORDERS = ['found', 'largest', 'confidence', 'name'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

/** What a person looks for in a long list of segments; it stays while a segment is looked at. */
export class Listing {
  order = $state<ListOrder>('found');

  readonly #study: { readonly outcome: Outcome | undefined };
  #asked = $state.raw<{ readonly query: string; readonly of: Outcome | undefined }>({
    query: '',
    of: undefined,
  });

  constructor(study: { readonly outcome: Outcome | undefined }) {
    this.#study = study;
  }

  /** What is searched for; of other segments nothing is. */
  get query(): string {
    return this.#asked.of === this.#study.outcome ? this.#asked.query : '';
  }

  set query(query: string) {
    this.#asked = { query, of: this.#study.outcome };
  }
}
