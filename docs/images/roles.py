#!/usr/bin/env python3
"""Draws docs/images/roles.png: what an officer, a planner and a partner see of the demo regency.

    .tools/python/bin/python docs/images/roles.py GEOCTL TILESERVER

Both are the built programs. The script makes the demo in a folder of its own, serves it on loopback, and asks
with the token of each role.
"""
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

from PIL import Image, ImageDraw, ImageFont

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROLES = [
    ("officer", 1000, "officer: single reports, 1.000 m"),
    ("planner", 1000, "planner: published counts, 1.000 m"),
    ("partner", 2000, "partner: published counts, 2.000 m"),
]
ZOOM, COLUMNS, ROWS = 10, (808, 809), (538, 539)
CROP = (250, 280, 1020, 900)
GAP, CAPTION = 14, 30
FONT = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"


def fetch(address, token):
    request = urllib.request.Request(address)
    request.add_header("Authorization", f"Bearer {token}")
    request.add_header("X-Purpose", "picture for the manual")
    with urllib.request.urlopen(request) as answer:
        return Image.open(io.BytesIO(answer.read())).convert("RGBA")


def panel(base, token, bandwidth):
    sheet = Image.new("RGBA", (1024, 1024), (223, 231, 236, 255))
    for layer in ["villages/{}/{}/{}@2x.png?level=village", f"heat/{{}}/{{}}/{{}}@2x.png?bandwidth={bandwidth}"]:
        for a, x in enumerate(COLUMNS):
            for b, y in enumerate(ROWS):
                picture = fetch(f"{base}tiles/{layer.format(ZOOM, x, y)}", token)
                sheet.alpha_composite(picture, (a * 512, b * 512))
    return sheet.crop(CROP).convert("RGB")


def main():
    geoctl, tileserver = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        workspace = f"{folder}/demo.gpkg"
        made = subprocess.run(
            [geoctl, "demo", workspace, "--from", ROOT / "shapes", "--json"],
            check=True, capture_output=True, text=True)
        tokens = {entry["role"]: entry["token"] for entry in json.loads(made.stdout)["tokens"]}
        server = subprocess.Popen(
            [tileserver, "--workspace", workspace, "--port", "0"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        try:
            base = re.search(r"http://\S+", server.stdout.readline()).group()
            while True:
                try:
                    urllib.request.urlopen(f"{base}health/ready").read()
                    break
                except urllib.error.HTTPError:
                    continue
            panels = [panel(base, tokens[role], bandwidth) for role, bandwidth, _ in ROLES]
        finally:
            server.terminate()
            server.wait()
    width, height = (round(side * 0.62) for side in panels[0].size)
    sheet = Image.new("RGB", (3 * width + 4 * GAP, height + CAPTION + 2 * GAP), "white")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(FONT, 15)
    for place, (picture, (_, _, title)) in enumerate(zip(panels, ROLES)):
        x = GAP + place * (width + GAP)
        draw.text((x, GAP), title, fill=(60, 64, 72), font=font)
        sheet.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (x, GAP + CAPTION))
        draw.rectangle((x, GAP + CAPTION, x + width - 1, GAP + CAPTION + height - 1), outline=(205, 207, 210))
    sheet.quantize(192).save(pathlib.Path(__file__).with_name("roles.png"), optimize=True)


if __name__ == "__main__":
    main()
