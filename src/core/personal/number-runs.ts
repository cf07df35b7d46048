/** Digits that stand together with nothing but spaces, dots, dashes, slashes and brackets between. */
export interface NumberRun {
  /** Where each group of digits begins and ends. */
  readonly groups: readonly (readonly [start: number, end: number])[];
}

/** A part of a run: what may be one number. */
export interface NumberPiece {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

const BETWEEN = /^(?:[ \u00a0\u202f.\-–‑/]|\) ?|\)-| ?\(| - |\. )$/;
const MOST_GROUPS = 8;
const LONG_RUN = 24;

export function findRuns(text: string): NumberRun[] {
  const runs: NumberRun[] = [];
  let groups: [number, number][] = [];
  for (const { 0: digits, index } of text.matchAll(/\d+/g)) {
    const last = groups.at(-1);
    const gap = last === undefined || index - last[1] > 3 ? '' : text.slice(last[1], index);
    if (last !== undefined && !BETWEEN.test(gap)) {
      runs.push({ groups });
      groups = [];
    }
    groups.push([index, index + digits.length]);
  }
  if (groups.length > 0) runs.push({ groups });
  return runs;
}

/**
 * All parts of a run that may be one number, longest first from each place. A run of many groups is a
 * list of numbers: there each group stands alone, which also keeps the work in step with the length.
 */
export function* piecesOf(text: string, run: NumberRun): Generator<NumberPiece> {
  const { groups } = run;
  const widest = groups.length > LONG_RUN ? 1 : MOST_GROUPS;
  for (let first = 0; first < groups.length; first++)
    for (let last = Math.min(first + widest, groups.length) - 1; last >= first; last--) {
      const [start] = groups[first];
      const [, end] = groups[last];
      if (end - start > 40) continue;
      const digits = text.slice(start, end).replace(/\D/g, '');
      if (digits.length >= 7 && digits.length <= 19) yield { start, end, digits };
    }
}
