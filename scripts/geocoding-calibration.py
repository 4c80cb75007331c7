#!/usr/bin/env python3
"""Draws the calibration of the geocoder's scores as SVG.

Usage: geocoding-calibration.py REPORT > docs/images/geocoding-calibration.svg
REPORT is what the evaluation prints: for each population a line with its name, and lines
"score 0.65: right 0.91 of 162".
"""
import re
import sys

SIZE, EDGE = 400, 52
SERIES = {
    "generated, not fitted": ("alamat buatan / generated", "#31688e"),
    "accommodations, not fitted": ("akomodasi / accommodations", "#d95f02"),
    "offices, not fitted": ("kantor / offices", "#1b9e77"),
}
BIN = re.compile(r"score (\d\.\d+): right (\d\.\d+) of (\d+)")


def place(value, flip=False):
    return EDGE + (1 - value if flip else value) * SIZE


def read(path):
    series, name = {}, None
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if re.match(r"[a-z]+, (not )?fitted$", line):
            name = line
        elif match := BIN.match(line):
            series.setdefault(name, []).append(tuple(map(float, match.groups())))
    return series


def grid():
    for step in range(0, 11, 2):
        v = step / 10
        x, y = place(v), place(v, True)
        yield f'<path d="M{x} {EDGE}V{EDGE + SIZE}M{EDGE} {y}H{EDGE + SIZE}" stroke="#ddd"/>'
        yield f'<text x="{x}" y="{EDGE + SIZE + 16}" text-anchor="middle">{v:.1f}</text>'
        yield f'<text x="{EDGE - 8}" y="{y + 4}" text-anchor="end">{v:.1f}</text>'
    yield (f'<path d="M{EDGE} {EDGE + SIZE}L{EDGE + SIZE} {EDGE}" stroke="#888" '
           'stroke-dasharray="4 4"/>')


def points(bins, color):
    kept = [b for b in bins if b[2] >= 5]
    line = " ".join(f"{place(s):.1f},{place(r, True):.1f}" for s, r, _ in kept)
    yield f'<polyline points="{line}" fill="none" stroke="{color}" stroke-opacity="0.5"/>'
    for score, right, count in kept:
        radius = 2.5 + min(count, 20000) ** 0.22
        error = 2 * (max(right * (1 - right), 0.01) / count) ** 0.5
        top, bottom = min(right + error, 1), max(right - error, 0)
        x = place(score)
        yield (f'<path d="M{x:.1f} {place(top, True):.1f}V{place(bottom, True):.1f}" '
               f'stroke="{color}"/>')
        yield (f'<circle cx="{x:.1f}" cy="{place(right, True):.1f}" r="{radius:.1f}" '
               f'fill="{color}" fill-opacity="0.75"/>')


def main():
    series = read(sys.argv[1])
    side = SIZE + 2 * EDGE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
          'font-family="sans-serif" font-size="12">')
    print(f'<rect width="{side}" height="{side}" fill="#fff"/>')
    print("\n".join(grid()))
    for number, (name, (title, color)) in enumerate(SERIES.items()):
        bins = series.get(name, [])
        print("\n".join(points(bins, color)))
        y = EDGE + 18 + 18 * number
        print(f'<circle cx="{EDGE + 14}" cy="{y - 4}" r="5" fill="{color}"/>')
        count = int(sum(b[2] for b in bins))
        print(f'<text x="{EDGE + 26}" y="{y}">{title} ({count})</text>')
    print(f'<text x="{side / 2}" y="{side - 10}" text-anchor="middle">skor / score</text>')
    print(f'<text transform="translate(16 {side / 2}) rotate(-90)" text-anchor="middle">'
          'bagian yang benar / share that is right</text>')
    print('</svg>')


main()
