"""From raster labels to polygons that share their borders vertex by vertex.

The lines between regions are traced once as arcs from junction to junction, smoothed and
simplified as arcs, and only then put together into rings, so that two neighbours hold the
very same vertices.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from shapely.geometry import LineString, MultiPolygon, Polygon

from . import frame
from .warp import Warp

Corner = tuple[int, int]


@dataclass
class Arc:
    """A border line from one junction to the next (or a closed loop), drawn so that the region
    `left` lies on its left hand; -1 is the sea or the land beyond."""

    left: int
    right: int
    corners: list[Corner]
    points: np.ndarray | None = None
    hilly: bool = False

    @property
    def closed(self) -> bool:
        """Whether the arc is a loop without junctions, such as an island's shore."""
        return self.corners[0] == self.corners[-1]


def trace_arcs(labels: np.ndarray) -> list[Arc]:
    """All border lines of a raster whose corners join at most three lines."""
    padded = np.pad(labels, 1, constant_values=-1)
    steps = _border_steps(padded)
    junctions = {corner for corner, out in steps.items() if len(out) == 3}
    arcs = [_walk(padded, steps, start, to) for start in sorted(junctions) for to in steps[start]]
    arcs = [arc for arc in arcs if arc.corners <= arc.corners[::-1]]  # each was walked both ways
    arcs = [arc for i, arc in enumerate(arcs) if not _seen_before(arcs, i)]
    on_arcs = {corner for arc in arcs for corner in arc.corners}
    for start in sorted(steps):
        if start not in on_arcs:
            loop = _walk(padded, steps, start, steps[start][0])
            on_arcs.update(loop.corners)
            arcs.append(loop)
    return arcs


def _seen_before(arcs: list[Arc], i: int) -> bool:
    """A loop that starts and ends at one junction is met twice and kept once."""
    arc = arcs[i]
    return arc.closed and any(
        set(arc.corners) == set(other.corners) for other in arcs[:i] if other.closed
    )


def _border_steps(padded: np.ndarray) -> dict[Corner, list[Corner]]:
    """For every corner (row, column) of the raster the corners a border line leads to."""
    steps: dict[Corner, list[Corner]] = defaultdict(list)
    for row, col in zip(*np.nonzero(padded[:, 1:] != padded[:, :-1])):
        below, above = (int(row), int(col) + 1), (int(row) + 1, int(col) + 1)
        steps[below].append(above)
        steps[above].append(below)
    for row, col in zip(*np.nonzero(padded[1:] != padded[:-1])):
        west, east = (int(row) + 1, int(col)), (int(row) + 1, int(col) + 1)
        steps[west].append(east)
        steps[east].append(west)
    return {corner: sorted(out) for corner, out in steps.items()}


def _walk(padded: np.ndarray, steps: dict[Corner, list[Corner]], start: Corner, to: Corner) -> Arc:
    """Follow a border line until it meets a junction or comes back."""
    corners = [start, to]
    while len(steps[corners[-1]]) == 2 and corners[-1] != start:
        one, other = steps[corners[-1]]
        corners.append(other if one == corners[-2] else one)
    left, right = _sides(padded, start, to)
    return Arc(left, right, corners)


def _sides(padded: np.ndarray, a: Corner, b: Corner) -> tuple[int, int]:
    """The labels left and right of the step from corner a to corner b."""
    row, col = min(a, b)
    if a[0] == b[0]:  # along a row: north is on the left when walking east
        north, south = int(padded[row, col]), int(padded[row - 1, col])
        return (north, south) if b > a else (south, north)
    west, east = int(padded[row, col - 1]), int(padded[row, col])
    return (west, east) if b > a else (east, west)


def smooth(arcs: list[Arc], rounds: int) -> None:
    """Round off the raster's stairs; junctions move with the lines that meet in them."""
    lines = [np.array(arc.corners, dtype=float) for arc in arcs]
    ends = defaultdict(list)
    for i, arc in enumerate(arcs):
        if not arc.closed or arc.corners[0] in ends:
            ends[arc.corners[0]].append((i, 1))
            ends[arc.corners[-1]].append((i, -2))
    for _ in range(rounds):
        junctions = {
            corner: np.mean([lines[i][side] for i, side in joined], axis=0)
            for corner, joined in ends.items()
            if len(joined) == 3
        }
        for i, arc in enumerate(arcs):
            lines[i] = _smoothed_once(lines[i], arc, junctions)
    for arc, line in zip(arcs, lines):
        arc.points = (line[:, ::-1] - 1) * frame.CELL_KM  # (row, column) to (x, y)


def _smoothed_once(line: np.ndarray, arc: Arc, junctions: dict) -> np.ndarray:
    """One round of a (1, 2, 1)/4 filter along a line."""
    moved = line.copy()
    moved[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    if arc.corners[0] in junctions:
        moved[0] = (line[0] + junctions[arc.corners[0]]) / 2
        moved[-1] = (line[-1] + junctions[arc.corners[-1]]) / 2
    elif arc.closed:
        moved[0] = moved[-1] = (line[-2] + 2 * line[0] + line[1]) / 4
    return moved


def bend(arcs: list[Arc], warp: Warp) -> None:
    """Bend all lines with the sheet they lie on."""
    for arc in arcs:
        dense = LineString(arc.points).segmentize(frame.CELL_KM / 2)
        arc.points = warp(np.array(dense.coords))


def simplify(arcs: list[Arc], tolerance_km) -> None:
    """Drop vertices, and put the rest on the centimetre grid of the shapefile.

    `tolerance_km` is a function of the arc: lines in the plain follow field edges and are
    angular, those in the hills and along the coast keep their curves.
    """
    for arc in arcs:
        line = LineString(arc.points).simplify(tolerance_km(arc), preserve_topology=True)
        if len(line.coords) < (4 if arc.closed else 2):
            line = LineString(arc.points)
        arc.points = np.array([frame.metres(x, y) for x, y in line.coords])


def polygons(arcs: list[Arc]) -> dict[int, Polygon]:
    """The polygon of every region (its label) from the shared arcs."""
    around = defaultdict(list)
    for arc in arcs:
        if arc.left >= 0:
            around[arc.left].append(arc.points)
        if arc.right >= 0:
            around[arc.right].append(arc.points[::-1])
    return {label: _polygon(_rings(around[label])) for label in sorted(around)}


def _rings(lines: list[np.ndarray]) -> list[np.ndarray]:
    """Join lines end to start into closed rings."""
    starting = {tuple(line[0]): line for line in lines}
    assert len(starting) == len(lines), "a region touches itself in a point"
    rings = []
    while starting:
        first = min(starting)
        ring = [starting.pop(first)]
        while tuple(ring[-1][-1]) != first:
            ring.append(starting.pop(tuple(ring[-1][-1]))[1:])
        rings.append(np.vstack([ring[0], *[piece[0:] for piece in ring[1:]]]))
    return rings


def _polygon(rings: list[np.ndarray]) -> Polygon:
    """The outer ring is the one that runs counter-clockwise (the region is on its left)."""
    outer = [ring for ring in rings if _signed_area(ring) > 0]
    assert len(outer) == 1, "a connected region has one outer ring"
    return Polygon(outer[0], [ring for ring in rings if _signed_area(ring) < 0])


def _signed_area(ring: np.ndarray) -> float:
    x, y = (ring - ring[0]).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2


def joined(pieces: list[Polygon]) -> Polygon | MultiPolygon:
    """One village out of its pieces (ashore and islets)."""
    largest_first = sorted(pieces, key=lambda piece: -piece.area)
    return largest_first[0] if len(pieces) == 1 else MultiPolygon(largest_first)
