"""Golden figures of a learnt metric: the closed form of Zadeh, Hosseini and Sra 2016 in numpy.

python make-corrections.py > corrections.json
"""

import json

import numpy as np

PRIOR = 15

rng = np.random.default_rng(7)
rows = (rng.normal(size=(40, 4)) * [3, 2, 1, 0.5] + [1, -2, 0, 5]).astype(np.float32)
pairs = [[0, 1, True], [2, 3, True], [4, 5, False], [6, 7, False], [8, 9, False], [1, 10, True]]


def power(matrix, exponent):
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * values**exponent) @ vectors.T


x = rows.astype(np.float64)
covariance = np.cov(x.T)
variance = np.trace(covariance) / 4


def scatter(same):
    differences = [x[a] - x[b] for a, b, kind in pairs if kind == same]
    total = sum(np.outer(d, d) for d in differences) / (2 * variance)
    return (total + PRIOR * np.eye(4)) / (len(differences) + PRIOR)


s, d = scatter(True), scatter(False)
root, back = power(s, 0.5), power(s, -0.5)
metric = back @ power(root @ d @ root, 0.5) @ back
linear = power(metric, 0.5)
scale = np.sqrt(np.trace(covariance) / np.trace(linear @ covariance @ linear))
mean = x.mean(axis=0)
learnt = mean + scale * (x - mean) @ linear

print(
    json.dumps(
        {
            "rows": rows.astype(float).round(6).tolist(),
            "pairs": pairs,
            "learnt": learnt.round(6).tolist(),
        }
    )
)
