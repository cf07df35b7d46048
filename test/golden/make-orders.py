"""Golden figures of customers from three files of order lines, computed with plain pandas.

    python -m venv venv && venv/bin/pip install pandas
    venv/bin/python test/golden/make-orders.py

Reads ../shared/data/orders beside the repository and writes orders.json beside this script.

Definitions: recency is the number of days from the day of a customer's last order to the reference
date, the day after the last line that names a customer. Frequency is the number of orders: distinct
order ids, or distinct days where the file has none. Monetary value is the sum of all amounts, returns
subtracted. Lines with a negative quantity or amount and cancelled invoices (C and digits) are returns;
they are no orders. Lines without a customer are left out.

Checks are sums over all customers of place x value modulo 1,000,003, places counted from 1 in the order
in which customers appear first, so that no two customers can be exchanged unseen.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
ORDERS = HERE.parents[2] / "shared" / "data" / "orders"
SAMPLE = 50
PRIME = 1_000_003


def cdnow():
    lines = pd.read_csv(ORDERS / "cdnow_master.csv", dtype=str)
    day = pd.to_datetime(lines["date"], format="%Y%m%d")
    return pd.DataFrame(
        {
            "customer": lines["customer_id"],
            "day": day,
            "order": day,
            "amount": lines["dollar_value"].astype(float),
            "items": lines["number_of_cds"].astype(float),
            "product": None,
            "returned": False,
        }
    )


def online_retail():
    lines = pd.read_csv(ORDERS / "online_retail_2010-12.csv", dtype=str, keep_default_na=False)
    lines = lines[lines["CustomerID"] != ""]
    items = lines["Quantity"].astype(float)
    amount = items * lines["UnitPrice"].astype(float)
    return pd.DataFrame(
        {
            "customer": lines["CustomerID"],
            "day": pd.to_datetime(lines["InvoiceDate"]).dt.normalize(),
            "order": lines["InvoiceNo"],
            "amount": amount,
            "items": items,
            "product": lines["Description"].str.strip(),
            "returned": (items < 0) | (amount < 0) | lines["InvoiceNo"].str.startswith("C"),
        }
    )


def groceries():
    lines = pd.read_csv(ORDERS / "Groceries_dataset.csv", dtype=str, keep_default_na=False)
    day = pd.to_datetime(lines["Date"], format="%d-%m-%Y")
    return pd.DataFrame(
        {
            "customer": lines["Member_number"],
            "day": day,
            "order": day,
            "amount": np.nan,
            "items": np.nan,
            "product": lines["itemDescription"].str.strip(),
            "returned": False,
        }
    )


def roll_up(lines):
    """One row per customer, in the order of first appearance."""
    reference = lines["day"].max() + pd.Timedelta(days=1)
    every = lines.groupby("customer", sort=False)
    bought = lines[~lines["returned"]].groupby("customer", sort=False)
    table = pd.DataFrame({"lines": every.size()})
    table["returns"] = every["returned"].sum().astype(int)
    table["orders"] = bought["order"].nunique().reindex(table.index).fillna(0).astype(int)
    first = bought["day"].min().reindex(table.index)
    last = bought["day"].max().reindex(table.index)
    table["recency"] = (reference - last).dt.days
    table["tenure"] = (reference - first).dt.days
    table["first"] = first.dt.strftime("%Y-%m-%d")
    table["last"] = last.dt.strftime("%Y-%m-%d")
    table["products"] = bought["product"].nunique().reindex(table.index).fillna(0).astype(int)
    table["spent"] = every["amount"].sum().round(6)
    table["items"] = every["items"].sum().astype(int)
    return table, reference


def score(values, labels):
    """Quintiles; equal values get equal scores. Without ties on the cuts this is pandas.qcut."""
    cuts = values.quantile([0.2, 0.4, 0.6, 0.8]).to_numpy()
    place = np.searchsorted(cuts, values.to_numpy(), side="left")
    if len(set(cuts)) == 4 and values.min() < cuts[0] and values.max() > cuts[-1]:
        assert (pd.qcut(values, 5, labels=False).to_numpy() == place).all()
    return np.array(labels)[place]


def count_scores(table):
    """How many customers have each of the 125 combinations, 111 first, 555 last."""
    known = table[table["recency"].notna()]
    r = score(known["recency"], [5, 4, 3, 2, 1])
    f = score(known["orders"], [1, 2, 3, 4, 5])
    m = score(known["spent"], [1, 2, 3, 4, 5])
    return np.bincount((r - 1) * 25 + (f - 1) * 5 + (m - 1), minlength=125).tolist()


def check(values):
    places = np.arange(1, len(values) + 1, dtype=np.int64)
    whole = values.fillna(0).astype(np.int64).to_numpy()
    return int((places * whole).sum() % PRIME)


def describe(lines):
    table, reference = roll_up(lines)
    money = bool(lines["amount"].notna().any())
    counted = ["lines", "returns", "orders", "recency", "tenure"]
    counted += ["products"] if lines["product"].notna().any() else []
    counted += ["items"] if money else []
    chosen = table.iloc[np.linspace(0, len(table) - 1, SAMPLE).astype(int)]
    sample = []
    for customer, row in chosen.iterrows():
        figures = {name: None if pd.isna(row[name]) else int(row[name]) for name in counted}
        days = {name: None if pd.isna(row[name]) else row[name] for name in ["first", "last"]}
        spent = {"spent": float(row["spent"])} if money else {}
        sample.append({"customer": customer, **figures, **days, **spent})
    return {
        "lines": len(lines),
        "customers": len(table),
        "from": lines["day"].min().strftime("%Y-%m-%d"),
        "to": lines["day"].max().strftime("%Y-%m-%d"),
        "reference": reference.strftime("%Y-%m-%d"),
        "withoutOrders": int((table["orders"] == 0).sum()),
        "sums": {name: int(table[name].sum()) for name in counted},
        "checks": {name: check(table[name]) for name in counted},
        **(
            {
                "spent": round(float(lines["amount"].sum()), 6),
                "spentCheck": check((table["spent"] * 1000).round()),
                "scores": count_scores(table),
            }
            if money
            else {}
        ),
        "sample": sample,
    }


content = {
    "made": {"pandas": pd.__version__},
    "cdnow_master": describe(cdnow()),
    "online_retail_2010-12": describe(online_retail()),
    "Groceries_dataset": describe(groceries()),
}
(HERE / "orders.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")
