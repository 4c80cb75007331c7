"""Decodes a PNG with Pillow: raw RGBA rows to OUT, width, height, bit depth and colour type to stdout."""

import struct
import sys

from PIL import Image

source, target = sys.argv[1:3]
with open(source, "rb") as file:
    header = file.read(26)
bit_depth, color_type = struct.unpack("BB", header[24:26])
with Image.open(source) as image:
    image.verify()
with Image.open(source) as image:
    pixels = image.convert("RGBA")
    with open(target, "wb") as file:
        file.write(pixels.tobytes())
    print(pixels.width, pixels.height, bit_depth, color_type)
