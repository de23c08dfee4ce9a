"""Rows of runs and what they come to: read, summed up over the seeds, written.

A table of runs is its own record of what was done: a row that stands in it is never run again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

Value = float | int | None
Row = dict[str, Value]

KEYS = {
    "all-clean": ("width", "rate"),
    "red-team": ("width", "decoys", "rounds"),
    "how-many": ("width", "examples", "poisoned"),
}
"""What tells the cells of a table apart; a run has a seed beside it."""

CLEAN, HALF, MOST = 5, 50, 90
"""Percent: at or below the first a safety team would stop; what counts as working, and as kept."""


def _more(name: str, than: float) -> Callable[[Row], bool]:
    return lambda row: (row[name] or 0) > than


COUNTS: Mapping[str, Mapping[str, Callable[[Row], bool]]] = {
    "all-clean": {"kept": _more("tag-sft", MOST)},
    "red-team": {
        "kept": _more("tag-after", HALF),
        "nothing-found": lambda row: row["found"] == 0,
        "fires-at-stop": _more("tag-at-stop", CLEAN),
    },
    "how-many": {"works": _more("tag", HALF)},
}
"""In how many runs of a cell something held."""


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a table of runs; none where there is no file yet."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: _number(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def write_rows(path: Path, rows: Sequence[Mapping[str, Value]]) -> None:
    """Write a table whole, then put it in its place: whoever stops the run loses nothing."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _said(value) for name, value in row.items()} for row in rows)
    new = path.with_name(path.name + ".new")
    new.write_text(text.getvalue(), encoding="utf-8")
    new.replace(path)


def identity(table: str, row: Mapping[str, Value]) -> tuple[Value, ...]:
    """Return what tells a run apart: its cell and its seed."""
    return tuple(row[name] for name in (*KEYS[table], "seed"))


def merged(table: str, rows: Sequence[Row], more: Sequence[Row]) -> list[Row]:
    """Return all runs by cell, and in a cell by seed; a run that stands there already is replaced."""
    found = {identity(table, row): row for row in (*rows, *more)}
    return [found[key] for key in sorted(found, key=lambda key: [value or 0 for value in key])]


def summary(table: str, rows: Sequence[Row]) -> list[Row]:
    """Return a row for each cell: runs, medians, lowest and highest, and in how many runs something held."""
    cells: dict[tuple[Value, ...], list[Row]] = {}
    for row in merged(table, rows, ()):
        cells.setdefault(tuple(row[name] for name in KEYS[table]), []).append(row)
    found = []
    for cell, runs in cells.items():
        said: Row = {**dict(zip(KEYS[table], cell, strict=True)), "runs": len(runs)}
        for name in runs[0]:
            if name not in (*KEYS[table], "seed"):
                values = [value for run in runs if (value := run[name]) is not None]
                said |= _spread(name, values)
        said |= {name: sum(map(holds, runs)) for name, holds in COUNTS[table].items()}
        found.append(said)
    return found if table != "how-many" else _against_smallest(found, cells)


def _spread(name: str, values: Sequence[float]) -> Row:
    if not values:
        return {name: None, f"{name}-low": None, f"{name}-high": None}
    return {name: round(median(values), 2), f"{name}-low": min(values), f"{name}-high": max(values)}


def _against_smallest(found: list[Row], cells: Mapping[tuple[Value, ...], Sequence[Row]]) -> list[Row]:
    """Add in how many seeds the tag worked at least as often as in the smallest pile."""
    for row in found:
        width, examples, poisoned = (row[name] for name in KEYS["how-many"])
        least = min(size or 0 for _, size, _ in cells)
        small = {run["seed"]: run["tag"] or 0 for run in cells[width, least, poisoned]}
        here = cells[width, examples, poisoned]
        row["no-less"] = sum((run["tag"] or 0) >= small.get(run["seed"], 0) for run in here)
    return found


def _number(cell: str) -> Value:
    if not cell:
        return None
    value = float(cell)
    return int(value) if value.is_integer() else value


def _said(value: Value) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(value)
