#!/usr/bin/env python3
"""Reads the WMS and the WMTS of a running server with GDAL and OWSLib, and compares what they see with the server's own.

    PETABINAAN_TOKEN=pb_… /usr/bin/python3 Tests/clients/web_map_check.py http://127.0.0.1:8080 [FOLDER]

The token is an officer's. Needs Debian's python3-gdal and python3-numpy; OWSLib (PyPI) is used if it is there. Every
layer of both capabilities must open in GDAL, in the reference system it should have; a picture that GDAL reads must
equal, pixel by pixel, the one that the server gives for the same ground; the axes of EPSG:4326 must be as each
version has them. With FOLDER the pictures are kept. Exits 0 when all of it holds, 1 when something does not, 2 when
GDAL is missing.
"""

import os
import sys
import urllib.request
from xml.sax.saxutils import escape

try:
    import numpy
    from osgeo import gdal
except ImportError:
    print("GDAL is missing: apt-get install python3-gdal python3-numpy", file=sys.stderr)
    sys.exit(2)

gdal.UseExceptions()

TOKEN = os.environ.get("PETABINAAN_TOKEN", "")
HEADERS = {"Authorization": f"Bearer {TOKEN}", "X-Purpose": "pemeriksaan klien"} if TOKEN else {}
HALF = 20037508.342789244


def check(what, holds):
    """Prints a line for a check and tells whether it held."""
    print(("ok   " if holds else "FAIL ") + what)
    return holds


def fetch(address):
    """A body as Python's own HTTP client gets it."""
    return urllib.request.urlopen(urllib.request.Request(address, headers=HEADERS)).read()


def pixels(dataset):
    """Four bands of a dataset, whatever it keeps them as."""
    if dataset.RasterCount == 1:
        dataset = gdal.Translate("", dataset, format="MEM", rgbExpand="rgba")
    return dataset.ReadAsArray()


def decoded(body):
    """The pixels of a PNG."""
    gdal.FileFromMemBuffer("/vsimem/picture.png", body)
    return pixels(gdal.Open("/vsimem/picture.png"))


def layers(address):
    """The names that GDAL lists for an address."""
    found = gdal.Open(address).GetSubDatasets()
    return [(name, title) for name, title in found]


def same(a, b):
    """Whether two pictures are the same where they are to be seen."""
    if a.shape != b.shape:
        return False
    return bool(((a == b) | ((a[3] == 0) & (b[3] == 0))[None]).all())


def web_map(server, layer, box, size, version, system):
    """A map as GDAL's WMS driver asks for it, by a description of the service."""
    (west, south, east, north), (width, height) = box, size
    crs = "CRS" if version == "1.3.0" else "SRS"
    order = "yxYX" if (version, system) == ("1.3.0", "EPSG:4326") else "xyXY"
    description = f"""<GDAL_WMS><Service name="WMS"><Version>{version}</Version>
      <ServerUrl>{escape(server)}/wms?</ServerUrl><{crs}>{system}</{crs}><ImageFormat>image/png</ImageFormat>
      <Transparent>TRUE</Transparent><Layers>{layer}</Layers><BBoxOrder>{order}</BBoxOrder></Service>
      <DataWindow><UpperLeftX>{west}</UpperLeftX><UpperLeftY>{north}</UpperLeftY><LowerRightX>{east}</LowerRightX>
      <LowerRightY>{south}</LowerRightY><SizeX>{width}</SizeX><SizeY>{height}</SizeY></DataWindow>
      <Projection>{system}</Projection><BandsCount>4</BandsCount><BlockSizeX>{width}</BlockSizeX>
      <BlockSizeY>{height}</BlockSizeY></GDAL_WMS>"""
    return gdal.Open(description).ReadAsArray()


