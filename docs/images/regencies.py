#!/usr/bin/env python3
"""Draws docs/images/regencies.png: the villages of four regencies as the server draws them.

    .tools/python/bin/python docs/images/regencies.py GEOCTL FOLDER

GEOCTL is the built program, FOLDER holds the village files of the four regencies as GeoJSON. Each is imported
into a workspace of its own, and tiles of one zoom are put together.
"""
import json
import math
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw, ImageFont

PLACES = [
    ("3573_kota_malang", "Kota Malang", 12, 0.5, 0.5),
    ("3604_kab_serang", "Kabupaten Serang", 10, 0.5, 0.5),
    ("2104_kab_lingga", "Kabupaten Lingga", 9, 0.3, 0.45),
    ("3171_kota_jakarta_pusat", "Kota Jakarta Pusat", 13, 0.5, 0.5),
]
PANEL, GAP, CAPTION = 640, 18, 34
WATER = (223, 231, 236, 255)
FONT = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"


def bounds(path):
    """West, south, east and north of a file."""
    places = []

    def walk(value):
        if isinstance(value[0], (int, float)):
            places.append(value[:2])
        else:
            for part in value:
                walk(part)

    for feature in json.loads(path.read_text())["features"]:
        walk(feature["geometry"]["coordinates"])
    xs, ys = zip(*places)
    return min(xs), min(ys), max(xs), max(ys)


def pixel(longitude, latitude, zoom):
    """A place in pixels of the whole world, 512 to a tile."""
    side = 512 * 2**zoom
    y = 0.5 - math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)
    return (longitude / 360 + 0.5) * side, y * side


def tile(geoctl, workspace, folder, zoom, x, y):
    path = pathlib.Path(folder, "tile.png")
    command = [geoctl, "render", "tile", f"villages/{zoom}/{x}/{y}@2x.png", "-o", path]
    subprocess.run([*command, "--workspace", workspace, "--quiet"], check=True)
    return Image.open(path).convert("RGBA")


def panel(geoctl, source, zoom, share_x, share_y):
    west, south, east, north = bounds(source)
    left, top = pixel(west, north, zoom)
    right, bottom = pixel(east, south, zoom)
    corner = (
        int(left + share_x * (right - left) - PANEL / 2), int(top + share_y * (bottom - top) - PANEL / 2)
    )
    sheet = Image.new("RGBA", (PANEL, PANEL), WATER)
    with tempfile.TemporaryDirectory() as folder:
        workspace = f"{folder}/regency.gpkg"
        subprocess.run([geoctl, "init", "--workspace", workspace, "--quiet"], check=True)
        subprocess.run(
            [geoctl, "import", "villages", source, "--workspace", workspace, "--quiet"], check=True)
        for x in range(corner[0] // 512, (corner[0] + PANEL - 1) // 512 + 1):
            for y in range(corner[1] // 512, (corner[1] + PANEL - 1) // 512 + 1):
                picture = tile(geoctl, workspace, folder, zoom, x, y)
                part = Image.new("RGBA", (PANEL, PANEL))
                part.paste(picture, (x * 512 - corner[0], y * 512 - corner[1]))
                sheet.alpha_composite(part)
    return sheet


def main():
    geoctl, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    width = 2 * PANEL + 3 * GAP
    height = 2 * (PANEL + CAPTION) + 3 * GAP
    sheet = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(FONT, 18)
    for place, (name, title, zoom, share_x, share_y) in enumerate(PLACES):
        x = GAP + place % 2 * (PANEL + GAP)
        y = GAP + place // 2 * (PANEL + CAPTION + GAP)
        source = folder / f"{name}.geojson"
        sheet.paste(panel(geoctl, source, zoom, share_x, share_y).convert("RGB"), (x, y + CAPTION))
        draw.text((x, y + 3), f"{title}, z{zoom}", fill=(60, 64, 72), font=font)
        frame = (x, y + CAPTION, x + PANEL - 1, y + CAPTION + PANEL - 1)
        draw.rectangle(frame, outline=(205, 207, 210))
    sheet.quantize(128).save(pathlib.Path(__file__).with_name("regencies.png"), optimize=True)


if __name__ == "__main__":
    main()
