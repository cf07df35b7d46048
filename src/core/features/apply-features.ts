import { createMatrix, type Matrix } from '../matrix';
import type { NamedCategories, NamedNumbers, Prepared } from '../prepare/prepare-customers';
import type { CategoryRecipe, FeatureRecipe, NumberRecipe } from './feature-recipe';
import type { Features } from './join-features';

/** A scaled number farther out than this many units is held there. */
const FENCE = 3;

/**
 * Customers in a space that was learnt before, from the same file or another one. Columns are found by
 * their names. A column that is not there leaves its customers in the middle, where it says nothing; a
 * level that is new is none of the known ones; who is unknown where nobody was, stands in the middle;
 * `matchFeatures` counts all of these.
 *
 * @param vectors one unit row per distinct text of `prepared`, of the encoder that the recipe was
 * learnt with; undefined without texts.
 */
export function applyFeatures(
  recipe: FeatureRecipe,
  prepared: Prepared,
  vectors: Matrix | undefined,
): Features {
  const width = recipe.columns.length;
  const matrix = createMatrix(prepared.rows, width);
  let at = 0;
  if (recipe.text !== undefined) {
    const { middle, silent, loudness } = recipe.text;
    const textWidth = middle.length;
    const nothing = Float32Array.from(middle);
    // The text block keeps its natural length of 1; the columns are scaled to their share beside it.
    for (let row = 0; row < prepared.rows; row++) {
      const text = prepared.textOf[row];
      if (text >= 0 && vectors !== undefined)
        matrix.data.set(
          vectors.data.subarray(text * textWidth, (text + 1) * textWidth),
          row * width,
        );
      else {
        matrix.data.set(nothing, row * width);
        if (silent) matrix.data[row * width + textWidth] = loudness;
      }
    }
    at = textWidth + (silent ? 1 : 0);
  }
  for (const block of recipe.blocks) {
    const { means, scale } = block;
    const values = spreadBlock(prepared, block);
    if (values !== undefined)
      for (let row = 0; row < prepared.rows; row++)
        for (let col = 0; col < means.length; col++)
          matrix.data[row * width + at + col] =
            (values[row * means.length + col] - means[col]) * scale;
    at += means.length;
  }
  return { matrix, columns: recipe.columns, textShare: recipe.textShare };
}

function spreadBlock(
  prepared: Prepared,
  block: NumberRecipe | CategoryRecipe,
): Float64Array | undefined {
  if (block.kind === 'category') {
    const column = prepared.categories.find(({ name }) => name === block.column);
    return column && spreadCategory(column, block);
  }
  const among = block.kind === 'date' ? prepared.dates : prepared.numbers;
  const column = among.find(({ name }) => name === block.column);
  return column && spreadNumber(column, block);
}

/** Values of a number or date in its units from its middle, and beside them whether they are unknown. */
export function spreadNumber(
  { values: given }: NamedNumbers,
  { logged, middle, unit, unknown }: Pick<NumberRecipe, 'logged' | 'middle' | 'unit' | 'unknown'>,
): Float64Array {
  const width = unknown ? 2 : 1;
  const values = new Float64Array(given.length * width);
  for (let row = 0; row < given.length; row++) {
    const value = given[row];
    if (Number.isNaN(value)) {
      if (unknown) values[row * width + 1] = 1;
    } else if (unit > 0) {
      // Below nothing there is no logarithm, and nothing is the least that was seen.
      const measured = logged ? Math.log1p(Math.max(0, value)) : value;
      values[row * width] = Math.max(-FENCE, Math.min(FENCE, (measured - middle) / unit));
    }
  }
  return values;
}

/** A 1 at the level of each customer, or at unknown. */
export function spreadCategory(
  { levels: given, codes }: NamedCategories,
  { levels, unknown }: Pick<CategoryRecipe, 'levels' | 'unknown'>,
): Float64Array {
  const width = levels.length + (unknown ? 1 : 0);
  const placeOf = new Map(levels.map((level, at) => [level, at]));
  const places = given.map((level) => placeOf.get(level) ?? -1);
  const values = new Float64Array(codes.length * width);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row];
    const place = code >= 0 ? places[code] : unknown ? levels.length : -1;
    if (place >= 0) values[row * width + place] = 1;
  }
  return values;
}
