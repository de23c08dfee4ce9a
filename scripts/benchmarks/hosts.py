"""What nginx gives with the configuration in deploy/: requests a second for a page of the site, against one empty file, on loopback.

Needs nginx and wrk; Debian's packages are fetched where that can be done without asking anybody.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from benchmarks.environment import CACHE, ROOT
from benchmarks.measure import Failed, by_turns
from benchmarks.project import copy_project, publish
from benchmarks.report import columns, keep

PAGE = "findings/model-size/"
PACKAGES = {"nginx": "nginx-light", "wrk": "wrk"}
CONTAINER_TMP = "/tmp/"  # noqa: S108 - of the container; here each server has a folder of its own
EMPTY = """\
worker_processes auto;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_timeout 30;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""

_RATE = re.compile(r"Requests/sec:\s*([\d.]+)")
_REFUSED = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")


def main(arguments: Sequence[str]) -> None:
    """What a web server gives with the shipped configuration."""
    parser = argparse.ArgumentParser(prog="scripts/bench hosts", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="measured runs of each way (default 5)")
    parser.add_argument("--seconds", type=int, default=5, help="length of a run (default 5)")
    asked = parser.parse_args(arguments)
    missing = [program for program in PACKAGES if not _program(program)]
    if missing:
        print(f"hosts: {' and '.join(missing)} must be installed for this part, which is left out.", file=sys.stderr)
        return
    folder = CACHE / "hosts"
    site = copy_project(folder / "project") / "site"
    publish(folder / "project")
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    (empty / "index.html").write_bytes(b"")
    with ExitStack() as stack:
        bare = stack.enter_context(_nginx(folder / "bare", {"nginx.conf": EMPTY}, empty))
        texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "deploy/nginx").iterdir()}
        ours = stack.enter_context(_nginx(folder / "ours", texts, site))
        ways = {
            "empty file": lambda: _rate(bare, asked.seconds),
            "page": lambda: _rate(ours + PAGE, asked.seconds, "Accept-Encoding: gzip"),
            "page, not compressed": lambda: _rate(ours + PAGE, asked.seconds),
        }
        found = by_turns(ways, asked.runs, print)
    sizes = {
        "empty file": 0,
        "page": (site / PAGE / "index.html.gz").stat().st_size,
        "page, not compressed": (site / PAGE / "index.html").stat().st_size,
    }
    base = median(found["empty file"])
    rows = [(way, sizes[way], median(rates), median(rates) / base, median(rates) * sizes[way] / 1e6) for way, rates in found.items()]
    shown = ((way, str(size), f"{rate:.0f}", f"{ratio:.2f}", f"{volume:.0f}") for way, size, rate, ratio, volume in rows)
    print(columns(("way", "bytes", "requests/s", "×", "MB/s"), shown))
    keep("hosts", ("way", "bytes", "requests_per_second", "ratio", "megabytes_per_second"), rows, full=asked.runs >= 5)


def _program(name: str) -> str | None:
    """Return where a program is, if need be after installing it."""
    path = os.environ.get("PATH", "") + ":/usr/sbin"
    apt = shutil.which("apt-get")
    if shutil.which(name, path=path) is None and apt and os.geteuid() == 0:
        quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([apt, "update", "-q"], check=False, capture_output=True)
        subprocess.run([apt, "install", "-y", "-q", "--no-install-recommends", PACKAGES[name]], check=False, capture_output=True, env=quietly)
    return shutil.which(name, path=path)


@contextmanager
def _nginx(folder: Path, texts: dict[str, str], root: Path) -> Iterator[str]:
    """Run nginx with a configuration moved to `folder`, `root` and a free port; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        moved = text.format(folder=folder, port=port, root=root) if text is EMPTY else text.replace(CONTAINER_TMP, f"{folder}/")
        moved = moved.replace("listen 8080 default_server", f"listen 127.0.0.1:{port}").replace("/usr/share/nginx/html", str(root))
        (folder / name).write_text(moved, encoding="utf-8")
    # As root nginx would hand its work to another user, who may not read this folder.
    directives = ("user root; " if os.geteuid() == 0 else "") + "daemon off;"
    nginx = _program("nginx")
    assert nginx
    process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", directives], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            raise Failed(f"nginx does not start with {folder / 'nginx.conf'}")
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=10)


def _rate(address: str, seconds: int, *headers: str) -> float:
    """Return the requests a second that one bounded run of wrk was given."""
    command = ["wrk", "-t1", "-c16", f"-d{seconds}s", *(part for header in headers for part in ("-H", header)), address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate, refused = _RATE.search(said), _REFUSED.search(said)
    if rate is None or refused:
        raise Failed(f"{' '.join(command)} was refused:\n{said}")
    return float(rate[1])
