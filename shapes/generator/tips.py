"""Tips: where they truly happened, how well that is known, and how they were written down."""

import math
from dataclasses import dataclass, replace
from random import Random

from . import frame, summaries
from .addresses import AddressBook
from .hotspots import BACKGROUND, DAYS, HOTSPOTS, TIPS, TO, Source
from .places import SHORE, Chart, along_shore, distance, lived_in_place, lon_lat, scattered, shifted
from .regency import Place, Village

BACKGROUND_LEVELS = {"point": 24, "street": 24, "rt": 10, "dusun": 14, "desa": 20, "kecamatan": 5,
                     "kabupaten": 3}  # fmt: skip
HOTSPOT_LEVELS = {"point": 42, "street": 28, "rt": 9, "dusun": 7, "desa": 10, "kecamatan": 3,
                  "kabupaten": 1}  # fmt: skip
RADII = {"point": (10, 50, 5), "street": (100, 350, 10), "rt": (80, 200, 10)}
ORIGINS = {"public_report": 88, "outreach_session": 5, "patrol": 3, "inspection": 2, "partner": 2}
CHANNELS = {
    "public_report": {"community_watch": 46, "social_media": 24, "hotline": 12, "walk_in": 10,
                      "web_form": 8},
    "outreach_session": {"outreach": 1},
    "patrol": {"patrol": 1},
    "inspection": {"inspection": 1},
    "partner": {"letter": 2, "meeting": 1},
}  # fmt: skip
SETTLED = {"new": 8, "verified": 82, "unfounded": 10}  # older than four months
RECENT = {"new": 62, "verified": 33, "unfounded": 5}
DUPLICATES, TEXT_ONLY = 140, 60
HARD_TEXTS = ["coordinates"] * 4 + ["twin"] * 4 + ["slip"] * 5
HOURS = [3, 2, 2, 1, 1, 2, 4, 6, 8, 9, 9, 8, 7, 7, 7, 8, 9, 10, 11, 12, 12, 10, 8, 5]


@dataclass(frozen=True)
class Tip:
    """A tip as written, and (not written) its village and the source it was drawn from."""

    occurred_at: str
    category: str
    channel: str
    origin: str
    lon: float | None
    lat: float | None
    place_text: str
    radius_m: int | None
    level: str
    status: str
    summary: str
    village: Village
    place: Place
    source: Source


def make_tips(seed: int, chart: Chart) -> list[Tip]:
    """All tips in the order of time."""
    book, tips = AddressBook(seed, chart.regency), []
    for source in [*HOTSPOTS, BACKGROUND]:
        random = frame.stream(seed, f"tips {source.id}")
        days = random.choices(DAYS, weights=source.day_weights(), k=source.expected)
        tips += [_tip(random, chart, book, source, day) for day in days]
    tips.sort(key=lambda tip: (tip.occurred_at, tip.source.id, tip.place))
    tips = _with_duplicates(frame.stream(seed, "duplicates"), tips)
    tips = _with_texts_alone(frame.stream(seed, "texts alone"), tips, book)
    assert len(tips) == TIPS
    return sorted(tips, key=lambda tip: (tip.occurred_at, tip.source.id, tip.place))


def drawn(random: Random, weights: dict):
    """One key, by weight."""
    return random.choices(list(weights), weights=list(weights.values()))[0]


def _tip(random: Random, chart: Chart, book: AddressBook, source: Source, day) -> Tip:
    """One tip of a source on a day."""
    true_place = _true_place(random, chart, source)
    village = chart.regency.villages[chart.regency.village_at(true_place)]
    hamlet, centre = min(village.hamlets, key=lambda named: distance(named[1], true_place))
    level = drawn(random, BACKGROUND_LEVELS if source is BACKGROUND else HOTSPOT_LEVELS)
    if level == "dusun" and distance(centre, true_place) > 1200:
        level = "desa"
    known, radius = _known_place(random, chart, village, level, true_place, centre)
    category, origin = drawn(random, source.mixture), drawn(random, ORIGINS)
    text = book.text(random, level, village, hamlet, source.spot)
    lon, lat = lon_lat(known)
    return Tip(
        occurred_at=_time(random, day),
        category=category,
        channel=drawn(random, CHANNELS[origin]),
        origin=origin,
        lon=lon,
        lat=lat,
        place_text=text if random.random() < 0.85 else "",
        radius_m=radius,
        level=level,
        status=drawn(random, RECENT if (TO - day).days <= 120 else SETTLED),
        summary=summaries.summary(random, category, _setting(source, village)),
        village=village,
        place=true_place,
        source=source,
    )


def _setting(source: Source, village: Village) -> str:
    """What the place looks like: a port in the town is coast."""
    return "coast" if source.landmark in SHORE else village.setting


def _true_place(random: Random, chart: Chart, source: Source) -> Place:
    """Where it happened."""
    regency = chart.regency
    if source is BACKGROUND:
        residents = [village.residents for village in regency.villages]
        return lived_in_place(random, random.choices(regency.villages, weights=residents)[0])
    draw = along_shore if source.shore else scattered
    return draw(random, regency, chart.landmarks[source.landmark], source.radius_m)


