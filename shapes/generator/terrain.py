"""Land and sea, mountains, rivers: the ground that everything else follows.

The outline is drawn by hand as a rough polygon (kilometres on the sheet) and then roughened.
North and west are land borders along the hills (what lies beyond is not part of the demo);
east and south are coast, with a bay at the river's mouth.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from . import frame, growth
from .noise import crests, fractal_noise

OUTLINE = [
    (8.5, 45), (14, 43.6), (18.5, 40.8), (24, 42.6), (28, 45), (33, 43.6), (36, 40.6), (41, 41.8),
    (44.5, 40.8), (49, 43.8), (52, 41), (50.4, 37.4), (52, 34.3), (56.2, 31.8), (58.3, 28.4),
    (56, 25.5), (51.5, 23.8), (47.5, 21.6), (43.5, 19.2), (40.4, 16.4), (40.2, 13.2), (42.6, 10.4),
    (47, 9.4), (50.6, 7.4), (49.6, 3.6), (45, 2.4), (40, 3.8), (35, 6.8), (30, 6.4), (25, 4.2),
    (19, 4.8), (14, 2.8), (9, 3.2), (5.4, 5.6), (6.6, 9.5), (4, 13), (5.2, 17.5), (8.2, 20.5),
    (6.4, 24), (3, 27.5), (4.6, 32.5), (3.2, 37), (5.6, 41.5),
]  # fmt: skip
ISLANDS = [(55.4, 14.6, 2.7, 1.35, 0.5), (57.4, 8.0, 1.35, 0.8, -0.4)]  # x, y, half axes, angle
ISLET = (27.2, 2.2, 0.62, 0.4, 0.2)
SMALLEST_ISLET_KM2, SMALLEST_ISLAND_KM2 = 0.3, 2.0  # below: sea; below: part of a village ashore
PEAKS = [(11.5, 36.5, 4.2, 2350), (6.5, 29.0, 3.2, 1500), (19.0, 39.5, 4.5, 1300),
         (8.0, 21.5, 3.0, 900), (30.5, 41.5, 5.0, 700)]  # fmt: skip  # x, y, width, metres
MOUTH = (40.0, 15.0)
RIVERS = [  # source, end (None: where it meets a river already drawn)
    ((10.5, 32.5), MOUTH),
    ((22.5, 39.5), None),
    ((36.5, 39.0), None),
    ((9.5, 23.5), None),
    ((15.5, 19.0), (20.5, 4.0)),
]


@dataclass(frozen=True)
class Terrain:
    """The raster of the ground; `parts` numbers the pieces of land: 1 mainland, 2 … islands."""

    parts: np.ndarray
    elevation: np.ndarray
    rivers: list[list[int]]
    river: np.ndarray
    travel_cost: np.ndarray

    @property
    def land(self) -> np.ndarray:
        """Whether a cell is land."""
        return self.parts > 0


def make_terrain(seed: int) -> Terrain:
    """The ground of the regency for a seed."""
    inland = _inland_km(seed)
    shore = _land_mask(seed, inland)
    elevation = _elevation(seed, inland)
    rivers = _rivers(seed, shore, elevation)
    parts = _pieces_of_land(_without_specks(shore & ~_estuary(rivers[0])))
    river = _thick(rivers) & (parts > 0)
    return Terrain(
        parts=parts,
        elevation=elevation,
        rivers=rivers,
        river=river,
        travel_cost=_travel_cost(seed, parts > 0, elevation, river),
    )


def _inland_km(seed: int) -> np.ndarray:
    """Kilometres inside the outline (negative outside), roughened into a coast."""
    distance = _signed_distance(OUTLINE)
    rough = fractal_noise(seed, "coast", 0.3, 8, 1.45)
    x, y = frame.centres()
    bay = np.clip(np.hypot(x - 42, y - 15) / 9 - 0.25, 0.12, 1)  # mud, not rocks
    ashore = np.clip(np.minimum(x - 8, 40.5 - y) / 3, 0.35, 1)  # a land border is calmer
    return distance + 0.62 * rough * bay * ashore


def _signed_distance(polygon: list[tuple[float, float]]) -> np.ndarray:
    """Distance to a polygon's border, positive inside (even–odd rule)."""
    x, y = frame.centres()
    nearest = np.full(x.shape, np.inf)
    inside = np.zeros(x.shape, dtype=bool)
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1]):
        dx, dy = bx - ax, by - ay
        along = np.clip(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0, 1)
        nearest = np.minimum(nearest, np.hypot(x - ax - along * dx, y - ay - along * dy))
        if ay != by:
            crosses = ((ay > y) != (by > y)) & (x < ax + (y - ay) / dy * dx)
            inside ^= crosses
    return np.where(inside, nearest, -nearest)


def _land_mask(seed: int, inland: np.ndarray) -> np.ndarray:
    """Mainland and islands."""
    land = inland > 0
    rough = fractal_noise(seed, "island shores", 0.35, 3, 1.5)
    x, y = frame.centres()
    for cx, cy, half_a, half_b, angle in [*ISLANDS, ISLET]:
        u = (x - cx) * np.cos(angle) + (y - cy) * np.sin(angle)
        v = (y - cy) * np.cos(angle) - (x - cx) * np.sin(angle)
        land |= 1 - np.hypot(u / half_a, v / half_b) + 0.16 * rough > 0
    return land


