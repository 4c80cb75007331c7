"""Cold tiles of PetaBinaan beside tipg over PostGIS, MapServer and mapnik, in one run.

    cd Benchmarks
    python3 -m peers.tile_servers --workspace nation.gpkg            ten minutes
    python3 -m peers.tile_servers --workspace nation.gpkg --tiles 4 --rounds 1 --seconds 2

All have the same villages and the same reports, which are made. Needs `ogr2ogr` (Debian: gdal-bin)
and a workspace with villages and no reports. Rivals, each skipped with a sentence where it is
missing:

| rival | Debian or PyPI |
|---|---|
| tipg | `tile_servers_requirements.txt`, postgresql-15-postgis-3 |
| MapServer | cgi-mapserver, nginx |
| mapnik | python3-mapnik, mapnik-utils |
| eight clients at once | wrk |

tegola is a program in Go that neither has. No server caches tiles. Every server answers all tiles
once before anything is timed, so that files and database pages are in memory, and what a server
keeps between tiles (details of a zoom, sorted reports) is made; the median of that first pass is
written beside. Then rounds go over the servers in turns.

With fewer than some twenty tiles, eight clients ask for the same tile at once, which PetaBinaan draws
once for all of them; figures of so short a run tell only that everything works.
"""

import argparse
import contextlib
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from peers.tiling import servers, workloads
from peers.tiling.client import ask, load, summary
from peers.tiling.samples import Nation, tile_box
from peers.tiling.stores import Stores
from peers.tiling.styles import mapnik_map

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SYSTEM_PYTHON = "/usr/bin/python3"
MAPNIK_FORMATS = {"256 colours": "png8:m=h", "true colour": "png:z=1"}


