"""Accommodations, and the monthly number of guests that the reporting ones hand in."""

from dataclasses import dataclass
from random import Random

from . import frame
from .places import Chart, along_road, along_shore, lived_in_place, lon_lat, scattered
from .regency import Place

ACCOMMODATIONS, REPORTING = 400, 250
MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)][9:33]
SEASON = [0.8, 0.75, 0.85, 0.9, 1.0, 1.2, 1.5, 1.55, 1.1, 0.9, 0.8, 1.3]  # January first
AREAS = {"town": 130, "beach": 125, "second beach": 35, "road": 85, "country": 25}
KINDS = {
    "town": {"hotel": 30, "guesthouse": 38, "homestay": 10, "apartment": 6, "dormitory": 12,
             "other": 4},
    "beach": {"hotel": 14, "guesthouse": 22, "homestay": 34, "villa": 28, "other": 2},
    "second beach": {"guesthouse": 20, "homestay": 55, "villa": 25},
    "road": {"hotel": 15, "guesthouse": 45, "homestay": 25, "dormitory": 10, "other": 5},
    "country": {"homestay": 80, "guesthouse": 20},
}  # fmt: skip
ROOMS = {"hotel": (18, 110), "guesthouse": (6, 24), "homestay": (2, 7), "villa": (1, 9),
         "apartment": (12, 60), "dormitory": (10, 40), "other": (4, 20)}  # fmt: skip
WORDS = {
    "hotel": ["Hotel", "Hotel", "Grand Hotel", "Penginapan"],
    "guesthouse": ["Wisma", "Losmen", "Penginapan", "Pondok"],
    "homestay": ["Homestay", "Pondok", "Rumah Singgah"],
    "villa": ["Vila", "Villa", "Pondok Vila"],
    "apartment": ["Apartemen", "Griya"],
    "dormitory": ["Asrama", "Kos", "Mess"],
    "other": ["Bumi Perkemahan", "Balai"],
}
FIRST = ["Samudra", "Pantai", "Ombak", "Karang", "Pasir", "Senja", "Fajar", "Bahari",
         "Mutiara", "Nusa", "Tirta", "Bukit", "Lembah", "Kenanga", "Melati", "Cempaka",
         "Flamboyan", "Kelapa", "Pandan", "Cemara", "Beringin", "Teratai", "Bambu",
         "Palem", "Layar", "Camar", "Rajawali", "Merpati", "Pelangi", "Purnama",
         "Sinar", "Embun"]  # fmt: skip
LAST = ["Biru", "Putih", "Kencana", "Raya", "Permai", "Damai", "Bening", "Hijau",
        "Emas", "Asri", "Lestari", "Jaya", "Baru", "Mas", "Peraga", "Teduh", "Sejuk",
        "Harmoni"]  # fmt: skip


@dataclass(frozen=True)
class Accommodation:
    """A place to stay, and whether and when it reports its guests."""

    id: str
    name: str
    kind: str
    rooms: int | None
    reporting: str
    last_report: str
    lon: float
    lat: float
    guests: list[tuple[str, int]]


def make_accommodations(seed: int, chart: Chart) -> list[Accommodation]:
    """All accommodations in the order of their ids."""
    random = frame.stream(seed, "accommodations")
    areas = [area for area, number in AREAS.items() for _ in range(number)]
    random.shuffle(areas)
    states = ["yes"] * REPORTING + ["no"] * 112
    states += ["unknown"] * (ACCOMMODATIONS - len(states))
    random.shuffle(states)
    used: set[str] = set()
    return [
        _accommodation(random, chart, n, area, state, used)
        for n, (area, state) in enumerate(zip(areas, states), start=1)
    ]


def _accommodation(
    random: Random, chart: Chart, number: int, area: str, state: str, used: set[str]
) -> Accommodation:
    kind = random.choices(list(KINDS[area]), weights=list(KINDS[area].values()))[0]
    low, high = ROOMS[kind]
    rooms = low + round((high - low) * random.random() ** 2)
    guests = _guests(random, rooms, area) if state == "yes" else []
    lon, lat = lon_lat(_place(random, chart, area))
    return Accommodation(
        id=f"A-{number:04d}",
        name=_name(random, kind, used),
        kind=kind,
        rooms=None if random.random() < 0.03 else rooms,
        reporting=state,
        last_report=_last_report(random, state, guests),
        lon=lon,
        lat=lat,
        guests=guests,
    )


def _place(random: Random, chart: Chart, area: str) -> Place:
    """A place that fits the kind of area."""
    regency, marks = chart.regency, chart.landmarks
    if area == "town":
        return scattered(random, regency, marks["town"], 3200)
    if area == "beach":
        return along_shore(random, regency, marks["beach"], random.choice([1700, 1700, 4500]))
    if area == "second beach":
        return along_shore(random, regency, marks["second beach"], 2500)
    if area == "road":
        return along_road(random, chart)
    return lived_in_place(random, random.choice(regency.villages))


def _name(random: Random, kind: str, used: set[str]) -> str:
    """A name no other accommodation has."""
    while True:
        name = f"{random.choice(WORDS[kind])} {random.choice(FIRST)} {random.choice(LAST)}"
        if name not in used:
            used.add(name)
            return name


def _guests(random: Random, rooms: int, area: str) -> list[tuple[str, int]]:
    """Foreign guests by month; some begin late, and now and then a report is missing."""
    share = {"beach": 3.2, "second beach": 2.2, "town": 1.1}.get(area, 0.5)
    level = rooms * share * random.lognormvariate(0, 0.35)
    first = random.choice([0, 0, 0, 0, 0, random.randrange(1, 14)])
    counts = []
    for month in MONTHS[first:]:
        expected = level * SEASON[int(month[5:]) - 1]
        count = max(0, round(random.gauss(expected, (expected + 0.5) ** 0.5)))
        if random.random() > 0.05:
            counts.append((month, count))
    return counts


def _last_report(random: Random, state: str, guests: list[tuple[str, int]]) -> str:
    """The day of the last report: late in the last month handed in, or long ago for those that
    stopped."""
    if state == "yes":
        return f"{guests[-1][0]}-{random.randint(24, 28)}"
    if state == "no" and random.random() < 0.4:
        return f"{random.choice(MONTHS[:14])}-{random.randint(1, 28):02d}"
    return ""
