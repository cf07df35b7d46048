"""Golden numbers for clustering by density, from scikit-learn and the hdbscan package.

    python -m venv venv && venv/bin/pip install numpy scikit-learn scipy hdbscan
    venv/bin/python test/golden/make-density.py

Writes density.json beside this script. Inputs are stored as they read back as 32-bit floats.

Where distances tie, both packages place a row by the order of the rows. So HDBSCAN is also run on a
matrix of mutual reachability in which ties are broken by distance, and its answers as it is are kept
beside (`asItIs`, `package`). A validity index is computed by the package's own code with ties broken
the same way; `low` and `high` are what it gave as it is on shuffled rows.
"""

import json
import warnings
from contextlib import contextmanager
from pathlib import Path

import hdbscan
import numpy as np
import sklearn
from sklearn.cluster import DBSCAN, HDBSCAN
from sklearn.datasets import load_iris, make_circles, make_moons
from sklearn.metrics import pairwise_distances

warnings.filterwarnings("ignore")
HERE = Path(__file__).parent
RANDOM = np.random.default_rng(20261123)
SHUFFLES = 12


def stored(rows, places=3):
    return np.round(rows, places).astype(np.float32)


def table(rows, places=3):
    return {
        "rows": int(rows.shape[0]),
        "cols": int(rows.shape[1]),
        "data": [round(float(x), places) for x in rows.ravel()],
    }


def blobs(sizes, cols, spreads, distance, noise=0):
    centres = RANDOM.normal(0, distance, (len(sizes), cols))
    parts = [c + RANDOM.normal(0, s, (n, cols)) for c, s, n in zip(centres, spreads, sizes)]
    if noise:
        parts.append(RANDOM.uniform(-3 * distance, 3 * distance, (noise, cols)))
    rows = np.vstack(parts)
    return stored(RANDOM.permutation(rows))


def sets():
    moons = make_moons(180, noise=0.07, random_state=3)[0]
    circles = make_circles(160, noise=0.04, factor=0.4, random_state=4)[0]
    return {
        "blobs": blobs([60, 50, 40], 4, [0.5, 0.5, 0.5], 4),
        "densities": blobs([70, 50, 30, 20], 3, [0.2, 0.6, 1.2, 0.3], 4, noise=20),
        "moons": stored(moons),
        "circles": stored(circles),
        "wide": blobs([50, 40, 30], 24, [0.8, 0.8, 0.8], 1.2, noise=10),
        "iris": load_iris().data.astype(np.float32),
        "uniform": stored(RANDOM.uniform(0, 1, (120, 3))),
        "single": blobs([100], 2, [1.0], 1),
    }


def rounded(values, places=7):
    return [round(float(x), places) for x in values]


def reachability(rows, samples):
    """Mutual reachability where ties are broken by distance, by a billionth of it."""
    apart = pairwise_distances(rows)
    core = np.sort(apart, axis=1)[:, samples - 1]
    return np.maximum(np.maximum(apart, core[:, None]), core[None, :]) + 1e-9 * apart


def dbscan_cases(data):
    cases = []
    for name, eps, min_samples in [
        ("blobs", 0.9, 5),
        ("densities", 0.6, 4),
        ("moons", 0.18, 5),
        ("moons", 0.08, 6),
        ("circles", 0.15, 4),
        ("wide", 4.6, 6),
        ("iris", 0.5, 5),
        ("uniform", 0.15, 5),
        ("uniform", 0.01, 2),
        ("single", 5.0, 1),
    ]:
        found = DBSCAN(eps=eps, min_samples=min_samples).fit(data[name].astype(np.float64))
        cases.append(
            {
                "set": name,
                "eps": eps,
                "minSamples": min_samples,
                "labels": found.labels_.tolist(),
                "core": found.core_sample_indices_.tolist(),
            }
        )
    return cases