def _known_place(
    random: Random, chart: Chart, village: Village, level: str, true_place: Place, hamlet: Place
) -> tuple[Place, int]:
    """What the record knows of the place: a point, and the radius it may be off by."""
    regency = chart.regency
    if level == "kabupaten":
        return regency.label, _to_hundreds(regency.radius_m)
    if level == "kecamatan":
        district = regency.districts[village.district]
        return district.label, _to_hundreds(district.radius_m)
    if level == "desa":
        return village.label, _to_hundreds(math.sqrt(village.shape.area / math.pi))
    if level == "dusun":
        return hamlet, max(300, 50 * math.ceil(distance(hamlet, true_place) / 50))
    low, high, step = RADII[level]
    radius = random.randrange(low, high + 1, step)
    return shifted(random, village, true_place, 0.9 * radius), radius


def _to_hundreds(radius: float) -> int:
    return 100 * math.ceil(radius / 100)


def _time(random: Random, day) -> str:
    """A date, or a time to five minutes in the province's zone."""
    if random.random() < 0.35:
        return day.isoformat()
    hour = random.choices(range(24), weights=HOURS)[0]
    return f"{day.isoformat()}T{hour:02d}:{random.randrange(0, 60, 5):02d}:00+07:00"


def _with_duplicates(random: Random, tips: list[Tip]) -> list[Tip]:
    """Turn some tips into second reports of an earlier tip of the same source."""
    by_source = {source.id: [] for source in [*HOTSPOTS, BACKGROUND]}
    for i, tip in enumerate(tips):
        by_source[tip.source.id].append(i)
    for i in sorted(random.sample(range(len(tips)), DUPLICATES)):
        tip = tips[i]
        earlier = [j for j in by_source[tip.source.id] if j < i and tips[j].status != "duplicate"]
        if not earlier:
            continue
        first = tips[earlier[-1]]
        tips[i] = replace(
            first,
            occurred_at=tip.occurred_at,
            channel=drawn(random, CHANNELS["public_report"]),
            origin="public_report",
            status="duplicate",
        )
    return tips


def _with_texts_alone(random: Random, tips: list[Tip], book: AddressBook) -> list[Tip]:
    """Take the coordinates from some background tips, which are then to be geocoded."""
    fit = [i for i, tip in enumerate(tips)
           if tip.source is BACKGROUND and tip.place_text and tip.status in ("new",
           "verified")]  # fmt: skip
    for n, i in enumerate(sorted(random.sample(fit, TEXT_ONLY))):
        tip = tips[i]
        text = tip.place_text
        if n * len(HARD_TEXTS) % TEXT_ONLY < len(HARD_TEXTS):
            kind = HARD_TEXTS[n * len(HARD_TEXTS) // TEXT_ONLY]
            text = book.hard_text(random, kind, tip.village, tip.place)
        tips[i] = replace(tip, lon=None, lat=None, radius_m=None, level="", place_text=text)
    return tips


def written(tips: list[Tip]) -> list[list]:
    """Rows for the file; ids count in the order of time."""
    return [
        [f"T-{n:06d}", t.occurred_at, t.category, t.channel, t.origin, t.lon, t.lat, t.place_text,
         t.radius_m, t.level, t.status, t.summary]
        for n, t in enumerate(tips, start=1)
    ]  # fmt: skip


def truth(tips: list[Tip], chart: Chart) -> dict:
    """The true hotspots, and how much of each can be seen in the file."""
    spots = []
    for source in HOTSPOTS:
        middle = chart.landmarks[source.landmark]
        lon, lat = lon_lat(middle)
        spots.append(
            {
                "id": source.id,
                "title": source.title,
                "lon": lon,
                "lat": lat,
                "radius_m": source.radius_m,
                "from": source.start.isoformat(),
                "to": source.end.isoformat(),
                "expected": source.expected,
                "counted": sum(_is_seen(tip, source, middle) for tip in tips),
                "counted_background": sum(
                    _is_seen(tip, source, middle) for tip in tips if tip.source is BACKGROUND
                ),
                "villages": _main_villages(tips, source),
                "categories": dict(sorted(source.mixture.items(), key=lambda item: -item[1])),
            }
        )
    return {
        "synthetic": True,
        "tips": len(tips),
        "background": BACKGROUND.expected,
        "hotspots": spots,
    }


def _is_seen(tip: Tip, source: Source, middle: Place) -> bool:
    """Whether a tip is shown by default, known to the hamlet or better, inside the circle and
    the period."""
    if tip.lon is None or tip.level not in ("point", "street", "rt", "dusun"):
        return False
    if tip.origin != "public_report" or tip.status not in ("new", "verified"):
        return False
    if not source.start.isoformat() <= tip.occurred_at[:10] < source.end.isoformat():
        return False
    lon, lat = lon_lat(middle)
    return frame.GEOD.inv(lon, lat, tip.lon, tip.lat)[2] <= source.radius_m


def _main_villages(tips: list[Tip], source: Source) -> list[str]:
    """The codes of the villages that hold at least a tenth of the hotspot's tips."""
    own = [tip.village.code for tip in tips if tip.source is source]
    return sorted(code for code in set(own) if own.count(code) * 10 >= len(own))
