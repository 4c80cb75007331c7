"""What is asked of which server: tiles of villages, of reports, of density, and pictures.

A workload is a name, a zoom and the targets that are compared; the first is PetaBinaan.
"""

from dataclasses import dataclass

from peers.tiling.client import Target
from peers.tiling.samples import Nation

BOUNDARY_ZOOMS = (6, 10, 13)
POINT_ZOOMS = (6, 8, 10, 13)
PICTURE_ZOOMS = (10, 13)
LIMITED = "properties=category&limit=10000"  # so many tipg gives if nobody sets another limit
GROUPED = "z={z}&x={x}&y={y}"
EQUATOR = 40_075_016.7  # metres


@dataclass
class Workload:
    """Targets that are asked for the same tiles, and the pictures that mapnik draws of them."""

    name: str
    zoom: str
    targets: list
    tiles: list
    pictures: bool = False
    parallel: bool = False


class Ports:
    """Where the servers listen; nothing for those that are not there."""

    def __init__(self, petabinaan: int, token: str) -> None:
        self.petabinaan = petabinaan
        self.headers = {"Authorization": f"Bearer {token}", "X-Purpose": "pengukuran"}
        self.tipg: int | None = None
        self.mapserver: int | None = None
        self.folder = ""

    def ours(self, layer: str, tiles: list, form: str, query: str = "", who: str = "") -> Target:
        """Tiles of PetaBinaan."""
        name = f"PetaBinaan{', ' if who else ''}{who}"
        paths = [f"/tiles/{layer}/{z}/{x}/{y}.{form}{query}" for z, x, y in tiles]
        return Target(name, self.petabinaan, paths, self.headers)

    def of_tipg(self, table: str, tiles: list, query: str, who: str = "") -> list:
        """Tiles of tipg; `{z}`, `{x}`, `{y}` and `{half}`, half a pixel in metres, may stand in the
        query."""
        if not self.tipg:
            return []
        start = f"/collections/public.{table}/tiles/WebMercatorQuad"
        paths = [
            f"{start}/{z}/{x}/{y}?"
            + query.format(z=z, x=x, y=y, half=EQUATOR / 256 / (1 << z) / 2)
            for z, x, y in tiles
        ]
        return [Target(f"tipg{', ' if who else ''}{who}", self.tipg, paths)]

    def of_mapserver(self, tiles: list, form: str, names: bool, who: str) -> list:
        """Tiles of MapServer."""
        if not self.mapserver:
            return []
        mapfile = f"{self.folder}/{'names' if names else 'plain'}.map"
        start = f"/?map={mapfile}&mode=tile&tilemode=gmap&layers=villages&map.imagetype={form}"
        paths = [f"{start}&tile={x}+{y}+{z}" for z, x, y in tiles]
        return [Target(f"MapServer{', ' if who else ''}{who}", self.mapserver, paths)]


def boundaries(nation: Nation, ports: Ports, count: int) -> list:
    """Vector tiles of the villages. Names stand in tiles from zoom 9 on, as PetaBinaan's do."""
    found = []
    for zoom in BOUNDARY_ZOOMS:
        tiles = nation.tiles(zoom, count)
        columns = "properties=code,name" if zoom >= 9 else "properties=code"
        targets = [
            ports.ours("villages", tiles, "mvt", "?level=village"),
            *ports.of_tipg("villages", tiles, columns),
            *ports.of_tipg("villages", tiles, columns + "&simplify={half}", "simplify=½ px"),
            *ports.of_mapserver(tiles, "mvt", False, ""),
        ]
        found.append(Workload("villages, mvt", f"z{zoom}", targets, tiles, parallel=True))
    return found


def points(nation: Nation, ports: Ports, count: int) -> list:
    """Vector tiles of reports: groups, as PetaBinaan's layer has them, and single points."""
    found = []
    for zoom in POINT_ZOOMS:
        tiles = nation.tiles(zoom, count)
        targets = [
            ports.ours("tips", tiles, "mvt", who="groups"),
            *ports.of_tipg("tips_grouped", tiles, GROUPED, "groups in SQL"),
            *ports.of_tipg("tips", tiles, LIMITED, "≤ 10,000 points"),
            *ports.of_tipg("tips", tiles, "properties=category", "all points"),
        ]
        parallel = zoom in (8, 10)
        found.append(Workload("reports, mvt", f"z{zoom}", targets, tiles, parallel=parallel))
    return found


def heat(nation: Nation, ports: Ports, count: int) -> list:
    """Density tiles, which no rival has."""
    found = []
    for zoom in POINT_ZOOMS:
        tiles = nation.tiles(zoom, count)
        targets = [
            ports.ours("heat", tiles, "mvt", who="mvt"),
            ports.ours("heat", tiles, "png", who="png"),
        ]
        found.append(Workload("heat 1000 m", f"z{zoom}", targets, tiles, parallel=zoom == 10))
    return found


def pictures(nation: Nation, ports: Ports, count: int) -> list:
    """PNG choropleths of five classes."""
    found = []
    for zoom in PICTURE_ZOOMS:
        tiles = nation.tiles(zoom, count)
        targets = [
            ports.ours("coverage", tiles, "png", "?level=village&by=status", "names"),
            *ports.of_mapserver(tiles, "png8", True, "names, 256 colours"),
            *ports.of_mapserver(tiles, "png", True, "names, true colour"),
            *ports.of_mapserver(tiles, "png8", False, "no names, 256 colours"),
            *ports.of_mapserver(tiles, "png", False, "no names, true colour"),
        ]
        found.append(Workload("choropleth, png", f"z{zoom}", targets, tiles, True, zoom == 10))
    return found


def mixed(nation: Nation, ports: Ports, count: int) -> list:
    """Villages of z6, z10, z13 and reports of z6 to z13 in turns: PetaBinaan draws the reports as
    density, tipg as points or groups."""
    village_tiles = spread(nation, BOUNDARY_ZOOMS, count)
    point_tiles = spread(nation, POINT_ZOOMS, count)
    areas = ports.ours("villages", village_tiles, "mvt", "?level=village")
    density = ports.ours("heat", point_tiles, "mvt")
    groups = ports.ours("tips", point_tiles, "mvt")
    targets = [
        in_turns("PetaBinaan, villages + heat", areas, density),
        in_turns("PetaBinaan, villages + groups", areas, groups),
    ]
    for name, table, query in (
        ("tipg, villages + ≤ 10,000 points", "tips", LIMITED),
        ("tipg, villages + groups in SQL", "tips_grouped", GROUPED),
    ):
        areas_of_tipg = ports.of_tipg("villages", village_tiles, "properties=code,name")
        for other in ports.of_tipg(table, point_tiles, query):
            targets.append(in_turns(name, areas_of_tipg[0], other))
    return [Workload("mixed, mvt", "z6–13", targets, village_tiles, parallel=True)]


def spread(nation: Nation, zooms: tuple, count: int) -> list:
    """So many tiles over several zooms, at least one of each."""
    return [tile for zoom in zooms for tile in nation.tiles(zoom, max(1, count // len(zooms)))]


def in_turns(who: str, first: Target, second: Target) -> Target:
    """The paths of both in turns, as many of each."""
    paths = [path for pair in zip(first.paths, second.paths) for path in pair]
    return Target(who, first.port, paths, first.headers)
