"""Fetches paths of a server over one kept connection and prints for each: status, type, bytes, encoding."""

import http.client
import sys

connection = http.client.HTTPConnection(sys.argv[1], int(sys.argv[2]), timeout=60)
for path in sys.argv[3:]:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    fields = [answer.status, answer.getheader("Content-Type"), len(body), answer.getheader("Content-Encoding")]
    print(*fields, sep="\t", flush=True)
