"""Golden numbers for the methods that part rows, from scikit-learn, SciPy and kmedoids.

    python -m venv venv && venv/bin/pip install numpy scikit-learn scipy kmedoids
    venv/bin/python test/golden/make-partition.py

Writes partition.json beside this script.
"""

import json
import warnings
from importlib.metadata import version
from pathlib import Path

import kmedoids
import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist
from sklearn.cluster import BisectingKMeans, KMeans, MiniBatchKMeans
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_mutual_info_score, homogeneity_completeness_v_measure
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")
HERE = Path(__file__).parent
RANDOM = np.random.default_rng(20261123)


def stored(rows, places=3):
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
    return stored(rows[RANDOM.permutation(len(rows))])


def linkages():
    cases = []
    for name, rows in [
        ("shapeless", stored(RANDOM.normal(0, 1, (90, 5)))),
        ("grouped", blobs([30, 25, 15], 4, 0.5, 3.0)),
    ]:
        trees = {}
        for kind in ("single", "complete", "average"):
            tree = linkage(rows.astype(np.float64), kind)
            trees[kind] = {
                "heights": [round(float(h), 6) for h in tree[:, 2]],
                "cuts": [
                    {"k": k, "labels": fcluster(tree, k, "maxclust").tolist()} for k in (2, 3, 6)
                ],
            }
        cases.append({"name": name, "features": table(rows), "trees": trees})
    weights = RANDOM.integers(1, 5, 25)
    rows = stored(RANDOM.normal(0, 1, (25, 3)))
    tree = linkage(np.repeat(rows, weights, axis=0).astype(np.float64), "average")
    weighted = {
        "features": table(rows),
        "weights": weights.tolist(),
        "heights": tree[-24:, 2].tolist(),
    }
    return {"cases": cases, "weighted": weighted}


class Started(GaussianMixture):
    """A mixture whose first responsibilities are given labels."""

    def _initialize_parameters(self, X, *args, **kwargs):
        self._initialize(X, np.eye(self.n_components)[self.start])


def mixtures():
    rows = blobs([60, 45, 35], 3, 1.0, 1.6) * np.array([1, 2, 0.5], dtype=np.float32)
    rows = stored(rows)
    exact = rows.astype(np.float64)
    start = KMeans(3, n_init=10, random_state=0).fit(exact).labels_
    floor = 1e-6 * exact.var(axis=0).mean()
    fits = []
    for covariance in ("full", "tied", "diag", "spherical"):
        model = Started(3, covariance_type=covariance, tol=1e-10, max_iter=5000, reg_covar=floor)
        model.start = start
        model.fit(exact)
        fits.append(
            {
                "covariance": covariance,
                "logLikelihood": float(model.score(exact)),
                "bic": float(model.bic(exact)),
                "aic": float(model.aic(exact)),
                "shares": sorted(map(float, model.weights_)),
                "labels": model.predict(exact).tolist(),
                "largest": [round(float(x), 6) for x in model.predict_proba(exact).max(axis=1)],
            }
        )
    return {"features": table(rows), "start": start.tolist(), "fits": fits}


def medoids():
    cases = []
    for name, rows, k in [
        ("grouped", blobs([30, 25, 20, 15], 4, 0.6, 2.5), 4),
        ("shapeless", stored(RANDOM.random((120, 3))), 6),
    ]:
        distances = cdist(rows.astype(np.float64), rows.astype(np.float64))
        best = min(
            (kmedoids.fasterpam(distances, k, random_state=seed) for seed in range(50)),
            key=lambda found: found.loss,
        )
        cases.append(
            {
                "name": name,
                "features": table(rows),
                "k": k,
                "deviation": float(best.loss),
                "medoids": sorted(map(int, best.medoids)),
            }
        )
    return {"cases": cases}


def waves():
    """Rows that any language can make: eight groups that overlap a little."""
    i = np.arange(6000)[:, None]
    j = np.arange(1, 6)[None, :]
    return (3 * np.sin(1.7 * (i % 8) * j + j) + np.sin(0.61803 * i * (j + 2))).astype(np.float32)


