"""The regency as its offices know it: villages with codes, names, residents and borders."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from . import borders, frame, names
from .partition import DISTRICTS, Partition, make_partition
from .terrain import Terrain, make_terrain
from .warp import Warp, make_warp

Place = tuple[float, float]  # easting and northing in metres

INDICATIVE, DISPUTED = 12, 2  # villages whose borders are not (yet) legal lines
NORTH_EAST, SOUTH_WEST = (49.0, 43.8), (5.4, 5.6)  # coast lies south-east of this line
RESIDENTS = {"town": 8200, "coast": 3700, "plain": 3500, "hills": 2300, "island": 900}
TYPICAL_KM2 = {"town": 2.8, "coast": 11, "plain": 13, "hills": 26, "island": 6}


@dataclass
class Village:
    """A desa or kelurahan. Shapes and places are in TM-3 metres."""

    code: str
    name: str
    district: int
    kelurahan: bool
    setting: str
    shape: BaseGeometry
    label: Place
    area_km2: float
    residents: int
    boundary_status: str = "definitif"
    hamlets: list[tuple[str, Place]] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Places keep two metres from the border, so that rounding never moves one across it.
        self.ground = self.shape.buffer(-2)
        shapely.prepare(self.ground)

    def holds(self, place: Place) -> bool:
        """Whether a place lies in the village and not on its border."""
        return bool(shapely.contains_xy(self.ground, *place))


@dataclass
class District:
    """A kecamatan, with its label point and the radius of a circle of its area."""

    code: str
    name: str
    label: Place
    radius_m: float


@dataclass
class Regency:
    """Everything the other modules place things on."""

    villages: list[Village]
    districts: list[District]
    label: Place
    radius_m: float
    neighbours: list[list[int]]
    coast: np.ndarray
    terrain: Terrain
    warp: Warp
    lines: list[borders.Arc]

    def __post_init__(self) -> None:
        self._tree = shapely.STRtree([village.ground for village in self.villages])

    def village_at(self, place: Place) -> int | None:
        """The number of the village that holds a place, or None at sea and on borders."""
        found = self._tree.query(Point(place), predicate="intersects")
        return int(min(found)) if len(found) else None

    def nearest_shore(self, place: Place) -> Place:
        """The vertex of the coast nearest to a place."""
        away = np.hypot(*(self.coast - np.array(place)).T)
        east, north = self.coast[away.argmin()]
        return float(east), float(north)

    def nearest_land(self, place: Place) -> Place:
        """The place itself, or the nearest place a little way ashore."""
        for radius in range(0, 2000, 40):
            for turn in range(16 if radius else 1):
                angle = turn * np.pi / 8
                near = (place[0] + radius * np.cos(angle), place[1] + radius * np.sin(angle))
                if self.village_at(near) is not None:
                    return near
        raise ValueError(f"no land near {place}")


def make_regency(seed: int) -> Regency:
    """The regency for a seed."""
    terrain, warp = make_terrain(seed), make_warp(seed)
    partition = make_partition(seed, terrain)
    lines = _lines(terrain, partition, warp)
    shapes = _shapes(lines, partition)
    coast = _coast(lines)
    villages = _villages(seed, partition, shapes, terrain, coast)
    order = sorted(range(len(villages)), key=lambda i: villages[i].code)
    villages = [villages[i] for i in order]
    neighbours = _neighbours(villages)
    _mark_borders(frame.stream(seed, "border status"), villages, neighbours)
    label, radius = _label_and_radius([village.shape for village in villages])
    return Regency(
        villages, _districts(villages), label, radius, neighbours, coast, terrain, warp, lines
    )


def _lines(terrain: Terrain, partition: Partition, warp: Warp) -> list[borders.Arc]:
    """All borders and shores as finished lines."""
    arcs = borders.trace_arcs(partition.part)
    borders.smooth(arcs, rounds=2)
    for arc in arcs:
        arc.hilly = _is_hilly(arc.points, terrain)
    borders.bend(arcs, warp)
    borders.simplify(arcs, lambda arc: 0.004 if -1 in (arc.left, arc.right) or arc.hilly else 0.008)
    return arcs


def _is_hilly(points: np.ndarray, terrain: Terrain) -> bool:
    heights = [terrain.elevation.ravel()[frame.cell_of(x, y)] for x, y in points]
    return float(np.mean(heights)) > 350


def _shapes(lines: list[borders.Arc], partition: Partition) -> list[BaseGeometry]:
    """The shape of every village, islets included."""
    pieces = defaultdict(list)
    for part, polygon in borders.polygons(lines).items():
        pieces[partition.village_of_part[part]].append(polygon)
    return [borders.joined(pieces[village]) for village in sorted(pieces)]


def _coast(lines: list[borders.Arc]) -> np.ndarray:
    """The vertices of the shores (not of the land borders in the north and west)."""
    edge = np.vstack([line.points for line in lines if -1 in (line.left, line.right)])
    (ax, ay), (bx, by) = frame.metres(*SOUTH_WEST), frame.metres(*NORTH_EAST)
    side = (bx - ax) * (edge[:, 1] - ay) - (by - ay) * (edge[:, 0] - ax)
    return edge[side < 0]


def _villages(
    seed: int,
    partition: Partition,
    shapes: list[BaseGeometry],
    terrain: Terrain,
    coast: np.ndarray,
) -> list[Village]:
    """Villages with codes, settings, names and residents."""
    towns = _kelurahan(partition, shapes)
    settings = _settings(partition, shapes, terrain, coast, towns)
    chosen = _names(frame.stream(seed, "village names"), settings, partition.district_of_village)
    codes = _codes(partition, shapes, towns)
    random = frame.stream(seed, "residents")
    villages = []
    for i, shape in enumerate(shapes):
        area = _geodesic_km2(shape)
        crowd = RESIDENTS[settings[i]] * (area / TYPICAL_KM2[settings[i]]) ** 0.5
        villages.append(
            Village(
                code=codes[i],
                name=chosen[i],
                district=partition.district_of_village[i],
                kelurahan=i in towns,
                setting=settings[i],
                shape=shape,
                label=_label_and_radius([shape])[0],
                area_km2=area,
                residents=round(crowd * random.lognormvariate(0, 0.22)),
            )
        )
    return villages


def _capital_distance(shape: BaseGeometry, district: int) -> float:
    return shape.centroid.distance(Point(frame.metres(*DISTRICTS[district][1])))


def _kelurahan(partition: Partition, shapes: list[BaseGeometry]) -> set[int]:
    """The villages nearest to each district's capital, as many as the district has kelurahan."""
    chosen: set[int] = set()
    for d, (_, _, _, number) in enumerate(DISTRICTS):
        own = [i for i, owner in enumerate(partition.district_of_village) if owner == d]
        chosen.update(sorted(own, key=lambda i: _capital_distance(shapes[i], d))[:number])
    return chosen


