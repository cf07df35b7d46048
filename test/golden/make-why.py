"""Writes why.json: rank differences with DeLong's standard error, worked out over all pairs.

The probability of standing above is the mean over all pairs of 1, 1/2 for equals, or 0; its variance is
var(means by row) / n + var(means by column) / m with n - 1 and m - 1 below (DeLong, DeLong and
Clarke-Pearson 1988), and both are carried to the scale of Cohen's d by sqrt(2) times the normal quantile.

    python make-why.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.stats import norm

rng = np.random.default_rng(20261123)


def measure(ours, theirs):
    above = (ours[:, None] > theirs[None, :]) + 0.5 * (ours[:, None] == theirs[None, :])
    share = above.mean()
    variance = above.mean(axis=1).var(ddof=1) / len(ours) + above.mean(axis=0).var(ddof=1) / len(theirs)
    z = norm.ppf(share)
    return np.sqrt(2) * z, np.sqrt(2) * np.sqrt(variance) / norm.pdf(z)


cases = []
for n, m, shift, ties in [(12, 9, 0.5, False), (30, 50, -1, False), (25, 40, 0.3, True), (5, 80, 1.2, True)]:
    ours = rng.normal(shift, 1, n)
    theirs = rng.normal(0, 1.5, m)
    if ties:
        ours, theirs = np.round(ours * 2) / 2, np.round(theirs * 2) / 2
    ours, theirs = np.sort(np.round(ours, 6)), np.sort(np.round(theirs, 6))
    effect, error = measure(ours, theirs)
    cases.append(
        {"ours": ours.tolist(), "theirs": theirs.tolist(), "effect": float(effect), "error": float(error)}
    )

Path(__file__).with_name("why.json").write_text(json.dumps(cases) + "\n")
