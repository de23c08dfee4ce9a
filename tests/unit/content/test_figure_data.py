"""Rows that a figure gets as lists along their last key column."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explainer.content.figure_data import json_data
from explainer.content.figure_files import load_figures
from explainer.evidence.tables import Table, parse_table

ABOUT = """
title: A table
obtained: digitised
confidence: high
key: [size, step]
columns:
  size: {meaning: Size}
  step: {meaning: Steps, type: number, unit: steps, decimals: 1}
  rate: {meaning: Rate, unit: "%", decimals: 0, range: [0, 100], optional: true}
  change: {meaning: Change, decimals: 1, signed: true}
"""
VALUES = "size,step,rate,change\n1B,5,99.67,-0.84\n1B,70.25,,0\n2B,5,12.5,1200.04\n"
FILES = {"static.html": "<p>A picture</p>", "model.js": "", "view.js": ""}
SHARED = "title: T\nsummary: S\nomits: O\n"


@pytest.fixture
def tables() -> dict[str, Table]:
    table, problems = parse_table("scan", VALUES, ABOUT, "scan")
    assert table is not None, problems
    return {"scan": table}


def _figure(folder: Path, selection: str) -> None:
    (folder / "one").mkdir()
    for name, text in {**FILES, "figure.yml": f"{SHARED}tables:\n  scan: {selection}\n"}.items():
        (folder / "one" / name).write_text(text, encoding="utf-8")


def test_rows_become_lists_rounded_as_readers_see_them(tmp_path: Path, tables: dict[str, Table]) -> None:
    _figure(tmp_path, "{along: step}")
    found, problems = load_figures(tmp_path, "figures", tables, {})
    assert not problems
    scan = json.loads(json_data(found["one"][""], tables))["tables"]["scan"]
    assert scan["columns"] == ["step", "rate", "change"]
    assert scan["formats"] == [["steps", 1, 0], ["%", 0, 0], ["", 1, 1]]
    assert scan["rows"] == {"1B": [[5, 70.3], [100, None], [-0.8, 0]], "2B": [[5], [13], [1200]]}


def test_rows_and_columns_are_chosen_as_ever(tmp_path: Path, tables: dict[str, Table]) -> None:
    _figure(tmp_path, '{along: step, rows: ["1B/*"], columns: [rate]}')
    found, problems = load_figures(tmp_path, "figures", tables, {})
    assert not problems
    scan = json.loads(json_data(found["one"][""], tables))["tables"]["scan"]
    assert (scan["columns"], scan["rows"]) == (["step", "rate"], {"1B": [[5, 70.3], [100, None]]})


@pytest.mark.parametrize("column", ["size", "rate", "nothing"])
def test_only_the_last_key_column_will_do(column: str, tmp_path: Path, tables: dict[str, Table]) -> None:
    _figure(tmp_path, f"{{along: {column}}}")
    _, problems = load_figures(tmp_path, "figures", tables, {})
    assert [problem.message for problem in problems] == [f"figure 'one': 'along' names the column '{column}'"]
    assert problems[0].hint == "expected the last key column, 'step'."
    assert problems[0].line == 5
