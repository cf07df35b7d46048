"""Rules of segments beside decision trees of scikit-learn, on the same labels and columns.

    npm run --silent segment -- FILE.csv --k 8 --out OUT.csv
    npm run --silent rules -- OUT.csv --group segment --ignore segment_name --ignore segment_confidence \
        --ignore map_x --ignore map_y > RULES.json
    python bench/peers/rules.py OUT.csv segment RULES.json

Trees get the columns that the rules may use: numbers and days as numbers (missing ones as they are),
categories one column per level. Three ways to read a rule from a tree of depth 4:

    leaf        one tree for all groups; of each group the leaf with the best F1: up to 4 conditions
    one-leaf    one tree for each group against the others; its best leaf: up to 4 conditions
    whole       one tree for all groups, all of its leaves: up to 64 conditions

Held out: five stratified folds, counts pooled. "conditions" counts one for each column on a path.
"""

import json
import sys

import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedKFold
from sklearn.tree import DecisionTreeClassifier

RULED = {"number", "amount", "category", "flag", "channel", "campaign", "date"}


def read(file, group, roles):
    table = pd.read_csv(file, sep=None, engine="python", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    table = table[table[group] != ""]
    parts = {}
    for name, role in roles.items():
        if role not in RULED or name == group:
            continue
        cells = table[name].str.strip()
        if role in ("number", "amount"):
            parts[name] = pd.to_numeric(cells, errors="coerce").to_frame(name)
        elif role == "date":
            days = pd.to_datetime(cells, errors="coerce")
            parts[name] = days.map(lambda day: day.toordinal() if not pd.isna(day) else np.nan).to_frame(name)
        else:
            parts[name] = pd.get_dummies(cells, prefix=name, dtype=float)
    source = np.concatenate([[at] * part.shape[1] for at, part in enumerate(parts.values())])
    return pd.concat(parts.values(), axis=1).to_numpy(float), table[group].to_numpy(), source


def path_columns(tree, leaf, source):
    """How many columns the path to a leaf asks."""
    parent = {}
    for node in range(tree.node_count):
        for child in (tree.children_left[node], tree.children_right[node]):
            if child >= 0:
                parent[child] = node
    asked = set()
    while leaf in parent:
        leaf = parent[leaf]
        asked.add(source[tree.feature[leaf]])
    return len(asked)


def best_leaf(model, x, inside):
    """The leaf whose customers are most nearly those inside."""
    leaves = model.apply(x)
    scores = {
        leaf: 2 * (inside & (leaves == leaf)).sum() / (inside.sum() + (leaves == leaf).sum())
        for leaf in np.unique(leaves)
    }
    return max(sorted(scores), key=lambda leaf: scores[leaf])


def ways(x, labels, groups, source):
    """For each way and group a function from rows to who fits, and the number of conditions."""
    tree = DecisionTreeClassifier(max_depth=4, random_state=0).fit(x, labels)
    for group in groups:
        leaf = best_leaf(tree, x, labels == group)
        yield "leaf", group, lambda rows, leaf=leaf: tree.apply(rows) == leaf, path_columns(tree.tree_, leaf, source)
        own = DecisionTreeClassifier(max_depth=4, random_state=0).fit(x, labels == group)
        chosen = best_leaf(own, x, labels == group)
        yield (
            "one-leaf",
            group,
            lambda rows, own=own, chosen=chosen: own.apply(rows) == chosen,
            path_columns(own.tree_, chosen, source),
        )
        leaves = [leaf for leaf in range(tree.tree_.node_count) if tree.tree_.children_left[leaf] < 0]
        ours = [leaf for leaf in leaves if tree.classes_[tree.tree_.value[leaf][0].argmax()] == group]
        yield (
            "whole",
            group,
            lambda rows, group=group: tree.predict(rows) == group,
            sum(path_columns(tree.tree_, leaf, source) for leaf in ours),
        )


def f1(inside, fits):
    return 2 * (inside & fits).sum() / max(1, inside.sum() + fits.sum())


def main(file, group, rules):
    told = json.load(open(rules))
    x, labels, source = read(file, group, told["roles"])
    groups = [rule["name"] for rule in told["rules"]]
    found = {}
    for way, name, fits, conditions in ways(x, labels, groups, source):
        found.setdefault(way, {})[name] = [f1(labels == name, fits(x)), 0.0, conditions]
    held = {way: {name: np.zeros(len(labels), bool) for name in groups} for way in found}
    smallest = min((labels == name).sum() for name in groups)
    for train, test in StratifiedKFold(min(5, smallest), shuffle=True, random_state=0).split(x, labels):
        for way, name, fits, _ in ways(x[train], labels[train], groups, source):
            held[way][name][test] = fits(x[test])
    for way, byGroup in found.items():
        for name, figures in byGroup.items():
            figures[1] = f1(labels == name, held[way][name])
    found["ours"] = {
        rule["name"]: [rule["figures"]["f1"], rule["heldOut"]["f1"], rule["conditions"]] for rule in told["rules"]
    }
    print(f"{'':10} {'macro F1':>9} {'held out':>9} {'conditions':>11}")
    for way, byGroup in found.items():
        print(f"{way:10} {' '.join(f'{value:9.3f}' for value in np.mean(list(byGroup.values()), axis=0))}")


main(*sys.argv[1:])
