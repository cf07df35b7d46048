"""Golden numbers for the quality report, from pandas, SciPy and openpyxl.

    python -m venv venv && venv/bin/pip install pandas scipy openpyxl
    venv/bin/python test/golden/make-quality.py

Writes quality.json beside this script: columns of cells with their quartiles, mean and skewness,
correlations of pairs, and spreadsheet day numbers with the days they stand for.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel
from scipy.stats import skew

HERE = Path(__file__).parent
RANDOM = np.random.default_rng(20260917)


def column(name, values):
    cells = ["" if np.isnan(value) else repr(float(value)) for value in values]
    known = pd.Series([float(cell) for cell in cells if cell != ""])
    return {
        "name": name,
        "cells": cells,
        "known": int(known.size),
        "min": known.min(),
        "q1": known.quantile(0.25),
        "median": known.quantile(0.5),
        "q3": known.quantile(0.75),
        "max": known.max(),
        "mean": known.mean(),
        "skewness": float(skew(known)),
        "p01": known.quantile(0.01),
        "p90": known.quantile(0.9),
    }


def holes(values, share):
    values = values.astype(float)
    values[RANDOM.random(values.size) < share] = np.nan
    return values


COLUMNS = [
    column("normal", np.round(RANDOM.normal(50, 12, 301), 3)),
    column("spending", np.round(RANDOM.lognormal(4, 1.2, 400), 2)),
    column("ties", RANDOM.integers(0, 6, 250).astype(float)),
    column("holes", holes(np.round(RANDOM.exponential(30, 200), 1), 0.2)),
    column("negative", np.round(-RANDOM.gamma(2, 3, 150), 2)),
    column("few", np.array([3.0, 1.0, 4.0, 1.0, 5.0])),
    column("two", np.array([1.0, 2.0])),
    column("dates", 1.4e12 + RANDOM.integers(0, 10**6, 99) * 86400000.0),
]

first = np.round(RANDOM.normal(0, 1, 120), 3)
PAIRS = [
    (first, np.round(first * 2 + 5 + RANDOM.normal(0, 0.01, 120), 4)),
    (first, np.round(RANDOM.normal(0, 1, 120), 3)),
    (holes(first.copy(), 0.1), holes(np.round(-first + RANDOM.normal(0, 0.5, 120), 3), 0.1)),
]

SERIALS = [1, 2, 31, 58, 59, 61, 62, 366, 20000, 41156, 41156.5, 45000.75, 60000, 2958465]

write = {
    "columns": COLUMNS,
    "pairs": [
        {
            "a": [None if np.isnan(x) else float(x) for x in a],
            "b": [None if np.isnan(x) else float(x) for x in b],
            "correlation": float(pd.Series(a).corr(pd.Series(b))),
        }
        for a, b in PAIRS
    ],
    "serials": [
        {"serial": serial, "date": from_excel(serial, WINDOWS_EPOCH).isoformat()}
        for serial in SERIALS
    ],
    "serials1904": [
        {"serial": serial, "date": from_excel(serial, MAC_EPOCH).isoformat()}
        for serial in [1, 59, 60, 61, 39694, 39694.25, 2957003]
    ],
}
(HERE / "quality.json").write_text(json.dumps(write, indent=1) + "\n")
