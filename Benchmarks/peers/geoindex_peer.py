"""geoindex-rs: a packed Hilbert R-tree and a k-d tree, both in Rust.

Distances are in degrees here, on the ground there, so circles hold a few points in a thousand fewer
or more. Every query is one call from Python. What a call costs that finds nothing is measured
beside, so that it can be taken off: the ratio is to be to the work, not to Python.
"""

import numpy as np
from geoindex_rs import kdtree, rtree

from peers.harness import METERS_PER_DEGREE, RADII, WINDOWS, Task, clock

FAR_AWAY = (-100.0, 40.0)


def build_rtree(x: np.ndarray, y: np.ndarray):
    """A tree of boxes without extent, sixteen to a node."""
    builder = rtree.RTreeBuilder(len(x))
    builder.add(x, y, x, y)
    return builder.finish()


def build_kdtree(x: np.ndarray, y: np.ndarray):
    """A tree of points, 64 to a leaf."""
    builder = kdtree.KDTreeBuilder(len(x))
    builder.add(x, y)
    return builder.finish()


class Asker:
    """Asks a query at all places, and as often far away, where it finds nothing."""

    def __init__(self, task: Task, points: int) -> None:
        self.task = task
        self.points = points
        self.places = task.queries().tolist()

    def ask(self, id: str, label: str, who: str, query, empty=None) -> None:
        """Writes what a query takes. `empty` finds nothing, where `query` cannot be made to."""
        count = len(self.places)
        hits = 0

        def all_places() -> None:
            nonlocal hits
            hits = 0
            for x, y in self.places:
                hits += len(query(x, y))

        def nowhere() -> None:
            nothing = empty or query
            for _ in range(count):
                len(nothing(*FAR_AWAY))

        times = clock(self.task.repeats, all_places, per=count)
        calls = clock(self.task.repeats, nowhere, per=count)
        self.task.add(
            id,
            label,
            self.points,
            times,
            who=who,
            hits_per_query=hits / count,
            per_call=min(pair[1] for pair in calls),
        )


def main() -> None:
    task = Task("geoindex-rs")
    pairs = task.nation()
    x, y = np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])
    for who, build in (("R-tree", build_rtree), ("k-d tree", build_kdtree)):
        times = clock(task.repeats, lambda: build(x, y))
        task.add("build.index", "index built from memory", len(x), times, who=who)
    boxes, points = build_rtree(x, y), build_kdtree(x, y)
    asker = Asker(task, len(x))
    for name, d in WINDOWS.items():
        id, label = f"query.window.{name}", f"window of {2 * d}°"
        asker.ask(id, label, "R-tree", lambda x, y: rtree.search(boxes, x - d, y - d, x + d, y + d))
        asker.ask(
            id, label, "k-d tree", lambda x, y: kdtree.range(points, x - d, y - d, x + d, y + d)
        )
    for name, meters in RADII.items():
        r = meters / METERS_PER_DEGREE
        asker.ask(
            f"query.radius.{name}",
            f"within {meters} m",
            "k-d tree",
            lambda x, y: kdtree.within(points, x, y, r),
        )
    for count in (1, 10):
        asker.ask(
            f"query.nearest.{count}",
            "nearest point" if count == 1 else f"{count} nearest points",
            "R-tree",
            lambda x, y: rtree.neighbors(boxes, x, y, max_results=count, max_distance=None),
            empty=lambda x, y: rtree.neighbors(boxes, x, y, max_results=1, max_distance=0.001),
        )


if __name__ == "__main__":
    main()
