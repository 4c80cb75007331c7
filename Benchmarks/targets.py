"""What is aimed at. Patterns are those of the shell; the first that fits counts. Where a target is
for so many points, it is left open with fewer.
"""

MILLION = 1_000_000

# Of our own figures: pattern of the id, most seconds (or bytes), points.
TIMES = [
    ("build.index", 1.5, 10 * MILLION),
    ("reopen.mapped", 0.050, 10 * MILLION),
    ("memory.index", 40, 10 * MILLION),
    ("tile.all", 0.004, 10 * MILLION),
    ("tile.dense", 0.004, 10 * MILLION),
    ("assignment.loaded", 2.0, 10 * MILLION),
    ("boundaries.mvt.z6", 0.015, 0),
    ("boundaries.mvt.densest", 0.015, 0),
    ("boundaries.mvt.z10", 0.002, 0),
    ("boundaries.mvt.z13", 0.001, 0),
    ("boundaries.png.z10", 0.003, 0),
    ("statistics.scan", 2.0, 0),
]

# Of facts beside them: patterns of id and name, label, unit, the most, points.
FACTS = [
    ("tile.all", "worst", "the slowest of these tiles", "s", 0.012, 10 * MILLION),
    ("tile.growth", "worst", "the tile that grows most", "x", 2, 10 * MILLION),
    ("view.fast", "error_of_peak", "largest error, of the peak", "1/", 1 / 512, 0),
]

# Of ratios to rivals: patterns of id and name, the least, points.
RATIOS = [
    ("build.index", "geoindex-rs*", 1, 10 * MILLION),
    ("query.*", "geoindex-rs*", 1, 10 * MILLION),
    ("query.*", "shapely*", 3, 10 * MILLION),
    ("view.fast", "libkdv*", 200, MILLION),
    ("view.exact", "libkdv*", 10, MILLION),
    ("assignment.whole", "geopandas*", 10, 10 * MILLION),
    ("statistics.hotspots.999", "esda*", 10, 0),
    ("statistics.dbscan.*", "scikit-learn*", 5, 0),
    ("statistics.hdbscan", "hdbscan*", 3, 0),
]
