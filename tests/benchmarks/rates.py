"""Requests a second and what they cost, of anything that serves one page."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

AS_BROWSERS = {"Accept-Encoding": "gzip, deflate, br"}
CONNECTIONS, SECONDS = 16, 3
TICK = os.sysconf("SC_CLK_TCK")


class Rate(NamedTuple):
    a_second: float
    cpu_ms: float  # of the server, for one request


def tool(name: str) -> str:
    """The path of a program of Debian's; without it the test is skipped, and says so."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.skip(f"No {name}: apt-get install {name}, then `make bench` measures this too.")
    return found


def measure(site: str, path: str, group: int) -> Rate:
    """With wrk, which takes a core for itself; `group` is the server's process group."""
    header = ": ".join(*AS_BROWSERS.items())
    wrk = [tool("wrk"), "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "-H", header]
    before = cpu_seconds(group)
    told = subprocess.run(
        [*wrk, f"http://{site}{path}"], capture_output=True, text=True, check=True
    ).stdout
    spent = cpu_seconds(group) - before
    assert "Non-2xx" not in told, told
    requests = int(re.search(r"(\d+) requests in", told)[1])
    return Rate(float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]), spent / requests * 1000)


def fetch(site: str, path: str) -> tuple[bytes, dict[str, str]]:
    connection = http.client.HTTPConnection(site)
    connection.request("GET", path, headers=AS_BROWSERS)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200
    return body, dict(answer.getheaders())


def processes(group: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            if os.getpgid(int(entry.name)) == group:
                found.append(int(entry.name))
    return found


def cpu_seconds(group: int) -> float:
    ticks = 0
    for process in processes(group):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def memory_mb(group: int) -> float:
    """What the processes hold together; what they share is counted once."""
    kilobytes = 0
    for process in processes(group):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


NGINX = """
daemon off; worker_processes 2; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; keepalive_requests 100000000;
  open_file_cache max=100; open_file_cache_valid 60s;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port} reuseport; root {folder}; default_type "text/html; charset=utf-8";
    {headers}
  }}
}}
"""


@contextlib.contextmanager
def nginx(folder: Path, body: bytes, headers: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Serves these bytes as a file, with these headers. Yields address and process group."""
    program = tool("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "page").write_bytes(body)
    own = {"server", "date", "content-length", "content-type", "etag", "connection"}
    told = (
        "\n".join(
            f"add_header {name} {value!r};"
            for name, value in headers.items()
            if name.lower() not in own
        )
        .replace("'\"", '"')
        .replace("\"'", '"')
    )
    text = NGINX.format(folder=folder, port=port, headers=told)
    (folder / "conf").write_text(text)
    folder.chmod(0o755)
    process = subprocess.Popen([program, "-c", str(folder / "conf")], start_new_session=True)
    try:
        for _try in range(100):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.05)
        yield f"127.0.0.1:{port}", process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
