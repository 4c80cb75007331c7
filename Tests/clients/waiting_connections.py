"""Opens COUNT connections at once (HOST PORT COUNT), each of which asks once and keeps its connection; prints how many
are answered. With a lower limit of connections the last ones wait until the first are closed for being idle."""

import socket
import sys

host, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
connections = [socket.create_connection((host, port), timeout=30) for _ in range(count)]
for one in connections:
    one.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
answered = sum(one.recv(4096).startswith(b"HTTP/1.1 200") for one in connections)
print(f"{answered} answered")
