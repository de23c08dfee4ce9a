"""What a glossary costs in instructions, which do not depend on what else the machine does.

The same sites as in `glossary`, without one and with ours, built under Valgrind's callgrind, once each: that
takes some fifty times as long as a build.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.corpus import Corpus
from benchmarks.environment import CACHE
from benchmarks.glossary import SILENT, WAYS, command
from benchmarks.measure import Failed, surroundings
from benchmarks.report import columns, keep

PAGES = 400
TERMS = (100, 5000)
COMPARED = "none,ours"
HEAD = ("pages", "terms", "way", "billions", "ratio")
_COLLECTED = re.compile(r"Collected : (\d+)")


def main(arguments: Sequence[str]) -> None:
    """What a glossary costs a build in instructions; needs Valgrind."""
    parser = argparse.ArgumentParser(prog="scripts/bench instructions", description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES, help=f"pages of the site (default {PAGES})")
    parser.add_argument("--ways", default=COMPARED, help=f"ways to compare (default {COMPARED})")
    asked = parser.parse_args(arguments)
    if not shutil.which("valgrind"):
        print("instructions: left out — valgrind is not here.", file=sys.stderr)
        return
    ways = [way for way in WAYS if way in asked.ways.split(",")]
    rows: list[tuple[int, int, str, float, float]] = []
    for terms in TERMS:
        counts = {way: _count(way, asked.pages, terms) for way in ways}
        base = counts[ways[0]]
        rows += [(asked.pages, terms, way, count / 1e9, count / base) for way, count in counts.items()]
        keep("instructions", HEAD, rows, full=(asked.pages, asked.ways) == (PAGES, COMPARED))
    print(columns(HEAD, ((str(p), str(t), way, f"{n:.2f}", f"{r:.3f}") for p, t, way, n, r in rows)))


def _count(way: str, pages: int, terms: int) -> int:
    """Return how many instructions one build takes, its caches warmed by one before."""
    folder = CACHE / "instructions" / way
    shutil.rmtree(folder, ignore_errors=True)
    WAYS[way](folder, Corpus(pages, terms))
    counted = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command()]
    # One seed: the order of sets and mappings, and so the count, is the same in each run.
    environment = surroundings({**SILENT, "PYTHONHASHSEED": "0"})
    said = ""
    for each in (command(), counted):
        done = subprocess.run(each, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        said = done.stderr
        if done.returncode:
            raise Failed(f"{' '.join(each)} (in {folder}) ended with {done.returncode}:\n{said[-2000:]}")
        shutil.rmtree(folder / "site")
    found = _COLLECTED.search(said)
    if found is None:
        raise Failed(f"callgrind told no count:\n{said[-2000:]}")
    count = int(found[1])
    print(f"  {pages} × {terms}: {way} {count / 1e9:.2f} billion", file=sys.stderr)
    shutil.rmtree(folder)
    return count
