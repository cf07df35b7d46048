/** How far a stretch is made shorter, so that it begins and ends with a whole word. */
const GIVES = 12;

/**
 * A stretch of a text on one line, with an ellipsis where it goes on. No character is cut in half, and
 * no word where spaces part them.
 */
export function excerpt(text: string, from: number, to: number): string {
  let start = Math.max(0, from);
  let end = Math.min(text.length, to);
  if (start > 0) {
    const space = text.slice(start - 1, Math.min(start + GIVES, end)).search(/\s/);
    if (space >= 0) start += space;
  }
  if (end < text.length) {
    const tail = text.slice(Math.max(end - GIVES, start), end + 1);
    const space = tail.search(/\s\S*$/);
    if (space >= 0) end -= tail.length - 1 - space;
  }
  const shown = text
    .slice(start, end)
    .replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return `${start > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`;
}
