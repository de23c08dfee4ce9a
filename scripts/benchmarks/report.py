"""Results as a table for people and as CSV for machines."""

from __future__ import annotations

import csv
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.environment import CACHE, ROOT
from benchmarks.measure import Result


@dataclass(frozen=True, slots=True)
class Row:
    """One way at one size."""

    size: Mapping[str, object]
    result: Result


@dataclass(frozen=True, slots=True)
class Demand:
    """What an issue or `budgets.toml` demands, and what was measured."""

    what: str
    unit: str
    measured: float
    most: float
    cpu: float | None = None
    """The same in processor time, where that can be told: other programs on the machine disturb it less."""

    @property
    def verdict(self) -> str:
        """Whether the demand is met; a machine that is busy with other things is no reason to say no."""
        if self.measured <= self.most:
            return "met"
        return "met by processor time" if self.cpu is not None and self.cpu <= self.most else "NOT MET"


def table(rows: Sequence[Row]) -> str:
    """Return all rows in columns; × is the ratio to the first way at the same size."""
    head = [*rows[0].size, "way", "seconds", "×", "cpu s", "×", "own page s", "× without", "peak MB", "×"]
    return columns(head, map(_cells, rows))


def columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return cells in columns below their heads."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )


def judged(demands: Sequence[Demand]) -> str:
    """Return what is demanded beside what was measured."""
    return columns(("demand", "at most", "measured", "cpu s", ""), map(_judged, demands))


def keep(part: str, head: Sequence[str], rows: Iterable[Sequence[object]], *, full: bool) -> Path:
    """Write results under a line that says on what they were measured; only a full run's are for keeping."""
    path = (ROOT / "benchmarks" if full else CACHE) / f"results-{part}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# Made by scripts/bench. {machine()}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows([f"{cell:.3f}" if isinstance(cell, float) else cell for cell in row] for row in rows)
    return path


def keep_rows(part: str, rows: Sequence[Row], *, full: bool) -> Path:
    """Write results of whole programs."""
    head = [
        *rows[0].size,
        "way",
        "runs",
        "seconds",
        "cpu_seconds",
        "own_page_seconds",
        "peak_mb",
        "seconds_ratio",
        "cpu_ratio",
        "cpu_ratio_without_own_page",
        "memory_ratio",
    ]
    return keep(part, head, map(_numbers, rows), full=full)


def keep_demands(part: str, demands: Sequence[Demand], *, full: bool) -> Path:
    """Write what is demanded beside what was measured."""
    head = ("demand", "unit", "most", "measured", "cpu_seconds", "verdict")
    rows = (
        (each.what, each.unit, each.most, each.measured, "" if each.cpu is None else each.cpu, each.verdict)
        for each in demands
    )
    return keep(part, head, rows, full=full)


def _cells(row: Row) -> list[str]:
    took, ratio = row.result.median, row.result.ratio
    numbers = [
        f"{took.seconds:.2f}",
        f"{ratio.seconds:.2f}",
        f"{took.cpu:.2f}",
        f"{ratio.cpu:.2f}",
        f"{took.apart:.2f}",
        f"{ratio.apart:.2f}",
        f"{took.memory:.0f}",
        f"{ratio.memory:.2f}",
    ]
    return [*map(str, row.size.values()), row.result.way, *numbers]


def _numbers(row: Row) -> list[object]:
    took, ratio = row.result.median, row.result.ratio
    return [
        *row.size.values(),
        row.result.way,
        row.result.runs,
        took.seconds,
        took.cpu,
        took.apart,
        took.memory,
        ratio.seconds,
        ratio.cpu,
        ratio.apart,
        ratio.memory,
    ]


def _judged(demand: Demand) -> tuple[str, ...]:
    cpu = "" if demand.cpu is None else f"{demand.cpu:.2f}"
    return (
        demand.what,
        f"{demand.most:g} {demand.unit}",
        f"{demand.measured:.4g} {demand.unit}",
        cpu,
        demand.verdict,
    )


def machine() -> str:
    """Return what the numbers depend on: Python, processors, and how busy the machine is."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    about = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"
    return f"{about}, load at the end {load}, of which the benchmark itself makes about 1."
