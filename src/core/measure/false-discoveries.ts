/**
 * p-values adjusted for many tests by the false discovery rate: of those at or below q, a share of q is
 * expected to be chance.
 *
 * @param values NaN where nothing was tested; it stays so.
 * @see Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
 */
export function adjustForMany(values: readonly number[]): number[] {
  const tested = [...values.keys()].filter((at) => !Number.isNaN(values[at]));
  tested.sort((a, b) => values[b] - values[a] || a - b);
  const adjusted = values.map(() => Number.NaN);
  let least = 1;
  tested.forEach((at, place) => {
    least = Math.min(least, (values[at] * tested.length) / (tested.length - place));
    adjusted[at] = least;
  });
  return adjusted;
}
