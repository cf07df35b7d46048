import type { ListOrder } from '../../app/listing.svelte';
import type { Segment } from '../../study/outcome';

/** Keyphrases of a segment that are seen in the list, and searched. */
export const LISTED_PHRASES = 4;

/**
 * The segments of a long list that a person looks for, in the order asked for.
 *
 * @param names of all segments, by label.
 * @param query words that must all stand in the name or in the keyphrases that the list shows; case
 *   does not matter. '' finds all.
 * @param order `found` leaves segments as they are; the larger goes first among equals.
 */
export function listSegments(
  segments: readonly Segment[],
  names: readonly string[],
  { query, order, locale }: { query: string; order: ListOrder; locale: string },
): Segment[] {
  const words = fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const found = segments.filter(({ label, keyphrases }) => {
    if (words.length === 0) return true;
    const said = fold(
      [names[label], ...keyphrases.slice(0, LISTED_PHRASES).map(({ phrase }) => phrase)].join(' '),
    );
    return words.every((word) => said.includes(word));
  });
  if (order === 'found') return found;
  const collator = new Intl.Collator(locale, { numeric: true });
  return found.sort(
    (a, b) =>
      (order === 'name' ? collator.compare(names[a.label], names[b.label]) : 0) ||
      (order === 'confidence' ? b.confidence - a.confidence : 0) ||
      b.size - a.size ||
      a.label - b.label,
  );
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
