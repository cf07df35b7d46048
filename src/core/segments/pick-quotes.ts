import { dot, type Matrix, rowOf } from '../matrix';
import { textCentres } from './name-phrases';

/** Texts that speak for a group, as positions among all texts. */
export interface Quotes {
  /** The nearest to its centre. */
  readonly central: readonly number[];
  /** One after the other the least like all that were picked before, from the nearer half. */
  readonly diverse: readonly number[];
}

/** Texts that are more alike say the same. */
const SAME = 0.95;
/** Texts of a group that are looked at, the nearest to its centre. */
const LOOKED_AT = 200;

/**
 * Texts to quote for every group: some from its middle, and some that show how far it reaches, none
 * that says nearly the same as another.
 *
 * @param vectors unit rows, one per text.
 */
export function pickQuotes(
  vectors: Matrix,
  textOf: Int32Array,
  labels: Int32Array,
  k: number,
  most: number,
  mostDiverse: number,
): Quotes[] {
  const centres = textCentres(vectors, textOf, labels, k);
  const said = Array.from({ length: k }, () => new Set<number>());
  labels.forEach((group, row) => {
    if (group >= 0 && textOf[row] >= 0) said[group].add(textOf[row]);
  });
  return said.map((texts, group): Quotes => {
    const ranked = [...texts]
      .map((text) => ({ text, near: dot(rowOf(vectors, text), rowOf(centres, group)) }))
      .sort((a, b) => b.near - a.near || a.text - b.text)
      .slice(0, Math.max(most + mostDiverse, Math.min(LOOKED_AT, Math.ceil(texts.size / 2))))
      .map(({ text }) => text);
    const likeness = (a: number, b: number) => dot(rowOf(vectors, a), rowOf(vectors, b));
    const central: number[] = [];
    for (const text of ranked) {
      if (central.length === most) break;
      if (!central.some((other) => likeness(other, text) > SAME)) central.push(text);
    }
    const diverse: number[] = [];
    const nearest = new Map(
      ranked.map((text) => [text, Math.max(...central.map((other) => likeness(other, text)))]),
    );
    while (diverse.length < mostDiverse) {
      let best: number | undefined;
      for (const [text, near] of nearest)
        if (near <= SAME && (best === undefined || near < (nearest.get(best) ?? 1))) best = text;
      if (best === undefined) break;
      diverse.push(best);
      nearest.delete(best);
      for (const [text, near] of nearest) nearest.set(text, Math.max(near, likeness(best, text)));
    }
    return { central, diverse };
  });
}
