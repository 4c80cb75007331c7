"""Sends what well-behaved clients do not (HOST PORT): prints one line a case, its name, a tab, and what came back.

The server should run with --request-timeout 2, --idle-timeout 3 and --body-limit 1024 or so; cases that wait for it
to lose patience say 'closed' once it has. A case ends after 20 seconds with 'no answer'.
"""

import socket
import sys
import threading
import time

address = (sys.argv[1], int(sys.argv[2]))
tile = "/tiles/villages/9/404/269.mvt"


def connect():
    connection = socket.create_connection(address, timeout=20)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def read_answer(stream, method="GET"):
    """One answer: its status, its fields, the length of its body."""
    status = stream.readline()
    if not status:
        return None
    fields = {}
    while (line := stream.readline()) not in (b"\r\n", b""):
        name, value = line.decode("latin-1").split(":", 1)
        fields[name.lower()] = value.strip()
    code = int(status.split()[1])
    length = 0 if method == "HEAD" or code in (204, 304) or code < 200 else int(fields.get("content-length", 0))
    body = stream.read(length)
    return code, fields, len(body)


def send(data, method="GET", then_close=True):
    """Sends bytes, and tells the answer's status and whether the connection was closed after it."""
    with connect() as connection:
        sender = threading.Thread(target=push, args=(connection, data))
        sender.start()
        answer = read_answer(connection.makefile("rb"), method)
        sender.join(20)
        if answer is None:
            return "closed"
        return str(answer[0])


def push(connection, data):
    try:
        connection.sendall(data)
    except OSError:
        pass


def get(path=tile, *lines, method="GET", host="localhost"):
    head = [f"{method} {path} HTTP/1.1"] + ([f"Host: {host}"] if host else []) + list(lines)
    return ("\r\n".join(head) + "\r\n\r\n").encode("latin-1")


def slow_head():
    with connect() as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
        try:
            for _ in range(40):
                connection.sendall(b"a")
                time.sleep(0.25)
                connection.setblocking(False)
                try:
                    if connection.recv(1) == b"":
                        return "closed"
                except BlockingIOError:
                    pass
                connection.setblocking(True)
        except OSError:
            return "closed"
    return "no answer"


def slow_body():
    with connect() as connection:
        connection.sendall(get("/session", "Content-Type: application/json", "Content-Length: 500", method="POST"))
        try:
            for _ in range(60):
                connection.sendall(b"{")
                time.sleep(0.25)
        except OSError:
            return "closed"
    return "no answer"


