"""The office's own work: offices, service points, the programme's history, and activities."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import frame, names
from .hotspots import DAYS
from .places import Chart, lived_in_place, lon_lat
from .regency import Place, Regency, Village

MAIN, BRANCH = "KANIM-PERAGA", "UKK-LAYANG"
BRANCH_DISTRICT = 3  # Tanjung Layang, with its islands
POSTS = {MAIN: 18, BRANCH: 6}
PHASES = ["2024-I", "2025-I", "2025-II", "2026-I"]
PHASE_START = {"2024-I": date(2024, 10, 7), "2025-I": date(2025, 2, 3), "2025-II": date(2025, 8, 4),
               "2026-I": date(2026, 2, 2)}  # fmt: skip
# How far the villages of each phase have come: calon, ditetapkan, aktif, nonaktif.
OUTCOMES = {
    "2024-I": ["aktif"] * 6 + ["nonaktif"] * 2,
    "2025-I": ["aktif"] * 5 + ["nonaktif"],
    "2025-II": ["aktif"] * 3 + ["ditetapkan", "nonaktif"],
    "2026-I": ["aktif", "ditetapkan"] + ["calon"] * 3,
}
STEPS = {
    "calon": ["calon"],
    "ditetapkan": ["calon", "ditetapkan"],
    "aktif": ["calon", "ditetapkan", "aktif"],
    "nonaktif": ["calon", "ditetapkan", "aktif", "nonaktif"],
}
ACTIVITIES = 180
KINDS = {"edukasi": 44, "layanan": 22, "rapat": 18, "kunjungan": 16}
PARTICIPANTS = {"edukasi": (18, 120), "layanan": (12, 90), "rapat": (6, 30), "kunjungan": (2, 9)}


@dataclass(frozen=True)
class Step:
    """One status of one village over a period."""

    village: Village
    status: str
    since: date
    until: date | None
    phase: str
    decree: str
    office: str
    post: str


def make_offices(chart: Chart) -> list[list]:
    """Offices: id, name, area, posts, lon, lat."""
    branch = chart.regency.districts[BRANCH_DISTRICT]
    town, cape = _near(chart, "town", 450, 250), chart.regency.villages[_branch_seat(chart)].label
    return [
        [MAIN, "Kantor Imigrasi Peraga", names.REGENCY_CODE, POSTS[MAIN], *lon_lat(town)],
        [BRANCH, f"Unit Kerja Kantor Imigrasi {branch.name}", branch.code, POSTS[BRANCH],
         *lon_lat(cape)],
    ]  # fmt: skip


def make_service_points(chart: Chart) -> list[dict]:
    """Service points with id, name, kind, lon and lat."""
    regency = chart.regency
    hills = next(v for v in regency.villages if v.setting == "hills" and v.district == 7)
    island = next(v for v in regency.villages if v.setting == "island")
    points = [
        ("SP-01", "Kantor Imigrasi Peraga", "immigration_office", _near(chart, "town", 450, 250)),
        ("SP-02", "TPI Pelabuhan Bandar Peraga", "tpi", chart.landmarks["port"]),
        ("SP-03", "Lentera Pesisir Kidul", "lentera", chart.landmarks["beach"]),
        ("SP-04", "Unit Layanan Paspor Terminal Tirta", "service_unit", _near(chart, "terminal",
         150, -80)),
        ("SP-05", f"Titik Layanan Keliling {hills.name}", "mobile_stop", hills.hamlets[0][1]),
        ("SP-06", f"Titik Layanan Keliling {island.name}", "mobile_stop", island.hamlets[0][1]),
    ]  # fmt: skip
    return [
        {"id": key, "name": name, "kind": kind, "lon": lon_lat(at)[0], "lat": lon_lat(at)[1]}
        for key, name, kind, at in points
    ]


def _near(chart: Chart, landmark: str, east: float, north: float) -> Place:
    x, y = chart.landmarks[landmark]
    return chart.regency.nearest_land((x + east, y + north))


def _branch_seat(chart: Chart) -> int:
    """The kelurahan of the branch's district."""
    return next(
        i
        for i, village in enumerate(chart.regency.villages)
        if village.district == BRANCH_DISTRICT and village.kelurahan
    )


