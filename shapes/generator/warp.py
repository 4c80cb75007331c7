"""A gentle bending of the whole sheet, so that nothing shows the raster's directions.

Every place moves by a smooth field of shifts. The field's slopes are kept below one, which makes
the bending one-to-one: lines that did not cross before do not cross afterwards.
"""

from dataclasses import dataclass

import numpy as np

from . import frame
from .noise import fractal_noise

# shortest and longest wave in km, slope of the spectrum, steepest allowed slope of the shifts
OCTAVES = [("broad", 5.0, 22.0, 2.0, 0.42), ("fine", 0.2, 2.0, 0.9, 0.5)]


@dataclass(frozen=True)
class Warp:
    """Shifts of every cell in kilometres, east and north."""

    east: np.ndarray
    north: np.ndarray

    def __call__(self, points: np.ndarray) -> np.ndarray:
        """The bent places of an n × 2 array of places, both in kilometres on the sheet."""
        return points + np.column_stack([_sampled(self.east, points), _sampled(self.north, points)])

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The easting and northing in metres of one place given in kilometres on the sheet."""
        (moved,) = self(np.array([[x, y]]))
        return frame.metres(*moved)

    def cell(self, cell: int) -> tuple[float, float]:
        """The easting and northing in metres of a cell's centre."""
        return self.place(*frame.place_of(cell))


def make_warp(seed: int) -> Warp:
    """The sum of the octaves."""
    east = north = 0.0
    for name, shortest, longest, slope, limit in OCTAVES:
        u = fractal_noise(seed, f"warp east {name}", shortest, longest, slope)
        v = fractal_noise(seed, f"warp north {name}", shortest, longest, slope)
        scale = limit / _steepest(u, v)
        east, north = east + u * scale, north + v * scale
    return Warp(np.round(east, 6), np.round(north, 6))


def _steepest(u: np.ndarray, v: np.ndarray) -> float:
    """The largest Frobenius norm of the field's Jacobian."""
    slopes = [*np.gradient(u, frame.CELL_KM), *np.gradient(v, frame.CELL_KM)]
    return float(np.sqrt(sum(slope**2 for slope in slopes)).max())


def _sampled(field: np.ndarray, points: np.ndarray) -> np.ndarray:
    """A raster's values at places, interpolated between cell centres."""
    col, row = points.T / frame.CELL_KM - 0.5
    c = np.clip(col.astype(int), 0, frame.COLS - 2)
    r = np.clip(row.astype(int), 0, frame.ROWS - 2)
    u, v = col - c, row - r
    south = field[r, c] * (1 - u) + field[r, c + 1] * u
    north = field[r + 1, c] * (1 - u) + field[r + 1, c + 1] * u
    return south * (1 - v) + north * v
