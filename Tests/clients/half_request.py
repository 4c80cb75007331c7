"""Opens a connection, sends half of a request, says so, and waits: a client that never comes to the point."""

import socket
import sys
import time

with socket.create_connection((sys.argv[1], int(sys.argv[2]))) as connection:
    connection.sendall(b"GET /tiles/villages/9/404/269.mvt HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    print("half", flush=True)
    time.sleep(120)
