"""Groups by recency, frequency and money as pandas.qcut and the trade's grid make them.

Run with pandas: python test/golden/make-rfm.py > test/golden/rfm.json
"""

import json

import numpy as np
import pandas as pd

# From recency 5 down to 1; docs/decisions/orders.md has the grid.
GRID = [
    ["new", "potential-loyalists", "potential-loyalists", "champions", "champions"],
    ["promising", "potential-loyalists", "potential-loyalists", "loyal", "loyal"],
    ["about-to-sleep", "about-to-sleep", "need-attention", "loyal", "loyal"],
    ["hibernating", "hibernating", "at-risk", "at-risk", "cannot-lose"],
    ["lost", "lost", "at-risk", "at-risk", "cannot-lose"],
]
ON_FIVE = {3: [1, 3, 5], 4: [1, 2, 4, 5], 5: [1, 2, 3, 4, 5]}


def score(values, parts):
    """0 .. parts - 1. With ties on the cuts qcut refuses, and places are counted by hand."""
    cuts = values.quantile([part / parts for part in range(1, parts)])
    try:
        return pd.qcut(values, parts, labels=False)
    except ValueError:
        edges = np.array([float(f"{cut:.12g}") for cut in cuts])
        place = pd.Series(np.searchsorted(edges, values.to_numpy(), side="left"), values.index)
        return place.where(values.notna())


def group(table, parts, money):
    late = score(table["recency"], parts)
    often = score(table["frequency"], parts)
    spent = score(table["monetary"], parts) if money else often
    names = []
    for r, f, m in zip(late, often, spent):
        if pd.isna(r) or pd.isna(f) or pd.isna(m):
            names.append("no-orders")
            continue
        five = ON_FIVE[parts]
        r, f, m = five[parts - 1 - int(r)], five[int(f)], five[int(m)]
        # A half is rounded up.
        names.append(GRID[5 - r][(f + m + 1) // 2 - 1])
    return names


def make(seed, rows, tied):
    random = np.random.default_rng(seed)
    recency = np.round(random.gamma(1.5, 60, rows), 0 if tied else 3)
    frequency = (
        random.geometric(0.35, rows) if tied else np.round(random.lognormal(1, 0.8, rows), 3)
    )
    monetary = np.round(frequency * random.lognormal(3, 0.6, rows), 2)
    table = pd.DataFrame({"recency": recency, "frequency": frequency, "monetary": monetary})
    table.loc[[3, 17], :] = np.nan
    cases = [
        {"scores": parts, "money": money, "groups": group(table, parts, money)}
        for parts in (3, 4, 5)
        for money in (True, False)
    ]
    values = {name: [None if pd.isna(v) else float(v) for v in table[name]] for name in table}
    return {"tied": tied, "values": values, "cases": cases}


print(json.dumps([make(1, 240, False), make(2, 240, True)]))
