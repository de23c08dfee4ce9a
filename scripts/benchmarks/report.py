"""Results as a table for people and as CSV for machines."""

from __future__ import annotations

import csv
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Result


@dataclass(frozen=True, slots=True)
class Row:
    """One way at one size."""

    size: Mapping[str, int]
    result: Result


def table(rows: Sequence[Row]) -> str:
    """Return all rows in columns; × is the ratio to the first way at the same size."""
    lines = [[*rows[0].size, "way", "seconds", "×", "cpu s", "×", "peak MB", "×"], *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def _cells(row: Row) -> list[str]:
    took, ratio = row.result.median, row.result.ratio
    numbers = [f"{took.seconds:.2f}", f"{ratio.seconds:.2f}", f"{took.cpu:.2f}", f"{ratio.cpu:.2f}", f"{took.memory:.0f}", f"{ratio.memory:.2f}"]
    return [*map(str, row.size.values()), row.result.way, *numbers]


def write_csv(path: Path, rows: Sequence[Row]) -> None:
    """Write all rows under a line that says on what they were measured."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# Made by scripts/bench. {machine()}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*rows[0].size, "way", "runs", "seconds", "cpu_seconds", "peak_mb", "seconds_ratio", "cpu_ratio", "memory_ratio"])
        for row in rows:
            took, ratio = row.result.median, row.result.ratio
            numbers = (took.seconds, took.cpu, took.memory, ratio.seconds, ratio.cpu, ratio.memory)
            writer.writerow([*row.size.values(), row.result.way, row.result.runs, *(f"{number:.3f}" for number in numbers)])


def machine() -> str:
    """Return what the numbers depend on: Python, processors, and how busy the machine is."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    about = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors"
    return f"{about}, load at the end {load}, of which the benchmark itself makes about 1."
