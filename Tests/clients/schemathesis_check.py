#!/usr/bin/env python3
"""Holds a running server to its own description with Schemathesis: all checks, all operations.

    python3 -m venv venv && venv/bin/pip install schemathesis==4.32.5 openapi-spec-validator
    geoctl demo demo.gpkg --from shapes --json    # prints the officer's token
    tileserver --workspace demo.gpkg --port 8080 --behind-proxy --rate-limit 0 &
    PETABINAAN_TOKEN=pb_… venv/bin/python Tests/clients/schemathesis_check.py http://127.0.0.1:8080 [further options]

First the description itself must be valid; then requests are made from it, right and wrong ones, in the name of the
officer. Exits 0 when no check fails. It signs out and changes reports of the demo: use a copy. About 5 minutes; further
options are Schemathesis's, such as --max-examples 50.
"""

import json
import os
import pathlib
import subprocess
import sys
import urllib.request

PROXY = {"X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "http"}
HERE = pathlib.Path(__file__).resolve().parent


def main(server, options):
    """Runs the checks; the exit code."""
    from openapi_spec_validator import validate

    with urllib.request.urlopen(urllib.request.Request(f"{server}/api", headers=PROXY)) as answer:
        document = json.load(answer)
    validate(document)
    print(f"the description is valid: {len(document['paths'])} paths")
    program = pathlib.Path(sys.executable).parent / "schemathesis"
    environment = os.environ | {"SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(HERE)}
    command = [program, "--config-file", HERE / "schemathesis.toml", "run", f"{server}/api"]
    command += ["--url", server, "--checks", "all"]
    return subprocess.run(command + options, env=environment, check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) < 2 or "PETABINAAN_TOKEN" not in os.environ:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1].rstrip("/"), sys.argv[2:]))
