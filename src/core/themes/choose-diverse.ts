import { dot, type Matrix, rowOf } from '../matrix';

/**
 * Maximal marginal relevance: one by one the candidate with the most of lambda x relevance - (1 - lambda) x
 * its likeness to the nearest of those that were chosen.
 *
 * @param relevance one per candidate.
 * @param vectors one unit row per candidate.
 * @param lambda 1 looks at relevance alone, 0 at difference alone.
 * @returns positions among the candidates, in the order of choice.
 * @see Carbonell and Goldstein 1998, doi:10.1145/290941.291025
 */
export function chooseDiverse(
  relevance: ArrayLike<number>,
  vectors: Matrix,
  most: number,
  lambda: number,
): number[] {
  const chosen: number[] = [];
  const taken = new Uint8Array(vectors.rows);
  const likeness = new Float64Array(vectors.rows);
  while (chosen.length < Math.min(most, vectors.rows)) {
    let best = -1;
    let most = -Infinity;
    for (let at = 0; at < vectors.rows; at++) {
      if (taken[at] === 1) continue;
      const worth = lambda * relevance[at] - (1 - lambda) * likeness[at];
      if (worth > most) [best, most] = [at, worth];
    }
    taken[best] = 1;
    const row = rowOf(vectors, best);
    for (let at = 0; at < vectors.rows; at++) {
      const alike = dot(row, rowOf(vectors, at));
      likeness[at] = chosen.length === 0 ? alike : Math.max(likeness[at], alike);
    }
    chosen.push(best);
  }
  return chosen;
}
