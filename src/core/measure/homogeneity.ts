import { countMeetings, entropyOf, mutualInformation } from './contingency-table';

export interface Homogeneity {
  /** 1 when every segment holds rows of one class only. */
  readonly homogeneity: number;
  /** 1 when every class lies in one segment. */
  readonly completeness: number;
  /** Their harmonic mean, the V-measure; equal to normalised mutual information. */
  readonly v: number;
}

/**
 * How purely segments hold known classes, and how whole.
 *
 * @see Rosenberg and Hirschberg 2007, https://aclanthology.org/D07-1043
 */
export function measureHomogeneity(
  classes: ArrayLike<number>,
  labels: ArrayLike<number>,
): Homogeneity {
  if (classes.length === 0) return { homogeneity: 1, completeness: 1, v: 1 };
  const table = countMeetings(classes, labels);
  const ofClasses = entropyOf(table.a, table.rows);
  const ofLabels = entropyOf(table.b, table.rows);
  const mutual = mutualInformation(table);
  const homogeneity = ofClasses === 0 ? 1 : mutual / ofClasses;
  const completeness = ofLabels === 0 ? 1 : mutual / ofLabels;
  const sum = homogeneity + completeness;
  return { homogeneity, completeness, v: sum === 0 ? 0 : (2 * homogeneity * completeness) / sum };
}
