#!/usr/bin/env python3
"""Draws docs/images/coverage.png: the four coverage maps of the demo regency with their legends.

    .tools/python/bin/python docs/images/coverage.py GEOCTL

GEOCTL is the built program. The script makes the demo in a folder of its own and serves it on loopback.
"""
import io
import json
import math
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEASURES = ["status", "phase", "activity", "distance"]
ZOOM, SIDE, GAP, SHRINK = 10, 512, 24, 0.6
DAY = "2026-10-01"
WATER = (223, 231, 236)


def tile_position(longitude, latitude):
    count = 2**ZOOM
    y = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return (longitude + 180) / 360 * count, y * count


def picture(server, path):
    return Image.open(io.BytesIO(urllib.request.urlopen(server + path).read())).convert("RGBA")


def coverage_map(server, measure, west, north, east, south):
    columns, rows = range(int(west), int(east) + 1), range(int(north), int(south) + 1)
    canvas = Image.new("RGB", (len(columns) * SIDE, len(rows) * SIDE), WATER)
    for x in columns:
        for y in rows:
            tile = picture(
                server, f"/tiles/coverage/{ZOOM}/{x}/{y}@2x.png?by={measure}&asof={DAY}")
            canvas.paste(tile, ((x - columns[0]) * SIDE, (y - rows[0]) * SIDE), tile)
    edges = [west - columns[0], north - rows[0], east - columns[0], south - rows[0]]
    return canvas.crop([int(edge * SIDE) for edge in edges])


def with_legend(server, measure, *edges):
    drawn = coverage_map(server, measure, *edges)
    legend = picture(
        server, f"/legends/coverage.png?by={measure}&asof={DAY}&level=village").convert("RGB")
    size = (drawn.width + GAP + legend.width, max(drawn.height, legend.height))
    cell = Image.new("RGB", size, "white")
    cell.paste(drawn, (0, 0))
    cell.paste(legend, (drawn.width + GAP, 0))
    return cell


def draw(server):
    box = json.load(urllib.request.urlopen(server + "/tiles/coverage.json"))["bounds"]
    west, north = tile_position(box[0] - 0.01, box[3] + 0.01)
    east, south = tile_position(box[2] + 0.01, box[1] - 0.01)
    cells = [with_legend(server, measure, west, north, east, south) for measure in MEASURES]
    width, height = max(cell.width for cell in cells), max(cell.height for cell in cells)
    sheet = Image.new("RGB", (2 * width + GAP, 2 * height + GAP), "white")
    for number, cell in enumerate(cells):
        sheet.paste(cell, (number % 2 * (width + GAP), number // 2 * (height + GAP)))
    small = (int(sheet.width * SHRINK), int(sheet.height * SHRINK))
    sheet.resize(small, Image.LANCZOS).quantize(256).save(
        ROOT / "docs/images/coverage.png", optimize=True)


def wait_until_ready(server):
    for _ in range(120):
        try:
            return urllib.request.urlopen(server + "/health/ready").read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    sys.exit("the server is not ready")


def main():
    geoctl = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        workspace = f"{folder}/demo.gpkg"
        subprocess.run(
            [geoctl, "demo", workspace, "--from", ROOT / "shapes", "--quiet"], check=True,
            stdout=subprocess.DEVNULL)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        process = subprocess.Popen(
            [geoctl, "serve", "--workspace", workspace, "--port", str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until_ready(f"http://127.0.0.1:{port}")
            draw(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
