"""Golden numbers for levels: cuts of SciPy's trees, and Ward's tree over the means of given segments.

    python make-levels.py     writes levels.json beside itself
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.cluster.hierarchy import fcluster, linkage

RANDOM = np.random.default_rng(20261123)
HERE = Path(__file__).parent


def stored(rows):
    return np.round(np.asarray(rows), 3)


def table(rows):
    return {
        "rows": rows.shape[0],
        "cols": rows.shape[1],
        "data": rows.ravel().tolist(),
    }


def groups(sizes, cols, spread, apart):
    centres = RANDOM.normal(0, apart, (len(sizes), cols))
    labels = np.repeat(np.arange(len(sizes)), sizes)
    order = RANDOM.permutation(len(labels))
    rows = centres[labels] + RANDOM.normal(0, spread, (len(labels), cols))
    return stored(rows[order]), labels[order]


def own():
    """The tree of each linkage over all rows: its last heights, and cuts on both sides of k."""
    cases = []
    for name, rows in [
        ("cloud", stored(RANDOM.normal(0, 1, (150, 5)))),
        ("groups", groups([40, 35, 25, 20, 20], 4, 0.5, 2.0)[0]),
    ]:
        for method in ("ward", "average", "complete", "single"):
            tree = linkage(rows.astype(np.float64), method)
            cases.append(
                {
                    "name": f"{name}, {method}",
                    "method": method,
                    "features": table(rows),
                    "k": 5,
                    "heights": tree[-60:, 2].tolist(),
                    "cuts": [
                        {"k": k, "labels": fcluster(tree, k, "maxclust").tolist()}
                        for k in (1, 2, 3, 4, 5, 8, 13, 30, 61)
                    ],
                }
            )
    return cases


def upward():
    """Ward from given segments: SciPy's tree over rows where each segment stands at its mean."""
    cases = []
    for sizes in ([40, 35, 30, 25, 20, 10, 7], [12] * 9):
        rows, labels = groups(sizes, 6, 0.4, 1.5)
        means = np.array([rows[labels == k].mean(axis=0) for k in range(len(sizes))])
        tree = linkage(means[labels], "ward")
        tops = len(sizes) - 1
        cases.append(
            {
                "features": table(rows),
                "labels": labels.tolist(),
                "heights": tree[-tops:, 2].tolist(),
                "cuts": [
                    {"k": k, "labels": fcluster(tree, k, "maxclust").tolist()}
                    for k in range(1, len(sizes) + 1)
                ],
            }
        )
    return cases


(HERE / "levels.json").write_text(
    json.dumps(
        {"made": {"scipy": scipy.__version__}, "own": own(), "upward": upward()},
        separators=(",", ":"),
    )
    + "\n"
)
