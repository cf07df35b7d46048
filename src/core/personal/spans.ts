/** What personal data is found, each with its own placeholder. */
export const PERSONAL_KINDS = [
  'name',
  'email',
  'phone',
  'card',
  'iban',
  'ip',
  'link',
  'address',
  'national-id',
  'birth-date',
] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/**
 * How sure a finding is: `certain` by a checksum or a form that nothing else has, `likely` by its form
 * together with a word beside it, `possible` by its form or a word list alone.
 */
export const CERTAINTIES = ['possible', 'likely', 'certain'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** A stretch of a text that tells of a person: `text.slice(start, end)`. */
export interface PersonalSpan {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
  readonly certainty: Certainty;
}

/** What stands in a text in place of personal data; the same in every language. */
export function placeholderOf(kind: PersonalKind): string {
  return `[${kind}]`;
}

/** Spans of one text as they are found. Whoever claims first keeps the place, so the surest come first. */
export class Claims {
  readonly #taken: Uint8Array;
  readonly #spans: PersonalSpan[] = [];

  constructor(length: number) {
    this.#taken = new Uint8Array(length);
  }

  isTaken(at: number): boolean {
    return this.#taken[at] === 1;
  }

  isFree(start: number, end: number): boolean {
    for (let at = start; at < end; at++) if (this.#taken[at] === 1) return false;
    return true;
  }

  /** Keeps a place from being claimed. */
  block(start: number, end: number): void {
    this.#taken.fill(1, start, end);
  }

  /** Whether the place was free, in which case it now belongs to the span. */
  claim(kind: PersonalKind, start: number, end: number, certainty: Certainty): boolean {
    if (start >= end || !this.isFree(start, end)) return false;
    this.#taken.fill(1, start, end);
    this.#spans.push({ kind, start, end, certainty });
    return true;
  }

  /** In the order in which they were claimed. */
  get spans(): readonly PersonalSpan[] {
    return this.#spans;
  }

  inOrder(): PersonalSpan[] {
    return this.#spans.sort((a, b) => a.start - b.start);
  }
}
