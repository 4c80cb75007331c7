"""The true hotspots: where, when and what, so that a method's answer can be checked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

FROM, TO = date(2024, 10, 1), date(2026, 10, 1)  # half-open, as all periods here
DAYS = [FROM + timedelta(days=n) for n in range((TO - FROM).days)]
SEASON = [1.1, 1.0, 0.92, 1.14, 1.16, 0.95, 1.0, 0.96, 0.88, 0.92, 0.98, 1.06]  # January first


@dataclass(frozen=True)
class Source:
    """Where tips come from: a hotspot, or the background of the whole regency."""

    id: str
    title: str
    landmark: str
    radius_m: int
    start: date
    end: date
    expected: int
    mixture: dict[str, float]
    spot: str = ""  # how residents call the place
    shore: bool = False
    trend: Callable[[float], float] = lambda progress: 1.0
    season: list[float] | None = None

    def day_weights(self) -> list[float]:
        """How likely a tip is on each of `DAYS`."""
        return [self._weight(day) for day in DAYS]

    def _weight(self, day: date) -> float:
        if not self.start <= day < self.end:
            return 0.0
        progress = (day - self.start).days / (self.end - self.start).days
        season = (self.season or SEASON)[day.month - 1]
        weekend = 0.7 if day.weekday() == 6 else 1.0
        return season * weekend * self.trend(progress)


CALM_SEA = [0.2, 0.2, 0.5, 1.0, 1.6, 1.8, 1.8, 1.7, 1.5, 1.0, 0.4, 0.2]
HOTSPOTS = [
    Source("port", "Pelabuhan Bandar Peraga", "port", 700, FROM, TO, 420,
           {"tppm": 0.42, "pmi": 0.28, "tppo": 0.14, "document": 0.09, "overstay": 0.04,
            "other": 0.03},
           spot="Pelabuhan Bandar Peraga"),
    Source("terminal", "Terminal Tirta (fades away)", "terminal", 600, FROM, date(2025, 9, 1), 210,
           {"pmi": 0.52, "tppo": 0.28, "document": 0.12, "tppm": 0.04, "other": 0.04},
           spot="Terminal Tirta", trend=lambda progress: 1.35 - progress),
    Source("border", "Villages at the western border", "border", 4500, FROM, TO, 360,
           {"pmi": 0.58, "tppo": 0.22, "document": 0.12, "service": 0.05, "other": 0.03},
           trend=lambda progress: 0.85 + 0.3 * progress),
    Source("beach", "Beach strip (begins in the last six months)", "beach", 1700,
           date(2026, 4, 1), TO, 240,
           {"overstay": 0.56, "document": 0.16, "tppo": 0.14, "pmi": 0.08, "other": 0.06},
           spot="Pantai Pasir Wangi", shore=True, trend=lambda progress: 0.7 + 0.6 * progress),
    Source("landing", "Landing place in the east (calm months)", "landing", 1000, FROM, TO, 130,
           {"tppm": 0.66, "pmi": 0.16, "tppo": 0.1, "other": 0.08},
           spot="Tambatan Perahu Timur", shore=True, season=CALM_SEA),
]  # fmt: skip
TIPS = 4000
BACKGROUND = Source(
    "background", "Background in proportion to residents", "", 0, FROM, TO,
    TIPS - sum(source.expected for source in HOTSPOTS),
    {"pmi": 0.3, "service": 0.22, "document": 0.2, "overstay": 0.11, "tppo": 0.07, "tppm": 0.04,
     "other": 0.06},
)  # fmt: skip
