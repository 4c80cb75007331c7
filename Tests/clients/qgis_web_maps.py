#!/usr/bin/env python3
"""Loads XYZ, WMTS, WMS and OGC API layers of a running server in QGIS, without a window, and draws each over the same
ground.

    PETABINAAN_TOKEN=pb_… /usr/bin/python3 Tests/clients/qgis_web_maps.py http://127.0.0.1:8080 [FOLDER]

The token is a planner's (QGIS 3.22 sends no header of one's own with tiles, so no purpose), sent as QGIS's authentication of the type Basic. Needs Debian's python3-qgis.
Each layer must load and show something; maps of WMS must show the same ground as tiles of WMTS, in Web Mercator and in
degrees; QGIS must find the area under a pixel, the legend, and the times of a layer; and it must not log a warning.
With FOLDER the pictures are kept. Exits 0 when all of it holds, 1 when something does not, 2 when QGIS is missing.
"""

import json
import os
import re
import sys
import urllib.request

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

try:
    from qgis.core import (
        QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsDateTimeRange, QgsFeatureRequest,
        QgsMapRendererSequentialJob, QgsMapSettings, QgsPointXY, QgsProject, QgsRaster, QgsRasterLayer, QgsRectangle,
        QgsVectorLayer,
    )
    from qgis.PyQt.QtCore import QDate, QDateTime, QEventLoop, QSize, Qt, QTime, QTimer
except ImportError:
    print("QGIS is missing: apt-get install python3-qgis", file=sys.stderr)
    sys.exit(2)

from qgis_check import check, signed_in

GROUND = QgsRectangle(104.24, -9.71, 104.76, -9.30)
PLACE = "%7Bz%7D/%7Bx%7D/%7By%7D"


def sources(server, access):
    """The addresses of layers, as QGIS's dialogs write them."""
    tiles = f"{server}/wmts/1.0.0/WMTSCapabilities.xml"
    for layer in ["villages", "coverage", "heat"]:
        style = {"coverage": "status", "heat": "viridis"}.get(layer, "default")
        yield f"xyz-{layer}", f"type=xyz&url={server}/tiles/{layer}/{PLACE}.png&zmin=0&zmax=13&{access}"
        yield f"wmts-{layer}", (
            f"contextualWMSLegend=0&crs=EPSG:3857&format=image/png&layers={layer}&styles={style}"
            f"&tileMatrixSet=WebMercatorQuad&url={tiles}&{access}")
        for system in ["EPSG:3857", "EPSG:4326"]:
            yield f"wms-{layer}-{system.replace(':', '')}", (
                f"contextualWMSLegend=0&crs={system}&dpiMode=7&format=image/png&layers={layer}&styles={style}"
                f"&url={server}/wms&{access}")
    yield "wms-stack", (
        "contextualWMSLegend=0&crs=EPSG:3857&dpiMode=7&format=image/png&layers=coverage&layers=villages"
        f"&styles=distance&styles=default&url={server}/wms&{access}")


def draw(layer, system, size=QSize(800, 640), dpi=96, day=None):
    """A picture of a layer over the ground."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(QgsCoordinateReferenceSystem(system))
    settings.setOutputSize(size)
    settings.setOutputDpi(dpi)
    if day:
        settings.setIsTemporal(True)
        settings.setTemporalRange(day)
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    projection = QgsCoordinateTransform(degrees, settings.destinationCrs(), QgsProject.instance())
    settings.setExtent(projection.transformBoundingBox(GROUND))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def colours(image):
    """The colours of a picture, at every fifth pixel."""
    return [image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)]


def likeness(a, b):
    """Which share of the pixels is nearly the same."""
    def near(p, q):
        return all(abs((p >> shift & 255) - (q >> shift & 255)) < 40 for shift in (0, 8, 16))
    pairs = list(zip(colours(a), colours(b)))
    return sum(near(p, q) for p, q in pairs) / len(pairs)


def told(layer):
    """What QGIS is told besides pictures."""
    place = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), layer.crs(), QgsProject.instance()
    ).transform(QgsPointXY(104.5, -9.5))
    box = QgsRectangle(place.x() - 3000, place.y() - 3000, place.x() + 3000, place.y() + 3000)
    found = layer.dataProvider().identify(place, QgsRaster.IdentifyFormatText, box, 300, 300)
    text = " ".join(str(value) for value in found.results().values())
    yield check("QGIS finds the area under a pixel", "code = 99." in text)
    images, loop = [], QEventLoop()
    fetcher = layer.dataProvider().getLegendGraphicFetcher(QgsMapSettings())
    fetcher.finish.connect(lambda image: (images.append(image), loop.quit()))
    fetcher.error.connect(lambda _: loop.quit())
    QTimer.singleShot(20_000, loop.quit)
    fetcher.start()
    loop.exec_()
    width = images[0].width() if images else 0
    yield check(f"QGIS fetches the legend ({width} pixels wide)", width > 50)


def timed(server, access):
    """The coverage map of today and of a day before the programme, as QGIS's temporal controller asks for them."""
    capabilities = urllib.request.urlopen(f"{server}/wms?SERVICE=WMS&REQUEST=GetCapabilities").read().decode()
    span = re.search(r"<Dimension[^>]*>([^<]*)</Dimension>", capabilities).group(1)
    layer = QgsRasterLayer(
        "allowTemporalUpdates=true&temporalSource=provider&type=wmst&contextualWMSLegend=0&crs=EPSG:3857&dpiMode=7"
        f"&format=image/png&layers=coverage&styles=status&timeDimensionExtent={span}&url={server}/wms&{access}",
        "times", "wms")
    known = layer.isValid() and layer.dataProvider().temporalCapabilities().hasTemporalCapabilities()
    yield check(f"QGIS knows the times of a layer ({span})", known)
    if not known:
        return
    layer.temporalProperties().setIsActive(True)
    days = [QDateTime(QDate.fromString(day, "yyyy-MM-dd"), QTime(), Qt.UTC) for day in span.split("/")[:2]]
    first, last = [draw(layer, "EPSG:3857", day=QgsDateTimeRange(day, day)) for day in days]
    yield check("QGIS draws the first day otherwise than today", colours(first) != colours(last))


