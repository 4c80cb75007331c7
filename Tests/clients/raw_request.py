"""Sends the bytes of a file (HOST PORT FILE) over a plain connection; prints the status line, or 'closed' if there is none."""

import socket
import sys

with socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=60) as connection:
    try:
        connection.sendall(open(sys.argv[3], "rb").read())
        answer = connection.recv(65536)
    except OSError:
        answer = b""
print(answer.split(b"\r\n")[0].decode("latin-1") or "closed")
