"""Lets every request of Schemathesis come from another address, as behind a proxy: too many wrong tokens from one address are
answered 429 for a while, and one of the checks sends many.
"""

import random

import requests.adapters

send = requests.adapters.HTTPAdapter.send


def from_elsewhere(self, request, **options):
    """Sends a request as a proxy passes it on."""
    request.headers["X-Forwarded-For"] = ".".join(["10"] + [str(random.randrange(256)) for _ in range(3)])
    request.headers["X-Forwarded-Proto"] = "http"
    return send(self, request, **options)


requests.adapters.HTTPAdapter.send = from_elsewhere
