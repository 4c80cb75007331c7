"""The regency cut into districts, and the districts into villages, on the raster.

Districts grow from their capitals, villages from seeds that stand closer where more people
live. A village never crosses its district's border, so the levels nest exactly.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from . import frame, growth
from .terrain import SMALLEST_ISLAND_KM2, Terrain, pieces

VILLAGES = 120
TOWN = (37.6, 17.6)
# name, capital, head start in km (a later start makes a smaller district), least kelurahan
DISTRICTS = [
    ("Bandar Peraga", TOWN, 2.6, 9),
    ("Muara Tirta", (47.0, 26.5), 0.0, 2),
    ("Labuh Wetan", (44.5, 38.0), 0.0, 1),
    ("Tanjung Layang", (41.5, 7.5), 0.0, 1),
    ("Pesisir Kidul", (25.0, 9.0), 0.0, 2),
    ("Karang Sewu", (11.0, 13.0), 0.0, 0),
    ("Lembah Asri", (28.0, 30.0), 0.0, 1),
    ("Gunung Kelir", (12.5, 33.0), 0.0, 0),
]
SEA = -1


@dataclass(frozen=True)
class Partition:
    """Labels of the raster. `part` numbers connected pieces (-1 sea); each piece belongs to a
    village (an islet and its village ashore are two pieces), each village to a district."""

    part: np.ndarray
    village_of_part: list[int]
    district_of_village: list[int]


def make_partition(seed: int, terrain: Terrain) -> Partition:
    """Cut the land into `VILLAGES` villages."""
    mainland = terrain.parts == 1
    district = _districts(terrain, mainland)
    islands, islets = _islands(terrain)
    seeds, district_of_village = _seeds(seed, district, VILLAGES - len(islands))
    cost = np.where(mainland, terrain.travel_cost, 0)
    sources = [(cell, label, 0) for label, cell in enumerate(seeds)]
    part, _ = growth.grow(cost, sources, zone=district)
    village_of_part = list(range(len(seeds)))
    for number in islands:
        district_of_village.append(_nearest(terrain.parts == number, district))
        part[terrain.parts == number] = len(village_of_part)
        village_of_part.append(len(district_of_village) - 1)
    for number in islets:
        ashore = _nearest(terrain.parts == number, np.where(mainland, part, SEA))
        part[terrain.parts == number] = len(village_of_part)
        village_of_part.append(ashore)
    return Partition(tidy(part), village_of_part, district_of_village)


def target_km2() -> np.ndarray:
    """How large villages are around here: small in the town, large in the mountains."""
    x, y = frame.centres()
    town = np.hypot(x - TOWN[0], y - TOWN[1])
    plain = 2.0 + 14 * (1 - np.exp(-((town / 13) ** 2)))
    mountains = 26 * np.exp(-np.hypot(x - 11, y - 35) / 11)
    return plain + mountains


def _districts(terrain: Terrain, mainland: np.ndarray) -> np.ndarray:
    """The district of every mainland cell."""
    step = 2 * 14 * growth.STRAIGHT / frame.CELL_KM  # what a kilometre of plain costs
    sources = [
        (frame.cell_of(*capital), number, round(wait * step))
        for number, (_, capital, wait, _) in enumerate(DISTRICTS)
    ]
    cost = np.where(mainland, terrain.travel_cost + 6 * terrain.river * 100, 0)
    labels, _ = growth.grow(cost, sources)
    return tidy(labels)


def _islands(terrain: Terrain) -> tuple[list[int], list[int]]:
    """The numbers of the islands that are villages, and of the islets that are not."""
    km2 = np.bincount(terrain.parts.ravel()) * frame.CELL_KM**2
    others = range(2, len(km2))
    islands = [n for n in others if km2[n] >= SMALLEST_ISLAND_KM2]
    return islands, [n for n in others if n not in islands]


def _nearest(piece: np.ndarray, labels: np.ndarray) -> int:
    """The label of the labelled cell nearest to a piece's middle."""
    x, y = frame.centres()
    cx, cy = x[piece].mean(), y[piece].mean()
    away = np.where(labels >= 0, np.hypot(x - cx, y - cy), np.inf)
    return int(labels.ravel()[away.argmin()])


def _seeds(seed: int, district: np.ndarray, count: int) -> tuple[list[int], list[int]]:
    """A seed cell for every village, district by district, and the district of each."""
    density = np.where(district >= 0, 1 / target_km2(), 0.0)
    wanted = [density[district == d].sum() for d in range(len(DISTRICTS))]
    cells, owner = [], []
    for d, number in enumerate(_apportion(wanted, count)):
        inside = np.flatnonzero(district.ravel() == d)
        cells += _spread(seed, f"seeds {d}", inside, density.ravel()[inside], number)
        owner += [d] * number
    return cells, owner


