"""How long `scripts/build` takes, cold (no cache, no former site) and warm, and where the time goes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.environment import CACHE, ROOT
from benchmarks.measure import Run, compare, run
from benchmarks.project import ENVIRONMENT, copy_project, forget
from benchmarks.report import Demand, Row, columns, judged, keep, keep_demands, keep_rows, table

MOST_COLD, MOST_WARM = 15.0, 5.0
"""Seconds for the whole site, on two cores."""

Stages = dict[str, tuple[float, float]]


def main(arguments: Sequence[str]) -> None:
    """How long publishing the whole site takes, stage by stage."""
    parser = argparse.ArgumentParser(prog="scripts/bench build", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="measured builds of each way (default 5)")
    runs = parser.parse_args(arguments).runs
    found: dict[str, list[Stages]] = {"cold": [], "warm": []}
    # A project for each way: a build that is warm once stays so.
    projects = {way: copy_project(CACHE / "build" / way) for way in found}

    def cold() -> Run:
        forget(projects["cold"], ".cache", "site")
        return _publish(projects["cold"], found["cold"])

    def warm() -> Run:
        return _publish(projects["warm"], found["warm"])

    rows = [Row({}, result) for result in compare({"cold": cold, "warm": warm}, runs, print)]
    print(table(rows))
    # The first round does not count.
    stages = [line for way, all_runs in found.items() for line in _stages(way, all_runs[1:])]
    shown = ((way, name.ljust(12), f"{took:.2f}", f"{cpu:.2f}") for way, name, took, cpu in stages)
    print(columns(("way", "stage", "seconds", "cpu s"), shown))
    first, again = (row.result.median for row in rows)
    demands = [
        Demand("scripts/build, cold", "s", first.seconds, MOST_COLD, first.cpu),
        Demand("scripts/build, warm", "s", again.seconds, MOST_WARM, again.cpu),
    ]
    print(judged(demands))
    full = runs >= 5
    keep_rows("build", rows, full=full)
    plain = ((way, name.strip(), took, cpu) for way, name, took, cpu in stages)
    keep("build-stages", ("way", "stage", "seconds", "cpu_seconds"), plain, full=full)
    keep_demands("build-demands", demands, full=full)


def _publish(project: Path, found: list[Stages]) -> Run:
    stages = project / "stages.json"
    command = [sys.executable, "-m", "benchmarks.stages", str(stages)]
    cost = run(command, project, {**ENVIRONMENT, "PYTHONPATH": str(ROOT / "scripts")})
    found.append(json.loads(stages.read_text(encoding="utf-8")))
    return cost


def _stages(way: str, runs: Sequence[Stages]) -> list[tuple[str, str, float, float]]:
    return [
        (way, name, median(run[name][0] for run in runs), median(run[name][1] for run in runs))
        for name in runs[0]
    ]
