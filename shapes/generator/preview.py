"""A small picture of the regency for the README."""

import numpy as np
from shapely.geometry import LineString

from . import frame
from .places import Chart
from .tips import Tip

SCALE = 0.019  # picture units per metre
FILLS = ["#f6d5c5", "#d7e6f4", "#dceccf", "#e6dcef", "#fbe6bd", "#f5f0c4", "#e8dfd0", "#f3d9e6"]
STYLE = """<style>
.d{stroke:none}.b{fill:none;stroke:#8a8378;stroke-width:.6}
.n{fill:none;stroke:#6b4a8a;stroke-width:1.4;stroke-dasharray:5 3}
.s{fill:none;stroke:#4a6f8a;stroke-width:1}.r{fill:none;stroke:#7fb2d6;stroke-width:1.6}
.w{fill:none;stroke:#c08a3e;stroke-width:1.2}.t{fill:#31688e;fill-opacity:.35}
text{font:600 15px sans-serif;fill:#4b463e;text-anchor:middle}
</style>"""


def picture(chart: Chart, tips: list[Tip]) -> bytes:
    """An SVG map: districts, borders (dashed where not settled), rivers, roads and tips."""
    regency = chart.regency
    parts = [f'<rect width="{_size()[0]}" height="{_size()[1]}" fill="#eaf2f7"/>']
    for village in regency.villages:
        for polygon in getattr(village.shape, "geoms", [village.shape]):
            fill = FILLS[village.district]
            parts.append(f'<path class="d" fill="{fill}" d="{_path(polygon.exterior.coords)}Z"/>')
    for river in regency.terrain.rivers:
        parts.append(f'<path class="r" d="{_path(_river(chart, river))}"/>')
    parts += [f'<path class="w" d="{_path(road)}"/>' for road in chart.roads]
    for line in regency.lines:
        style = "s" if -1 in (line.left, line.right) else "b"
        parts.append(f'<path class="{style}" d="{_path(line.points)}"/>')
    unsettled = [v for v in regency.villages if v.boundary_status != "definitif"]
    for village in unsettled:
        parts.append(f'<path class="n" d="{_path(village.shape.exterior.coords)}Z"/>')
    parts.append(f'<path class="t" d="{"".join(_dot(tip) for tip in tips)}"/>')
    for district in regency.districts:
        x, y = _at(district.label)
        parts.append(f'<text x="{x}" y="{y}">{district.name}</text>')
    width, height = _size()
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    return "\n".join([head, STYLE, *parts, "</svg>", ""]).encode()


def _size() -> tuple[int, int]:
    return round(frame.WIDTH_KM * 1000 * SCALE), round(frame.HEIGHT_KM * 1000 * SCALE)


def _at(place) -> tuple[float, float]:
    x = (place[0] - frame.CORNER_E) * SCALE
    y = (frame.CORNER_N + frame.HEIGHT_KM * 1000 - place[1]) * SCALE
    return round(float(x), 1), round(float(y), 1)


def _path(places) -> str:
    """Path data of a line, thinned to what can be seen."""
    line = LineString(places).simplify(20)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in (_at(place) for place in line.coords))


def _river(chart: Chart, cells: list[int]) -> np.ndarray:
    """A river's line down to where it meets the sea."""
    land = chart.regency.terrain.land.ravel()
    return np.array([chart.regency.warp.cell(cell) for cell in cells if land[cell]])


def _dot(tip: Tip) -> str:
    """A dot where a tip was truly made, as a piece of one path."""
    x, y = _at(tip.place)
    return f"M{x - 1.4:.1f} {y}a1.4 1.4 0 102.8 0a1.4 1.4 0 10-2.8 0"
