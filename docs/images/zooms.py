#!/usr/bin/env python3
"""Draws docs/images/zooms.png: one place of the demo regency through zooms 6 to 14.

    .tools/python/bin/python docs/images/zooms.py GEOCTL WORKSPACE

GEOCTL is the built program, WORKSPACE one made with `geoctl demo`. Every panel shows the same ground, cut
from the tiles of its zoom and scaled without smoothing.
"""
import io
import math
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw, ImageFont

LONGITUDE, LATITUDE = 104.55, -9.55
GROUND_METERS = 24_000
BANDWIDTH = 4000
PANEL, GAP, CAPTION = 250, 14, 24
FONT = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"


def pixel(zoom):
    """The place in pixels of the whole world at a zoom level."""
    side = 256 * 2**zoom
    y = 0.5 - math.asinh(math.tan(math.radians(LATITUDE))) / (2 * math.pi)
    return (LONGITUDE / 360 + 0.5) * side, y * side


def tile(geoctl, workspace, zoom, x, y):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "tile.png")
        address = f"heat/{zoom}/{x}/{y}.png?bandwidth={BANDWIDTH}"
        command = [geoctl, "render", "tile", address, "-o", path, "--workspace", workspace, "--quiet"]
        subprocess.run(command, check=True)
        return Image.open(io.BytesIO(path.read_bytes())).convert("RGBA")


def panel(geoctl, workspace, zoom):
    center = pixel(zoom)
    meters = 40_075_016.686 * math.cos(math.radians(LATITUDE)) / (256 * 2**zoom)
    half = GROUND_METERS / meters / 2
    first = [int((c - half) // 256) for c in center]
    last = [int((c + half) // 256) for c in center]
    size = [(b - a + 1) * 256 for a, b in zip(first, last)]
    sheet = Image.new("RGBA", size, (246, 246, 244, 255))
    for x in range(first[0], last[0] + 1):
        for y in range(first[1], last[1] + 1):
            picture = tile(geoctl, workspace, zoom, x, y)
            sheet.alpha_composite(picture, ((x - first[0]) * 256, (y - first[1]) * 256))
    box = [c - 256 * f + s * half for s in (-1, 1) for c, f in zip(center, first)]
    return sheet.transform((PANEL, PANEL), Image.Transform.EXTENT, box, Image.Resampling.NEAREST)


def main():
    geoctl, workspace = sys.argv[1:3]
    zooms = list(range(6, 15))
    width = 3 * PANEL + 4 * GAP
    height = 3 * (PANEL + CAPTION) + 4 * GAP
    sheet = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(FONT, 14)
    for place, zoom in enumerate(zooms):
        x = GAP + place % 3 * (PANEL + GAP)
        y = GAP + place // 3 * (PANEL + CAPTION + GAP)
        sheet.paste(panel(geoctl, workspace, zoom).convert("RGB"), (x, y + CAPTION))
        draw.text((x, y + 2), f"z{zoom}", fill=(60, 64, 72), font=font)
        draw.rectangle((x, y + CAPTION, x + PANEL - 1, y + CAPTION + PANEL - 1), outline=(205, 207, 210))
    sheet.quantize(64).save(pathlib.Path(__file__).with_name("zooms.png"), optimize=True)


if __name__ == "__main__":
    main()