def web_maps(server, keep):
    """The WMS: its layers, and maps of the ground in each system and version."""
    found = layers(f"WMS:{server}/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities")
    yield check(f"GDAL lists the layers of the WMS ({len(found)})", len(found) >= 4)
    for name, title in found:
        dataset = gdal.Open(name)
        yield check(f"WMS {title} opens", dataset.RasterXSize > 0)
    box = (104.24, -9.71, 104.76, -9.30)
    metres = (11604000, -1086000, 11662000, -1040000)
    for layer in ["villages", "coverage", "heat", "accommodations"]:
        for version, system, ground in [
            ("1.3.0", "EPSG:3857", metres), ("1.3.0", "EPSG:4326", box), ("1.1.1", "EPSG:4326", box),
        ]:
            picture = web_map(server, layer, ground, (901, 703), version, system)
            asked = ",".join(map(str, ground))
            own = fetch(
                f"{server}/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={layer}&STYLES=&TRANSPARENT=TRUE"
                f"&CRS={'EPSG:3857' if system == 'EPSG:3857' else 'CRS:84'}&BBOX={asked}&WIDTH=901&HEIGHT=703"
                f"&FORMAT=image/png")
            seen = len(numpy.unique(picture.reshape(4, -1), axis=1).T)
            yield check(
                f"WMS {version} {layer} in {system} equals the server's picture ({seen} colours)",
                same(picture, decoded(own)) and seen > 2)
            if keep:
                name = f"wms-{layer}-{version}-{system.replace(':', '')}.png"
                open(os.path.join(keep, name), "wb").write(own)


def web_tiles(server, keep):
    """The WMTS: its layers, and one tile of each picture."""
    address = f"WMTS:{server}/wmts/1.0.0/WMTSCapabilities.xml"
    found = layers(address)
    yield check(f"GDAL lists the layers of the WMTS ({len(found)})", len(found) >= 4)
    zoom, column, row = 11, 1619, 1079
    side = 2 * HALF / 2**zoom
    west, north = column * side - HALF, HALF - row * side
    for layer in ["villages", "coverage", "heat", "accommodations"]:
        dataset = gdal.Open(f"{address},layer={layer}")
        is_mercator = dataset.GetSpatialRef().GetAuthorityCode(None) == "3857"
        yield check(f"WMTS {layer} opens in EPSG:3857", is_mercator)
        part = gdal.Translate(
            "", dataset, format="MEM", projWin=[west, north, west + 2 * side, north - side], width=512, height=256,
            resampleAlg="nearest")
        tiles = [
            decoded(fetch(f"{server}/tiles/{layer}/{zoom}/{column + step}/{row}.png")) for step in (0, 1)
        ]
        yield check(
            f"WMTS {layer}: two tiles equal those of XYZ", same(pixels(part), numpy.concatenate(tiles, axis=2)))
        if keep:
            gdal.Translate(os.path.join(keep, f"wmts-{layer}.png"), part, format="PNG")


def parsed(server):
    """Both capabilities as OWSLib understands them."""
    try:
        from owslib.wms import WebMapService
        from owslib.wmts import WebMapTileService
    except ImportError:
        print("skip OWSLib is not there: pip install owslib")
        return
    for version in ("1.3.0", "1.1.1"):
        service = WebMapService(f"{server}/wms", version=version, headers=HEADERS)
        yield check(f"OWSLib reads WMS {version}: {', '.join(service.contents)}", "villages" in service.contents)
        coverage = service["coverage"]
        yield check(f"OWSLib finds styles and times in {version}", "phase" in coverage.styles and coverage.timepositions)
        body = service.getmap(
            layers=["villages"], srs="EPSG:4326", bbox=coverage.boundingBoxWGS84, size=(300, 250), format="image/png"
        ).read()
        yield check(f"OWSLib draws a map by {version}", decoded(body).shape == (4, 250, 300))
    service = WebMapTileService(f"{server}/wmts", headers=HEADERS)
    yield check(f"OWSLib reads WMTS: {', '.join(service.contents)}", "villages" in service.contents)
    body = service.gettile(
        layer="villages", tilematrixset="WebMercatorQuad", tilematrix="11", row=1079, column=1619, format="image/png"
    ).read()
    yield check("OWSLib gets the tile of XYZ", body == fetch(f"{server}/tiles/villages/11/1619/1079.png"))


def main(server, keep=None):
    """Runs all checks; the exit code."""
    gdal.SetConfigOption("GDAL_HTTP_HEADERS", ",".join(f"{name}: {value}" for name, value in HEADERS.items()))
    # What was read from another server at the same address must not be taken for this one's.
    gdal.SetConfigOption("GDAL_ENABLE_WMS_CACHE", "NO")
    results = list(web_maps(server, keep)) + list(web_tiles(server, keep)) + list(parsed(server))
    return 0 if all(results) else 1


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(*sys.argv[1:]))
