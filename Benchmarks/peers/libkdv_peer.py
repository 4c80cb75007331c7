"""libkdv: kernel density on a grid by sweeping lines (SLAM, SIGMOD 2022), Epanechnikov, exact.

Two things to know when it is compared. It doubles the bandwidth it is given, so it is given half.
And it takes points and returns pixels as text: `compute()` is timed alone, without the writing of
the points before it, and what it takes for an empty picture is stated beside it.
"""

import numpy as np
import pandas as pd
from libkdv import kdv

from peers.harness import Task, clock
from peers.view import View


def picture(points: np.ndarray, view: View, columns: int, rows: int) -> kdv:
    """The task of drawing a view whose pixels are one unit wide."""
    # Bounds are (y, y, x, x) here, and counted from the westernmost and northernmost point.
    west, north = points.min(axis=0)
    bounds = [0.5 - north, view.rows - 0.5 - north, 0.5 - west, view.columns - 0.5 - west]
    return kdv(
        pd.DataFrame(points, columns=["x", "y"]),
        GPS=False,
        bound=bounds,
        num_threads=1,
        row_pixels=columns,
        col_pixels=rows,
        bandwidth=view.radius / 2,
    )


def grid(result: pd.DataFrame, view: View) -> np.ndarray:
    """The picture as an array: it comes as a table without the pixels that are empty."""
    grid = np.zeros((view.rows, view.columns))
    column = np.rint(result["x"] - 0.5).astype(int)
    row = np.rint(result["y"] - 0.5).astype(int)
    grid[row, column] = result["val"]
    return grid


def main() -> None:
    task = Task("libkdv")
    view = View(task.facts("view"))
    points = view.pixels(task.view())
    tiny = picture(points, view, 2, 2)
    overhead = clock(1, tiny.compute, warm_ups=0)
    whole = picture(points, view, view.columns, view.rows)
    times = clock(min(task.repeats, 3), whole.compute, warm_ups=0)
    facts = task.difference(grid(whole.result, view))
    for path in ("fast", "exact"):
        task.add(
            f"view.{path}",
            f"view {view.columns} × {view.rows}",
            len(points),
            times,
            picture_of_2x2=overhead[0][0],
            **facts,
        )


if __name__ == "__main__":
    main()
