"""What Python takes for the numbers behind segments, and one judge for both sides.

    python bench/peers/beside_python.py FOLDER make ROWS        made vectors for both sides
    python bench/peers/beside_python.py FOLDER NAME ROWS        runs NAME, prints JSON: peer, seconds, quality
    python bench/peers/beside_python.py FOLDER NAME ROWS judge [WHOSE]   only judges what was found, ours or another's

FOLDER holds vectors-ROWS.f32 (ROWS x 384), truth-ROWS.i32 (the group of each row), and what Enclave found,
ours-NAME-ROWS.bin (or WHOSE-), which is judged by the same function as the peer's. Two threads. Needs numpy, scikit-learn,
umap-learn and fast-hdbscan.
"""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["NUMBA_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "2"

import numpy as np

COLS, GROUPS, K, JUDGED = 384, 100, 15, 500
# Whether peers are left alone, and whose findings stand in for ours.
ONLY_JUDGED = sys.argv[4:5] == ["judge"]
WHOSE = sys.argv[5] if len(sys.argv) > 5 else "ours"


def make(folder, rows):
    """Unit rows around 100 directions of uneven weight; noise mostly in 32 dimensions. Then rows in 5, a tenth astray."""
    random = np.random.default_rng(11)
    centres = random.normal(size=(GROUPS, COLS))
    shapes = random.normal(size=(32, COLS))
    weights = random.dirichlet(np.full(GROUPS, 3.0))
    truth = random.choice(GROUPS, rows, p=weights).astype(np.int32)
    data = np.empty((rows, COLS), np.float32)
    for at in range(0, rows, 10000):
        part = truth[at : at + 10000]
        noise = random.normal(size=(len(part), 32)) @ shapes / np.sqrt(32)
        data[at : at + 10000] = centres[part] + 1.3 * noise + 0.8 * random.normal(size=(len(part), COLS))
    data /= np.linalg.norm(data, axis=1, keepdims=True)
    data.tofile(f"{folder}/vectors-{rows}.f32")
    truth.tofile(f"{folder}/truth-{rows}.i32")
    narrow = 4 * random.normal(size=(GROUPS, 5))[truth] + 0.6 * random.normal(size=(rows, 5))
    astray = random.random(rows) < 0.1
    narrow[astray] = 5 * random.normal(size=(int(astray.sum()), 5))
    narrow.astype(np.float32).tofile(f"{folder}/narrow-{rows}.f32")
    twenty = 2 * random.normal(size=(GROUPS, 20))[truth] + 0.8 * random.normal(size=(rows, 20))
    twenty[astray] = 2.5 * random.normal(size=(int(astray.sum()), 20))
    twenty.astype(np.float32).tofile(f"{folder}/twenty-{rows}.f32")


def timed(work):
    if ONLY_JUDGED:
        return None, None
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


def judge_if(judge):
    """Nothing was found where the peer was not run."""
    return lambda data, found: None if found is None else judge(data, found)


@judge_if
def recall(data, found):
    """Of the 15 true neighbours of 500 rows, the share that was found."""
    rows = np.linspace(0, len(data) - 1, JUDGED).astype(int)
    distances = ((data**2).sum(1)[None] - 2 * data[rows] @ data.T).astype(np.float64)
    distances[np.arange(JUDGED), rows] = np.inf
    true = np.argpartition(distances, K, axis=1)[:, :K]
    return float(np.mean([len(np.intersect1d(a, found[row])) / K for a, row in zip(true, rows)]))


@judge_if
def trust(data, plane):
    """Trustworthiness (Venna and Kaski 2001) at 15 neighbours of 500 rows among all."""
    n = len(data)
    rows = np.linspace(0, n - 1, JUDGED).astype(int)
    penalty = 0
    for row in rows:
        far = ((data - data[row]) ** 2).sum(1)
        near = ((plane - plane[row]) ** 2).sum(1)
        far[row] = near[row] = np.inf
        rank = np.empty(n, int)
        rank[np.argsort(far)] = np.arange(1, n + 1)
        penalty += np.maximum(0, rank[np.argpartition(near, K)[:K]] - K).sum()
    return float(1 - 2 / (JUDGED * K * (2 * n - 3 * K - 1)) * penalty)


@judge_if
def inertia(data, labels):
    total = 0.0
    for label in np.unique(labels):
        part = data[labels == label].astype(np.float64)
        total += ((part - part.mean(0)) ** 2).sum()
    return float(total)


@judge_if
def kept(data, plane):
    """Share of the variance that coordinates keep."""
    return float(plane.astype(np.float64).var(0).sum() / data.astype(np.float64).var(0).sum())


@judge_if
def against(truth, labels):
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(truth, labels))


