"""Writes what other programs find, for the tests to compare with.

    python3 -m venv V && V/bin/pip install esda libpysal geopandas pymannkendall
    V/bin/python generate.py NC_SIDS.geojson

`local.json` has Getis-Ord Gi*, local and global Moran's I of esda: of a lattice of 12 by 10 whose values a formula
gives, and of the rates of North Carolina (the file of spdep and R's sf; its order is that of the file). `trend.json`
has Mann-Kendall tests of pymannkendall. Where R has spdep, `generate.R` writes `spdep.json` beside them.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import esda
import geopandas
import libpysal
import numpy
import pymannkendall

HERE = Path(__file__).resolve().parent


def lattice() -> tuple:
    """Queen neighbours and values of the lattice."""
    weights = libpysal.weights.lat2W(10, 12, rook=False)
    values = [
        10 * (i * i * 0.6180339887498949 % 1) + 3 * ((i % 12) > 7) * ((i // 12) < 4)
        for i in range(120)
    ]
    return weights, numpy.array(values)


def rates(path: str) -> tuple:
    """Queen neighbours and deaths in a thousand births of the counties."""
    frame = geopandas.read_file(path)
    weights = libpysal.weights.Queen.from_dataframe(frame, use_index=False)
    return weights, (1000 * frame["SID74"] / frame["BIR74"]).to_numpy()


def local(weights, values) -> dict:
    """Statistics of esda."""
    weights.transform = "B"
    getis = esda.G_Local(
        values, weights, transform="B", star=True, permutations=99999, seed=1, n_jobs=1)
    weights.transform = "R"
    moran = esda.Moran_Local(values, weights, permutations=99, seed=1, n_jobs=1)
    whole = esda.Moran(values, weights, permutations=0)
    return {
        "links": int(sum(len(n) for n in weights.neighbors.values())),
        "values": values.tolist(),
        "gi_z": getis.Zs.tolist(),
        "gi_p_norm_one_sided": getis.p_norm.tolist(),
        "gi_p_sim_one_sided": getis.p_sim.tolist(),
        "moran_i": moran.Is.tolist(),
        "moran_quadrant": moran.q.tolist(),
        "global_i": whole.I,
        "global_expected": whole.EI,
        "global_variance": whole.VI_rand,
        "global_z": whole.z_rand,
    }


def trends() -> list:
    """Trends of pymannkendall, with ties and without."""
    series = [
        [3, 4, 2, 5, 6, 6, 7, 9, 8, 10, 12, 11],
        [0, 0, 1, 0, 2, 0, 0, 3, 1, 0, 0, 2, 4, 0, 1],
        [9.5, 8.25, 8.5, 7, 7.75, 6, 5.5, 5.25, 5, 3],
        [1, 2, 1, 2, 1, 2, 1, 2],
    ]
    found = []
    for values in series:
        test = pymannkendall.original_test(values)
        found.append({
            "values": values, "score": int(test.s), "variance": test.var_s, "z": test.z,
            "p": test.p, "tau": test.Tau, "slope": test.slope,
        })
    return found


def write(name: str, content: dict) -> None:
    """Writes a file with the versions that it came from."""
    packages = ["esda", "libpysal", "numpy", "geopandas", "pymannkendall"]
    content = {"versions": {package: version(package) for package in packages}} | content
    (HERE / name).write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    north_carolina = local(*rates(sys.argv[1]))
    # The figures of the counties themselves stay where they are.
    del north_carolina["values"]
    write("local.json", {"lattice": local(*lattice()), "north_carolina": north_carolina})
    write("trend.json", {"series": trends()})
