/** One column of the joined space, as a marketer can read it. */
export interface FeatureColumn {
  readonly block: 'text' | 'columns';
  /** The column of the file; empty for the text block. */
  readonly column: string;
  /** `silent`: whether the customer says nothing. */
  readonly meaning: 'text' | 'silent' | 'amount' | 'log-amount' | 'date' | 'level' | 'unknown';
  /** The level, for a category. */
  readonly level?: string;
}

/** What was learnt of the texts. */
export interface TextRecipe {
  /** The mean vector of what customers say: who says nothing stands there. */
  readonly middle: readonly number[];
  /** Whether an axis of its own tells who says nothing, and how far they stand along it. */
  readonly silent: boolean;
  readonly loudness: number;
}

/** What was learnt of one column. */
interface BlockRecipe {
  readonly column: string;
  /** Whether unknown has a place of its own: some were unknown. */
  readonly unknown: boolean;
  /** What is taken off each of its places, so that their means are 0. */
  readonly means: readonly number[];
  /** What they are multiplied by. */
  readonly scale: number;
}

export interface NumberRecipe extends BlockRecipe {
  readonly kind: 'amount' | 'date';
  /** Measured by its logarithm. */
  readonly logged: boolean;
  readonly middle: number;
  /** The spread that counts as one; 0 where nothing varies but what is known. */
  readonly unit: number;
}

export interface CategoryRecipe extends BlockRecipe {
  readonly kind: 'category';
  readonly levels: readonly string[];
}

/**
 * All that joining texts and columns has learnt of a file: plain data, so that customers of another file
 * can be put into the same space. Columns are known by their names.
 */
export interface FeatureRecipe {
  /** Undefined where texts take no part. */
  readonly text?: TextRecipe;
  readonly blocks: readonly (NumberRecipe | CategoryRecipe)[];
  readonly columns: readonly FeatureColumn[];
  /** Share of the total variance that the texts carry, 0 to 1. */
  readonly textShare: number;
}
