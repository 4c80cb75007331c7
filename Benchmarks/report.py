"""The table of a run: what PetaBinaan took, what its rivals took on the same data, and the targets.

Every figure comes from the lines of JSON of this run; nothing is remembered from another.
"""

import fnmatch
import json
from dataclasses import dataclass
from pathlib import Path

from targets import FACTS, RATIOS, TIMES

BUSY = 0.9  # less processor time than this share of the wall clock: busy elsewhere
AGREEMENT = 0.01  # so far may what rivals find differ: they measure distances in degrees
COLUMNS = ["what", "points", "min", "median", "processor", "rival", "ratio", "target", "met"]


@dataclass
class Row:
    """A line of the table, all text."""

    what: str
    points: str = ""
    min: str = ""
    median: str = ""
    processor: str = ""
    rival: str = ""
    ratio: str = ""
    target: str = ""
    met: str = ""


def read(path: Path) -> list:
    """The figures of a run."""
    return [json.loads(line) for line in path.read_text().splitlines() if line]


def seconds(value: float) -> str:
    """A time with three digits and the unit that suits it."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if value * factor >= 1:
            break
    return f"{value * factor:.3g} {unit}"


def amount(value: float, unit: str) -> str:
    """A figure with its unit."""
    if unit == "s":
        return seconds(value)
    if unit == "1/":
        return f"1/{1 / value:.0f}" if value else "0"
    return f"{value:.1f} B" if unit == "B" else f"{value:.2f} ×"


def count(points: int) -> str:
    """A number of points."""
    for factor, unit in ((1_000_000, "M"), (1000, "k")):
        if points >= factor:
            return f"{points / factor:g} {unit}"
    return str(points)


def is_busy(figure: dict) -> bool:
    """Whether the machine was busy elsewhere while something was measured."""
    return figure["unit"] == "s" and figure["processor"] < BUSY * figure["median"]


def marked(figure: dict, text: str) -> str:
    """The text, marked when the machine was busy elsewhere."""
    return f"~{text}" if is_busy(figure) else text


def verdict(is_met: bool, points: int, needed: int) -> str:
    """Whether a target is met; targets are for so many points and are left open with fewer."""
    if points < needed:
        return f"open: for {count(needed)}"
    return "yes" if is_met else "NO"


def found(targets: list, id: str, *more: str):
    """The first target whose patterns fit."""
    for target in targets:
        if all(fnmatch.fnmatch(text, pattern) for text, pattern in zip((id, *more), target)):
            return target
    return None


def own_rows(figure: dict) -> list:
    """The rows of a figure of ours: itself, and those of its facts that have a target."""
    id, points, unit = figure["id"], figure["points"], figure["unit"]
    row = Row(
        figure["label"],
        count(points),
        amount(figure["min"], unit),
        marked(figure, amount(figure["median"], unit)),
        amount(figure["processor"], unit) if unit == "s" else "",
    )
    target = found(TIMES, id)
    if target:
        _, limit, needed = target
        row.target = f"≤ {amount(limit, unit)}"
        row.met = verdict(figure["median"] <= limit, points, needed)
        if row.met == "NO" and is_busy(figure) and figure["processor"] <= limit:
            row.met = "busy"
    return [row, *fact_rows(figure)]


def fact_rows(figure: dict) -> list:
    """One row for each fact that has a target."""
    rows = []
    for name, value in figure["facts"].items():
        target = found(FACTS, figure["id"], name)
        if target and value is not None:
            _, _, label, unit, limit, needed = target
            row = Row(f"  {label}", median=amount(value, unit))
            processor = figure["facts"].get(f"{name}_processor")
            row.processor = amount(processor, unit) if processor else ""
            row.target = f"≤ {amount(limit, unit)}"
            row.met = verdict(value <= limit, figure["points"], needed)
            rows.append(row)
    return rows


def rival_row(own: dict, rival: dict) -> Row:
    """A rival's figure for the same thing.

    The ratio is that of processor times, which other programs disturb least; both sides have one
    thread. What the rival's calls from Python take by themselves is taken off.
    """
    ratio = (rival["processor"] - rival["facts"].get("per_call", 0)) / own["processor"]
    row = Row(
        f"  {rival['who']}",
        count(rival["points"]),
        amount(rival["min"], own["unit"]),
        processor=amount(rival["processor"], own["unit"]),
        rival=marked(rival, amount(rival["median"], own["unit"])),
        ratio=f"{ratio:.3g} ×",
    )
    target = found(RATIOS, own["id"], rival["who"])
    if target:
        _, _, limit, needed = target
        row.target = f"≥ {limit:g} ×"
        row.met = verdict(ratio >= limit, own["points"], needed)
    return row


def rows(figures: list) -> list:
    """All rows, in the order of our figures."""
    own = [figure for figure in figures if figure["who"] == "PetaBinaan"]
    rivals = [figure for figure in figures if figure["who"] != "PetaBinaan" and "id" in figure]
    result = []
    for figure in own:
        if not figure["id"].startswith("tile.z"):
            result += own_rows(figure)
            result += [rival_row(figure, rival) for rival in rivals if rival["id"] == figure["id"]]
    return result


def table(figures: list) -> str:
    """The table, columns aligned."""
    lines = [COLUMNS, *([getattr(row, name) for name in COLUMNS] for row in rows(figures))]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
    aligned = []
    for line in lines:
        first, *rest = (text.ljust(width) for text, width in zip(line, widths))
        numbers = [text.strip().rjust(width) for text, width in zip(rest, widths[1:])]
        aligned.append("  ".join([first, *numbers]).rstrip())
    return "\n".join(aligned)


def tile_matrix(figures: list) -> str:
    """Milliseconds of processor time by zoom and radius, of the slowest of the tiles."""
    tiles = {f["id"]: f for f in figures if f.get("id", "").startswith("tile.z")}
    if not tiles:
        return ""
    keys = [tuple(int(part[1:]) for part in id.split(".")[1:]) for id in tiles]
    zooms, radii = (sorted({key[place] for key in keys}) for place in (0, 1))
    lines = ["heat tiles, ms of processor time, the slowest of a densest, dense, medium, sparse one:"]
    lines.append("zoom" + "".join(f"{radius:>5} px" for radius in radii))
    for zoom in zooms:
        cells = (tiles.get(f"tile.z{zoom}.r{radius}") for radius in radii)
        texts = (f"{max(c['facts'].values()) * 1e3:.2f}" if c else "·" for c in cells)
        lines.append(f"{zoom:>4}" + "".join(f"{text:>8}" for text in texts))
    return "\n".join(lines)


def disagreements(figures: list) -> list:
    """Where a rival did not find what we found: the two did not do the same work then."""
    own = {figure["id"]: figure for figure in figures if figure["who"] == "PetaBinaan"}
    lines = []
    for figure in figures:
        for name in ("hits_per_query", "assigned"):
            ours = own.get(figure["id"], figure)["facts"].get(name)
            theirs = figure["facts"].get(name)
            if ours and theirs is not None and abs(theirs / ours - 1) > AGREEMENT:
                lines.append(f"{figure['who']}, {figure['id']}: found {theirs:g}, we {ours:g}")
    return lines


def notes(figures: list) -> str:
    """What a reader must know."""
    measured = [figure for figure in figures if "id" in figure]
    lines = [f"{f['who']}: skipped, {f['skipped']}" for f in figures if "skipped" in f]
    if any(is_busy(figure) for figure in measured):
        lines.append("~ the machine was busy elsewhere meanwhile: take the time as an upper bound")
    if any(figure["who"] != "PetaBinaan" for figure in measured):
        lines.append("ratios are of processor times, one thread each")
    if any("per_call" in figure["facts"] for figure in measured):
        lines.append("ratios to geoindex-rs: what an empty call from Python takes is taken off")
    lines += disagreements(measured)
    for figure in measured:
        off = figure["facts"].get("difference_of_peak")
        if off is not None and figure["id"] == "view.fast":
            lines.append(f"{figure['who']}: within {off:.1%} of the peak of our exact picture")
    return "\n".join(lines)


def text(figures: list) -> str:
    """All that is printed of a run."""
    parts = (table(figures), tile_matrix(figures), notes(figures))
    return "\n\n".join(part for part in parts if part)