def collections(server, keep):
    """The collections of OGC API - Features as QGIS's dialog adds them, each drawn."""
    for name in ["villages", "districts", "service-points"]:
        layer = QgsVectorLayer(f"pagingEnabled='true' typename='{name}' url='{server}/'", name, "OAPIF")
        with urllib.request.urlopen(f"{server}/collections/{name}/items?limit=1") as answer:
            wanted = json.load(answer)["numberMatched"]
        read = sum(1 for _ in layer.getFeatures()) if layer.isValid() else 0
        yield check(f"oapif-{name} has as many features as the server tells ({read} of {wanted})", read == wanted > 0)
        image = draw(layer, "EPSG:3857")
        seen = len(set(colours(image)))
        yield check(f"oapif-{name} shows something ({seen} colours)", seen > 1)
        if keep:
            image.save(os.path.join(keep, f"qgis-oapif-{name}.png"))
    box = QgsRectangle(104.3, -9.6, 104.5, -9.4)
    layer = QgsVectorLayer(f"pagingEnabled='true' typename='villages' url='{server}/'", "box", "OAPIF")
    with urllib.request.urlopen(f"{server}/collections/villages/items?limit=1&bbox=104.3,-9.6,104.5,-9.4") as answer:
        wanted = json.load(answer)["numberMatched"]
    request = QgsFeatureRequest(box).setFlags(QgsFeatureRequest.ExactIntersect)
    read = sum(1 for _ in layer.getFeatures(request))
    yield check(f"QGIS finds in a box what the server finds ({read} of {wanted})", read == wanted > 0)


def main(server, keep=None):
    """Runs all checks; the exit code."""
    application = QgsApplication([], False)
    application.initQgis()
    warnings = []
    log = QgsApplication.messageLog()
    log.messageReceived.connect(lambda text, tag, level: level and warnings.append(f"{tag}: {text}"))
    access = f"authcfg={signed_in()}"
    results, images, layers = [], {}, {}
    for name, address in sources(server, access):
        layers[name] = layer = QgsRasterLayer(address, name, "wms")
        system = "EPSG:4326" if name.endswith("4326") else "EPSG:3857"
        images[name] = draw(layer, system) if layer.isValid() else None
        seen = len(set(colours(images[name]))) if images[name] else 0
        results.append(check(f"{name} loads and shows something ({seen} colours)", seen > 3))
        if keep and images[name]:
            images[name].save(os.path.join(keep, f"qgis-{name}.png"))
    for name in ["villages", "coverage", "heat"]:
        share = likeness(images[f"wmts-{name}"], images[f"wms-{name}-EPSG3857"])
        # Hatches have the grain of the picture that they were drawn for.
        results.append(check(f"{name}: WMS shows what WMTS shows ({share:.0%})", share > 0.8))
        share = likeness(images[f"wmts-{name}"], draw(layers[f"wms-{name}-EPSG4326"], "EPSG:3857"))
        results.append(check(f"{name}: WMS in degrees shows the same ground ({share:.0%})", share > 0.8))
    fine = draw(layers["wms-villages-EPSG3857"], "EPSG:3857", QSize(1600, 1280), 192)
    if keep:
        fine.save(os.path.join(keep, "qgis-fine.png"))
    results.append(check("WMS draws for a fine screen", len(set(colours(fine))) > 3))
    results += list(told(layers["wms-coverage-EPSG3857"])) + list(timed(server, access))
    results += collections(server, keep)
    results.append(check("QGIS logs no warning" + "".join(f"\n     {w}" for w in warnings), not warnings))
    return 0 if all(results) else 1


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    code = main(*sys.argv[1:])
    sys.stdout.flush()
    # QGIS frees its layers in an order that Python does not keep to; leaving at once spares the crash.
    os._exit(code)
