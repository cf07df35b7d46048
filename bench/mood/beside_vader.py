"""VADER on the same files and truths as `npm run mood`: accuracy and macro-F1.

    python bench/mood/beside_vader.py DATA

A score of 0 is counted as positive or as negative, whichever serves VADER better on the file; texts without
words are left out, as the tool leaves them out.
"""

import csv
import json
import os
import sys

from sklearn.metrics import accuracy_score, f1_score
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

data = sys.argv[1]
vader = SentimentIntensityAnalyzer()


def read(name, text, truth, keep=lambda row: True, delimiter=","):
    with open(os.path.join(data, name), encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=delimiter):
            if keep(row) and (row[text] or "").strip().lower() not in ("", "null"):
                yield row[text], 1 if row[truth] == "1" else -1


SETS = {
    "sst2 test": lambda: read("sentiment/sst2.csv", "sentence", "label", lambda row: row["split"] == "test"),
    "sst2 dev": lambda: read("sentiment/sst2.csv", "sentence", "label", lambda row: row["split"] == "dev"),
    "alexa": lambda: read("mixed/amazon_alexa.tsv", "verified_reviews", "feedback", delimiter="\t"),
    "clothing": lambda: read("mixed/womens_clothing_reviews_1000.csv", "Review Text", "Recommended IND"),
}
for name, open_set in SETS.items():
    rows = list(open_set())
    truth = [label for _, label in rows]
    scores = [vader.polarity_scores(text)["compound"] for text, _ in rows]
    best = {}
    for zero in (1, -1):
        said = [zero if score == 0 else 1 if score > 0 else -1 for score in scores]
        result = (accuracy_score(truth, said), f1_score(truth, said, average="macro"))
        best = max(best, {"accuracy": result[0], "macroF1": result[1]}, key=lambda r: r.get("accuracy", 0))
    print(json.dumps({"set": name, "rows": len(rows), "silent": sum(s == 0 for s in scores), **{k: round(v, 4) for k, v in best.items()}}))
