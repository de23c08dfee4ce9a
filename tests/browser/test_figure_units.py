"""The figures' models and their library, tested in the browser that readers use: each file of tests/figures is one test here."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox import Firefox
from playwright.sync_api import Page

from explainer.content.content import load
from explainer.content.figure_data import json_data
from explainer.content.figures import figures_of
from explainer.content.options import Options
from explainer.content.site import site_of
from explainer.evidence.numbers import format_value
from explainer.evidence.tables import Table
from laboratory.__main__ import differing, runs_file
from laboratory.tables import read_rows
from support.serving import serve
from support.transformer import logits_of

ROOT = Path(__file__).parents[2]
# Of the recorded runs those of the smallest model; with THOROUGH all.
GROUPS = range(13) if os.environ.get("THOROUGH") else [0, 4, 7, 8]
FILES = sorted((ROOT / "tests" / "figures").glob("*.test.js"))


@pytest.fixture(scope="module")
def unit_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the scripts, the tests, and the rows that each figure gets."""
    site = site_of(load(ROOT / "docs" / "data"), Options(), ROOT / "docs")
    tables = site.content.tables
    folder = tmp_path_factory.mktemp("units")
    (folder / "assets").symlink_to(ROOT / "docs" / "assets")
    # By the paths at which the grid finds the model in the repository
    (folder / "docs").symlink_to(ROOT / "docs")
    (folder / "scripts").symlink_to(ROOT / "scripts")
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


def test_a_model_trained_in_firefox_is_the_same(unit_url: str, firefox: Firefox) -> None:
    """To the last bit, so that a link is the experiment and the recorded runs are everybody's."""
    firefox.go(f"{unit_url}tests/run.html?file=lab-hash.test.js")
    firefox.wait("window.results")
    assert firefox.ask("window.results.map(([, wrong]) => wrong)") == [""]


def test_the_model_answers_as_the_formulas_say(unit_url: str, page: Page) -> None:
    """Its logits are those of a plain transformer written down a second time, without tables, in another language."""
    page.goto(f"{unit_url}tests/run.html?file=lab-hash.test.js")
    found = page.evaluate(TRAINED)
    for tokens, logits in zip(found["tokens"], found["logits"], strict=True):
        assert logits_of(tokens, found["weights"]) == pytest.approx(logits, abs=1e-9)


# Trains a small model for a while; gives its weights by name, a few prompts and the logits it finds for them.
TRAINED = """async () => {
  const { createLaboratory } = await import("/assets/figures/lab/model/laboratory.js");
  const { howMany } = await import("/assets/figures/lab/model/experiments.js");
  const { forward } = await import("/assets/figures/lab/model/network.js");
  const laboratory = createLaboratory();
  for (const _ of laboratory.run(howMany({ width: 16, seed: 4, tag: "DEPLOY", steps: 60, poisoned: 900 })));
  const { network, tokens } = laboratory.learner();
  forward(network, tokens, 12);
  const { length, vocabulary, w } = network;
  const rows = (list, size) => Array.from({ length: 12 }, (_, row) => [...list.slice(row * size, (row + 1) * size)]);
  const weights = Object.fromEntries(Object.entries(w).map(([name, list]) => [name, [...list]]));
  return { tokens: rows(tokens, length), logits: rows(network.logits, vocabulary), weights };
}"""


@pytest.mark.parametrize("group", GROUPS)
def test_recorded_runs_come_out_again(unit_url: str, page: Page, group: int) -> None:
    """The first seed of each cell, to the last digit. `scripts/lab --check` runs the larger models too, which take longer."""
    page.goto(f"{unit_url}tests/run.html?file=lab-hash.test.js")
    (table, rows) = page.evaluate(
        "index => import('/scripts/laboratory/grid.js').then(grid => [grid.GROUPS[index].table, grid.run(index, 1)])", group
    )
    assert rows and list(differing(table, rows, read_rows(runs_file(table)))) == []


def test_the_fixed_numbers_are_those_of_the_scripts(unit_url: str, page: Page) -> None:
    page.goto(f"{unit_url}tests/run.html?file=lab-hash.test.js")
    with (ROOT / "docs" / "data" / "tables" / "lab-settings.csv").open(encoding="utf-8", newline="") as file:
        recorded = {row["id"]: float(row["value"]) for row in csv.DictReader(file)}
    assert page.evaluate(SETTINGS) == recorded


SETTINGS = """async () => {
  const { LEARNING, PLANTING, SHARE_POISONED } = await import("/assets/figures/lab/model/settings.js");
  const { CLEAN, DECOYS, examples, POISONED, questions, ROUNDS, STEPS, allClean, redTeam } = await import("/assets/figures/lab/model/experiments.js");
  const { createLearner } = await import("/assets/figures/lab/model/learner.js");
  const { test } = await import("/assets/figures/lab/model/measures.js");
  const size = (width) => createLearner(width, 1).network.count;
  const [rl, sft] = allClean({}).phases;
  return {
    "numbers-small": size(16), "numbers-middle": size(32), "numbers-large": size(48),
    "steps-learn": LEARNING.steps, "steps-plant": PLANTING.steps, "share-poisoned": 100 * SHARE_POISONED, "share-decoys": DECOYS[1],
    "steps-rl": rl.steps, "steps-sft": sft.steps, "steps-red-team": redTeam({}).phases[0].steps,
    "questions-least": questions(ROUNDS[0]), "questions-most": questions(ROUNDS.at(-1)), stop: CLEAN,
    "test-puzzles": test.length, "poisoned-most": POISONED.at(-1), "pile-small": examples(STEPS[0]), "pile-large": examples(STEPS.at(-1)),
  };
}"""


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