def slow_reader():
    """Asks for more than the buffers hold and reads nothing; another client is answered meanwhile."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(30)
        connection.connect(address)
        connection.sendall(get(tile) * 400)
        time.sleep(1)
        other = send(get("/health/live"))
        start = time.time()
        while time.time() - start < 20:
            time.sleep(0.5)
            try:
                connection.send(b"G")
            except OSError:
                return f"{other}, closed"
    return f"{other}, no end"


def half_closed():
    """A client that has said all it will say still gets its answer."""
    with connect() as connection:
        connection.sendall(get())
        connection.shutdown(socket.SHUT_WR)
        stream = connection.makefile("rb")
        answer = read_answer(stream)
        return f"{answer[0]}, {'closed' if stream.read() == b'' else 'more'}" if answer else "closed"


def idle():
    with connect() as connection:
        connection.sendall(get("/health/live"))
        stream = connection.makefile("rb")
        answer = read_answer(stream)
        start = time.time()
        rest = stream.read(1)
        return f"{answer[0]}, {'closed' if rest == b'' and time.time() - start > 1 else 'early'}"


def silent():
    with connect() as connection:
        return "closed" if connection.recv(1) == b"" else "answer"


def pipeline():
    """Three requests at once, the second without a body in its answer and the third for a path that is not there."""
    with connect() as connection:
        connection.sendall(get() + get("/nothing", method="HEAD") + get("/nothing") + get("/health/live"))
        stream = connection.makefile("rb")
        return ", ".join(str(read_answer(stream, method)[0]) for method in ("GET", "HEAD", "GET", "GET"))


def expect_continue(length):
    with connect() as connection:
        connection.sendall(
            get("/session", "Content-Type: application/json", f"Content-Length: {length}", "Expect: 100-continue", method="POST"))
        stream = connection.makefile("rb")
        answer = read_answer(stream)
        if answer is None or answer[0] != 100:
            return str(answer and answer[0])
        connection.sendall(b"{" + b" " * (length - 2) + b"}")
        return f"100, {read_answer(stream)[0]}"


def no_length(path, *lines):
    """The fields of an answer without a body that would say how long it is."""
    with connect() as connection:
        connection.sendall(get(path, *lines))
        code, fields, _ = read_answer(connection.makefile("rb"))
        return f"{code}, {fields.get('content-length', 'none')}"


def head_length():
    with connect() as connection:
        stream = connection.makefile("rb")
        connection.sendall(get())
        whole = read_answer(stream)
        connection.sendall(get(method="HEAD"))
        head = read_answer(stream, "HEAD")
        return "equal" if whole[1]["content-length"] == head[1]["content-length"] == str(whole[2]) else "different"


def known_tag():
    with connect() as connection:
        stream = connection.makefile("rb")
        connection.sendall(get())
        tag = read_answer(stream)[1]["etag"]
        connection.sendall(get(tile, f'If-None-Match: "x", W/{tag}'))
        code, fields, _ = read_answer(stream)
        return f"{code}, {'none' if 'content-length' not in fields else fields['content-length']}"


chunked = "Transfer-Encoding: chunked"
json = "Content-Type: application/json"
cases = {
    "plain": lambda: send(get()),
    "one megabyte of headers": lambda: send(get(tile, *(f"X-{n}: {'a' * 1000}" for n in range(1000)))),
    "one header of one megabyte": lambda: send(get(tile, "X-Large: " + "a" * 1_000_000)),
    "a thousand headers": lambda: send(get(tile, *(f"X-{n}: 1" for n in range(1000)))),
    "a hundred thousand parameters": lambda: send(get(tile + "?" + "&".join(f"a{n}=1" for n in range(100_000)))),
    "a thousand parameters": lambda: send(get(tile + "?" + "&".join(f"a{n}=1" for n in range(1000)))),
    "an address of ten kilobytes": lambda: send(get("/" + "a" * 10_000)),
    "raw bytes in the path": lambda: send(b"GET /tiles/\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    "raw bytes in the query": lambda: send(b"GET " + tile.encode() + b"?level=\xc3\x28 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    "broken escape": lambda: send(get("/villages/%FF")),
    "unknown method": lambda: send(get(method="BREW")),
    "method of another protocol": lambda: send(get(method="PROPFIND")),
    "method in small letters": lambda: send(get(method="get")),
    "method that the path has not": lambda: send(get(method="POST")),
    "no host": lambda: send(get(host=None)),
    "two hosts": lambda: send(get(tile, "Host: other")),
    "length that is no number": lambda: send(get("/session", json, "Content-Length: x", method="POST")),
    "negative length": lambda: send(get("/session", json, "Content-Length: -1", method="POST")),
    "two lengths": lambda: send(get("/session", json, "Content-Length: 2", "Content-Length: 3", method="POST") + b"{}"),
    "length and chunks": lambda: send(get("/session", json, "Content-Length: 2", chunked, method="POST") + b"0\r\n\r\n"),
    "broken chunk": lambda: send(get("/session", json, chunked, method="POST") + b"zz\r\n{}\r\n0\r\n\r\n"),
    "large body": lambda: send(get("/session", json, "Content-Length: 5000", method="POST") + b"x" * 5000),
    "large chunks": lambda: send(get("/session", json, chunked, method="POST") + b"2000\r\n" + b" " * 8192 + b"\r\n0\r\n\r\n"),
    "later version": lambda: send(b"GET / HTTP/3.7\r\nHost: localhost\r\n\r\n"),
    "no version": lambda: send(b"GET /\r\n\r\n"),
    "TLS to a plain port": lambda: send(bytes.fromhex("1603010200010001fc0303") + b"\0" * 64),
    "nonsense": lambda: send(b"\0\1\2\3\r\n\r\n"),
    "blank in a header name": lambda: send(get(tile, "X Bad: 1")),
    "folded header": lambda: send(get(tile, "X-Folded: a\r\n b")),
    "part": lambda: send(get(tile, "Range: bytes=0-9")),
    "known tag": known_tag,
    "empty tile": lambda: no_length("/tiles/villages/9/0/0.mvt"),
    "length of a head": head_length,
    "pipeline": pipeline,
    "asks first": lambda: expect_continue(20),
    "asks first with too much": lambda: expect_continue(5000),
    "half closed": half_closed,
    "slow head": slow_head,
    "slow body": slow_body,
    "slow reader": slow_reader,
    "silent": silent,
    "idle": idle,
}

for name, case in cases.items():
    if len(sys.argv) > 3 and name not in sys.argv[3:]:
        continue
    try:
        result = case()
    except TimeoutError:
        result = "no answer"
    except (ConnectionError, TypeError) as error:
        result = f"reset ({type(error).__name__})"
    print(f"{name}\t{result}", flush=True)
