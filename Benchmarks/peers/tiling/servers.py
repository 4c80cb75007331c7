"""Starts and stops the servers, each on a free port of the loopback address.

All are context managers that end only what they started.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from peers.tiling.styles import FONT_FOLDER, mapfile

POSTGRES = Path("/usr/lib/postgresql/15/bin")
POSTGRES_SETTINGS = """
port = {port}
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = '2GB'
work_mem = '64MB'
maintenance_work_mem = '512MB'
effective_cache_size = '8GB'
random_page_cost = 1.1
jit = off
fsync = off
max_wal_size = '8GB'
"""

MAPSERVER_SETTINGS = 'CONFIG\n  ENV\n    MS_MAP_PATTERN "^{folder}/"\n  END\nEND\n'
NGINX_SETTINGS = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn; worker_processes 1;
events {{ worker_connections 512; }}
http {{
  access_log off; keepalive_requests 10000000; gzip on; gzip_comp_level 6; gzip_min_length 100;
  gzip_types application/vnd.mapbox-vector-tile;
  client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp;
  fastcgi_temp_path {folder}/tmp; uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      fastcgi_pass unix:{folder}/mapserver.socket; fastcgi_buffers 64 64k;
      include /etc/nginx/fastcgi_params;
    }}
  }}
}}
"""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def process(line: list, log: Path, **options):
    """A process that ends with the block."""
    with log.open("w") as file:
        started = subprocess.Popen(line, stdout=file, stderr=subprocess.STDOUT, **options)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(timeout=10)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def wait_for(address: str, started: subprocess.Popen, log: Path) -> None:
    """Waits until a server answers, with whatever status."""
    for _ in range(1200):
        if started.poll() is not None:
            raise SystemExit(f"a server ended with {started.returncode}, see {log}")
        try:
            urllib.request.urlopen(address, timeout=60).read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} did not answer, see {log}")


@contextlib.contextmanager
def petabinaan(server: Path, workspace: Path, folder: Path):
    """PetaBinaan without any tile cache; the port."""
    port = free_port()
    line = [server, "--workspace", workspace, "--port", str(port), "--cache-mb", "0"]
    log = folder / "petabinaan.log"
    with process([*line, "--rate-limit", "0"], log) as started:
        wait_for(f"http://127.0.0.1:{port}/health/ready", started, log)
        yield port


def unprivileged() -> list:
    """What runs a command as `postgres` when we are root: the database refuses root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@contextlib.contextmanager
def postgres(folder: Path):
    """A database cluster of its own in `folder/postgres`; the port."""
    port = free_port()
    home = folder / "postgres"
    data = home / "data"
    if not data.exists():
        home.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            subprocess.run(["chown", "postgres", home], check=True)
        line = [POSTGRES / "initdb", "-D", data, "-A", "trust", "-U", "peers", "--no-sync"]
        subprocess.run([*unprivileged(), *line], check=True, stdout=subprocess.DEVNULL)
    settings = data / "postgresql.auto.conf"
    settings.write_text(POSTGRES_SETTINGS.format(port=port))
    control = [*unprivileged(), POSTGRES / "pg_ctl", "-D", data, "-w"]
    quiet = {"stdout": subprocess.DEVNULL}
    subprocess.run([*control, "-l", home / "log", "start"], check=True, **quiet)
    try:
        yield port
    finally:
        subprocess.run([*control, "-m", "fast", "stop"], check=True, **quiet)


@contextlib.contextmanager
def tipg(python: Path, database: int, folder: Path):
    """tipg in one process of uvicorn; the port. A tile may hold every feature, and has the buffer
    that PetaBinaan's have; requests choose their own limit."""
    port = free_port()
    environment = {
        **os.environ,
        "POSTGRES_HOST": "127.0.0.1",
        "POSTGRES_PORT": str(database),
        "POSTGRES_USER": "peers",
        "POSTGRES_PASS": "unused",
        "POSTGRES_DBNAME": "peers",
        "TIPG_MAX_FEATURES_PER_TILE": "10000000",
        "TIPG_TILE_BUFFER": "64",
        "TIPG_CATALOG_TTL": "0",
    }
    line = [python, "-m", "uvicorn", "tipg.main:app", "--port", str(port)]
    log = folder / "tipg.log"
    quiet = ["--log-level", "warning", "--no-access-log"]
    with process([*line, *quiet], log, env=environment) as started:
        wait_for(f"http://127.0.0.1:{port}/healthz", started, log)
        yield port


def unix_listener(path: Path) -> socket.socket:
    """A listening socket that nginx may connect to. Connections are not kept open: a process of
    MapServer serves one at a time, and those kept open would shut the others out."""
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    path.chmod(0o666)
    listener.listen(128)
    return listener


@contextlib.contextmanager
def mapserver(shapefile: Path, folder: Path):
    """Two processes of MapServer by FastCGI behind nginx; the port. Mapfiles are `plain.map` and
    `names.map` in the folder."""
    port = free_port()
    (folder / "tmp").mkdir(exist_ok=True)
    (folder / "tmp").chmod(0o777)  # a worker of nginx is not root
    (folder / "fonts.list").write_text(f"dejavu {FONT_FOLDER}/DejaVuSans.ttf\n")
    for name, names in (("plain", False), ("names", True)):
        (folder / f"{name}.map").write_text(mapfile(folder, shapefile.with_suffix(""), names))
    settings = folder / "mapserver.conf"
    settings.write_text(MAPSERVER_SETTINGS.format(folder=folder))
    environment = {**os.environ, "MAPSERVER_CONFIG_FILE": str(settings)}
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(unix_listener(folder / "mapserver.socket"))
        for number in range(2):
            log = folder / f"mapserver-{number}.log"
            options = {"stdin": listener, "env": environment}
            stack.enter_context(process(["mapserv"], log, **options))
        configuration = folder / "nginx.conf"
        configuration.write_text(NGINX_SETTINGS.format(folder=folder, port=port))
        log = folder / "nginx-start.log"
        started = stack.enter_context(process(["nginx", "-c", configuration], log))
        wait_for(f"http://127.0.0.1:{port}/", started, log)
        yield port


def tipg_environment(folder: Path, requirements: Path) -> Path | None:
    """The Python that has tipg, or nothing when pip cannot get it."""
    venv = folder / "venv"
    python = venv / "bin" / "python"
    mark = venv / "installed.txt"
    wanted = requirements.read_text()
    if mark.exists() and mark.read_text() == wanted:
        return python
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--requirement", requirements], check=False).returncode != 0:
        return None
    mark.write_text(wanted)
    return python
