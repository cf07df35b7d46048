import type { SpanPull } from '../../core/explain/occlude-text';

/** A piece of a text: words that matter with how much, and what stands between them. */
export interface LitPiece {
  readonly text: string;
  /** 1 to 3, below 0 for the other segment; 0 for what does not matter. */
  readonly strength: number;
}

/** Of the strongest word's pull: weaker ones do not matter. */
const WEAK = 0.25;
/** Pulls below this are nothing, whatever the others are. */
const NOTHING = 0.004;

/** How strong a pull is beside the strongest, in three steps; the sign is its own. */
export function strengthOf(pull: number, most: number): number {
  const size = Math.abs(pull);
  if (size < NOTHING || size < WEAK * most) return 0;
  return Math.sign(pull) * Math.min(3, Math.ceil((3 * size) / most));
}

/** A text cut into words that matter and what is between them; put together it is the text. */
export function litPieces(text: string, words: readonly SpanPull[]): LitPiece[] {
  const most = Math.max(0, ...words.map(({ pull }) => Math.abs(pull)));
  const pieces: LitPiece[] = [];
  let from = 0;
  for (const { start, end, pull } of words) {
    const strength = strengthOf(pull, most);
    if (strength === 0 || start < from) continue;
    if (start > from) pieces.push({ text: text.slice(from, start), strength: 0 });
    pieces.push({ text: text.slice(start, end), strength });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), strength: 0 });
  return pieces;
}
