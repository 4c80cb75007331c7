"""Decodes a vector tile with mapbox-vector-tile and prints it as JSON, y downwards as in the tile.

Every ring gets its signed area, positive when it runs clockwise on the screen.
"""

import json
import sys

import mapbox_vector_tile


def doubled_area(ring):
    pairs = zip(ring, ring[1:] + ring[:1])
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def polygons(geometry):
    kind = geometry["type"]
    if kind == "Polygon":
        return [geometry["coordinates"]]
    return geometry["coordinates"] if kind == "MultiPolygon" else []


with open(sys.argv[1], "rb") as file:
    tile = mapbox_vector_tile.decode(file.read(), default_options={"y_coord_down": True})
for layer in tile.values():
    for feature in layer["features"]:
        parts = polygons(feature["geometry"])
        feature["ring_areas"] = [[doubled_area(ring) / 2 for ring in part] for part in parts]
print(json.dumps(tile, sort_keys=True))