def _settings(partition, shapes, terrain, coast, towns) -> list[str]:
    """What a village lives from: town, coast, island, plain or hills."""
    shore = shapely.MultiPoint(coast)
    heights = _mean_heights(partition, terrain)
    islands = _island_villages(partition, terrain)
    settings = []
    for i, shape in enumerate(shapes):
        if i in islands:
            settings.append("island")
        elif i in towns and partition.district_of_village[i] == 0:
            settings.append("town")
        elif shape.intersects(shore):
            settings.append("coast")
        else:
            settings.append("hills" if heights[i] > 380 else "plain")
    return settings


def _mean_heights(partition: Partition, terrain: Terrain) -> list[float]:
    villages = len(partition.district_of_village)
    cells = partition.part.ravel() >= 0
    owner = np.array(partition.village_of_part)[partition.part.ravel()[cells]]
    total = np.bincount(owner, weights=terrain.elevation.ravel()[cells], minlength=villages)
    return list(total / np.bincount(owner, minlength=villages))


def _island_villages(partition: Partition, terrain: Terrain) -> set[int]:
    ashore = np.unique(partition.part[(terrain.parts == 1) & (partition.part >= 0)])
    mainland = {partition.village_of_part[part] for part in ashore}
    return set(range(len(partition.district_of_village))) - mainland


