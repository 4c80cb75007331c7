"""The same villages and reports in the workspace, in PostGIS and in a shapefile.

Villages come from the workspace, after it has cleaned them, so all servers draw the same borders.
PostGIS and the shapefile hold them in EPSG:3857, so that no server has to project while it draws.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

from peers.tiling.samples import Nation

VILLAGES = (
    "SELECT v.geom, v.code, v.name, v.boundary_status, coalesce(p.status, 'luar') AS status "
    "FROM villages v LEFT JOIN programme p ON p.code = v.code"
)

# `tips_grouped` gives about what PetaBinaan's layer gives: a point and a count where points would
# stand closer than 40 pixels. tipg takes what a function returns for longitude and latitude.
TABLES = """
CREATE TEMP TABLE rows
  (id text, occurred_at date, category text, lon float8, lat float8, level text);
\\copy rows FROM '{tips}' CSV HEADER
CREATE TABLE tips (gid bigserial PRIMARY KEY, id text, occurred_at date, category text,
  geom geometry(Point, 3857));
INSERT INTO tips (id, occurred_at, category, geom)
  SELECT id, occurred_at, category,
    ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), 3857) FROM rows;
CREATE INDEX ON tips USING gist (geom);
CREATE INDEX ON villages USING gist (geom);
CREATE FUNCTION public.tips_grouped(z integer, x integer, y integer)
RETURNS TABLE (id bigint, count bigint, geom geometry(Point, 4326))
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH tile AS (SELECT ST_TileEnvelope(z, x, y) AS box),
  cell AS (SELECT (ST_XMax(box) - ST_XMin(box)) * 40 / 256 AS size FROM tile)
  SELECT min(t.gid), count(*), ST_Transform(
    ST_SetSRID(ST_MakePoint(avg(ST_X(t.geom)), avg(ST_Y(t.geom))), 3857), 4326)
  FROM public.tips t, tile, cell WHERE t.geom && ST_Expand(box, size)
  GROUP BY floor(ST_X(t.geom) / size), floor(ST_Y(t.geom) / size)
$$;
VACUUM ANALYZE;
"""


class Stores:
    """A folder with every store of the run. What is there already is used again."""

    def __init__(self, folder: Path, tips: int) -> None:
        self.folder = folder
        self.count = tips
        self.workspace = folder / "nation.gpkg"
        self.tips = folder / "tips.csv"
        self.shapefile = folder / "villages.shp"
        self.account = folder / "account.json"

    def prepare(self, source: Path, geoctl: Path) -> None:
        """Copies the workspace and gives it reports, statuses and an officer of all provinces."""
        if self.account.exists():
            return
        shutil.copyfile(source, self.workspace)
        borders = source.with_name(source.name + ".borders")
        if borders.exists():
            shutil.copy2(borders, f"{self.workspace}.borders")
        nation = Nation(self.workspace)
        nation.write_tips(self.tips, self.count)
        programme = self.folder / "programme.csv"
        nation.write_programme(programme)
        workspace = ["--workspace", self.workspace]
        for table, file in (("programme", programme), ("tips", self.tips)):
            subprocess.run([geoctl, "import", table, file, "--quiet", *workspace], check=True)
        officer = ["--name", "peers", "--role", "officer", "--area", ",".join(nation.provinces)]
        line = [geoctl, "user", "add", *officer, "--json", *workspace]
        answer = subprocess.run(line, check=True, capture_output=True, text=True).stdout
        self.account.touch(mode=0o600)
        self.account.write_text(answer)

    @property
    def token(self) -> str:
        """The officer's token."""
        return json.loads(self.account.read_text())["token"]

    def fill_postgis(self, port: int) -> None:
        """Loads villages and reports into the database `peers`, unless they are there."""
        psql = ["psql", "-X", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "peers"]
        query = "SELECT count(*) FROM pg_database WHERE datname = 'peers'"
        line = [*psql, "-d", "postgres", "-Atc", query]
        if subprocess.run(line, check=True, capture_output=True, text=True).stdout.strip() == "1":
            return
        subprocess.run([*psql, "-d", "postgres", "-c", "CREATE DATABASE peers"], check=True)
        run = [*psql, "-d", "peers", "-v", "ON_ERROR_STOP=1"]
        subprocess.run([*run, "-c", "CREATE EXTENSION postgis"], check=True)
        target = f"PG:host=127.0.0.1 port={port} user=peers dbname=peers"
        layout = ["-lco", "GEOMETRY_NAME=geom", "-lco", "FID=gid", "-lco", "SPATIAL_INDEX=NONE"]
        self._convert("PostgreSQL", target, *layout, "-nlt", "MULTIPOLYGON")
        text = TABLES.format(tips=self.tips)
        subprocess.run(run, input=text, text=True, check=True)

    def write_shapefile(self) -> None:
        """Writes the villages with the index of MapServer and, if it is there, that of mapnik."""
        if not self.shapefile.exists():
            layout = ["-lco", "SPATIAL_INDEX=YES", "-lco", "ENCODING=UTF-8"]
            self._convert("ESRI Shapefile", self.shapefile, *layout)
        if shutil.which("shapeindex"):
            line = ["shapeindex", self.shapefile]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run(line, check=True, **quiet)

    def _convert(self, driver: str, target, *options) -> None:
        line = ["ogr2ogr", "-f", driver, target, self.workspace, "-t_srs", "EPSG:3857"]
        environment = {**os.environ, "PG_USE_COPY": "YES"}
        names = ["-nln", "villages", "-sql", VILLAGES]
        subprocess.run([*line, *names, *options], check=True, env=environment)
