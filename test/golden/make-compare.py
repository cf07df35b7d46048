"""Golden numbers for comparing two labellings, from scikit-learn and SciPy.

    python -m venv venv && venv/bin/pip install numpy scikit-learn scipy
    venv/bin/python test/golden/make-compare.py

Writes compare.json beside this script.
"""

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import (
    adjusted_mutual_info_score,
    adjusted_rand_score,
    normalized_mutual_info_score,
)
from sklearn.metrics.cluster import contingency_matrix

HERE = Path(__file__).parent
RANDOM = np.random.default_rng(20261124)


def labels(customers, k, unplaced=0.0):
    found = RANDOM.integers(0, k, customers)
    found[:k] = np.arange(k)
    found[k:][RANDOM.random(customers - k) < unplaced] = -1
    return found


def altered(a, k, share, unplaced=0.0):
    b = a.copy()
    moved = RANDOM.random(len(a)) < share
    b[moved] = RANDOM.integers(0, k, moved.sum())
    b[RANDOM.random(len(a)) < unplaced] = -1
    b[:k] = np.arange(k)
    return b


def case(name, a, b):
    """Counts have one line and one column more, for customers in no segment."""
    ka, kb = a.max() + 1, b.max() + 1
    small = contingency_matrix(
        np.append(np.where(a < 0, ka, a), [ka]), np.append(np.where(b < 0, kb, b), [kb])
    )
    counts = small.copy()
    counts[ka, kb] -= 1
    rows, cols = linear_sum_assignment(-counts[:ka, :kb])
    matched = counts[rows, cols].sum()
    return {
        "name": name,
        "a": a.tolist(),
        "b": b.tolist(),
        "counts": counts.ravel().tolist(),
        "matched": int(matched),
        "together": float((matched + counts[ka, kb]) / len(a)),
        "ari": float(adjusted_rand_score(a, b)),
        "nmi": float(normalized_mutual_info_score(a, b)),
        "ami": float(adjusted_mutual_info_score(a, b)),
    }


def cases():
    five = labels(240, 5)
    left = labels(180, 4, 0.2)
    return [
        case("the same, renamed", five, (five + 2) % 5),
        case("a little moved", five, altered(five, 5, 0.2)),
        case("more segments", five, altered(five, 9, 0.4)),
        case("fewer segments", altered(five, 9, 0.4), five),
        case("by chance", labels(150, 6), labels(150, 4)),
        case("some in none on one side", labels(180, 4), left),
        case("some in none on both", left, altered(left, 3, 0.3, 0.15)),
        case("all in one", labels(60, 1), labels(60, 3)),
        case("nearly all alone", labels(40, 30), labels(40, 25)),
    ]


made = {
    "made": {name: version(name) for name in ("numpy", "scipy", "scikit-learn")},
    "cases": cases(),
}
(HERE / "compare.json").write_text(json.dumps(made) + "\n")