def _names(random: Random, settings: list[str], districts: list[int]) -> list[str]:
    """Names after the settings; two of them are given to a second village elsewhere."""
    chosen = names.village_names(random, settings)
    plain = [i for i, setting in enumerate(settings) if setting == "plain"]
    for name in names.TWICE:
        first = plain.pop(random.randrange(len(plain)))
        second = random.choice([i for i in plain if districts[i] != districts[first]])
        plain.remove(second)
        chosen[first] = chosen[second] = name
    return chosen


def _codes(partition: Partition, shapes: list[BaseGeometry], towns: set[int]) -> list[str]:
    """Kemendagri codes: kelurahan from 1001, desa from 2001, outward from the capital."""
    codes = [""] * len(shapes)
    for d in range(len(DISTRICTS)):
        own = [i for i, owner in enumerate(partition.district_of_village) if owner == d]
        own.sort(key=lambda i: _capital_distance(shapes[i], d))
        for block, members in (
            (1000, [i for i in own if i in towns]),
            (2000, [i for i in own if i not in towns]),
        ):
            for place, i in enumerate(members, start=1):
                codes[i] = f"{names.REGENCY_CODE}.{d + 1:02d}.{block + place}"
    return codes


def _geodesic_km2(shape: BaseGeometry) -> float:
    """Area on the ellipsoid."""
    in_degrees = shapely.transform(shape, frame.degrees_of_array)
    return round(abs(frame.GEOD.geometry_area_perimeter(in_degrees)[0]) / 1e6, 4)


def _neighbours(villages: list[Village]) -> list[list[int]]:
    """The villages that share a border line (not just a corner) with each village."""
    shared: dict[tuple, list[int]] = defaultdict(list)
    for i, village in enumerate(villages):
        for polygon in getattr(village.shape, "geoms", [village.shape]):
            for ring in [polygon.exterior, *polygon.interiors]:
                corners = list(ring.coords)
                for a, b in zip(corners, corners[1:]):
                    shared[min(a, b), max(a, b)].append(i)
    touching: list[set[int]] = [set() for _ in villages]
    for pair in shared.values():
        if len(pair) == 2:
            touching[pair[0]].add(pair[1])
            touching[pair[1]].add(pair[0])
    return [sorted(others) for others in touching]


def _mark_borders(random: Random, villages: list[Village], neighbours: list[list[int]]) -> None:
    """Give some villages, in groups of neighbours, a border that is not a settled legal line."""
    inland = [i for i, v in enumerate(villages) if v.setting in ("plain", "hills")]
    across = [
        (i, j)
        for i in inland
        for j in neighbours[i]
        if i < j
        and j in inland
        and villages[i].district != villages[j].district
        and villages[i].shape.intersection(villages[j].shape).length > 3000
    ]
    for i in random.choice(across):
        villages[i].boundary_status = "sengketa"
    left = INDICATIVE
    while left:
        start = random.choice(inland)
        for i in [start, *neighbours[start]][: min(left, 4)]:
            if i in inland and villages[i].boundary_status == "definitif":
                villages[i].boundary_status = "indikatif"
                left -= 1


def _label_and_radius(shapes: list[BaseGeometry]) -> tuple[Place, float]:
    """A point well inside (the middle of the largest inscribed circle), and the radius of a
    circle of the same area."""
    union = shapely.coverage_union_all(shapes)
    largest = max(getattr(union, "geoms", [union]), key=lambda part: part.area)
    middle = shapely.maximum_inscribed_circle(largest, tolerance=5.0).coords[0]
    return middle, float(np.sqrt(union.area / np.pi))


def _districts(villages: list[Village]) -> list[District]:
    districts = []
    for d, (name, _, _, _) in enumerate(DISTRICTS):
        label, radius = _label_and_radius([v.shape for v in villages if v.district == d])
        districts.append(District(f"{names.REGENCY_CODE}.{d + 1:02d}", name, label, radius))
    return districts