def _elevation(seed: int, inland: np.ndarray) -> np.ndarray:
    """Metres above the sea: a plain that rises inland, and mountains in the north-west."""
    x, y = frame.centres()
    plain = 12 * np.clip(inland, 0, 12)
    mountains = np.zeros(x.shape)
    for px, py, width, height in PEAKS:
        mountains += height * np.exp(-np.hypot(x - px, y - py) / width)
    hills = 1 + 0.35 * fractal_noise(seed, "hills", 0.5, 8, 1.6)
    return np.round((plain + mountains) * np.clip(hills, 0.1, None), 3)


def _rivers(seed: int, shore: np.ndarray, elevation: np.ndarray) -> list[list[int]]:
    """The rivers as lists of cells from source to mouth, found as cheap ways downhill."""
    winding = fractal_noise(seed, "meanders", 0.6, 4.0, 0.7)
    banks = np.where(shore, 20 + elevation / 20 + 60 * np.exp(1.3 * winding), 0)
    cost = banks.astype(np.int64)
    rivers: list[list[int]] = []
    for source, end in RIVERS:
        start = frame.cell_of(*source)
        if end is not None:
            rivers.append(growth.path(_with_sea(cost), start, frame.cell_of(*end)))
        else:
            joined = [(cell, 0, 0) for cell in rivers[0]]
            _, previous = growth.grow(cost, joined, target=start)
            rivers.append(growth.way_back(previous, start)[::-1])
    return rivers


def _with_sea(cost: np.ndarray) -> np.ndarray:
    """Let a river's way cross sea cells too (dearly), for a mouth that lies in the water."""
    return np.where(cost > 0, cost, 1000)


def _estuary(river: list[int]) -> np.ndarray:
    """The last kilometres of the main river, wide enough to be sea on the map."""
    x, y = frame.centres()
    water = np.zeros(x.shape, dtype=bool)
    for steps, cell in enumerate(reversed(river)):
        width = 0.34 * np.exp(-steps * frame.CELL_KM / 1.6)
        if width < 0.07:
            break
        cx, cy = frame.place_of(cell)
        water |= np.hypot(x - cx, y - cy) < width
    return water


def _thick(rivers: list[list[int]]) -> np.ndarray:
    """River cells, with corners filled so that no diagonal step slips across."""
    mask = np.zeros(frame.ROWS * frame.COLS, dtype=bool)
    for cells in rivers:
        mask[cells] = True
        for a, b in zip(cells, cells[1:]):
            mask[(a // frame.COLS) * frame.COLS + b % frame.COLS] = True
    return mask.reshape(frame.ROWS, frame.COLS)


def _without_specks(land: np.ndarray) -> np.ndarray:
    """Land without necks and inlets of a single cell."""
    for _ in range(2):
        padded = np.pad(land, 1).astype(int)
        around = sum(
            padded[1 + s : padded.shape[0] - 1 + s, 1 + t : padded.shape[1] - 1 + t]
            for s in (-1, 0, 1)
            for t in (-1, 0, 1)
        )
        land = around >= 5
    return land


def _pieces_of_land(land: np.ndarray) -> np.ndarray:
    """Number the pieces of land worth keeping, largest first; lakes become land."""
    sea = pieces(~land)
    largest_sea = np.bincount(sea[sea > 0]).argmax()
    land = sea != largest_sea
    numbered = pieces(land)
    sizes = np.bincount(numbered.ravel())
    sizes[0] = 0
    order = [
        n
        for n in np.argsort(-sizes, kind="stable")
        if sizes[n] * frame.CELL_KM**2 >= SMALLEST_ISLET_KM2
    ]
    kept = np.zeros(len(sizes), dtype=np.int64)
    for place, number in enumerate(order, start=1):
        kept[number] = place
    return kept[numbered]


def pieces(mask: np.ndarray) -> np.ndarray:
    """Number the 4-connected pieces of a mask from 1, in reading order."""
    rows, cols = mask.shape
    numbers = np.zeros(mask.size, dtype=np.int64)
    flat, count = mask.ravel(), 0
    for first in np.flatnonzero(flat):
        if numbers[first]:
            continue
        count += 1
        numbers[first] = count
        queue = deque([int(first)])
        while queue:
            at = queue.popleft()
            column = at % cols
            for to, inside in (
                (at + 1, column + 1 < cols), (at - 1, column > 0),
                (at + cols, at + cols < rows * cols), (at - cols, at >= cols),
            ):  # fmt: skip
                if inside and flat[to] and not numbers[to]:
                    numbers[to] = count
                    queue.append(to)
    return numbers.reshape(rows, cols)


def _travel_cost(
    seed: int, land: np.ndarray, elevation: np.ndarray, river: np.ndarray
) -> np.ndarray:
    """What it costs a region to grow across a cell: dear on ridges, ditches and rivers."""
    ridges = crests(fractal_noise(seed, "ridges", 0.5, 6, 1.3))
    ditches = crests(fractal_noise(seed, "ditches", 0.2, 1.8, 0.7))
    fields = np.clip(fractal_noise(seed, "fields", 0.16, 1.0, 0.3), -1, 2)
    steep = np.clip(elevation / 1200, 0, 1)
    cost = 14 + 110 * ridges + 45 * ditches + 9 * fields + 10 * steep + 300 * river
    return np.where(land, np.maximum(1, cost), 0).astype(np.int64)
