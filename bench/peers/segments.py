"""Segments beside what scikit-learn, umap-learn, fast-hdbscan, leidenalg and evoc find, on the same vectors.

    python bench/peers/segments.py --data DIR [--only NAME ...] [--out bench/segments.json]

DIR holds the public files that `SETS` names. Enclave is run as a newcomer runs it, with every setting left
alone: once with the true number of groups, where the peers are given it too, and once without. It writes the
vectors (texts) or the joined columns that the peers then read. Needs numpy, pandas, scikit-learn,
umap-learn, fast-hdbscan, igraph, leidenalg and evoc.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
import warnings

import numpy as np
import pandas as pd
from sklearn.cluster import AgglomerativeClustering, HDBSCAN, KMeans
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score
from sklearn.metrics import normalized_mutual_info_score, silhouette_score
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import NearestNeighbors

warnings.filterwarnings('ignore')

MINILM, BGE, BGE_ZH = 'all-minilm-l6-v2', 'bge-small-en-v1.5', 'bge-small-zh-v1.5'
SEEDS = (0, 1, 2)
MOST = 5000


def banking(part):
    def read(data):
        table = pd.read_csv(f'{data}/text-en/banking77.csv')
        table = table[table.split == part]
        return table.text, table.category

    return read


def sampled(name, text, truth, most=MOST):
    def read(data):
        table = pd.read_csv(f'{data}/{name}')
        if len(table) > most:
            table = table.sample(most, random_state=0)
        return table[text], table[truth]

    return read


TEXTS = {
    'banking77-test': (banking('test'), (MINILM, BGE)),
    'banking77-train': (banking('train'), (MINILM, BGE)),
    'stackoverflow': (sampled('text-en/stackoverflow_titles.csv', 'title', 'tag'), (MINILM, BGE)),
    'hwu64': (sampled('text-en/hwu64.csv', 'text', 'intent'), (MINILM, BGE)),
    'thucnews': (sampled('text-zh/thucnews_titles.csv', 'title', 'category'), (BGE_ZH,)),
    'online-shopping': (sampled('text-zh/online_shopping_5cats.csv', 'review', 'cat'), (BGE_ZH,)),
    'iflytek': (sampled('text-zh/iflytek_app_descriptions.csv', 'sentence', 'label_des'), (BGE_ZH,)),
}
# File, what is no column of the customers, and what is known of them, if anything.
COLUMNS = {
    'mall': ('structured/Mall_Customers.csv', [], None),
    'wholesale': ('structured/Wholesale_customers_data.csv', ['Channel', 'Region'], 'Channel'),
    'marketing-campaign': ('structured/marketing_campaign.csv', ['Response'], 'Response'),
    'telco': ('structured/Telco-Customer-Churn.csv', ['Churn'], 'Churn'),
}


def enclave(file, out, *options):
    """Runs the tool on a file; the labels of its rows, in their order, and what it prints."""
    command = ['npm', 'run', '--silent', 'segment', '--', file, '--out', out, *options]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    labels = pd.read_csv(out, sep=None, engine='python')['segment']
    return labels.fillna(0).to_numpy().astype(int), json.loads(printed)


def agreement(truth, labels):
    if truth is None:
        return {}
    return {
        'nmi': normalized_mutual_info_score(truth, labels),
        'ami': adjusted_mutual_info_score(truth, labels),
        'ari': adjusted_rand_score(truth, labels),
    }


def silhouette(space, labels):
    """On the rows as they are before anybody smooths or projects them."""
    known = labels >= 0
    if len(set(labels[known])) < 2:
        return float('nan')
    return silhouette_score(space[known], labels[known], sample_size=4000, random_state=0)


def mean_of(runs, truth, space, given):
    """Scores of a method, the mean over its seeds; `runs` makes labels from a seed."""
    scores, ks, began = [], [], time.perf_counter()
    labelled = []
    for seed in SEEDS if given != 'once' else SEEDS[:1]:
        labelled.append(np.asarray(runs(seed)))
    seconds = (time.perf_counter() - began) / len(labelled)
    for labels in labelled:
        scores.append({**agreement(truth, labels), 'silhouette': silhouette(space, labels)})
        ks.append(len(set(labels[labels >= 0])))
    found = {name: float(np.mean([score[name] for score in scores])) for name in scores[0]}
    return {**found, 'k': float(np.mean(ks)), 'seconds': seconds}


def place_noise(space, labels):
    """Rows in no cluster go to the nearest mean, as `numbers` of such methods are usually told."""
    inside = labels >= 0
    if not inside.any() or inside.all():
        return labels
    means = np.stack([space[labels == label].mean(0) for label in range(labels.max() + 1)])
    placed = labels.copy()
    placed[~inside] = NearestNeighbors(n_neighbors=1).fit(means).kneighbors(space[~inside])[1][:, 0]
    return placed


def leiden(space, seed):
    import igraph
    import leidenalg
    from umap.umap_ import fuzzy_simplicial_set

    strengths = fuzzy_simplicial_set(space, 15, np.random.RandomState(seed), 'cosine')[0].tocoo()
    upper = strengths.row < strengths.col
    edges = list(zip(strengths.row[upper].tolist(), strengths.col[upper].tolist()))
    graph = igraph.Graph(n=len(space), edges=edges)
    found = leidenalg.find_partition(
        graph,
        leidenalg.RBConfigurationVertexPartition,
        weights=strengths.data[upper].tolist(),
        seed=seed,
    )
    return np.asarray(found.membership)


def peers_of_texts(vectors, truth):
    import evoc
    import fast_hdbscan
    import umap

    k = len(set(truth))
    flat = {}

    def plane(seed):
        if seed not in flat:
            flat[seed] = umap.UMAP(
                n_components=5, n_neighbors=15, min_dist=0, metric='cosine', random_state=seed
            ).fit_transform(vectors)
        return flat[seed]

    def by_hdbscan(seed):
        found = fast_hdbscan.HDBSCAN(min_cluster_size=10).fit_predict(plane(seed))
        return place_noise(plane(seed), found)

    def by_evoc(seed):
        found = evoc.EVoC(random_state=seed).fit_predict(vectors.astype(np.float32))
        return place_noise(vectors, found)

    def by_silhouette(seed):
        tried = [n for n in (2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40, 50, 70, 90, 120, 150, 200) if n < len(vectors) / 4]
        fits = [KMeans(n, n_init=1, random_state=seed).fit_predict(plane(seed)) for n in tried]
        scores = [silhouette_score(plane(seed), f, sample_size=3000, random_state=0) for f in fits]
        return fits[int(np.argmax(scores))]

    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    given = {
        'k-means': lambda seed: KMeans(k, n_init=10, random_state=seed).fit_predict(unit),
        'Ward': lambda _: AgglomerativeClustering(k).fit_predict(unit),
        'k-means on UMAP-5': lambda seed: KMeans(k, n_init=10, random_state=seed).fit_predict(plane(seed)),
        'Ward on UMAP-5': lambda seed: AgglomerativeClustering(k).fit_predict(plane(seed)),
    }
    found = {
        'Leiden': lambda seed: leiden(unit, seed),
        'HDBSCAN on UMAP-5': by_hdbscan,
        'evoc': by_evoc,
        'k-means on UMAP-5 by silhouette': by_silhouette,
    }
    return given, found


def peers_of_columns(space, k):
    given = {
        'k-means': lambda seed: KMeans(k, n_init=10, random_state=seed).fit_predict(space),
        'Ward': lambda _: AgglomerativeClustering(k).fit_predict(space),
        'Gaussian mixture': lambda seed: GaussianMixture(k, n_init=3, random_state=seed).fit_predict(space),
    }

    def by_silhouette(seed):
        fits = [KMeans(n, n_init=10, random_state=seed).fit_predict(space) for n in range(3, 11)]
        return fits[int(np.argmax([silhouette_score(space, f, sample_size=3000, random_state=0) for f in fits]))]

    found = {
        'k-means by silhouette': by_silhouette,
        'HDBSCAN': lambda _: place_noise(space, HDBSCAN(min_cluster_size=max(5, len(space) // 50)).fit_predict(space)),
    }
    return given, found


def compare(name, truth, space, ours, peers, out):
    rows = [{'method': 'Enclave', **ours}]
    rows += [
        {'method': peer, **mean_of(runs, truth, space, 'once' if peer == 'Ward' else '')}
        for peer, runs in peers.items()
    ]
    out.append({'set': name, 'rows': len(space), 'methods': rows})
    print(f'\n{name}: {len(space)} rows')
    for row in rows:
        figures = ' '.join(f'{row[key]:.3f}' if key in row else '  -  ' for key in ('nmi', 'ami', 'ari'))
        print(f"  {row['method']:32} {figures}  silhouette {row['silhouette']:.3f}  k {row['k']:.1f}  {row['seconds']:.1f} s", flush=True)


def ours_of(truth, space, labels, printed):
    seconds = printed['seconds']
    return {
        **agreement(truth, labels),
        'silhouette': silhouette(space, labels),
        'k': printed['account']['k'],
        'seconds': seconds['compare'] + seconds['group'],
    }


def figures(row):
    agreed = ' / '.join(f'{row[key]:.3f}'.lstrip('0') if key in row else '-' for key in ('nmi', 'ami', 'ari'))
    k = f"{row['k']:.0f}" if row['k'] == round(row['k']) else f"{row['k']:.1f}"
    return f"{agreed} | {row['silhouette']:.3f} | {k} | {row['seconds']:.1f}"


def print_table(path):
    """Texts are ranked by NMI. Columns have no true groups, only a column beside them: these are by silhouette."""
    print('| set | NMI / AMI / ARI | silhouette | k | s | best peer | NMI / AMI / ARI | silhouette | k | s |')
    print('| --- | --- | --: | --: | --: | --- | --- | --: | --: | --: |')
    with open(path) as source:
        for entry in json.load(source):
            ours, *peers = entry['methods']
            by = 'silhouette' if entry['set'] in COLUMNS else 'nmi'
            best = max(peers, key=lambda row: np.nan_to_num(row.get(by, 0)))
            name = entry['set'].replace('all-minilm-l6-v2', 'MiniLM').replace('bge-small', 'bge').replace('-v1.5', '')
            print(f"| {name} | {figures(ours)} | {best['method']} | {figures(best)} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--data')
    parser.add_argument('--table')
    parser.add_argument('--only', nargs='*', default=[])
    parser.add_argument('--out', default='bench/segments.json')
    asked = parser.parse_args()
    if asked.table:
        return print_table(asked.table)
    if not asked.data:
        parser.error('--data DIR or --table FILE')
    out = []
    with tempfile.TemporaryDirectory() as folder:
        file, csv, npy = (os.path.join(folder, name) for name in ('in.csv', 'out.csv', 'space.npy'))
        for name, (read, encoders) in TEXTS.items():
            if asked.only and name not in asked.only:
                continue
            texts, truth = read(asked.data)
            truth = truth.to_numpy()
            pd.DataFrame({'text': texts.to_numpy(), 'truth': truth}).to_csv(file, index=False)
            for encoder in encoders:
                options = ('--text', 'text', '--ignore', 'truth', '--model', encoder, '--vectors', npy)
                k = str(len(set(truth)))
                labels, printed = enclave(file, csv, *options, '--k', k)
                free, printed_free = enclave(file, csv, *options)
                vectors = np.load(npy)
                given, found = peers_of_texts(vectors, truth)
                title = f'{name} ({encoder})'
                compare(f'{title}, k = {k}', truth, vectors, ours_of(truth, vectors, labels, printed), given, out)
                compare(f'{title}, k not given', truth, vectors, ours_of(truth, vectors, free, printed_free), found, out)
        for name, (source, ignored, known) in COLUMNS.items():
            if asked.only and name not in asked.only:
                continue
            source = f'{asked.data}/{source}'
            options = [word for column in ignored for word in ('--ignore', column)]
            labels, printed = enclave(source, csv, *options, '--space', npy)
            space = np.load(npy)
            truth = None if known is None else pd.read_csv(csv, sep=None, engine='python')[known].to_numpy()
            given, found = peers_of_columns(space, printed['account']['k'])
            compare(name, truth, space, ours_of(truth, space, labels, printed), {**given, **found}, out)
    with open(asked.out, 'w') as target:
        json.dump(out, target, indent=1)


main()
