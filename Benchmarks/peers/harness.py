"""What every rival's script needs: the data, a watch, and figures written as lines of JSON.

The lines have the fields that the Swift side writes (`Harness/Measurement.swift`), so that both can
be joined by `id`. Every line is written at once: what a rival measured before its time ran out is
kept.
"""

import argparse
import json
import math
import statistics
import time
from importlib import metadata
from pathlib import Path

import numpy as np

METERS_PER_DEGREE = 110_800.0  # in Indonesia, the mean over both directions
WINDOWS = {"small": 0.001, "large": 0.01}  # half the sides, in degrees
RADII = {"small": 100, "large": 1000}  # in metres
VERSION = 1  # of the data, as in `Data/DataFolder.swift`


class Task:
    """One run of one rival: where the data are, and where the figures go."""

    def __init__(self, distribution: str) -> None:
        parser = argparse.ArgumentParser()
        parser.add_argument("--data", type=Path, required=True)
        parser.add_argument("--points", type=int, required=True)
        parser.add_argument("--view-points", type=int, required=True)
        parser.add_argument("--repeats", type=int, required=True)
        parser.add_argument("--villages", type=Path)
        parser.add_argument("--json", type=Path, required=True)
        self.options = parser.parse_args()
        self.name = f"{distribution} {metadata.version(distribution)}"

    @property
    def repeats(self) -> int:
        """How often a thing is repeated."""
        return self.options.repeats

    def nation(self) -> np.ndarray:
        """The points of the nation, longitude and latitude in two columns."""
        return self._pairs(f"nation-{self.options.points}")

    def view(self) -> np.ndarray:
        """The points of the view."""
        return self._pairs(f"view-{self.options.view_points}")

    def queries(self) -> np.ndarray:
        """The places that queries are asked at."""
        return self._pairs(f"queries-{self.options.points}")

    def villages(self) -> Path:
        """The file of villages."""
        return self.options.villages or self.options.data / f"villages-v{VERSION}.geojsonl"

    def assignment(self) -> np.ndarray:
        """The points that are assigned to villages."""
        if not self.options.villages:
            return self.nation()
        return self._pairs(f"inside-{self.options.villages.name}-{self.options.points}")

    def facts(self, name: str) -> dict:
        """Numbers that the Swift side wrote about the data: `name value` on each line."""
        text = (self.options.data / f"{name}-v{VERSION}.txt").read_text()
        return {key: float(value) for key, value in (line.split() for line in text.splitlines())}

    def difference(self, grid: np.ndarray) -> dict:
        """How far a picture of the view is from the exact path's, both with a peak of one; nothing
        where that was not measured."""
        path = self.options.data / f"grid-{self.options.view_points}-v{VERSION}.f32"
        if not path.exists():
            return {}
        expected = np.fromfile(path, dtype="<f4").reshape(grid.shape)
        off = np.abs(grid / grid.max() - expected / expected.max()).max()
        return {"difference_of_peak": float(off)}

    def _pairs(self, name: str) -> np.ndarray:
        return np.fromfile(self.options.data / f"{name}-v{VERSION}.f64").reshape(-1, 2)

    def add(self, id: str, label: str, points: int, times: list, who: str = "", **facts) -> None:
        """Writes a figure. `times` are pairs of wall-clock and processor seconds."""
        wall = sorted(pair[0] for pair in times)
        line = {
            "who": f"{self.name}{' ' if who else ''}{who}",
            "id": id,
            "label": label,
            "unit": "s",
            "points": points,
            "repeats": len(wall),
            "min": wall[0],
            "median": statistics.median(wall),
            "p95": wall[min(math.ceil(0.95 * len(wall)), len(wall)) - 1],
            "processor": statistics.median(pair[1] for pair in times),
            "facts": facts,
        }
        with self.options.json.open("a") as file:
            file.write(json.dumps(line) + "\n")
        shown = f"{line['min']:.9f} / {line['median']:.9f} s"
        print(f"  {line['who']}, {id}: {shown}  {facts}", flush=True)


def clock(repeats: int, body, per: int = 1, warm_ups: int = 1) -> list:
    """Runs something and tells what each run took: pairs of wall-clock and processor seconds."""
    for _ in range(warm_ups):
        body()
    times = []
    for _ in range(repeats):
        wall, processor = time.perf_counter(), time.process_time()
        body()
        times.append(
            ((time.perf_counter() - wall) / per, (time.process_time() - processor) / per)
        )
    return times
