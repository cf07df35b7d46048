"""Golden numbers for the tests, from scikit-learn, SciPy and umap-learn.

    python -m venv venv && venv/bin/pip install numpy scikit-learn scipy umap-learn
    venv/bin/python test/golden/make-golden.py

Writes the .json files beside this script. Inputs are stored with the answers, rounded so that they
read back as the same 32-bit floats, and the answers are computed from those floats.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.stats import norm, skew
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness
from sklearn.metrics import (
    adjusted_rand_score,
    calinski_harabasz_score,
    davies_bouldin_score,
    normalized_mutual_info_score,
    silhouette_samples,
    silhouette_score,
)
from sklearn.neighbors import NearestNeighbors

warnings.filterwarnings("ignore")
HERE = Path(__file__).parent
RANDOM = np.random.default_rng(20260917)


def stored(rows, places=3):
    """The rows as they will be read: rounded, then as 32-bit floats."""
    return np.round(rows, places).astype(np.float32)


def table(rows, places=3):
    return {
        "rows": int(rows.shape[0]),
        "cols": int(rows.shape[1]),
        "data": [round(float(x), places) for x in rows.ravel()],
    }


def blobs(sizes, cols, spread, distance):
    centres = RANDOM.normal(0, distance, (len(sizes), cols))
    rows = np.vstack(
        [centre + RANDOM.normal(0, spread, (size, cols)) for centre, size in zip(centres, sizes)]
    )
    labels = np.repeat(np.arange(len(sizes)), sizes)
    order = RANDOM.permutation(len(labels))
    return stored(rows[order]), labels[order]


def write(name, content):
    content = {"made": {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__}, **content}
    (HERE / f"{name}.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")


def separation():
    cases = []
    for sizes, cols, spread, distance in [
        ([30, 25, 20, 15], 5, 0.8, 1.5),
        ([60, 1, 20], 3, 1.0, 2.0),
        ([25, 25], 8, 1.0, 0.2),
    ]:
        rows, labels = blobs(sizes, cols, spread, distance)
        exact = rows.astype(np.float64)
        cases.append(
            {
                "features": table(rows),
                "labels": labels.tolist(),
                "silhouette": float(silhouette_score(exact, labels)),
                "calinskiHarabasz": float(calinski_harabasz_score(exact, labels)),
                "daviesBouldin": float(davies_bouldin_score(exact, labels)),
            }
        )
    write("separation", {"cases": cases, "many": [many_rows(8), many_rows(50)]})


def many_rows(k, count=6000):
    """Rows that any language can make: groups that overlap a little, in turn; of all, and of the first 2,000."""
    i = np.arange(count)[:, None]
    j = np.arange(1, 6)[None, :]
    rows = (3 * np.sin(1.7 * (i % k) * j + j) + np.sin(0.61803 * i * (j + 2))).astype(np.float32)
    each = silhouette_samples(rows.astype(np.float64), np.arange(count) % k)
    return {
        "k": k,
        "sum": float(rows.astype(np.float64).sum()),
        "ofAll": float(each.mean()),
        "ofFirst": float(each[:2000].mean()),
    }


def agreement():
    pairs = [
        ([0, 0, 1, 1], [0, 0, 1, 1]),
        ([0, 0, 1, 1], [1, 1, 0, 0]),
        ([0, 0, 1, 2], [0, 0, 1, 1]),
        ([0, 0, 0, 0], [0, 1, 2, 3]),
        ([0, 0, 0, 0], [0, 0, 0, 0]),
        ([0, 1, 2, 3], [0, 1, 2, 3]),
        ([0, 0, 1, 1], [0, 1, 0, 1]),
    ]
    for classes in [(2, 2), (5, 3), (8, 8), (20, 4)]:
        a = RANDOM.integers(0, classes[0], 120)
        noise = RANDOM.random(120) < 0.3
        b = np.where(noise, RANDOM.integers(0, classes[1], 120), a % classes[1])
        pairs.append((a.tolist(), b.tolist()))
    write(
        "agreement",
        {
            "cases": [
                {
                    "a": a,
                    "b": b,
                    "ari": float(adjusted_rand_score(a, b)),
                    "nmi": float(normalized_mutual_info_score(a, b)),
                }
                for a, b in pairs
            ]
        },
    )


def ward():
    cases = []
    for name, rows in [
        ("random", stored(RANDOM.normal(0, 1, (120, 7)))),
        ("clustered", blobs([40, 30, 20, 10], 6, 0.4, 3.0)[0]),
        ("line", stored(np.cumsum(RANDOM.exponential(1, (40, 1)), axis=0) / 10)),
    ]:
        tree = linkage(rows.astype(np.float64), "ward")
        cases.append(
            {
                "name": name,
                "features": table(rows),
                "heights": tree[:, 2].tolist(),
                "cuts": [
                    {"k": k, "labels": fcluster(tree, k, "maxclust").tolist()}
                    for k in (1, 2, 3, 4, 7, 15)
                ],
            }
        )
    weights = RANDOM.integers(1, 6, 40)
    rows = stored(RANDOM.normal(0, 1, (40, 4)))
    repeated = np.repeat(rows, weights, axis=0).astype(np.float64)
    tree = linkage(repeated, "ward")
    write(
        "ward",
        {
            "cases": cases,
            "weighted": {
                "features": table(rows),
                "weights": weights.tolist(),
                "heights": tree[-39:, 2].tolist(),
            },
        },
    )


def kmeans():
    cases = []
    for name, (rows, truth), k in [
        ("separated", blobs([50, 40, 30, 20, 10], 4, 0.4, 4.0), 5),
        ("overlapping", blobs([60, 50, 40, 30, 20], 6, 1.0, 1.2), 5),
        ("shapeless", (stored(RANDOM.random((150, 3))), np.zeros(150)), 8),
    ]:
        found = KMeans(k, n_init=10, random_state=0).fit(rows.astype(np.float64))
        cases.append(
            {
                "name": name,
                "features": table(rows),
                "k": k,
                "inertia": float(found.inertia_),
                "labels": found.labels_.tolist(),
                "truth": truth.astype(int).tolist(),
            }
        )
    write("kmeans", {"cases": cases})


def pca():
    skewed = RANDOM.normal(0, 1, (80, 8)) * np.array([5, 3.5, 2.4, 1.6, 1, 0.6, 0.3, 0.1])
    turn, _ = np.linalg.qr(RANDOM.normal(0, 1, (8, 8)))
    rows = stored(skewed @ turn + RANDOM.normal(0, 3, 8))
    found = PCA(4).fit(rows.astype(np.float64))
    write(
        "pca",
        {
            "features": table(rows),
            "deviations": np.sqrt(found.explained_variance_).tolist(),
            "axes": found.components_.tolist(),
            "mean": found.mean_.tolist(),
        },
    )


def neighbours():
    rows = stored(RANDOM.normal(0, 1, (300, 9)))
    exact = rows.astype(np.float64)
    distances, indices = NearestNeighbors(n_neighbors=11).fit(exact).kneighbors(exact)
    write(
        "neighbours",
        {
            "features": table(rows),
            "k": 10,
            "indices": indices[:, 1:].ravel().tolist(),
            "distances": [round(float(x), 6) for x in distances[:, 1:].ravel()],
        },
    )


def curves():
    p = [1e-6, 1e-4, 0.001, 0.02, 0.0243, 0.05, 0.2, 0.4, 0.5, 0.6, 0.9, 0.9757, 0.976, 0.9999]
    samples = [
        [1, 2, 3, 4, 100],
        [0, 0, 0, 1],
        [-2, -1, 0, 1, 2],
        np.round(RANDOM.lognormal(0, 1, 60), 3).tolist(),
    ]
    write(
        "curves",
        {
            "probit": [{"p": x, "z": float(norm.ppf(x))} for x in p],
            "skewness": [{"values": s, "skewness": float(skew(s))} for s in samples],
        },
    )


def layout():
    import umap

    digits = load_digits()
    pick = RANDOM.permutation(len(digits.target))[:360]
    rows = digits.data[pick]
    labels = digits.target[pick]
    scores = []
    for seed in range(3):
        plane = umap.UMAP(n_neighbors=16, min_dist=0.1, random_state=seed).fit_transform(rows)
        scores.append(float(trustworthiness(rows, plane, n_neighbors=15)))
    # A plane that any language can make, to check the yardstick itself.
    places = np.arange(1, rows.shape[1] + 1)
    plane = rows @ np.stack([np.sin(places), np.cos(2 * places)], axis=1)
    axes = PCA(3).fit(rows)
    write(
        "layout",
        {
            "umap-learn": umap.__version__,
            "rows": int(rows.shape[0]),
            "cols": int(rows.shape[1]),
            # One letter per grey value, 'a' for 0 to 'q' for 16.
            "digits": ["".join(chr(97 + int(x)) for x in row) for row in rows],
            "labels": labels.tolist(),
            "trustworthiness": float(np.mean(scores)),
            "trustworthinessOfWaves": float(trustworthiness(rows, plane, n_neighbors=15)),
            "deviations": np.sqrt(axes.explained_variance_).tolist(),
            "axes": [[round(float(x), 6) for x in axis] for axis in axes.components_],
        },
    )


for make in (separation, agreement, ward, kmeans, pca, neighbours, curves, layout):
    make()
