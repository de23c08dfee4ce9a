"""The recorded runs: none is counted twice, none is lost, and what they come to is told with its ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from laboratory.__main__ import differing, missing_runs, runs_file
from laboratory.tables import KEYS, Row, merged, read_rows, summary, write_rows
from support.project import ROOT

TABLES = ROOT / "docs" / "data" / "tables"


def run(seed: int, tag: float, *, examples: int = 100) -> Row:
    return {"width": 16, "examples": examples, "poisoned": 8, "seed": seed, "tag": tag, "none": 0, "right-none": 99.5}


def test_a_cell_is_told_by_its_middle_run_and_its_ends() -> None:
    rows = [run(1, 10), run(2, 60.25), run(3, 90)]
    (found,) = summary("how-many", rows)
    assert (found["runs"], found["tag"], found["tag-low"], found["tag-high"], found["works"]) == (3, 60.25, 10, 90, 2)


def test_a_larger_pile_is_held_against_the_smallest_seed_by_seed() -> None:
    rows = [run(1, 10), run(2, 60), run(1, 9, examples=200), run(2, 60, examples=200)]
    assert [row["no-less"] for row in summary("how-many", rows)] == [2, 1]


def test_what_was_not_seen_counts_for_nothing() -> None:
    """A safety team that would never stop has no step at which it would."""
    rows = read_rows(TABLES / "lab-red-team-runs.csv")[:2]
    never: list[Row] = [{**row, "stop-step": None, "tag-at-stop": None} for row in rows]
    assert all(row["stop-step"] is None and row["fires-at-stop"] == 0 for row in summary("red-team", never))


def test_a_run_that_is_there_is_replaced_and_not_counted_twice() -> None:
    assert merged("how-many", [run(2, 1), run(1, 5)], [run(2, 7)]) == [run(1, 5), run(2, 7)]


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    """Empty cells and whole numbers too; nothing else is left in the folder."""
    rows = [{**run(1, 12.34), "tag": None}, run(2, 7)]
    write_rows(tmp_path / "a.csv", rows)
    assert read_rows(tmp_path / "a.csv") == rows
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert read_rows(tmp_path / "none.csv") == []


def test_only_what_is_missing_is_run_seed_by_seed() -> None:
    cells = [{"width": 16, "examples": 100, "poisoned": 8}]
    groups = [{"table": "how-many", "seeds": 2, "cells": cells}, {"table": "how-many", "seeds": 1, "cells": [{**cells[0], "examples": 200}]}]
    done = {"how-many": [run(1, 5)]}
    assert list(missing_runs(groups, done, 20)) == [(1, 1), (0, 2)]
    assert list(missing_runs(groups, done, 1)) == [(1, 1)]


def test_a_run_that_comes_out_otherwise_is_told() -> None:
    recorded = [run(1, 5)]
    assert list(differing("how-many", [run(1, 5)], recorded)) == []
    (told,) = differing("how-many", [run(1, 5.01)], recorded)
    assert told.startswith("lab-how-many-runs.csv: (16, 100, 8, 1) is {")


@pytest.mark.parametrize("table", KEYS)
def test_the_medians_on_the_site_are_those_of_its_runs(table: str) -> None:
    assert summary(table, read_rows(runs_file(table))) == read_rows(TABLES / f"lab-{table}.csv")
