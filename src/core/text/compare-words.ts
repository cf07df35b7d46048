/** A stretch of a text, and whether the other text lacks it. */
export interface ComparedStretch {
  readonly text: string;
  readonly changed: boolean;
}

/** Words with what follows them; characters where no spaces part words. */
const PIECE =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]\s*|[\p{L}\p{M}\p{N}]+\s*|[^\p{L}\p{M}\p{N}]\s*/gu;

/**
 * What two texts have that the other lacks, by their longest common row of words. O(words of `a` x
 * words of `b`): for texts that are shown.
 */
export function compareWords(a: string, b: string): [ComparedStretch[], ComparedStretch[]] {
  const left = a.match(PIECE) ?? [];
  const right = b.match(PIECE) ?? [];
  const same = (i: number, j: number) => left[i].trim() === right[j].trim();
  const cols = right.length + 1;
  const longest = new Uint16Array((left.length + 1) * cols);
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      longest[i * cols + j] = same(i, j)
        ? longest[(i + 1) * cols + j + 1] + 1
        : Math.max(longest[(i + 1) * cols + j], longest[i * cols + j + 1]);
  const stretches: [ComparedStretch[], ComparedStretch[]] = [[], []];
  const add = (side: 0 | 1, text: string, changed: boolean) => {
    const last = stretches[side].at(-1);
    if (last?.changed === changed)
      stretches[side][stretches[side].length - 1] = { text: last.text + text, changed };
    else stretches[side].push({ text, changed });
  };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && same(i, j)) {
      add(0, left[i++], false);
      add(1, right[j++], false);
    } else if (
      j >= right.length ||
      (i < left.length && longest[(i + 1) * cols + j] >= longest[i * cols + j + 1])
    )
      add(0, left[i++], true);
    else add(1, right[j++], true);
  }
  return stretches;
}
