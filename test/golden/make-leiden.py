"""Communities and their modularity by leidenalg, written to leiden.json.

    pip install igraph==1.0.0 leidenalg==0.12.0
    python make-leiden.py
"""

import json
import random
from pathlib import Path

import igraph as ig
import leidenalg

random.seed(7)


def planted(groups: int, size: int, inside: float, outside: float):
    edges = []
    rows = groups * size
    for a in range(rows):
        for b in range(a + 1, rows):
            same = a // size == b // size
            if random.random() < (inside if same else outside):
                edges.append((a, b, round(random.uniform(0.5, 1.5), 3)))
    return rows, edges


def ring(cliques: int, size: int):
    edges = []
    for c in range(cliques):
        first = c * size
        edges += [(first + a, first + b, 1) for a in range(size) for b in range(a + 1, size)]
        edges.append((first, ((c + 1) % cliques) * size + 1, 1))
    return cliques * size, edges


karate = ig.Graph.Famous("Zachary")
cases = {
    "karate club": (karate.vcount(), [(a, b, 1) for a, b in karate.get_edgelist()]),
    "ring of cliques": ring(12, 5),
    "planted, clear": planted(6, 20, 0.5, 0.02),
    "planted, faint": planted(4, 30, 0.25, 0.08),
    "no structure": planted(1, 80, 0.1, 0),
}
golden = []
for name, (rows, edges) in cases.items():
    graph = ig.Graph(n=rows, edges=[(a, b) for a, b, _ in edges])
    graph.es["weight"] = [w for _, _, w in edges]
    for resolution in (0.5, 1, 2):
        best = max(
            (
                leidenalg.find_partition(
                    graph,
                    leidenalg.RBConfigurationVertexPartition,
                    weights="weight",
                    resolution_parameter=resolution,
                    n_iterations=-1,
                    seed=seed,
                )
                for seed in range(20)
            ),
            key=lambda part: part.quality(),
        )
        quality = best.quality() / (2 * sum(graph.es["weight"]))
        golden.append(
            {
                "name": name,
                "rows": rows,
                "resolution": resolution,
                "k": len(best),
                "quality": quality,
                "labels": best.membership,
            }
        )
        print(name, resolution, len(best), round(quality, 5))
out = {
    "graphs": {name: [list(edge) for edge in edges] for name, (_, edges) in cases.items()},
    "cases": golden,
}
Path(__file__).with_name("leiden.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
