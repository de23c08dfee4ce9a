"""The figures' models and their library, tested in the browser that readers use: each file of tests/figures is one test here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from explainer.content.content import load
from explainer.content.figures import figures_of, json_data
from explainer.content.options import Options
from explainer.content.site import site_of
from explainer.evidence.numbers import format_value
from explainer.evidence.tables import Table
from support.serving import serve

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "figures").glob("*.test.js"))


@pytest.fixture(scope="module")
def unit_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the scripts, the tests, and the rows that each figure gets."""
    site = site_of(load(ROOT / "docs" / "data"), Options(), ROOT / "docs")
    tables = site.content.tables
    folder = tmp_path_factory.mktemp("units")
    (folder / "assets").symlink_to(ROOT / "docs" / "assets")
    (folder / "tests").symlink_to(ROOT / "tests" / "figures")
    (folder / "figure-data").mkdir()
    for figure in figures_of(site):
        (folder / "figure-data" / f"{figure.id}.json").write_text(json_data(figure, tables), encoding="utf-8")
    (folder / "figure-data" / "formatted.json").write_text(json.dumps(_formatted(tables)), encoding="utf-8")
    with serve(folder) as address:
        yield address


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_unit(file: Path, unit_url: str, page: Page) -> None:
    """Every test of the file passes."""
    page.goto(f"{unit_url}tests/run.html?file={file.name}")
    page.wait_for_function("window.results")
    results = page.evaluate("window.results")
    failed = [f"{name}: {wrong}" for name, wrong in results if wrong]
    assert results and not failed, "\n".join(failed)


def _formatted(tables: dict[str, Table]) -> list[list[object]]:
    """Return each number of the tables with its format and the text that the prose shows for it."""
    return [
        [value, *(how := (table.decimals(row, column), table.unit(row, column))), column.signed, format_value(value, *how, signed=column.signed)]
        for table in tables.values()
        if not table.name.endswith("-curves")
        for row in table.rows.values()
        for column in table.columns.values()
        if column.type == "number" and isinstance(value := row.values.get(column.name), float)
    ]
