"""Draws tiles with mapnik, without HTTP. Run by the Python that has Debian's python3-mapnik.

The first line of standard input is `{"map", "format"}`; each further line is a list of boxes in
metres of EPSG:3857, answered by a line of `[seconds, bytes]` for each.
"""

import json
import sys
import time

import mapnik

FONT_FOLDER = "/usr/share/fonts/truetype/dejavu"


def draw(map_, box: list, image_format: str) -> tuple:
    """Draws a tile and encodes it."""
    started = time.perf_counter()
    map_.zoom_to_box(mapnik.Box2d(*box))
    image = mapnik.Image(256, 256)
    mapnik.render(map_, image)
    data = image.tostring(image_format)
    return time.perf_counter() - started, len(data)


def main() -> None:
    """Answers line after line."""
    mapnik.register_fonts(FONT_FOLDER)
    task = json.loads(sys.stdin.readline())
    map_ = mapnik.Map(256, 256)
    mapnik.load_map_from_string(map_, task["map"])
    for line in sys.stdin:
        pairs = [draw(map_, box, task["format"]) for box in json.loads(line)]
        print(json.dumps(pairs), flush=True)


if __name__ == "__main__":
    main()
