"""Golden figures for the space: principal components. Needs numpy and scikit-learn 1.9."""

import json
from pathlib import Path

import numpy as np
from sklearn.utils.extmath import randomized_svd

rng = np.random.default_rng(7)
rows, cols = 150, 60
strengths = 0.92 ** np.arange(cols)
mix = np.linalg.qr(rng.normal(size=(cols, cols)))[0]
features = np.round((rng.normal(size=(rows, cols)) * strengths) @ mix + rng.normal(size=cols), 3)
written = features.ravel().tolist()
features = features.astype(np.float32).astype(float)
centred = features - features.mean(axis=0)
_, values, axes = randomized_svd(centred, n_components=12, n_iter=7, random_state=0)
total = (centred**2).sum()
exact = np.linalg.svd(centred, compute_uv=False) ** 2
kept = np.cumsum(exact) / total
golden = {
    "features": {"rows": rows, "cols": cols, "data": written},
    "variances": (values**2 / (rows - 1)).tolist(),
    "axes": np.round(axes, 7).tolist(),
    "total": total / (rows - 1),
    "components": {str(share): int(np.searchsorted(kept, share) + 1) for share in (0.5, 0.8, 0.95)},
    "kept": {str(share): float(kept[np.searchsorted(kept, share)]) for share in (0.5, 0.8, 0.95)},
}
Path(__file__).with_name("space.json").write_text(json.dumps(golden))
