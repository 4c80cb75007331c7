"""Writes the clusters that other programs find, for the tests to compare with.

    python3 -m venv V && V/bin/pip install scikit-learn hdbscan
    V/bin/python generate_clusters.py

`clusters.json` has points (lon, lat) of several kinds, drawn from a seed, with the labels of scikit-learn's DBSCAN and of
hdbscan's HDBSCAN. Both measure straight lines between positions on the WGS 84 ellipsoid, in metres. hdbscan counts the
others near a point, we count the point itself as well: its `min_samples` is one less.
"""

import json
from importlib.metadata import version
from pathlib import Path

import hdbscan
import numpy as np
from sklearn.cluster import DBSCAN

HERE = Path(__file__).resolve().parent
AXIS, SQUARE = 6_378_137.0, (2 - 1 / 298.257223563) / 298.257223563


def positions(places: np.ndarray) -> np.ndarray:
    """Metres from the middle of the earth."""
    lon, lat = np.radians(places).T
    vertical = AXIS / np.sqrt(1 - SQUARE * np.sin(lat) ** 2)
    return np.c_[
        vertical * np.cos(lat) * np.cos(lon), vertical * np.cos(lat) * np.sin(lon),
        vertical * (1 - SQUARE) * np.sin(lat)]


def places(metres: np.ndarray) -> np.ndarray:
    """Metres east and north of a place in Java as degrees."""
    return np.round([112.6, -7.9] + metres / [110_300, 110_600], 6)


def blobs(random, *kinds) -> np.ndarray:
    """Points around centres: how many, where, and how far spread."""
    return np.vstack([random.normal(0, width, (n, 2)) + middle for n, middle, width in kinds])


def sets(random) -> dict:
    """Points of several kinds, in metres."""
    angle = random.uniform(0, np.pi, 500)
    upper = 2000 * np.c_[np.cos(angle), np.sin(angle)]
    lower = 2000 * np.c_[1 - np.cos(angle), 0.5 - np.sin(angle)]
    heaps = blobs(random, (400, (0, 0), 400), (400, (5000, 0), 400))
    line = np.r_[
        random.normal(0, 150, 300), random.normal(3000, 300, 300),
        random.uniform(-4000, 8000, 150)]
    return {
        "blobs_in_uniform": np.vstack([
            blobs(random, (250, (0, 0), 250), (250, (4000, 500), 250), (250, (1500, 4000), 250)),
            random.uniform(-4000, 8000, (250, 2))]),
        "moons": np.vstack([upper, lower]) + random.normal(0, 120, (1000, 2)),
        "different_densities": blobs(
            random, (300, (0, 0), 80), (300, (3500, 0), 350), (300, (0, 9000), 1200)),
        "duplicates": np.vstack([
            np.round(heaps / 50) * 50, np.repeat([[9000.0, 3000.0]], 40, axis=0)]),
        "collinear": np.c_[line, 0.5 * line],
    }


def hierarchical(points: np.ndarray, **options) -> list:
    """Labels of hdbscan."""
    return hdbscan.HDBSCAN(
        algorithm="boruvka_kdtree", approx_min_span_tree=False, **options).fit(points).labels_.tolist()


def figures(metres: np.ndarray) -> dict:
    """What is found among points."""
    told = places(metres)
    points = positions(told)
    flat = DBSCAN(eps=400, min_samples=8, algorithm="kd_tree").fit(points)
    options = {"min_cluster_size": 25, "min_samples": 7}
    return {
        "places": told.tolist(),
        "dbscan": flat.labels_.tolist(),
        "cores": flat.core_sample_indices_.tolist(),
        "eom": hierarchical(points, **options),
        "leaf": hierarchical(points, cluster_selection_method="leaf", **options),
        "within300": hierarchical(points, cluster_selection_epsilon=300.0, **options),
    }


if __name__ == "__main__":
    found = {name: figures(metres) for name, metres in sets(np.random.default_rng(8)).items()}
    names = ["scikit-learn", "hdbscan", "numpy"]
    content = {"versions": {name: version(name) for name in names}, "sets": found}
    (HERE / "clusters.json").write_text(json.dumps(content) + "\n")
