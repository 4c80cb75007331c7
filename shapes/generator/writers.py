"""The files as an office would hand them over; the same data always gives the same bytes."""

import csv
import io
import json

import shapefile
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from . import frame, names
from .regency import Regency, Village

DBF_DATE = bytes([126, 10, 1])  # 2026-10-01: the header's date of last change
FIELDS = [  # name, type, length, decimals; RBI's names, `BTS_STATUS` is the office's own
    ("OBJECTID", "N", 6, 0), ("NAMOBJ", "C", 60, 0), ("KDEPUM", "C", 13, 0), ("KDCPUM", "C", 8, 0),
    ("KDPKAB", "C", 5, 0), ("KDPPUM", "C", 2, 0), ("WADMKD", "C", 60, 0), ("WADMKC", "C", 60, 0),
    ("WADMKK", "C", 60, 0), ("WADMPR", "C", 60, 0), ("TIPADM", "C", 10, 0), ("LUASWH", "N", 14, 4),
    ("BTS_STATUS", "C", 10, 0), ("SRS_ID", "C", 20, 0), ("REMARK", "C", 40, 0),
]  # fmt: skip


def villages_shapefile(regency: Regency) -> dict[str, bytes]:
    """The five files of the shapefile, by extension."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    writer = shapefile.Writer(
        shp=shp, shx=shx, dbf=dbf, shapeType=shapefile.POLYGON, encoding="utf-8"
    )
    for name, kind, length, decimals in FIELDS:
        writer.field(name, kind, length, decimals)
    for number, village in enumerate(regency.villages, start=1):
        writer.poly(_rings(village.shape, clockwise=True))
        writer.record(*_record(number, village, regency))
    writer.close()
    table = bytearray(dbf.getvalue())
    table[1:4] = DBF_DATE
    return {
        "shp": shp.getvalue(),
        "shx": shx.getvalue(),
        "dbf": bytes(table),
        "prj": frame.PRJ.encode(),
        "cpg": b"UTF-8",
    }


def _record(number: int, village: Village, regency: Regency) -> list:
    district = regency.districts[village.district]
    kind = "Kelurahan" if village.kelurahan else "Desa"
    return [
        number, village.name, village.code, district.code, names.REGENCY_CODE, names.PROVINCE_CODE,
        village.name, district.name, names.REGENCY, names.PROVINCE, kind, village.area_km2,
        village.boundary_status, "DGN95 TM-3 48.1", "Data peraga sintetis",
    ]  # fmt: skip


def _rings(shape: BaseGeometry, clockwise: bool) -> list[list[tuple[float, float]]]:
    """All rings of a shape, outer ones in the given direction, holes against it."""
    rings = []
    for polygon in shape.geoms if isinstance(shape, MultiPolygon) else [shape]:
        turned = shapely.geometry.polygon.orient(polygon, -1.0 if clockwise else 1.0)
        rings += [list(ring.coords) for ring in [turned.exterior, *turned.interiors]]
    return rings


def villages_geojson(regency: Regency) -> bytes:
    """The same villages in longitude and latitude (RFC 7946), one feature a line."""
    return _collection(
        "villages",
        [
            (
                {
                    "code": village.code,
                    "name": village.name,
                    "boundary_status": village.boundary_status,
                    "kind": "kelurahan" if village.kelurahan else "desa",
                    "district": regency.districts[village.district].name,
                    "regency": names.REGENCY,
                    "province": names.PROVINCE,
                    "area_km2": village.area_km2,
                },
                _geojson_shape(shapely.transform(village.shape, frame.degrees_of_array)),
            )
            for village in regency.villages
        ],
    )


def _geojson_shape(shape: BaseGeometry) -> dict:
    if isinstance(shape, Polygon):
        return {"type": "Polygon", "coordinates": _rings(shape, clockwise=False)}
    parts = [_rings(polygon, clockwise=False) for polygon in shape.geoms]
    return {"type": "MultiPolygon", "coordinates": parts}


def points_geojson(name: str, rows: list[dict]) -> bytes:
    """Points with their properties; `lon` and `lat` become the geometry."""
    features = []
    for row in rows:
        properties = {key: value for key, value in row.items() if key not in ("lon", "lat")}
        features.append((properties, {"type": "Point", "coordinates": [row["lon"], row["lat"]]}))
    return _collection(name, features)


def _collection(name: str, features: list[tuple[dict, dict]]) -> bytes:
    lines = [
        _compact({"type": "Feature", "properties": properties, "geometry": geometry})
        for properties, geometry in features
    ]
    head = f'{{"type":"FeatureCollection","name":"{name}","features":[\n'
    return (head + ",\n".join(lines) + "\n]}\n").encode()


def _compact(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def table(header: str, rows: list[list], separator: str = ",", decimal: str = ".") -> bytes:
    """A CSV file. `header` names the columns, separated by spaces; None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(header.split())
    writer.writerows([_cell(value, decimal) for value in row] for row in rows)
    return out.getvalue().encode()


def spreadsheet(header: str, rows: list[list]) -> bytes:
    """A CSV file as an Indonesian spreadsheet saves it: semicolons and decimal commas."""
    return table(header, rows, separator=";", decimal=",")


def _cell(value, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".replace(".", decimal)
    return str(value)


def document(value: dict) -> bytes:
    """An indented JSON file."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
