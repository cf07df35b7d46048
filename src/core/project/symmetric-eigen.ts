/** Eigenvalues from the greatest to the least, and a unit vector for each, row by row. */
export interface Eigen {
  readonly values: Float64Array<ArrayBuffer>;
  /** size x size. */
  readonly vectors: Float64Array<ArrayBuffer>;
}

/**
 * All eigenvalues and eigenvectors of a symmetric matrix: Householder's reduction to three diagonals,
 * then QL steps with implicit shifts. O(size^3), about 13 size^3 / 3 multiplications.
 *
 * @param matrix size x size; only read.
 * @see Bowdler, Martin, Reinsch and Wilkinson 1968, doi:10.1007/BF02161360 (tred2, tql2)
 */
export function findEigen(matrix: ArrayLike<number>, size: number): Eigen {
  const z = Float64Array.from(matrix);
  const diagonal = new Float64Array(size);
  const beside = new Float64Array(size);
  reduce(z, size, diagonal, beside);
  iterate(z, size, diagonal, beside);
  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[b] - diagonal[a] || a - b);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    for (let i = 0; i < size; i++) vectors[to * size + i] = z[i * size + from];
  });
  return { values: Float64Array.from(order, (at) => diagonal[at]), vectors };
}

function reduce(z: Float64Array, n: number, d: Float64Array, e: Float64Array): void {
  for (let i = n - 1; i > 0; i--) {
    const row = i * n;
    let scale = 0;
    let h = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(z[row + k]);
    if (i === 1 || scale === 0) e[i] = z[row + i - 1];
    else {
      for (let k = 0; k < i; k++) {
        z[row + k] /= scale;
        h += z[row + k] ** 2;
      }
      const f = z[row + i - 1];
      const g = f >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      z[row + i - 1] = f - g;
      let along = 0;
      for (let j = 0; j < i; j++) {
        z[j * n + i] = z[row + j] / h;
        let sum = 0;
        for (let k = 0; k <= j; k++) sum += z[j * n + k] * z[row + k];
        for (let k = j + 1; k < i; k++) sum += z[k * n + j] * z[row + k];
        e[j] = sum / h;
        along += e[j] * z[row + j];
      }
      const half = along / (h + h);
      for (let j = 0; j < i; j++) {
        const a = z[row + j];
        const b = e[j] - half * a;
        e[j] = b;
        for (let k = 0; k <= j; k++) z[j * n + k] -= a * e[k] + b * z[row + k];
      }
    }
    d[i] = h;
  }
  d[0] = 0;
  e[0] = 0;
  for (let i = 0; i < n; i++) {
    const row = i * n;
    if (d[i] !== 0)
      for (let j = 0; j < i; j++) {
        let sum = 0;
        for (let k = 0; k < i; k++) sum += z[row + k] * z[k * n + j];
        for (let k = 0; k < i; k++) z[k * n + j] -= sum * z[k * n + i];
      }
    d[i] = z[row + i];
    z[row + i] = 1;
    for (let j = 0; j < i; j++) {
      z[j * n + i] = 0;
      z[row + j] = 0;
    }
  }
}

function iterate(z: Float64Array, n: number, d: Float64Array, e: Float64Array): void {
  for (let i = 1; i < n; i++) e[i - 1] = e[i];
  e[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let round = 0; round < 60; round++) {
      let m = l;
      for (; m < n - 1; m++) {
        const near = Math.abs(d[m]) + Math.abs(d[m + 1]);
        if (Math.abs(e[m]) <= Number.EPSILON * near) break;
      }
      if (m === l) break;
      let g = (d[l + 1] - d[l]) / (2 * e[l]);
      let r = Math.hypot(g, 1);
      g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
      let s = 1;
      let c = 1;
      let p = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * e[i];
        const b = c * e[i];
        r = Math.hypot(f, g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1] -= p;
          e[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1] - p;
        r = (d[i] - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        for (let k = 0; k < n; k++) {
          const at = k * n + i;
          const next = z[at + 1];
          z[at + 1] = s * z[at] + c * next;
          z[at] = c * z[at] - s * next;
        }
      }
      if (r === 0 && i >= l) continue;
      d[l] -= p;
      e[l] = g;
      e[m] = 0;
    }
  }
}
