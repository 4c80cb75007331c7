#!/usr/bin/env python3
"""Validates the capabilities of a running server against the schemas of the OGC: WMS 1.3.0 and 1.1.1, WMTS 1.0.0.

    PETABINAAN_TOKEN=pb_… python3 Tests/clients/capabilities_check.py http://127.0.0.1:8080 --schemas FOLDER

Without a token the capabilities of the public are looked at. Needs xmllint (Debian's libxml2-utils) and a folder with the
schemas as schemas.opengis.net has them, their references made relative: wms/1.3.0/capabilities_1_3_0.xsd,
wms/1.1.1/capabilities_1_1_1.dtd, wmts/1.0/wmtsGetCapabilities_response.xsd and what they include. The wheel of MapProxy
(PyPI) holds such a folder, mapproxy/test/schemas. Its schema of WMTS is the first edition, by which no limit of tiles may
be 0; the OGC has corrected that (version 1.0.2, nonNegativeInteger), and the check corrects it likewise in a copy. Nothing
is fetched from elsewhere. Exits 0 when all are valid, 1 when one is not, 2 when something is missing.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request

DOCUMENTS = [
    ("WMS 1.3.0", "/wms?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=1.3.0", "--schema", "wms/1.3.0/capabilities_1_3_0.xsd"),
    ("WMS 1.1.1", "/wms?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=1.1.1", "--dtdvalid", "wms/1.1.1/capabilities_1_1_1.dtd"),
    ("WMTS 1.0.0", "/wmts?SERVICE=WMTS&REQUEST=GetCapabilities&VERSION=1.0.0", "--schema", "wmts/1.0/wmtsGetCapabilities_response.xsd"),
]


def corrected(folder, copy):
    """A copy of the schemas in which limits of tiles may be 0."""
    schemas = shutil.copytree(folder, copy / "schemas")
    response = schemas / "wmts/1.0/wmtsGetCapabilities_response.xsd"
    text = response.read_text()
    limits = r'(name="(?:Min|Max)Tile(?:Row|Col)"\s+type=")positiveInteger"'
    response.chmod(0o600)
    response.write_text(re.sub(limits, r'\1nonNegativeInteger"', text))
    return schemas


def check(server, headers, schemas, folder, document):
    """Fetches and validates one document; whether it is valid."""
    name, path, option, schema = document
    file = folder / "capabilities.xml"
    with urllib.request.urlopen(urllib.request.Request(server + path, headers=headers)) as answer:
        file.write_bytes(answer.read())
    command = ["xmllint", "--nonet", "--noout", option, schemas / schema, file]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"{'valid  ' if outcome.returncode == 0 else 'INVALID'} {name}, {file.stat().st_size} bytes")
    if outcome.returncode:
        print("\n".join(outcome.stderr.splitlines()[:20]))
    return outcome.returncode == 0


def main():
    """Runs the checks; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server")
    parser.add_argument("--schemas", required=True, type=pathlib.Path)
    options = parser.parse_args()
    missing = [document[3] for document in DOCUMENTS if not (options.schemas / document[3]).exists()]
    if missing or not shutil.which("xmllint"):
        print(f"missing: {', '.join(missing) or 'xmllint (apt-get install libxml2-utils)'}", file=sys.stderr)
        return 2
    token = os.environ.get("PETABINAAN_TOKEN")
    headers = {"Authorization": f"Bearer {token}", "X-Purpose": "pemeriksaan klien"} if token else {}
    server = options.server.rstrip("/")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        schemas = corrected(options.schemas, folder)
        results = [check(server, headers, schemas, folder, document) for document in DOCUMENTS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