class Mapnik:
    """A process that draws with mapnik, asked like a server but without HTTP."""

    def __init__(self, who: str, map_text: str, image_format: str, stack) -> None:
        self.who = who
        worker = HERE / "tiling" / "mapnik_worker.py"
        self.process = subprocess.Popen(
            [SYSTEM_PYTHON, worker], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        stack.callback(self._end)
        self._send({"map": map_text, "format": image_format})

    def _end(self) -> None:
        self.process.terminate()
        self.process.wait()

    def _send(self, what) -> None:
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def draw(self, tiles: list) -> list:
        """Pairs of seconds and bytes."""
        self._send([tile_box(*tile) for tile in tiles])
        return json.loads(self.process.stdout.readline())


def has_mapnik() -> bool:
    """Whether Debian's Python can load mapnik."""
    line = [SYSTEM_PYTHON, "-c", "import mapnik"]
    return subprocess.run(line, check=False, capture_output=True).returncode == 0


def mapniks(shapefile: Path, stack) -> list:
    """mapnik with and without names, in colours of a palette and in all."""
    return [
        Mapnik(f"mapnik, {names}, {colours}", mapnik_map(shapefile, names == "names"), code, stack)
        for names in ("names", "no names")
        for colours, code in MAPNIK_FORMATS.items()
    ]


def skipped(what: str, reason: str) -> None:
    """Tells that something is left out."""
    print(f"skipped: {what}: {reason}", flush=True)


def start_rivals(folder: Path, stores: Stores, ports, stack) -> list:
    """Starts every rival that is there. The answer is the processes of mapnik."""
    ports.folder = str(folder)
    skipped("tegola", "neither Debian nor PyPI has it")
    requirements = HERE / "tile_servers_requirements.txt"
    if not (servers.POSTGRES / "postgres").exists():
        skipped("tipg", "postgresql-15-postgis-3 is not installed")
    elif not (python := servers.tipg_environment(folder, requirements)):
        skipped("tipg", "pip cannot install it")
    else:
        database = stack.enter_context(servers.postgres(folder))
        stores.fill_postgis(database)
        ports.tipg = stack.enter_context(servers.tipg(python, database, folder))
    stores.write_shapefile()
    if shutil.which("mapserv") and shutil.which("nginx"):
        ports.mapserver = stack.enter_context(servers.mapserver(stores.shapefile, folder))
    else:
        skipped("MapServer", "cgi-mapserver or nginx is not installed")
    if has_mapnik():
        return mapniks(stores.shapefile, stack)
    skipped("mapnik", "python3-mapnik is not installed")
    return []


def passes(workload, renderers: list) -> dict:
    """For each who, what asks all tiles of a workload once."""
    found = {target.who: lambda target=target: ask(target) for target in workload.targets}
    if workload.pictures:
        for one in renderers:
            found[one.who] = lambda one=one: one.draw(workload.tiles)
    return found


def measure(workload, renderers: list, rounds: int) -> list:
    """Rows of a workload, PetaBinaan's first."""
    asking = passes(workload, renderers)
    first = {who: run() for who, run in asking.items()}
    timed = {who: [] for who in asking}
    for _ in range(rounds):
        for who, run in asking.items():
            timed[who].append(run())
    return [
        {
            "workload": workload.name,
            "zoom": workload.zoom,
            "who": who,
            "clients": 1,
            **summary(first[who], timed[who]),
        }
        for who in asking
    ]


def measure_load(workload, alone_rows: list, seconds: int, folder: Path) -> list:
    """Rows of a workload under eight clients, long enough for a hundred answers or so."""
    means = {row["who"]: row["mean_ms"] / 1000 for row in alone_rows}
    return [
        {
            "workload": workload.name,
            "zoom": workload.zoom,
            "who": target.who,
            "clients": 8,
            **load(target, max(seconds, min(30, int(60 * means[target.who]))), folder),
        }
        for target in workload.targets
    ]


def show(rows: list) -> None:
    """Prints rows; the ratio is that to the first."""
    for row in rows:
        label = f"{row['workload']} {row['zoom']}"
        text = alone(row, rows[0]) if row["clients"] == 1 else together(row, rows[0])
        print(f"{label:22} {row['who']:34} {text}", flush=True)


def alone(row: dict, own: dict) -> str:
    """What one client saw."""
    return (
        f"{row['median_ms']:8.2f} ms  90 % {row['p90_ms']:8.2f}  mean {row['mean_ms']:8.2f}  "
        f"{row['median_ms'] / own['median_ms']:6.1f} ×  {row['median_bytes'] / 1000:6.1f} kB  "
        f"first pass {row['first_pass_median_ms']:7.2f}"
    )


def together(row: dict, own: dict) -> str:
    """What eight clients saw."""
    rate = row["per_second"]
    return (
        f"{rate:8.1f} /s  50 % {row['p50_ms']:8.2f}  90 % {row['p90_ms']:8.2f} ms  "
        f"{own['per_second'] / rate if rate else float('inf'):6.1f} ×  8 clients"
    )


def versions(ports, renderers: list, folder: Path) -> dict:
    """What was measured."""
    found = {"date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())}
    found["load average before"] = Path("/proc/loadavg").read_text().split()[0]
    if ports.tipg:
        names = ["tipg", "uvicorn", "asyncpg"]
        code = f"from importlib import metadata as m; print(*map(m.version, {names}))"
        found["tipg, uvicorn, asyncpg"] = _says([folder / "venv" / "bin" / "python", "-c", code])
        found["PostgreSQL"] = _says([servers.POSTGRES / "postgres", "--version"])
        query = ["dpkg-query", "-W", "-f", "${Version}", "postgresql-15-postgis-3"]
        found["PostGIS"] = _says(query)
    if ports.mapserver:
        found["MapServer"] = " ".join(_says(["mapserv", "-v"]).split()[:3])
    if renderers:
        code = "import mapnik; print(mapnik.mapnik_version())"
        found["mapnik"] = _says([SYSTEM_PYTHON, "-c", code])
    return found


def _says(line: list) -> str:
    try:
        done = subprocess.run(line, check=False, capture_output=True, text=True)
        return done.stdout.strip()
    except OSError:
        return "not known"


def run(options, folder: Path) -> None:
    """Sets everything up, measures, and takes everything down."""
    stores = Stores(folder, options.tips)
    stores.prepare(options.workspace, options.geoctl)
    nation = Nation(stores.workspace)
    with contextlib.ExitStack() as stack:
        port = stack.enter_context(servers.petabinaan(options.server, stores.workspace, folder))
        ports = workloads.Ports(port, stores.token)
        renderers = start_rivals(folder, stores, ports, stack)
        facts = versions(ports, renderers, folder)
        print("\n".join(f"{name}: {value}" for name, value in facts.items()), flush=True)
        rows = []
        for topic in ("boundaries", "points", "heat", "pictures", "mixed"):
            for workload in getattr(workloads, topic)(nation, ports, options.tiles):
                for found in measured(workload, renderers, options, folder):
                    show(found)
                    rows += found
        options.json.write_text(json.dumps({"versions": facts, "rows": rows}, indent=1) + "\n")


def measured(workload, renderers: list, options, folder: Path):
    """The rows of one client, then those of eight."""
    rows = measure(workload, renderers, options.rounds)
    yield rows
    if workload.parallel and options.seconds and shutil.which("wrk"):
        yield measure_load(workload, rows, options.seconds, folder)


def main() -> None:
    """Reads the options and measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    release = ROOT / ".build" / "release"
    parser.add_argument("--workspace", type=Path, required=True, help="villages; it is copied")
    parser.add_argument("--server", type=Path, default=release / "tileserver")
    parser.add_argument("--geoctl", type=Path, default=release / "geoctl")
    parser.add_argument("--tips", type=int, default=1_000_000, help="reports that are made")
    parser.add_argument("--tiles", type=int, default=60, help="of each zoom, where it has so many")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6, help="under eight clients; 0: not")
    parser.add_argument("--folder", type=Path, help="for the data, kept and used again")
    parser.add_argument("--json", type=Path, default=HERE.parent / "results" / "tile_servers.json")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("tile_servers: ended"))  # servers end, too
    for path in (options.workspace, options.server, options.geoctl):
        if not path.exists():
            raise SystemExit(f"tile_servers: {path} is not there")
    if not shutil.which("ogr2ogr"):
        raise SystemExit("tile_servers: ogr2ogr is missing; install gdal-bin")
    with contextlib.ExitStack() as stack:
        if not options.folder:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tile-servers-"))
            options.folder = Path(folder)
        options.folder.mkdir(parents=True, exist_ok=True)
        options.folder.chmod(0o755)  # the database runs as another account
        options.json.parent.mkdir(parents=True, exist_ok=True)
        run(options, options.folder.resolve())


if __name__ == "__main__":
    main()
