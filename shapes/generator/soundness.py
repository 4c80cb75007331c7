"""What must hold for every seed, checked each time before anything is written."""

import shapely
from shapely.geometry import Point

from . import frame
from .partition import VILLAGES
from .places import land_in_degrees
from .regency import Regency


def check_villages(regency: Regency) -> None:
    """Valid polygons that share their borders vertex by vertex, on the plane and in degrees."""
    shapes = [village.shape for village in regency.villages]
    degrees = [shapely.transform(shape, frame.degrees_of_array) for shape in shapes]
    for version in (shapes, degrees):
        assert shapely.is_valid(version).all(), "a polygon is not valid"
        assert shapely.coverage_is_valid(version), "the villages overlap or leave gaps"
    assert len(shapes) == VILLAGES
    assert len({village.code for village in regency.villages}) == VILLAGES
    for village, shape in zip(regency.villages, degrees):
        assert shape.contains(Point(frame.degrees(*village.label, 6))), f"label of {village.code}"
    assert _has_no_holes(degrees), "there is a gap between villages"


def _has_no_holes(shapes: list) -> bool:
    union = shapely.coverage_union_all(shapes)
    return not any(polygon.interiors for polygon in getattr(union, "geoms", [union]))


def check_places(regency: Regency, places: list[tuple[float, float]]) -> None:
    """Every longitude and latitude lies on land."""
    land = land_in_degrees(regency)
    at_sea = [place for place in places if not land.contains(Point(place))]
    assert not at_sea, f"{len(at_sea)} places lie at sea, such as {at_sea[:3]}"
