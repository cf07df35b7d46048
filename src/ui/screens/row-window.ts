/** The height of a row of customers, in pixels; the style sheet has the same. */
export const ROW_HEIGHT = 34;
/** Rows drawn beyond those in sight. */
const BEYOND = 6;

/** The rows to draw of a long table: from the first, up to but not with the last. */
export function rowsInSight(
  scrolled: number,
  height: number,
  rows: number,
): { first: number; last: number } {
  return {
    first: Math.max(0, Math.floor(scrolled / ROW_HEIGHT) - BEYOND),
    last: Math.min(rows, Math.ceil((scrolled + height) / ROW_HEIGHT) + BEYOND),
  };
}

/** The row that a key leads to from another; undefined for keys that lead nowhere. */
export function rowByKey(
  key: string,
  from: number,
  height: number,
  rows: number,
): number | undefined {
  const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 2);
  const targets = new Map([
    ['ArrowDown', from + 1],
    ['ArrowUp', from - 1],
    ['PageDown', from + page],
    ['PageUp', from - page],
    ['Home', 0],
    ['End', rows - 1],
  ]);
  const target = targets.get(key);
  return target === undefined ? undefined : Math.max(0, Math.min(rows - 1, target));
}

/** How far the table has to be scrolled for a row to be in sight, below the header. */
export function scrollToRow(row: number, scrolled: number, height: number): number {
  const above = row * ROW_HEIGHT;
  const room = height - 2 * ROW_HEIGHT;
  if (above < scrolled) return above;
  return above > scrolled + room ? above - room : scrolled;
}
