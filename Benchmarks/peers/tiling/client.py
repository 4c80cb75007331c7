"""One client that asks for tiles one after the other, and eight at once by wrk.

Times are seconds from the first byte sent to the last received, over a connection that stays open.
"""

import re
import socket
import statistics
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

TIME_UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0}


@dataclass
class Target:
    """What a server is asked for: its port and the paths of the tiles, with headers."""

    who: str
    port: int
    paths: list
    headers: dict = field(default_factory=dict)


class Connection:
    """HTTP/1.1 over a plain socket: Python's own client takes longer than some of the tiles."""

    def __init__(self, target: Target) -> None:
        self.socket = socket.create_connection(("127.0.0.1", target.port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        headers = {"Host": "127.0.0.1", "Accept-Encoding": "gzip", **target.headers}
        self.rest = "".join(f"{name}: {value}\r\n" for name, value in headers.items())

    def get(self, path: str) -> tuple:
        """Status, body as it was sent, and seconds."""
        request = f"GET {path} HTTP/1.1\r\n{self.rest}\r\n".encode()
        started = time.perf_counter()
        self.socket.sendall(request)
        data = self._more(b"")
        while (end := data.find(b"\r\n\r\n")) < 0:
            data = self._more(data)
        head, body = data[:end].lower(), data[end + 4 :]
        if b"transfer-encoding: chunked" in head:
            while not body.endswith(b"0\r\n\r\n"):
                body = self._more(body)
        elif length := re.search(rb"content-length: *(\d+)", head):
            while len(body) < int(length.group(1)):
                body = self._more(body)
        return int(head[9:12]), body, time.perf_counter() - started

    def _more(self, data: bytes) -> bytes:
        piece = self.socket.recv(1 << 20)
        if not piece:
            raise ConnectionError("the server closed the connection")
        return data + piece

    def close(self) -> None:
        """Closes the connection."""
        self.socket.close()


def ask(target: Target) -> list:
    """Asks for every path once. Pairs of seconds and bytes; an answer that is no tile ends it."""
    connection = Connection(target)
    pairs = []
    for path in target.paths:
        status, body, seconds = connection.get(path)
        if status not in (200, 204):
            raise SystemExit(f"{target.who}: {path} was answered {status}: {body[:300]!r}")
        pairs.append((seconds, len(body)))
    connection.close()
    return pairs


def summary(first: list, rounds: list) -> dict:
    """Milliseconds over the tiles, each tile's time being its median over the rounds."""
    times = sorted(
        1000 * statistics.median(one[index][0] for one in rounds) for index in range(len(first))
    )
    return {
        "tiles": len(times),
        "median_ms": statistics.median(times),
        "p90_ms": times[min(len(times) - 1, int(0.9 * len(times)))],
        "slowest_ms": times[-1],
        "mean_ms": statistics.fmean(times),
        "first_pass_median_ms": 1000 * statistics.median(pair[0] for pair in first),
        "median_bytes": statistics.median(pair[1] for pair in first),
    }


def load(target: Target, seconds: int, folder: Path) -> dict:
    """Eight connections that ask for the paths round and round."""
    paths = ",\n".join(f"[==[{path}]==]" for path in target.paths)
    headers = "".join(
        f'headers["{name}"] = "{value}"\n'
        for name, value in {"Accept-Encoding": "gzip", **target.headers}.items()
    )
    script = folder / "paths.lua"
    script.write_text(
        f"local paths = {{\n{paths}\n}}\nlocal headers = {{}}\n{headers}local at = 0\n"
        "request = function()\n  at = at % #paths + 1\n"
        '  return wrk.format("GET", paths[at], headers)\nend\n'
    )
    address = f"http://127.0.0.1:{target.port}/"
    line = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--timeout", "60s", "--latency", "-s", script]
    text = subprocess.run([*line, address], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in text or "Socket errors" in text:
        raise SystemExit(f"{target.who}: errors under load:\n{text}")
    return {
        "per_second": float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
        **{f"p{share}_ms": _quantile(text, share) for share in (50, 90)},
    }


def _quantile(text: str, share: int) -> float:
    number, unit = re.search(rf"\s{share}%\s+([\d.]+)(us|ms|s)", text).groups()
    return 1000 * float(number) * TIME_UNITS[unit]
