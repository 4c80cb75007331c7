"""datashader: counts points by pixel, then blurs the picture. That is no density, and it looks at
every point for every tile; it is what many would use in its place. Counting takes the points in Web
Mercator already.
"""

import io

import datashader
import numpy as np
import pandas as pd
from datashader import transfer_functions

from peers.harness import Task, clock


def main() -> None:
    task = Task("datashader")
    tile = task.facts(f"tile-{task.options.points}")
    pairs = task.nation()
    across = 2.0 ** tile["zoom"]
    x = (pairs[:, 0] / 360 + 0.5) * across
    y = (0.5 - np.arctanh(np.sin(np.radians(pairs[:, 1]))) / (2 * np.pi)) * across
    frame = pd.DataFrame({"x": x, "y": y})
    canvas = datashader.Canvas(
        256,
        256,
        x_range=(tile["x"], tile["x"] + 1),
        y_range=(tile["y"], tile["y"] + 1),
    )
    radius = int(tile["radius"])

    def count():
        return canvas.points(frame, "x", "y")

    def draw() -> int:
        blurred = transfer_functions.spread(count(), px=radius)
        file = io.BytesIO()
        transfer_functions.shade(blurred).to_pil().save(file, "png")
        return file.tell()

    label = f"a tile of zoom {int(tile['zoom'])}, {radius} px"
    times = clock(task.repeats, count)
    task.add("tile.one", label, len(frame), times, who="counts only, no picture")
    times = clock(task.repeats, draw)
    task.add("tile.one", label, len(frame), times, who="counts, spread, PNG")


if __name__ == "__main__":
    main()
