"""The sheet of paper: a raster in kilometres, and its place on the globe.

Everything is drawn on a local plane (kilometres, x east, y north) that is a window of
DGN95 / Indonesia TM-3 zone 48.1, so that what the shapefile holds are the drawn numbers
themselves. Only longitudes and latitudes are computed, by one transformation.
"""

import random
import zlib

import numpy as np
from pyproj import Geod, Transformer

EPSG = 23833  # DGN95 / Indonesia TM-3 zone 48.1, central meridian 103.5°E
CORNER_E, CORNER_N = 278_800.0, 425_400.0  # metres; puts the sheet's middle at 104.5°E 9.5°S
WIDTH_KM, HEIGHT_KM = 62.0, 48.0
CELL_KM = 0.08
COLS, ROWS = round(WIDTH_KM / CELL_KM), round(HEIGHT_KM / CELL_KM)

# ESRI's spelling of EPSG:23833, as an office's desktop GIS would write it.
PRJ = (
    'PROJCS["DGN_1995_Indonesia_TM-3_Zone_48.1",GEOGCS["GCS_DGN_1995",'
    'DATUM["D_Datum_Geodesi_Nasional_1995",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",200000.0],'
    'PARAMETER["False_Northing",1500000.0],PARAMETER["Central_Meridian",103.5],'
    'PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)

GEOD = Geod(ellps="WGS84")
_TO_DEGREES = Transformer.from_crs(EPSG, 4326, always_xy=True)
_TO_METRES = Transformer.from_crs(4326, EPSG, always_xy=True)


def stream(seed: int, purpose: str) -> random.Random:
    """A stream of random numbers of its own for each purpose, so that adding a draw in one
    part of the generator does not move everything that is made after it."""
    return random.Random(f"{seed}/{purpose}")


def array_stream(seed: int, purpose: str) -> np.random.Generator:
    """The same for whole arrays."""
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(purpose.encode())]))


def centres() -> tuple[np.ndarray, np.ndarray]:
    """x and y of every cell centre, in kilometres; row 0 is the southern edge."""
    x = (np.arange(COLS) + 0.5) * CELL_KM
    y = (np.arange(ROWS) + 0.5) * CELL_KM
    return np.meshgrid(x, y)


def cell_of(x_km: float, y_km: float) -> int:
    """The flat index of the cell that holds a place."""
    return int(y_km / CELL_KM) * COLS + int(x_km / CELL_KM)


def place_of(cell: int) -> tuple[float, float]:
    """The centre of a cell given by its flat index, in kilometres."""
    return (cell % COLS + 0.5) * CELL_KM, (cell // COLS + 0.5) * CELL_KM


def metres(x_km: float, y_km: float) -> tuple[float, float]:
    """TM-3 easting and northing, to the centimetre."""
    return round(CORNER_E + x_km * 1000, 2), round(CORNER_N + y_km * 1000, 2)


def metres_of_array(points: np.ndarray) -> np.ndarray:
    """The same for an n × 2 array of places in kilometres."""
    return np.round(points * 1000 + [CORNER_E, CORNER_N], 2)


def degrees(east: float, north: float, decimals: int = 7) -> tuple[float, float]:
    """Longitude and latitude of an easting and northing."""
    lon, lat = _TO_DEGREES.transform(east, north)
    return round(lon, decimals), round(lat, decimals)


def degrees_of_array(coordinates: np.ndarray) -> np.ndarray:
    """The same for an n × 2 array, to 7 decimals."""
    lon, lat = _TO_DEGREES.transform(coordinates[:, 0], coordinates[:, 1])
    return np.round(np.column_stack([lon, lat]), 7)


def east_north(lon: float, lat: float) -> tuple[float, float]:
    """TM-3 easting and northing of a longitude and latitude."""
    return _TO_METRES.transform(lon, lat)