def halving():
    rows = waves().astype(np.float64)
    small = [MiniBatchKMeans(8, n_init=3, random_state=seed).fit(rows).inertia_ for seed in range(9)]
    halves = [
        BisectingKMeans(8, n_init=4, random_state=seed).fit(rows).inertia_ for seed in range(5)
    ]
    whole = KMeans(8, n_init=10, random_state=0).fit(rows).inertia_
    return {
        "sum": float(rows.sum()),
        "miniBatch": float(np.median(small)),
        "bisecting": float(np.median(halves)),
        "kmeans": float(whole),
    }


def agreement():
    pairs = [
        ([0, 0, 1, 1], [1, 1, 0, 0]),
        ([0, 0, 0, 0], [0, 1, 2, 3]),
        ([0, 0, 0, 0], [0, 0, 0, 0]),
        ([0, 1, 2, 3], [0, 1, 2, 3]),
        ([0, 0, 1, 1], [0, 1, 0, 1]),
    ]
    for classes in [(2, 2), (5, 3), (20, 4), (30, 40)]:
        a = RANDOM.integers(0, classes[0], 120)
        b = np.where(RANDOM.random(120) < 0.3, RANDOM.integers(0, classes[1], 120), a % classes[1])
        pairs.append((a.tolist(), b.tolist()))
    cases = []
    for a, b in pairs:
        homogeneity, completeness, v = homogeneity_completeness_v_measure(a, b)
        cases.append(
            {
                "a": a,
                "b": b,
                "ami": float(adjusted_mutual_info_score(a, b)),
                "homogeneity": float(homogeneity),
                "completeness": float(completeness),
                "v": float(v),
            }
        )
    return {"cases": cases}


def matching():
    cases = []
    for rows, cols in [(1, 1), (5, 5), (4, 7), (7, 4), (12, 12)]:
        worth = np.round(RANDOM.random((rows, cols)), 3)
        at = linear_sum_assignment(worth, maximize=True)
        cases.append(
            {
                "rows": rows,
                "cols": cols,
                "worth": worth.ravel().tolist(),
                "most": float(worth[at].sum()),
            }
        )
    return {"cases": cases}


def gap():
    """Tibshirani's gap with 200 references, on principal axes."""
    rows = blobs([40, 30, 20], 3, 0.7, 3.0)
    exact = rows.astype(np.float64)
    centred = exact - exact.mean(axis=0)
    scores = centred @ np.linalg.svd(centred, full_matrices=False)[2].T

    def within(points, k):
        return np.log(KMeans(k, n_init=4, random_state=0).fit(points).inertia_)

    low, high = scores.min(axis=0), scores.max(axis=0)
    draws = [RANDOM.uniform(low, high, scores.shape) for _ in range(200)]
    gaps = []
    for k in range(1, 7):
        there = [within(draw, k) for draw in draws]
        gaps.append({"gap": float(np.mean(there) - within(scores, k)), "sd": float(np.std(there))})
    return {"features": table(rows), "gaps": gaps}


def topics():
    texts = []
    for text in range(90):
        topic = text % 3
        own = RANDOM.integers(0, 8, RANDOM.integers(3, 9)) + 8 * topic
        common = RANDOM.integers(24, 30, RANDOM.integers(1, 4))
        texts.append([int(x) for x in np.concatenate([own, common])])
    vectors = TfidfVectorizer(analyzer=lambda words: [f"w{word:02}" for word in words], min_df=2)
    matrix = vectors.fit_transform(texts)
    cases = []
    for k in (3, 5):
        model = NMF(k, init="nndsvda", random_state=0, tol=1e-4, max_iter=500)
        weights = model.fit_transform(matrix)
        scaled = weights * np.linalg.norm(model.components_, axis=1)
        names = vectors.get_feature_names_out()
        cases.append(
            {
                "k": k,
                "error": float(model.reconstruction_err_),
                "labels": scaled.argmax(axis=1).tolist(),
                "first": [str(names[i]) for i in model.components_.argmax(axis=1)],
            }
        )
    return {"texts": texts, "sum": float(matrix.sum()), "cases": cases}


made = {
    "made": {name: version(name) for name in ("scikit-learn", "scipy", "kmedoids")},
    "linkages": linkages(),
    "mixtures": mixtures(),
    "medoids": medoids(),
    "halving": halving(),
    "agreement": agreement(),
    "matching": matching(),
    "gap": gap(),
    "topics": topics(),
}
(HERE / "partition.json").write_text(json.dumps(made, separators=(",", ":")) + "\n")
