import { chooseAmongMany, MANY } from '../core/cluster/choose-among-many';
import { chooseNumber, type Choice } from '../core/cluster/choose-k';
import { type Centred, centreByWeight } from '../core/cluster/theme-groups';
import { createMatrix, type Matrix, normalise, rowOf, takeRows } from '../core/matrix';
import type { Watch } from '../core/ports';
import { weighAlike } from '../core/text/alike';
import { drive } from './drive';
import type { Space } from './find-space';

/** What is said, as methods that read texts compare it. */
export interface SpokenTexts extends Centred {
  /** Customers behind each text; texts that say nearly the same are one where such count as one. */
  readonly weights: Float64Array;
}

/**
 * @param vectors one unit row per text.
 * @param smooth whether texts are drawn to their neighbours where customers do nothing but speak.
 */
export function readSpoken(space: Space, vectors: Matrix, smooth: boolean): SpokenTexts {
  const { prepared, alike } = space;
  const weights = new Float64Array(prepared.texts.length);
  const each = alike === undefined ? undefined : weighAlike(prepared.textOf, alike);
  prepared.textOf.forEach((text, customer) => {
    if (text >= 0) weights[text] += each?.[customer] ?? 1;
  });
  return {
    ...centreByWeight(smooth ? smoothTexts(space, vectors) : vectors, weights),
    weights,
  };
}

/**
 * Chooses the number of segments for a method that groups by what is said, whatever else is known of
 * customers: by the texts as they stand to each other, each counted once. Where they are many, those
 * that are tried are drawn to their neighbours first, as rows of texts alone are.
 */
export function chooseForTexts(
  space: Space,
  vectors: Matrix,
  seed: number,
  watch: Watch,
): Promise<Choice> {
  const { alike } = space;
  const { rows, weights } = readSpoken(space, vectors, false);
  const seen = new Set<number>();
  const said = Array.from(weights.keys()).filter((text) => {
    const group = alike?.[text] ?? text;
    if (weights[text] === 0 || seen.has(group)) return false;
    seen.add(group);
    return true;
  });
  const each = takeRows(rows, said);
  return drive(
    each.rows < MANY
      ? chooseNumber(each, 'spherical-kmeans', seed)
      : chooseAmongMany(each, onlySpeak(space, vectors)),
    watch,
  );
}

/** Whether customers do nothing but speak, so that their rows are texts drawn to their neighbours. */
function onlySpeak({ features, metric, rows }: Space, vectors: Matrix): boolean {
  return features.textShare === 1 && metric === undefined && rows.cols === vectors.cols;
}

/**
 * The vectors of texts, made smooth by their neighbours where customers do nothing but speak: the
 * neighbours are then such as say the like.
 */
function smoothTexts(space: Space, vectors: Matrix): Matrix {
  if (!onlySpeak(space, vectors)) return vectors;
  const { prepared, rows } = space;
  const smooth = createMatrix(vectors.rows, vectors.cols);
  prepared.textOf.forEach((text, customer) => {
    if (text < 0) return;
    const to = rowOf(smooth, text);
    const from = rowOf(rows, customer);
    for (let col = 0; col < to.length; col++) to[col] += from[col];
  });
  for (let text = 0; text < smooth.rows; text++) {
    const said = rowOf(smooth, text);
    // A text of nobody here, as where segments are locked, keeps its own.
    if (said.every((value) => value === 0)) said.set(rowOf(vectors, text));
    normalise(said);
  }
  return smooth;
}
