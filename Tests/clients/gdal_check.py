#!/usr/bin/env python3
"""Reads the collections of a running server with GDAL's driver for OGC API - Features and counts.

    geoctl demo demo.gpkg --from shapes
    tileserver --workspace demo.gpkg --port 8080 &
    python3 Tests/clients/gdal_check.py demo.gpkg http://127.0.0.1:8080

Needs Debian's gdal-bin. Every collection that everybody may read must have as many features as its table; the features of a box and
of a condition must be those of the table, and GDAL must have asked the server for them; a CSV page must open with its geometry. Exits 0
when all of it holds, 1 when something does not, 2 when GDAL is missing.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

TABLES = {
    "villages": "SELECT count(*) FROM villages",
    "districts": "SELECT count(*) FROM admin_areas WHERE level = 'district'",
    "regencies": "SELECT count(*) FROM admin_areas WHERE level = 'regency'",
    "provinces": "SELECT count(*) FROM admin_areas WHERE level = 'province'",
    "service-points": "SELECT count(*) FROM service_points WHERE geom IS NOT NULL",
    "offices": "SELECT count(*) FROM offices WHERE lon IS NOT NULL",
}
BOX = ("104.3", "-9.6", "104.5", "-9.4")


def check(what, holds):
    """Prints a line for a check and tells whether it held."""
    print(("ok   " if holds else "FAIL ") + what)
    return holds


def ogrinfo(*arguments, debug=False):
    """What ogrinfo prints, with what it asks the server for when debugging."""
    environment = os.environ | ({"CPL_DEBUG": "HTTP,OAPIF"} if debug else {})
    answer = subprocess.run(["ogrinfo", *arguments], capture_output=True, text=True, env=environment, check=True)
    return answer.stdout + answer.stderr


def number(workspace, sql):
    """The one number that a statement over the workspace finds."""
    return int(re.search(r"= (\d+)\s*$", ogrinfo("-q", workspace, "-sql", sql)).group(1))


def counted(text):
    """The count in ogrinfo's summary."""
    return int(re.search(r"Feature Count: (\d+)", text).group(1))


def codes(text):
    """The codes of the features that ogrinfo prints."""
    return sorted(re.findall(r"^  code \(String\) = (\S+)", text, re.MULTILINE))


def collections(workspace, source):
    """Counts and reads every collection that everybody may see."""
    for name, sql in TABLES.items():
        expected = number(workspace, sql)
        found = counted(ogrinfo("-so", source, name))
        read = ogrinfo("-q", "-geom=NO", source, name).count("OGRFeature(")
        yield check(f"{name}: {expected} in the table, {found} counted, {read} read", expected == found == read)


def push_down(workspace, source):
    """A box and a condition, which GDAL must leave to the server."""
    inside = ogrinfo("-q", "-geom=NO", "-spat", *BOX, workspace, "villages")
    first = re.search(r"name \(String\) = (.+)", inside).group(1)
    condition = f"name = '{first}'"
    served = ogrinfo("-q", "-geom=NO", "-spat", *BOX, "-where", condition, source, "villages", debug=True)
    table = ogrinfo("-q", "-geom=NO", "-spat", *BOX, "-where", condition, workspace, "villages")
    yield check(f"a box and a condition find the same {len(codes(table))}", codes(served) == codes(table))
    asked = [line for line in served.splitlines() if "Fetch(" in line and "/items" in line]
    yield check("GDAL leaves the box to the server", any("bbox=104." in line for line in asked))
    yield check("GDAL leaves the condition to the server", any("name=" in line for line in asked))
    served = ogrinfo("-q", "-geom=NO", "-spat", *BOX, source, "villages")
    table = ogrinfo("-q", "-geom=NO", "-spat", *BOX, workspace, "villages")
    yield check(f"a box alone finds the same {len(codes(table))}", codes(served) == codes(table) and codes(table))


def text(server):
    """A page of CSV, opened as a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/villages.csv"
        with urllib.request.urlopen(f"{server}/collections/villages/items?limit=10000&f=csv") as answer:
            with open(path, "wb") as file:
                file.write(answer.read())
        summary = ogrinfo("-so", path, "villages")
        yield check("a page of CSV opens with its borders", "Geometry: None" not in summary and counted(summary) > 0)


def tiles(server):
    """The description of tiles, with a template that leads to a tile."""
    with urllib.request.urlopen(f"{server}/collections/villages/tiles/WebMercatorQuad") as answer:
        links = json.load(answer)["links"]
    template = next(link["href"] for link in links if link["rel"] == "item")
    address = template.replace("{tileMatrix}", "9").replace("{tileRow}", "269").replace("{tileCol}", "404")
    with urllib.request.urlopen(address) as answer:
        yield check("the template of tiles leads to a tile", answer.status == 200 and answer.read())


def main(workspace, server):
    """Runs all checks; the exit code."""
    source = f"OAPIF:{server}"
    results = list(collections(workspace, source)) + list(push_down(workspace, source))
    results += list(text(server)) + list(tiles(server))
    return 0 if all(results) else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    if not shutil.which("ogrinfo"):
        print("GDAL is missing: apt-get install gdal-bin", file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1], sys.argv[2].rstrip("/")))
