"""Sums and probabilities that scikit-learn and scipy give for the shipped heads: test/golden/mood.json.

    python test/golden/make-mood.py

Vectors are made of sines, so that the test can make the same ones.
"""

import json
import os

import numpy as np
from scipy.stats import spearmanr, ttest_ind
from sklearn.linear_model import LogisticRegression

here = os.path.dirname(__file__)
models = os.path.join(here, "../../src/models/mood")


def vector(seed, size):
    values = np.sin(np.arange(1, size + 1) * seed).astype(np.float32)
    return values / np.linalg.norm(values)


heads = {}
for encoder in ("all-minilm-l6-v2", "bge-small-en-v1.5", "bge-small-zh-v1.5"):
    if not os.path.exists(os.path.join(models, f"{encoder}.json")):
        continue
    with open(os.path.join(models, f"{encoder}.json"), encoding="utf-8") as file:
        found = json.load(file)
    told = {}
    for name, head in {"polarity": found["polarity"], "says": found["says"], **found["signals"]}.items():
        model = LogisticRegression()
        model.classes_ = np.array([0, 1])
        model.coef_ = np.array([head["weights"]])
        model.intercept_ = np.array([head["bias"]])
        rows = np.stack([vector(seed, len(head["weights"])) for seed in (1.0, 2.5)])
        told[name] = [
            {"sum": float(total), "probability": float(chance)}
            for total, chance in zip(model.decision_function(rows), model.predict_proba(rows)[:, 1])
        ]
    heads[encoder] = {"version": found["version"], "heads": told}

a = [0.9, -0.2, 0.4, 0.4, -0.8, 0.1, 0.75]
b = [5, 2, 4, 3, 1, 3, 5]
welch = ttest_ind(a, [0.1, 0.2, -0.5, 0.6], equal_var=False)
ranks = {"a": a, "b": b, "correlation": float(spearmanr(a, b).statistic)}
difference = {"a": a, "b": [0.1, 0.2, -0.5, 0.6], "statistic": float(welch.statistic)}
with open(os.path.join(here, "mood.json"), "w", encoding="utf-8") as file:
    json.dump({"heads": heads, "ranks": ranks, "difference": difference}, file, indent=1)
    file.write("\n")
