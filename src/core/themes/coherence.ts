/** Which of the words each text holds: one ascending list of text numbers per word. */
export type Postings = ReadonlyMap<string, Int32Array>;

/**
 * How well the words of a theme go together in texts: the mean normalised pointwise mutual information of all
 * pairs, log(p(a, b) / (p(a) p(b))) / -log p(a, b), a text being the window. 1 where words only stand
 * together, 0 where they are independent, -1 for a pair that never meets.
 *
 * @param texts how many there are.
 * @see Bouma 2009; Lau, Newman and Baldwin 2014, doi:10.3115/v1/E14-1056
 */
export function npmi(words: readonly string[], postings: Postings, texts: number): number {
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < words.length; i++)
    for (let j = i + 1; j < words.length; j++) {
      pairs++;
      const a = postings.get(words[i]) ?? new Int32Array();
      const b = postings.get(words[j]) ?? new Int32Array();
      const both = countShared(a, b);
      if (both === 0) sum--;
      else if (both === texts) sum++;
      else {
        const joint = both / texts;
        const chance = (a.length / texts) * (b.length / texts);
        sum += Math.log(joint / chance) / -Math.log(joint);
      }
    }
  return pairs === 0 ? 0 : sum / pairs;
}

function countShared(a: Int32Array, b: Int32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;)
    if (a[i] === b[j]) {
      shared++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  return shared;
}

/**
 * The share of distinct words among the words of all themes.
 *
 * @see Dieng, Ruiz and Blei 2020, doi:10.1162/tacl_a_00325
 */
export function diversityOf(themes: readonly (readonly string[])[]): number {
  const words = themes.flat();
  return words.length === 0 ? 1 : new Set(words).size / words.length;
}