def make_programme(seed: int, chart: Chart) -> list[Step]:
    """The status history of the adopted villages, by code and time."""
    random = frame.stream(seed, "programme")
    chosen = _chosen(random, chart.regency)
    posts = {MAIN: 0, BRANCH: 0}
    steps = []
    for phase in PHASES:
        for outcome in OUTCOMES[phase]:
            village = chosen.pop(0)
            office = BRANCH if village.district == BRANCH_DISTRICT else MAIN
            posts[office] += outcome != "calon"
            post = f"PIMPASA-{office[-6:].strip('-')}-{posts[office]:02d}"
            steps += _history(random, village, phase, outcome, office, post)
    assert all(posts[office] <= POSTS[office] for office in POSTS)
    return sorted(steps, key=lambda step: (step.village.code, step.since))


def _chosen(random: Random, regency: Regency) -> list[Village]:
    """Villages of the programme: the border and the coast first, then some of the others."""
    border = [v for v in regency.villages if v.district == 5]
    coast = [v for v in regency.villages if v.setting in ("coast", "island")]
    number = sum(len(outcomes) for outcomes in OUTCOMES.values())
    chosen = random.sample(border, 6)
    chosen += random.sample([v for v in coast if v not in chosen], 10)
    rest = [v for v in regency.villages if v not in chosen]
    chosen += random.sample(rest, number - len(chosen))
    random.shuffle(chosen)
    return chosen


def _history(
    random: Random, village: Village, phase: str, outcome: str, office: str, post: str
) -> list[Step]:
    """The steps of one village; each ends on the day the next begins."""
    dates = [PHASE_START[phase] + timedelta(days=random.randrange(0, 21))]
    for wait in ((35, 80), (14, 40), (150, 260)):
        dates.append(dates[-1] + timedelta(days=random.randint(*wait)))
    states = STEPS[outcome]
    place = f"{int(village.code[-4:]) % 1000:03d}.{village.district + 1}"
    number = f"SK/{names.REGENCY_CODE}/{phase}/{place}"
    steps = []
    for i, status in enumerate(states):
        until = dates[i + 1] if i + 1 < len(states) else None
        decree = "" if status == "calon" else number + ("-C" if status == "nonaktif" else "")
        slot = post if status in ("ditetapkan", "aktif") else ""
        steps.append(Step(village, status, dates[i], until, phase, decree, office, slot))
    return steps


def written_programme(steps: list[Step]) -> list[list]:
    """Rows for the file."""
    return [
        [s.village.code, s.status, s.since.isoformat(), s.until.isoformat() if s.until else "",
         s.phase, s.decree, s.office, s.post]
        for s in steps
    ]  # fmt: skip


def make_activities(seed: int, chart: Chart, programme: list[Step]) -> list[list]:
    """Outreach: id, code, kind, date, participants, lon, lat (some a place and no code)."""
    random = frame.stream(seed, "activities")
    days = sorted(
        random.choices(DAYS[20:], weights=[_office_day(d) for d in DAYS[20:]], k=ACTIVITIES)
    )
    return [_activity(random, chart, programme, n, day) for n, day in enumerate(days, start=1)]


def _office_day(day: date) -> int:
    return 0 if day.weekday() == 6 else 1 if day.weekday() == 5 else 4


def _activity(random: Random, chart: Chart, programme: list[Step], number: int, day: date) -> list:
    """An activity: two in three in a village that is in the programme on that day."""
    kind = random.choices(list(KINDS), weights=list(KINDS.values()))[0]
    current = [s.village for s in programme if s.since <= day and (s.until is None or day < s.until)
               and s.status in ("ditetapkan", "aktif")]  # fmt: skip
    others = chart.regency.villages
    village = random.choice(current if current and random.random() < 0.68 else others)
    low, high = PARTICIPANTS[kind]
    participants = "" if random.random() < 0.06 else random.randint(low, high)
    lon = lat = None
    if kind in ("layanan", "edukasi") and random.random() < 0.25:
        lon, lat = lon_lat(lived_in_place(random, village))
    code = village.code if lon is None else ""
    return [f"K-{number:04d}", code, kind, day.isoformat(), participants, lon, lat]
