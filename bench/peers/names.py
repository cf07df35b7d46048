"""What Python takes for the names of given groups, each found by the peer's own way, to be judged beside ours.

    python bench/peers/names.py TEXTS.json MODEL_FOLDER

TEXTS.json holds {"texts": [...], "labels": [...], "k": N}: a text and the number of its group for each row, never
what a group is called. MODEL_FOLDER holds model.onnx and tokenizer.json of the sentence encoder that the peers
choose with, the same that Enclave's names are chosen with. Prints {peer: [a name for each group]}. Needs numpy,
scikit-learn, onnxruntime and tokenizers.
"""

import json
import re
import sys
from collections import Counter, defaultdict

import numpy as np
import onnxruntime
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer
from tokenizers import Tokenizer

with open(sys.argv[1]) as file:
    data = json.load(file)
texts, labels, k = data["texts"], np.array(data["labels"]), data["k"]

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(f"{sys.argv[2]}/model.onnx", options)
tokenizer = Tokenizer.from_file(f"{sys.argv[2]}/tokenizer.json")
tokenizer.no_padding()
tokenizer.enable_truncation(256)
asked = {entry.name for entry in session.get_inputs()}


def encode(wanted):
    """Unit means of the last layer, one text at a time: in a batch the int8 model mixes neighbours."""
    known = {}
    for text in wanted:
        if text in known:
            continue
        ids = np.array([tokenizer.encode(text).ids], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        hidden = session.run(None, {name: feed[name] for name in asked})[0][0].mean(0)
        known[text] = hidden / np.linalg.norm(hidden)
    return np.stack([known[text] for text in wanted])


vectors = encode(texts)
centres = np.stack([vectors[labels == group].mean(0) for group in range(k)])
centres /= np.linalg.norm(centres, axis=1, keepdims=True)

# Class TF-IDF as BERTopic has it: one document per group.
counter = CountVectorizer(stop_words="english")
counts = counter.fit_transform([" ".join(t for t, l in zip(texts, labels) if l == g) for g in range(k)]).toarray()
words = counter.get_feature_names_out()
frequency = counts / np.maximum(counts.sum(1, keepdims=True), 1)
weights = frequency * np.log(1 + counts.sum() / k / counts.sum(0))
ranked = np.argsort(-weights, axis=1, kind="stable")
first = lambda most: [" ".join(words[i] for i in ranked[group][:most]) for group in range(k)]


def keybert():
    """The three of the thirty best words that are nearest to the centre."""
    names = []
    for group in range(k):
        best = [words[i] for i in ranked[group][:30]]
        order = np.argsort(-(encode(best) @ centres[group]), kind="stable")[:3]
        names.append(" ".join(best[i] for i in order))
    return names


def medoids():
    """The text nearest to the centre, whole."""
    names = []
    for group in range(k):
        rows = np.flatnonzero(labels == group)
        names.append(texts[rows[(vectors[rows] @ centres[group]).argmax()]])
    return names


def contrast():
    """The phrase of one to five words, in two texts or more, nearest to its centre plus its lead over the next."""
    holders = [defaultdict(int) for _ in range(k)]
    for text, group in zip(texts, labels):
        said = re.findall(r"[a-z0-9]+(?:['’-][a-z0-9]+)*", text.lower())
        found = set()
        for at in range(len(said)):
            for to in range(at + 1, min(len(said), at + 5) + 1):
                if said[at] not in ENGLISH_STOP_WORDS and said[to - 1] not in ENGLISH_STOP_WORDS:
                    found.add(" ".join(said[at:to]))
        for phrase in found:
            holders[group][phrase] += 1
    overall = Counter()
    for one in holders:
        overall.update(one)
    names = []
    for group in range(k):
        common = [phrase for phrase, count in holders[group].items() if count >= 2]
        common.sort(key=lambda phrase: (-holders[group][phrase] ** 2 / overall[phrase], phrase))
        near = encode(common[:150]) @ centres.T
        lead = near[:, group] - np.delete(near, group, 1).max(1)
        names.append(common[int((near[:, group] + lead).argmax())])
    return names


print(
    json.dumps(
        {
            "class TF-IDF, first word": first(1),
            "class TF-IDF, three words": first(3),
            "class TF-IDF, five words": first(5),
            "three words re-ranked by the encoder (KeyBERT style)": keybert(),
            "the most central text itself": medoids(),
            "contrast phrase": contrast(),
        }
    )
)
