/**
 * Class TF-IDF: how much of what a class says a term is, times how rare it is anywhere,
 * tf(t, c) / |c| x log(1 + A / f(t)), A the mean number of terms per class, f(t) how often the term stands
 * in all classes.
 *
 * @param counts terms x classes, row by row: how often each term stands in each class.
 * @returns terms x classes.
 * @see Grootendorst 2022, arXiv:2203.05794
 */
export function classTfidf(counts: Float64Array, classes: number): Float64Array {
  const terms = classes === 0 ? 0 : counts.length / classes;
  const ofClass = new Float64Array(classes);
  const ofTerm = new Float64Array(terms);
  for (let term = 0, at = 0; term < terms; term++)
    for (let one = 0; one < classes; one++, at++) {
      ofClass[one] += counts[at];
      ofTerm[term] += counts[at];
    }
  const mean = ofClass.reduce((sum, count) => sum + count, 0) / Math.max(1, classes);
  const scores = new Float64Array(counts.length);
  for (let term = 0, at = 0; term < terms; term++) {
    const rare = ofTerm[term] === 0 ? 0 : Math.log(1 + mean / ofTerm[term]);
    for (let one = 0; one < classes; one++, at++)
      if (counts[at] > 0) scores[at] = (counts[at] / ofClass[one]) * rare;
  }
  return scores;
}
