"""Fetches paths of a server over one kept connection and prints for each: status, type, bytes, encoding.

The account's token is read from PETABINAAN_TOKEN.
"""

import http.client
import os
import sys

headers = {"Accept-Encoding": "gzip", "X-Purpose": "tests"}
if os.environ.get("PETABINAAN_TOKEN"):
    headers["Authorization"] = f"Bearer {os.environ['PETABINAAN_TOKEN']}"
connection = http.client.HTTPConnection(sys.argv[1], int(sys.argv[2]), timeout=60)
for path in sys.argv[3:]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    fields = [answer.status, answer.getheader("Content-Type"), len(body), answer.getheader("Content-Encoding")]
    print(*fields, sep="\t", flush=True)
