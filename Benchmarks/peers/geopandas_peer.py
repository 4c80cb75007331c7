"""geopandas: `sjoin` of points to villages. Reading and making the geometries is not timed."""

import geopandas
import shapely

from peers.harness import Task, clock


def main() -> None:
    task = Task("geopandas")
    villages = geopandas.read_file(task.villages(), columns=["kode"], engine="pyogrio")
    points = geopandas.GeoDataFrame(geometry=shapely.points(task.assignment()), crs=villages.crs)
    matches = 0

    def join() -> None:
        nonlocal matches
        joined = geopandas.sjoin(points, villages, how="inner", predicate="within")
        matches = len(joined)

    times = clock(1, join, warm_ups=0)
    task.add(
        "assignment.whole",
        "points to villages",
        len(points),
        times,
        who="sjoin",
        villages=len(villages),
        assigned=matches,
    )


if __name__ == "__main__":
    main()
