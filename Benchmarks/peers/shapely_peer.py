"""shapely: the STR-packed R-tree of GEOS, asked with whole arrays, as its documentation advises.

It finds one nearest point, not ten. Distances are in degrees.
"""

import numpy as np
import shapely

from peers.harness import METERS_PER_DEGREE, RADII, WINDOWS, Task, clock


def build(points: np.ndarray) -> shapely.STRtree:
    """The tree; GEOS packs it at the first question."""
    tree = shapely.STRtree(points)
    tree.query(shapely.Point(0, 0))
    return tree


def main() -> None:
    task = Task("shapely")
    pairs = task.nation()
    points = shapely.points(pairs)
    repeats = min(task.repeats, 3)
    times = clock(repeats, lambda: build(points), warm_ups=0)
    task.add("build.index", "index built from memory", len(points), times, who="STRtree")
    tree = build(points)
    places = task.queries()
    x, y = places.T
    circles = shapely.points(places)

    def ask(id: str, label: str, query) -> None:
        found = query()
        times = clock(repeats, query, per=len(places), warm_ups=0)
        hits = found.shape[-1] / len(places)
        task.add(id, label, len(points), times, who="STRtree", hits_per_query=hits)

    for name, d in WINDOWS.items():
        boxes = shapely.box(x - d, y - d, x + d, y + d)
        ask(f"query.window.{name}", f"window of {2 * d}°", lambda: tree.query(boxes))
    for name, meters in RADII.items():
        r = meters / METERS_PER_DEGREE
        ask(
            f"query.radius.{name}",
            f"within {meters} m",
            lambda: tree.query(circles, predicate="dwithin", distance=r),
        )
    ask("query.nearest.1", "nearest point", lambda: tree.query_nearest(circles, all_matches=False))


if __name__ == "__main__":
    main()
