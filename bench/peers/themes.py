"""Themes of public files beside those of BERTopic, on the same vectors.

    python bench/peers/themes.py --data DIR [--only NAME ...] [--out themes.json]

DIR holds the public files that `SETS` names. Enclave is run as a newcomer runs it; BERTopic with its defaults
(UMAP to 5 dimensions, HDBSCAN), twice: its topic words as they are, and with stop words
left out (not in Chinese). All are measured here, by the same code: NPMI over the texts of
the file (a text is the window), diversity (share of distinct words in the ten words of all themes), and the
NMI and AMI of the strongest theme of each row, those in none being a group of their own. Needs numpy, pandas,
scikit-learn, umap-learn, hdbscan, jieba and bertopic (--no-deps will do).
"""

import argparse
import json
import os
import re
import subprocess
import tempfile
import time
import warnings
from itertools import combinations

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import adjusted_mutual_info_score, normalized_mutual_info_score

warnings.filterwarnings('ignore')

MINILM, BGE_ZH = 'all-minilm-l6-v2', 'bge-small-zh-v1.5'
SEEDS = (0, 1, 2)
WORDS = 10
# File, text, truth, part, encoder
SETS = {
    'banking77': ('text-en/banking77.csv', 'text', 'category', ('split', 'test'), MINILM),
    'hwu64': ('text-en/hwu64.csv', 'text', 'intent', None, MINILM),
    'stackoverflow': ('text-en/stackoverflow_titles.csv', 'title', 'tag', None, MINILM),
    'thucnews': ('text-zh/thucnews_titles.csv', 'title', 'category', None, BGE_ZH),
    'shopping': ('text-zh/online_shopping_5cats.csv', 'review', 'cat', None, BGE_ZH),
}


def read_set(data, name):
    file, text, truth, part, encoder = SETS[name]
    table = pd.read_csv(f'{data}/{file}')
    table = table[table[part[0]] == part[1]] if part else table.sample(5000, random_state=0)
    return table[[text, truth]].set_axis(['text', 'category'], axis=1), encoder


def holders(words, texts):
    """For each word the texts that hold it: as a word, in Chinese as a run of characters."""
    found = {}
    lower = [text.lower() for text in texts]
    tokens = [set(re.findall(r"[^\W_]+(?:['’&-][^\W_]+)*", text)) for text in lower]
    plain = [own | set(re.findall(r'\b\w+\b', text)) for own, text in zip(tokens, lower)]
    for word in set(words):
        low = word.lower()
        if re.search(r'[\u3400-\u9fff]', low):
            found[word] = {at for at, text in enumerate(lower) if low in text}
        else:
            found[word] = {at for at, own in enumerate(plain) if low in own}
    return found


def npmi(themes, texts):
    held = holders([word for theme in themes for word in theme], texts)
    count = len(texts)
    scores = []
    for theme in themes:
        own = []
        for a, b in combinations(theme, 2):
            both = len(held[a] & held[b])
            if both == 0:
                own.append(-1.0)
            elif both == count:
                own.append(1.0)
            else:
                chance = len(held[a]) / count * len(held[b]) / count
                own.append(np.log(both / count / chance) / -np.log(both / count))
        if own:
            scores.append(np.mean(own))
    return float(np.mean(scores))


def diversity(themes):
    words = [word.lower() for theme in themes for word in theme]
    return len(set(words)) / len(words)


def measure(themes, labels, texts, truth):
    return {
        'k': len(themes),
        'nowhere': float(np.mean(np.asarray(labels) < 0)),
        'npmi': npmi(themes, texts),
        'diversity': diversity(themes),
        'nmi': float(normalized_mutual_info_score(truth, labels)),
        'ami': float(adjusted_mutual_info_score(truth, labels)),
    }


def bertopic(texts, vectors, seed, plain):
    from bertopic import BERTopic
    from umap import UMAP

    chinese = any(re.search(r'[\u3400-\u9fff]', text) for text in texts[:50])
    options = {}
    if chinese:
        import jieba

        jieba.setLogLevel(60)
        options = {'tokenizer': jieba.lcut, 'token_pattern': None}
    elif not plain:
        options = {'stop_words': 'english'}
    began = time.perf_counter()
    model = BERTopic(
        embedding_model=None,
        # As English, every other letter would be dropped before words are counted.
        language='multilingual' if chinese else 'english',
        umap_model=UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric='cosine', random_state=seed
        ),
        vectorizer_model=CountVectorizer(**options),
        calculate_probabilities=False,
    )
    labels, _ = model.fit_transform(texts, vectors)
    themes = [
        [word for word, _ in model.get_topic(topic) if word.strip() != '']
        for topic in sorted(model.get_topics())
        if topic >= 0
    ]
    return themes, labels, time.perf_counter() - began


def mean(runs):
    return {key: float(np.mean([run[key] for run in runs])) for key in runs[0]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--data', required=True)
    parser.add_argument('--only', nargs='*', default=list(SETS))
    parser.add_argument('--vectors', help='folder with NAME.npy, where they are written already')
    parser.add_argument('--ours', help='folder with NAME.json and NAME.labels of the tool')
    parser.add_argument('--out')
    chosen = parser.parse_args()
    results = {}
    for name in chosen.only:
        table, encoder = read_set(chosen.data, name)
        texts, truth = table.text.astype(str).tolist(), table.category.tolist()
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, f'{name}.csv')
            table.to_csv(file, index=False)
            if chosen.ours:
                told = json.load(open(f'{chosen.ours}/{name}.json'))
                labels = np.loadtxt(f'{chosen.ours}/{name}.labels', dtype=int) - 1
            else:
                out = os.path.join(folder, 'labels.txt')
                command = ['npm', 'run', '--silent', 'themes', '--', file, '--text', 'text']
                command += ['--truth', 'category', '--model', encoder, '--out', out]
                told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
                labels = np.loadtxt(out, dtype=int) - 1
            if chosen.vectors:
                vectors = np.load(f'{chosen.vectors}/{name}.npy')
            else:
                path = os.path.join(folder, 'vectors.npy')
                command = ['npm', 'run', '--silent', 'segment', '--', file, '--text', 'text']
                command += ['--ignore', 'category', '--model', encoder, '--k', '10']
                command += ['--out', os.path.join(folder, 'out.csv'), '--vectors', path]
                subprocess.run(command, check=True, capture_output=True)
                vectors = np.load(path)
        own = measure([theme['words'] for theme in told['themes']], labels, texts, truth)
        found = {'enclave': {**own, 'seconds': told['seconds']}}
        for plain in (True,) if encoder == BGE_ZH else (True, False):
            runs = []
            for seed in SEEDS:
                themes, labels, seconds = bertopic(texts, vectors, seed, plain)
                runs.append({**measure(themes, labels, texts, truth), 'seconds': seconds})
            found['bertopic' if plain else 'bertopic, no stop words'] = mean(runs)
        results[name] = found
        print(name, json.dumps(found, indent=1), flush=True)
    if chosen.out:
        with open(chosen.out, 'w') as file:
            json.dump(results, file, indent=2)


if __name__ == '__main__':
    main()
