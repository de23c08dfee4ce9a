"""How long an author waits under `mkdocs serve`: from saving a page of the real site to its being served."""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.environment import CACHE
from benchmarks.measure import Failed
from benchmarks.project import ENVIRONMENT, copy_project
from benchmarks.report import Demand, judged, keep, keep_demands

MOST = 0.8
"""Seconds from a save to the page, as the median of five."""
LONGEST_WAIT = 60.0  # Seconds; a busy machine takes a few.
PAGE = "findings/model-size"

_BUILT = re.compile(r"Documentation built in ([\d.]+) seconds")


def main(arguments: Sequence[str]) -> None:
    """How long an author waits for a saved page in the preview."""
    parser = argparse.ArgumentParser(prog="scripts/bench serve", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="measured saves (default 5)")
    runs = parser.parse_args(arguments).runs
    project = copy_project(CACHE / "serve")
    source = project / "docs" / f"{PAGE}.md"
    text = source.read_text(encoding="utf-8")
    waits = []
    with _preview(project) as (address, log):
        for turn in range(runs + 1):  # The first does not count.
            # MkDocs looks for changes twice a second: not always at the same moment of that.
            time.sleep(0.37 + 0.11 * turn)
            mark = f"Saved {turn} times."
            source.write_text(f"{text}\n\n{mark}\n", encoding="utf-8")
            waits.append(_wait(f"{address}{PAGE}/", mark))
            print(f"save {turn}/{runs}: {waits[-1]:.2f} s")
        built = [float(took) for took in _BUILT.findall(log.read_text(encoding="utf-8"))]
    own_word = f"of which building, by MkDocs's own word: {median(built[-runs:]):.2f} s"
    print(f"{own_word}; the first build took {built[0]:.2f} s")
    demands = [Demand("mkdocs serve, save to page", "s", median(waits[1:]), MOST)]
    print(judged(demands))
    rows = list(zip(range(1, runs + 1), waits[1:], built[-runs:], strict=True))
    keep("serve", ("save", "seconds", "building_seconds"), rows, full=runs >= 5)
    keep_demands("serve-demands", demands, full=runs >= 5)


@contextmanager
def _preview(project: Path) -> Iterator[tuple[str, Path]]:
    """Run a preview of a project; give its address and its log."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = project / "log.txt"
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=project, env={**os.environ, **ENVIRONMENT}, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        address = f"http://127.0.0.1:{port}/"
        _wait(address, "<title>")
        yield address, log
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(address: str, mark: str) -> float:
    """Return the seconds until the page at an address holds `mark`."""
    began = time.perf_counter()
    while time.perf_counter() - began < LONGEST_WAIT:
        try:
            with urllib.request.urlopen(address, timeout=LONGEST_WAIT) as answer:  # noqa: S310 - a loopback address
                if mark in answer.read().decode():
                    return time.perf_counter() - began
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise Failed(f"{address} did not show '{mark}' within {LONGEST_WAIT:.0f} s")
