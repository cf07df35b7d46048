"""Golden numbers for measures over the number of segments, from scikit-learn.

    python -m venv venv && venv/bin/pip install numpy scikit-learn
    venv/bin/python test/golden/make-judging.py

Writes judging.json beside this script: five groups, of which two touch, parted into 2 to 9 segments, with
scikit-learn's silhouette, Calinski-Harabasz and Davies-Bouldin for each number.
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score

RANDOM = np.random.default_rng(20261123)
CENTRES = np.array([[0, 0, 0], [9, 0, 1], [0, 9, -1], [9, 9, 0], [11.2, 10.5, 0]])
SIZES = [50, 45, 40, 35, 30]

rows = np.vstack(
    [centre + RANDOM.normal(0, 1, (size, 3)) for centre, size in zip(CENTRES, SIZES)]
)
rows = np.round(rows[RANDOM.permutation(len(rows))], 3).astype(np.float32)
exact = rows.astype(np.float64)


def measure(method, make):
    numbers = []
    for k in range(2, 10):
        labels = make(k).fit_predict(exact)
        numbers.append(
            {
                "k": k,
                "labels": labels.tolist(),
                "silhouette": float(silhouette_score(exact, labels)),
                "calinskiHarabasz": float(calinski_harabasz_score(exact, labels)),
                "daviesBouldin": float(davies_bouldin_score(exact, labels)),
            }
        )
    return {"method": method, "numbers": numbers}


content = {
    "made": {"scikit-learn": sklearn.__version__},
    "features": {
        "rows": int(rows.shape[0]),
        "cols": int(rows.shape[1]),
        "data": [round(float(x), 3) for x in rows.ravel()],
    },
    "curves": [
        measure("kmeans", lambda k: KMeans(k, n_init=20, random_state=1)),
        measure("ward", lambda k: AgglomerativeClustering(k, linkage="ward")),
    ],
}
(Path(__file__).parent / "judging.json").write_text(
    json.dumps(content, separators=(",", ":")) + "\n"
)