def run(folder, name, rows):
    data = np.fromfile(f"{folder}/vectors-{rows}.f32", np.float32).reshape(rows, COLS)
    truth = np.fromfile(f"{folder}/truth-{rows}.i32", np.int32)
    narrow = np.fromfile(f"{folder}/narrow-{rows}.f32", np.float32).reshape(rows, 5)

    def ours(kind, *shape):
        place = f"{folder}/{WHOSE}-{name}-{rows}.bin"
        return np.fromfile(place, kind).reshape(shape) if os.path.exists(place) else None

    if name == "neighbours":
        if rows <= 20000:
            from sklearn.neighbors import NearestNeighbors

            peer = "scikit-learn, brute force"
            search = NearestNeighbors(n_neighbors=K, algorithm="brute", n_jobs=2).fit(data)
            found, took = timed(lambda: search.kneighbors(return_distance=False))
        else:
            from pynndescent import NNDescent

            NNDescent(data[:2000], n_neighbors=K + 1, n_jobs=2, random_state=1)
            peer = "pynndescent (umap-learn)"
            index, took = timed(lambda: NNDescent(data, n_neighbors=K + 1, n_jobs=2, random_state=1))
            found = index and index.neighbor_graph[0][:, 1:]
        return peer, took, recall(data, found), recall(data, ours(np.int32, rows, K))
    if name == "pca":
        from sklearn.decomposition import PCA

        PCA(64, svd_solver="randomized", random_state=1).fit(data[:2000])
        model = PCA(64, svd_solver="randomized", random_state=1)
        found, took = timed(lambda: model.fit_transform(data))
        return "scikit-learn, randomised", took, kept(data, found), kept(data, ours(np.float32, rows, 64))
    if name == "kmeans":
        from sklearn.cluster import KMeans

        KMeans(4, n_init=1).fit(data[:500])
        model = KMeans(GROUPS, n_init=1, random_state=1)
        found, took = timed(lambda: model.fit(data).labels_)
        return "scikit-learn", took, inertia(data, found), inertia(data, ours(np.int32, rows))
    if name == "minibatch":
        from sklearn.cluster import MiniBatchKMeans

        MiniBatchKMeans(4, n_init=1).fit(data[:500])
        models = [MiniBatchKMeans(GROUPS, n_init=3, random_state=seed) for seed in (1, 2, 3)]
        found, took = timed(lambda: [model.fit(data).labels_ for model in models])
        own = ours(np.int32, 3, rows)
        mean = lambda runs: None if runs is None else float(np.mean([inertia(data, labels) for labels in runs]))
        return "scikit-learn, three seeds", took and took / 3, mean(found), mean(own)
    if name == "ward":
        from sklearn.cluster import AgglomerativeClustering

        if rows > 20000:
            # Its tree of all pairs takes 8 bytes x rows^2 / 2.
            why = f"{4 * rows**2 / 2**30:.0f} GB of memory"
            return "scikit-learn", None, None, inertia(data, ours(np.int32, rows)), why
        found, took = timed(lambda: AgglomerativeClustering(GROUPS).fit_predict(data))
        return "scikit-learn", took, inertia(data, found), inertia(data, ours(np.int32, rows))
    if name in ("hdbscan", "hdbscan20"):
        from fast_hdbscan import HDBSCAN

        if name == "hdbscan20":
            narrow = np.fromfile(f"{folder}/twenty-{rows}.f32", np.float32).reshape(rows, 20)
        HDBSCAN(min_cluster_size=50).fit(narrow[:2000])
        found, took = timed(lambda: HDBSCAN(min_cluster_size=50, min_samples=5).fit_predict(narrow))
        return "fast-hdbscan", took, against(truth, found), against(truth, ours(np.int32, rows))
    if name == "silhouette":
        from sklearn.metrics import silhouette_score

        if rows > 20000:
            found, took = timed(lambda: silhouette_score(data, truth, sample_size=10000, random_state=1))
            return "scikit-learn, 10,000 of them", took, found and float(found), float(ours(np.float64, 1)[0])
        found, took = timed(lambda: silhouette_score(data, truth))
        return "scikit-learn", took, found and float(found), float(ours(np.float64, 1)[0])
    if name == "map":
        import warnings

        warnings.filterwarnings("ignore")
        import umap

        umap.UMAP(n_neighbors=K, n_jobs=2, n_epochs=20).fit(data[:5000])
        found, took = timed(lambda: umap.UMAP(n_neighbors=K, n_jobs=2).fit_transform(data))
        return "umap-learn", took, trust(data, found), trust(data, ours(np.float32, rows, 2))
    raise SystemExit(f"unknown: {name}")


if __name__ == "__main__":
    folder, name, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if name == "make":
        make(folder, rows)
    else:
        peer, took, quality, own, *why = run(folder, name, rows)
        told = {"peer": peer, "seconds": took, "quality": quality, "ours": own}
        print(json.dumps({**told, "why": why[0]} if why else told))
