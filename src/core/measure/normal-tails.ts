/** Where the continued fraction begins to converge quickly. */
const FAR = 2.5;

/** How likely a normal deviate at least as far from 0, to either side, is: erfc(|z| / sqrt 2). */
export function normalTails(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const density = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < FAR) {
    let term = x;
    let sum = x;
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 * density * sum;
  }
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return density / fraction;
}
