#!/usr/bin/env python3
"""Draws the calibration of the geocoder's scores as SVG.

Usage: geocoding-calibration.py REPORT > docs/images/geocoding-calibration.svg
REPORT holds lines "score 0.65: right 0.91 of 162", as the evaluation prints them.
"""
import re
import sys

SIZE, EDGE = 360, 48


def place(value, flip=False):
    return EDGE + (1 - value if flip else value) * SIZE


def main():
    pattern = re.compile(r"score (\d\.\d+): right (\d\.\d+) of (\d+)")
    bins = [tuple(map(float, m)) for m in pattern.findall(open(sys.argv[1]).read())]
    side = SIZE + 2 * EDGE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
          'font-family="sans-serif" font-size="12">')
    print(f'<rect width="{side}" height="{side}" fill="#fff"/>')
    for step in range(0, 11, 2):
        v = step / 10
        x, y = place(v), place(v, True)
        print(f'<path d="M{x} {EDGE}V{EDGE + SIZE}M{EDGE} {y}H{EDGE + SIZE}" stroke="#ddd"/>')
        print(f'<text x="{x}" y="{EDGE + SIZE + 16}" text-anchor="middle">{v:.1f}</text>')
        print(f'<text x="{EDGE - 8}" y="{y + 4}" text-anchor="end">{v:.1f}</text>')
    print(f'<path d="M{EDGE} {EDGE + SIZE}L{EDGE + SIZE} {EDGE}" stroke="#888" '
          'stroke-dasharray="4 4"/>')
    for score, right, count in bins:
        radius = 3 + min(count, 20000) ** 0.25
        print(f'<circle cx="{place(score):.1f}" cy="{place(right, True):.1f}" r="{radius:.1f}" '
              'fill="#31688e" fill-opacity="0.75"/>')
        print(f'<text x="{place(score) - radius - 3:.1f}" y="{place(right, True) + 4:.1f}" '
              f'text-anchor="end" fill="#555" font-size="10">{int(count)}</text>')
    print(f'<text x="{side / 2}" y="{side - 8}" text-anchor="middle">skor / score</text>')
    print(f'<text transform="translate(14 {side / 2}) rotate(-90)" text-anchor="middle">'
          'bagian yang benar / share that is right</text>')
    print('</svg>')


main()
