import { findPersonal } from './find-personal';
import { type PersonalSpan, placeholderOf } from './spans';

/** A masked text may show what was hidden in a longer row of words; more rounds than this never are needed. */
const MOST_ROUNDS = 8;

/**
 * The text with a placeholder such as `[email]` for each span, the same in every language, so that texts
 * that differ only in whom they speak of become the same text. Masking the result changes nothing.
 *
 * @param spans in order, without overlap; without them, they are found until there are none.
 * @returns the very text when there are none.
 */
export function maskPersonal(text: string, spans?: readonly PersonalSpan[]): string {
  if (spans !== undefined) return replaceSpans(text, spans);
  let masked = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = findPersonal(masked);
    if (found.length === 0) break;
    masked = replaceSpans(masked, found);
  }
  return masked;
}

function replaceSpans(text: string, spans: readonly PersonalSpan[]): string {
  if (spans.length === 0) return text;
  let masked = '';
  let from = 0;
  for (const { kind, start, end } of spans) {
    masked += text.slice(from, start) + placeholderOf(kind);
    from = end;
  }
  return masked + text.slice(from);
}
