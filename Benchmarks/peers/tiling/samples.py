"""Seeded reports, statuses and tiles over the villages of a workspace.

Positions are longitude and latitude in degrees (WGS 84), tiles are `z, x, y` of WebMercatorQuad.
"""

import csv
import datetime
import math
import random
import sqlite3
from contextlib import closing
from pathlib import Path

SEED = 20261122
CATEGORIES = ["tppo", "tppm", "pmi", "overstay", "document", "service", "other"]
STATUSES = ["calon", "ditetapkan", "aktif", "nonaktif"]  # every fifth village has none
DEVIATION = 0.01  # of reports around the middle of a village, in degrees
FIRST_DAY = datetime.date(2025, 1, 1)
DAYS = 640


class Nation:
    """The villages of a workspace: codes, and the middles of their boxes."""

    def __init__(self, workspace: Path) -> None:
        query = (
            "SELECT v.code, (r.minx + r.maxx) / 2, (r.miny + r.maxy) / 2 FROM villages v "
            "JOIN rtree_villages_geom r ON r.id = v.fid ORDER BY v.code"
        )
        with closing(sqlite3.connect(f"file:{workspace}?mode=ro", uri=True)) as database:
            rows = database.execute(query).fetchall()
        self.codes = [row[0] for row in rows]
        self.middles = [(row[1], row[2]) for row in rows]

    @property
    def provinces(self) -> list:
        """The codes of the provinces."""
        return sorted({code.split(".")[0] for code in self.codes})

    def write_tips(self, path: Path, count: int) -> None:
        """Writes reports around villages, each village as likely as any, all known to the point."""
        draw = random.Random(SEED)
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "occurred_at", "category", "lon", "lat", "level"])
            for number in range(count):
                lon, lat = draw.choice(self.middles)
                writer.writerow([
                    f"T{number}",
                    FIRST_DAY + datetime.timedelta(draw.randrange(DAYS)),
                    draw.choice(CATEGORIES),
                    f"{draw.gauss(lon, DEVIATION):.6f}",
                    f"{draw.gauss(lat, DEVIATION):.6f}",
                    "point",
                ])  # fmt: skip

    def write_programme(self, path: Path) -> None:
        """Writes a status for four villages of five, so that a choropleth has five classes."""
        draw = random.Random(SEED + 1)
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["code", "status", "since"])
            for code in self.codes:
                status = draw.choice([*STATUSES, None])
                if status:
                    writer.writerow([code, status, FIRST_DAY])

    def tiles(self, zoom: int, count: int) -> list:
        """At most so many different tiles of a zoom, each the one around the middle of a village
        that was drawn, so that tiles of many villages come more often, as where people look."""
        draw = random.Random(SEED + 100 + zoom)
        order = draw.sample(self.middles, len(self.middles))
        found = dict.fromkeys(tile_around(zoom, lon, lat) for lon, lat in order)
        return list(found)[:count]


def tile_around(zoom: int, lon: float, lat: float) -> tuple:
    """The tile `z, x, y` that holds a position."""
    side = 1 << zoom
    x = (lon + 180) / 360 * side
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * side
    return zoom, int(x), int(y)


def tile_box(zoom: int, x: int, y: int) -> tuple:
    """West, south, east and north of a tile in metres of EPSG:3857."""
    half = math.pi * 6378137
    size = 2 * half / (1 << zoom)
    west, north = x * size - half, half - y * size
    return west, north - size, west + size, north
