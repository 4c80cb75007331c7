#!/usr/bin/env python3
"""Opens a workspace and a running server in QGIS, without a window, and draws both.

    PETABINAAN_TOKEN=pb_… /usr/bin/python3 Tests/clients/qgis_check.py WORKSPACE.gpkg http://127.0.0.1:8080 [PICTURE.png]

The token is a planner's or an officer's, sent as QGIS's authentication of the type Basic. Needs Debian's python3-qgis. Every feature and attribute table of the workspace must open, with the
reference system it should have; heat as XYZ tiles and villages as vector tiles must load; the picture
must not be blank; and QGIS must not log a warning. Exits 0 when all of it holds, 1 when something does
not, 2 when QGIS is missing.
"""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

try:
    from qgis.core import (
        QgsApplication, QgsAuthMethodConfig, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsFillSymbol,
        QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRasterLayer, QgsVectorLayer,
        QgsVectorTileLayer,
    )
    from qgis.PyQt.QtCore import QSize
except ImportError:
    print("QGIS is missing: apt-get install python3-qgis", file=sys.stderr)
    sys.exit(2)

SPATIAL = ["villages", "admin_areas", "accommodations", "tips", "service_points"]
PLAIN = ["offices", "programme", "activities", "guests", "population"]


def check(what, holds):
    """Prints a line for a check and tells whether it held."""
    print(("ok   " if holds else "FAIL ") + what)
    return holds


def tables(workspace):
    """Opens every table as QGIS would when it is dragged into a window."""
    for name in SPATIAL + PLAIN:
        layer = QgsVectorLayer(f"{workspace}|layername={name}", name, "ogr")
        yield check(f"{name} opens", layer.isValid() and layer.featureCount() >= 0)
        if name in SPATIAL:
            yield check(f"{name} is in WGS 84", layer.crs().authid() == "EPSG:4326")


def signed_in():
    """Keeps the token as an authentication configuration, as QGIS's dialog would; its number."""
    manager = QgsApplication.authManager()
    manager.setMasterPassword("only for this check", True)
    configuration = QgsAuthMethodConfig("Basic")
    configuration.setName("PetaBinaan")
    configuration.setConfig("username", "petabinaan")
    configuration.setConfig("password", os.environ.get("PETABINAAN_TOKEN", ""))
    manager.storeAuthenticationConfig(configuration)
    return configuration.id()


def tiles(server):
    """Adds the server's tiles as QGIS's dialogs for XYZ and vector tiles would."""
    place = "%7Bz%7D/%7Bx%7D/%7By%7D"
    access = f"authcfg={signed_in()}&http-header:X-Purpose=pemeriksaan"
    heat = QgsRasterLayer(
        f"type=xyz&url={server}/tiles/heat/{place}.png&zmin=0&zmax=11&{access}", "heat", "wms")
    villages = QgsVectorTileLayer(
        f"type=xyz&url={server}/tiles/villages/{place}.mvt&zmin=0&zmax=20", "villages")
    return heat, villages


def draw(layers, extent):
    """A picture of the layers over the extent (in degrees)."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setOutputSize(QSize(800, 600))
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    projection = QgsCoordinateTransform(degrees, settings.destinationCrs(), QgsProject.instance())
    settings.setExtent(projection.transformBoundingBox(extent))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def main(workspace, server, picture=None):
    """Runs all checks; the exit code."""
    application = QgsApplication([], False)
    application.initQgis()
    warnings = []
    log = QgsApplication.messageLog()
    log.messageReceived.connect(lambda text, tag, level: level and warnings.append(f"{tag}: {text}"))
    results = list(tables(workspace))
    heat, villages = tiles(server)
    results.append(check("heat loads as XYZ tiles", heat.isValid()))
    results.append(check("villages load as vector tiles", villages.isValid()))
    borders = QgsVectorLayer(f"{workspace}|layername=villages", "borders", "ogr")
    outline = {"color": "255,255,255,0", "outline_color": "60,70,80", "outline_width": "0.2"}
    borders.renderer().setSymbol(QgsFillSymbol.createSimple(outline))
    image = draw([borders, heat], borders.extent())
    colors = {image.pixel(x, y) for x in range(0, 800, 7) for y in range(0, 600, 7)}
    results.append(check(f"the picture shows something ({len(colors)} colours)", len(colors) > 4))
    if picture:
        image.save(picture)
    results.append(check("QGIS logs no warning" + "".join(f"\n     {w}" for w in warnings), not warnings))
    return 0 if all(results) else 1


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    code = main(*sys.argv[1:])
    sys.stdout.flush()
    # QGIS frees its layers in an order that Python does not keep to; leaving at once spares the crash.
    os._exit(code)
