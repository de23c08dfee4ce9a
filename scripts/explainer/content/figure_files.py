"""Read interactive figures from their folders: the words of each, and which rows its model is given.

A figure is a folder with `figure.yml`, `static.html`, `model.js` and `view.js`; what becomes of it on a page,
`explainer.blocks.figure` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from explainer.echoes import breaking
from explainer.evidence.citations import CITATION_RE, check_citations
from explainer.evidence.numbers import NUMBER_RE, resolve
from explainer.evidence.tables import Table, table_named
from explainer.problems import Mistake, Problem, expected
from explainer.records import Record
from explainer.text_files import read_text
from explainer.yaml_data import read_yaml

FOLDER = "assets/figures"
"""Where the figures are, below the docs folder."""
FILES = ("figure.yml", "static.html", "model.js", "view.js")

_NUMBER = re.compile(NUMBER_RE)
_CITATION = re.compile(CITATION_RE)


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of one table that a figure's model gets."""

    table: str
    rows: tuple[str, ...] = ("*",)
    """Keys, with `*` for anything."""
    columns: tuple[str, ...] = ()
    """Names of columns; none means all that hold numbers or text."""
    along: str = ""
    """The last key column: rows equal but for it are sent as one row of lists, rounded as readers see it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, or one option of a figure that comes in several."""

    name: str
    option: str
    title: str
    summary: str
    """What the figure is about, true whatever the reader does with it; Markdown."""
    start: str
    """What the picture shows at first, where that needs words; with the summary its text alternative."""
    omits: str
    tables: tuple[Selection, ...]
    path: str
    """Its `figure.yml`, as an author knows it."""
    static: str
    """The template of its picture."""
    css: str = ""
    """Path of its own stylesheet below the docs folder, if it has one."""

    @property
    def id(self) -> str:
        """Name of the figure on a page, and of its state in the address."""
        return f"{self.name}-{self.option}" if self.option else self.name


def load_figures(
    folder: Path, name: str, tables: Mapping[str, Table], references: Mapping[str, Any]
) -> tuple[dict[str, dict[str, Figure]], list[Problem]]:
    """Return every figure of a folder and every problem; `name` is the folder as reports should show it."""
    found: dict[str, dict[str, Figure]] = {}
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if not path.is_dir() or not any((path / file).exists() for file in FILES):
            continue
        options, wrong = _load(path, f"{name}/{path.name}", tables, references)
        problems += breaking(wrong, f"figure {path.name}")
        if options and not wrong:
            found[path.name] = options
    return found, problems


def _load(
    path: Path, name: str, tables: Mapping[str, Table], references: Mapping[str, Any]
) -> tuple[dict[str, Figure], list[Problem]]:
    missing = [file for file in FILES if not (path / file).is_file()]
    problems = [
        Problem(f"{name}/{file}", 1, "the file is missing", "expected " + ", ".join(FILES) + ".")
        for file in missing
    ]
    if problems:
        return {}, problems
    document, problems = read_yaml(path / "figure.yml", f"{name}/figure.yml")
    static, wrong = read_text(path / "static.html", f"{name}/static.html")
    problems += wrong
    if problems or static is None:
        return {}, problems
    css = f"{FOLDER}/{path.name}/figure.css" if (path / "figure.css").is_file() else ""
    record = Record(document, (), problems, f"figure '{path.name}'")
    shared = {key: record.text(key) for key in ("title", "summary", "start", "omits")}
    common = _selections(record, tables)
    options: dict[str, Figure] = {}
    for option, nested in record.nested("options"):
        own = {key: nested.text(key) or text for key, text in shared.items()}
        options[option] = Figure(
            path.name,
            option,
            **own,
            tables=_selections(nested, tables) or common,
            path=document.path,
            static=static,
            css=css,
        )
        nested.finish()
    record.finish()
    options = options or {
        "": Figure(path.name, "", **shared, tables=common, path=document.path, static=static, css=css)
    }
    for figure in options.values():
        problems += _check(figure, record, tables, references)
    return options, problems


def _check(
    figure: Figure, record: Record, tables: Mapping[str, Table], references: Mapping[str, Any]
) -> Iterator[Problem]:
    for key in ("title", "summary", "start", "omits"):
        text = getattr(figure, key)
        keys = ("options", figure.option, key) if figure.option else (key,)
        if not text and key != "start":
            yield Problem(
                figure.path,
                record.line(*keys),
                f"the figure '{figure.id}' has no '{key}'",
                f"expected a line `{key}: …`.",
            )
        for match in _NUMBER.finditer(text):
            found = resolve(match[1], match[2] or "", tables)
            if isinstance(found, Mistake):
                yield found.at(figure.path, record.line(*keys))
        for match in _CITATION.finditer(text):
            for mistake in check_citations(match[1], references):
                yield mistake.at(figure.path, record.line(*keys))


def _selections(record: Record, tables: Mapping[str, Table]) -> tuple[Selection, ...]:
    """Read `tables: [name, …]`, or `tables:` with `name: {rows: […], columns: […]}` below it."""
    raw = record.value.get("tables")
    if isinstance(raw, dict):
        found = []
        for name, nested in record.nested("tables"):
            found.append(
                Selection(name, nested.texts("rows") or ("*",), nested.texts("columns"), nested.text("along"))
            )
            nested.finish()
    else:
        found = [Selection(name) for name in record.texts("tables")]
    return tuple(selection for selection in found if _known(selection, record, tables))


def _known(selection: Selection, record: Record, tables: Mapping[str, Table]) -> bool:
    """Say whether everything that a selection names is there; report what is not."""
    where = ("tables", selection.table)
    try:
        table = table_named(selection.table, tables)
    except Mistake as mistake:
        record.add(mistake, *where)
        return False
    for column in selection.columns:
        if column not in table.columns:
            record.problem(
                f"unknown column '{column}' of '{table.name}'",
                expected("a column", column, table.columns),
                *where,
            )
    if selection.along and selection.along != table.key[-1]:
        record.problem(
            f"'along' names the column '{selection.along}'",
            f"expected the last key column, '{table.key[-1]}'.",
            *where,
        )
        return False
    for pattern in selection.rows:
        if not any(fnmatchcase(key, pattern) for key in table.rows):
            record.problem(
                f"no row of '{table.name}' fits '{pattern}'",
                expected("the key of a row", pattern, table.rows),
                *where,
            )
    return True