def _apportion(shares: list[float], count: int) -> list[int]:
    """Whole numbers in proportion to shares (largest remainders)."""
    exact = [share / sum(shares) * count for share in shares]
    numbers = [int(value) for value in exact]
    rest = sorted(range(len(exact)), key=lambda i: (numbers[i] - exact[i], i))
    for i in rest[: count - sum(numbers)]:
        numbers[i] += 1
    return numbers


def _spread(
    seed: int, purpose: str, cells: np.ndarray, density: np.ndarray, number: int
) -> list[int]:
    """Seeds drawn by density, then moved apart a little (Lloyd): irregular, not honeycomb."""
    random = frame.stream(seed, purpose)
    x = (cells % frame.COLS + 0.5) * frame.CELL_KM
    y = (cells // frame.COLS + 0.5) * frame.CELL_KM
    drawn = random.choices(range(len(cells)), weights=density.tolist(), k=number)
    at_x, at_y = x[drawn], y[drawn]
    for _ in range(2):
        nearest = _nearest_seed(x, y, at_x, at_y)
        for i in range(number):
            own = nearest == i
            if own.any():
                at_x[i] = np.average(x[own], weights=density[own])
                at_y[i] = np.average(y[own], weights=density[own])
    snapped = {int(np.hypot(x - a, y - b).argmin()) for a, b in zip(at_x, at_y)}
    assert len(snapped) == number, "two seeds fell on one cell"
    return [int(cells[i]) for i in sorted(snapped)]


def _nearest_seed(x, y, at_x, at_y) -> np.ndarray:
    best, nearest = np.full(x.shape, np.inf), np.zeros(x.shape, dtype=int)
    for i, (a, b) in enumerate(zip(at_x, at_y)):
        away = (x - a) ** 2 + (y - b) ** 2
        closer = away < best
        best[closer], nearest[closer] = away[closer], i
    return nearest


def tidy(labels: np.ndarray) -> np.ndarray:
    """Labels whose regions are connected by sides, without whiskers and without corners at
    which four regions meet, so that every border is a plain line between two neighbours."""
    labels = np.pad(labels, 1, constant_values=SEA)
    land = labels != SEA
    for _ in range(50):
        before = labels.copy()
        _shave(labels, land)
        _keep_largest_pieces(labels)
        _part_corners(labels)
        if (labels == before).all():
            return labels[1:-1, 1:-1]
    raise AssertionError("the borders do not settle")


def _shave(labels: np.ndarray, land: np.ndarray) -> None:
    """Give cells that stick out of their region to the neighbour that surrounds them."""
    width, flat = labels.shape[1], labels.ravel()
    around = [1, -1, width, -width, width + 1, width - 1, -width + 1, -width - 1]
    same = sum((np.roll(labels, -shift) == labels).astype(int) for shift in around)
    for at in np.flatnonzero(land.ravel() & (same.ravel() < 4)):
        votes = Counter(int(flat[at + step]) for step in around if flat[at + step] != SEA)
        if votes and votes[int(flat[at])] < 4:
            flat[at] = min(votes, key=lambda label: (-votes[label], label))


def _keep_largest_pieces(labels: np.ndarray) -> None:
    """Give every piece of a region but its largest to the neighbour it touches most."""
    width, flat = labels.shape[1], labels.ravel()
    for label in [int(n) for n in np.unique(labels) if n != SEA]:
        numbered = pieces(labels == label)
        sizes = np.bincount(numbered.ravel())[1:]
        for number in range(1, len(sizes) + 1):
            if number == sizes.argmax() + 1:
                continue
            cells = np.flatnonzero(numbered.ravel() == number)
            touching = Counter(
                int(flat[at + step])
                for at in cells
                for step in (1, -1, width, -width)
                if flat[at + step] not in (label, SEA)
            )
            if touching:
                flat[cells] = min(touching, key=lambda other: (-touching[other], other))


def _part_corners(labels: np.ndarray) -> None:
    """Resolve corners where four border lines meet by giving one cell to its neighbour."""
    a, b = labels[:-1, :-1], labels[:-1, 1:]
    c, d = labels[1:, :-1], labels[1:, 1:]
    crossing = (a != b) & (c != d) & (a != c) & (b != d)
    for row, col in zip(*np.nonzero(crossing)):
        if labels[row, col] == SEA or labels[row, col + 1] == SEA:
            row += 1  # take the pair of cells that are land, so that the coast stays
        pair = labels[row, col : col + 2]
        if SEA not in pair:
            pair[1] = pair[0]
        else:
            pair[:] = pair.max()
