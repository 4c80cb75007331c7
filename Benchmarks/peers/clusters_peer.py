"""scikit-learn's DBSCAN of a million points, alone and with all cores, and hdbscan of 200,000: straight lines between
positions on the ellipsoid, as on our side. Making the positions is not timed here, while ours is."""

import importlib
import warnings

import numpy as np

from peers.harness import Task, clock

AXIS, SQUARE = 6_378_137.0, (2 - 1 / 298.257223563) / 298.257223563


def positions(places: np.ndarray) -> np.ndarray:
    """Metres from the middle of the earth."""
    lon, lat = np.radians(places).T
    vertical = AXIS / np.sqrt(1 - SQUARE * np.sin(lat) ** 2)
    return np.c_[
        vertical * np.cos(lat) * np.cos(lon), vertical * np.cos(lat) * np.sin(lon),
        vertical * (1 - SQUARE) * np.sin(lat)]


def measure(task: Task, id: str, label: str, model, points: np.ndarray, who: str) -> None:
    """Times a model; one run, since it takes many seconds."""
    times = clock(1, lambda: model.fit(points), warm_ups=0)
    task.add(id, label, len(points), times, who=who, clusters=int(model.labels_.max()) + 1)


def main() -> None:
    warnings.filterwarnings("ignore")
    module = importlib.import_module("sklearn.cluster")
    task = Task("scikit-learn")
    points = positions(task.nation()[:1_000_000])
    for cores, jobs in ((1, None), (2, -1)):
        model = module.DBSCAN(eps=200, min_samples=10, algorithm="kd_tree", n_jobs=jobs)
        measure(task, f"statistics.dbscan.{cores}", "DBSCAN", model, points, f"n_jobs={jobs}")
    task = Task("hdbscan")
    # It counts the others near a point, we count the point as well.
    model = importlib.import_module("hdbscan").HDBSCAN(
        min_cluster_size=20, min_samples=9, algorithm="boruvka_kdtree", core_dist_n_jobs=1)
    measure(task, "statistics.hdbscan", "HDBSCAN", model, points[:200_000], "boruvka_kdtree")


if __name__ == "__main__":
    main()
