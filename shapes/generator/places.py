"""Landmarks and roads, and the drawing of random places on land."""

import math
from dataclasses import dataclass
from random import Random

import numpy as np
import shapely

from . import frame, growth, names
from .regency import Place, Regency, Village
from .terrain import Terrain

# Rough places on the sheet in kilometres; each is moved to the shore or to land nearby.
SHORE = {
    "port": (40.9, 16.6),
    "beach": (31.5, 6.6),
    "landing": (56.2, 26.0),
    "second beach": (50.9, 36.8),
}
INLAND = {"terminal": (36.2, 19.3), "border": (8.6, 17.4), "town": (37.6, 17.6)}
ROADS = [("terminal", (29.5, 43.6)), ("terminal", (45.5, 39.0)), ("terminal", (7.6, 7.6)),
         ("terminal", (43.5, 6.5)), ("port", (36.2, 19.3))]  # fmt: skip


@dataclass
class Chart:
    """The regency with its landmarks and main roads (lines of places)."""

    regency: Regency
    landmarks: dict[str, Place]
    roads: list[np.ndarray]


def make_chart(seed: int, regency: Regency) -> Chart:
    """Put landmarks and roads on the regency, and hamlets into its villages."""
    landmarks = {name: regency.warp.place(*at) for name, at in INLAND.items()}
    for name, at in SHORE.items():
        shore = regency.nearest_shore(regency.warp.place(*at))
        landmarks[name] = regency.nearest_land(shore)
    _settle_hamlets(frame.stream(seed, "hamlets"), regency)
    cost = _road_cost(regency.terrain)
    starts = {name: _passable(cost, at) for name, at in {**INLAND, **SHORE}.items()}
    roads = [growth.path(cost, starts[start], _passable(cost, end)) for start, end in ROADS]
    return Chart(regency, landmarks, [_drawn(regency, road) for road in roads])


def _road_cost(terrain: Terrain) -> np.ndarray:
    """Roads keep to low and level ground and cross a river only where they must."""
    cost = 20 + np.clip(terrain.elevation, 0, None) / 8 + 120 * terrain.river
    return np.where(terrain.parts == 1, cost, 0).astype(np.int64)


def _passable(cost: np.ndarray, place: tuple[float, float]) -> int:
    """The cell nearest to a place (on the sheet) that a road can reach."""
    x, y = frame.centres()
    away = np.where(cost > 0, np.hypot(x - place[0], y - place[1]), np.inf)
    return int(away.argmin())


def _drawn(regency: Regency, road: list[int]) -> np.ndarray:
    """A road's line in metres, with the raster's corners rounded off."""
    line = np.array([frame.place_of(cell) for cell in road])
    for _ in range(12):
        line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    return frame.metres_of_array(regency.warp(line[::3]))


def _settle_hamlets(random: Random, regency: Regency) -> None:
    """Three to five hamlets (dusun; in a kelurahan: lingkungan) in every village."""
    for village in regency.villages:
        pool = names.QUARTERS if village.kelurahan else names.HAMLETS
        for name in random.sample(pool, random.randint(3, 5)):
            village.hamlets.append((name, random_place(random, village)))


def random_place(random: Random, village: Village) -> Place:
    """A place anywhere in a village."""
    west, south, east, north = village.shape.bounds
    while True:
        place = (random.uniform(west, east), random.uniform(south, north))
        if village.holds(place):
            return place


def lived_in_place(random: Random, village: Village) -> Place:
    """A place where people live: mostly around a hamlet, sometimes anywhere."""
    if random.random() < 0.35:
        return random_place(random, village)
    spread = 0.14 * math.sqrt(village.shape.area)
    _, (east, north) = random.choice(village.hamlets)
    for _ in range(60):
        place = (random.gauss(east, spread), random.gauss(north, spread))
        if village.holds(place):
            return place
    return random_place(random, village)


def scattered(random: Random, regency: Regency, middle: Place, radius: float) -> Place:
    """A place on land around a middle: a bell curve cut off at the radius."""
    while True:
        east, north = random.gauss(0, radius / 2.1), random.gauss(0, radius / 2.1)
        place = (middle[0] + east, middle[1] + north)
        if math.hypot(east, north) < radius and regency.village_at(place) is not None:
            return place


def along_shore(random: Random, regency: Regency, middle: Place, radius: float) -> Place:
    """A place within 350 m of the shore and within a radius of a middle."""
    shore = regency.coast[np.hypot(*(regency.coast - np.array(middle)).T) < radius]
    while True:
        east, north = shore[random.randrange(len(shore))]
        place = (east + random.uniform(-350, 350), north + random.uniform(-350, 350))
        inside = math.hypot(place[0] - middle[0], place[1] - middle[1]) < radius
        if inside and regency.village_at(place) is not None:
            return place


def along_road(random: Random, chart: Chart) -> Place:
    """A place within 150 m of a main road."""
    road = random.choice(chart.roads)
    while True:
        east, north = road[random.randrange(len(road))]
        spot = (east + random.uniform(-150, 150), north + random.uniform(-150, 150))
        if chart.regency.village_at(spot) is not None:
            return spot


def shifted(random: Random, village: Village, place: Place, radius: float) -> Place:
    """A place moved by at most a radius, but not out of its village."""
    for _ in range(25):
        distance, angle = radius * math.sqrt(random.random()), random.uniform(0, 2 * math.pi)
        moved = (place[0] + distance * math.cos(angle), place[1] + distance * math.sin(angle))
        if village.holds(moved):
            return moved
    return place


def lon_lat(place: Place) -> tuple[float, float]:
    """Longitude and latitude to 6 decimals (a decimetre)."""
    return frame.degrees(*place, decimals=6)


def distance(a: Place, b: Place) -> float:
    """Metres between two places."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def land_in_degrees(regency: Regency):
    """All land as one prepared shape in longitude and latitude, to check places with."""
    shapes = [shapely.transform(v.shape, frame.degrees_of_array) for v in regency.villages]
    land = shapely.coverage_union_all(shapes)
    shapely.prepare(land)
    return land