def hdbscan_cases(data):
    cases = []
    for name, size, samples, method, epsilon, single in [
        ("blobs", 10, 5, "eom", 0.0, False),
        ("blobs", 5, 2, "leaf", 0.0, False),
        ("blobs", 5, 2, "eom", 1.2, False),
        ("densities", 8, 4, "eom", 0.0, False),
        ("densities", 8, 4, "leaf", 0.0, False),
        ("densities", 5, 3, "leaf", 0.5, False),
        ("moons", 12, 5, "eom", 0.0, False),
        ("moons", 5, 3, "leaf", 0.12, False),
        ("circles", 10, 4, "eom", 0.0, False),
        ("wide", 10, 5, "eom", 0.0, False),
        ("wide", 6, 1, "leaf", 0.0, False),
        ("iris", 10, 5, "eom", 0.0, False),
        ("uniform", 8, 4, "eom", 0.0, False),
        ("uniform", 8, 4, "eom", 0.0, True),
        ("single", 10, 5, "eom", 0.0, True),
        ("single", 10, 5, "eom", 0.5, True),
        ("single", 40, 5, "leaf", 0.0, False),
    ]:
        rows = data[name].astype(np.float64)
        settings = {
            "min_cluster_size": size,
            "cluster_selection_method": method,
            "cluster_selection_epsilon": epsilon,
            "allow_single_cluster": single,
        }
        reach = reachability(rows, samples)
        found = hdbscan.HDBSCAN(metric="precomputed", min_samples=1, **settings).fit(reach)
        case = {
            "set": name,
            "minClusterSize": size,
            "minSamples": samples,
            "method": method,
            "epsilon": epsilon,
            "allowSingle": single,
            "labels": found.labels_.tolist(),
            "probabilities": rounded(found.probabilities_),
            "persistence": rounded(found.cluster_persistence_),
            "outliers": rounded(found.outlier_scores_),
            "heights": rounded(found.single_linkage_tree_.to_numpy()[:, 2]),
        }
        # With an epsilon, scikit-learn 1.9 fails under NumPy 2.4 (a cast in its epsilon search).
        if epsilon == 0.0 or single:
            tied = HDBSCAN(metric="precomputed", min_samples=1, copy=True, **settings).fit(reach)
            plain = HDBSCAN(min_samples=samples, copy=True, **settings).fit(rows)
            case["sklearn"] = {
                "labels": tied.labels_.tolist(),
                "probabilities": rounded(tied.probabilities_),
                "asItIs": plain.labels_.tolist(),
            }
        if samples > 1:
            # The package does not count the row itself.
            plain = hdbscan.HDBSCAN(
                min_samples=samples - 1,
                algorithm="prims_kdtree",
                approx_min_span_tree=False,
                prediction_data=True,
                **settings,
            ).fit(rows)
            case["package"] = {
                "labels": plain.labels_.tolist(),
                "outliers": rounded(plain.outlier_scores_),
            }
            # Where ties change the tree itself, there is nothing to compare row by row.
            alike = np.abs(plain.outlier_scores_ - found.outlier_scores_) < 1e-6
            if plain.labels_.max() > 0 and alike.mean() > 0.98:
                soft = hdbscan.all_points_membership_vectors(plain)
                case["package"]["membership"] = [float(f"{x:.6g}") for x in soft.ravel()]
        cases.append(case)
    return cases


@contextmanager
def ties_by_distance():
    """Lets the package's own code break ties of mutual reachability by distance."""
    module = hdbscan.validity
    kept = module.distances_between_points, module.isclose

    def reach(rows, labels, cluster, *args, **kwargs):
        found, core = kept[0](rows, labels, cluster, *args, **kwargs)
        return found + 1e-9 * pairwise_distances(rows[labels == cluster]), core

    module.distances_between_points = reach
    module.isclose = lambda a, b: np.isclose(a, b, rtol=1e-14, atol=0)
    yield
    module.distances_between_points, module.isclose = kept


def validity_cases(data):
    cases = []
    for name, labels in [
        ("blobs", HDBSCAN(min_cluster_size=10, copy=True).fit_predict(data["blobs"])),
        ("densities", HDBSCAN(min_cluster_size=8, copy=True).fit_predict(data["densities"])),
        ("moons", DBSCAN(eps=0.18).fit_predict(data["moons"])),
        ("circles", DBSCAN(eps=0.15, min_samples=4).fit_predict(data["circles"])),
        ("wide", HDBSCAN(min_cluster_size=10, min_samples=5, copy=True).fit_predict(data["wide"])),
        ("blobs", np.arange(150) % 3),
        ("uniform", (data["uniform"][:, 0] > 0.5).astype(int)),
    ]:
        rows = data[name].astype(np.float64)
        labels = np.asarray(labels)
        with ties_by_distance():
            score, each = hdbscan.validity.validity_index(rows, labels, per_cluster_scores=True)
        scores = [hdbscan.validity.validity_index(rows, labels)]
        for _ in range(SHUFFLES):
            order = RANDOM.permutation(len(rows))
            scores.append(hdbscan.validity.validity_index(rows[order], labels[order]))
        cases.append(
            {
                "set": name,
                "labels": labels.tolist(),
                "score": float(score),
                "each": rounded(each),
                "low": float(min(scores)),
                "high": float(max(scores)),
            }
        )
    return cases


data = sets()
content = {
    "made": {"scikit-learn": sklearn.__version__, "hdbscan": "0.8.44"},
    "sets": {name: table(rows) for name, rows in data.items()},
    "dbscan": dbscan_cases(data),
    "hdbscan": hdbscan_cases(data),
    "validity": validity_cases(data),
}
(HERE / "density.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")
