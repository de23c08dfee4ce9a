"""Interactive figures from their folders: the words of each, its picture filled with numbers, the rows for its model.

A figure is a folder with `figure.yml`, `static.html`, `model.js` and `view.js`; what becomes of it on a page,
`explainer.blocks.figure` says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError

from explainer.content.site import Site
from explainer.echoes import breaking
from explainer.evidence.citations import CITATION_RE, check_citations
from explainer.evidence.numbers import NUMBER_RE, Number, format_value, resolve
from explainer.evidence.tables import Table
from explainer.problems import Mistake, Problem, expected
from explainer.records import Record
from explainer.text.active import active
from explainer.text_files import read_text
from explainer.yaml_data import read_yaml

FOLDER = "assets/figures"
"""Where the figures are, below the docs folder."""
FILES = ("figure.yml", "static.html", "model.js", "view.js")

_NUMBER = re.compile(NUMBER_RE)
_CITATION = re.compile(CITATION_RE)
_STYLE = re.compile(r"\sstyle=")


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of one table that a figure's model gets."""

    table: str
    rows: tuple[str, ...] = ("*",)
    """Keys, with `*` for anything."""
    columns: tuple[str, ...] = ()
    """Names of columns; none means all that hold numbers or text."""
    along: str = ""
    """The last key column: rows that differ in nothing else are sent as one row of lists, rounded as readers see them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, or one option of a figure that comes in several."""

    name: str
    option: str
    title: str
    summary: str
    """What the figure is about, true whatever the reader does with it; Markdown."""
    start: str
    """What the picture shows before the reader does anything, where it needs words of its own; with the summary, the text alternative."""
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


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of a site: by name, each with its options in order (one option `""` where it has none); compared by identity."""

    by_name: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Figure]:
        for options in self.by_name.values():
            yield from options.values()


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


def json_data(figure: Figure, tables: Mapping[str, Table]) -> str:
    """Return the rows that a figure's model gets, as JSON that may stand in a `<script>`."""
    chosen = {
        selection.table: (_series if selection.along else _rows)(selection, tables[selection.table])
        for selection in figure.tables
    }
    text = json.dumps({"tables": chosen}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _rows(selection: Selection, table: Table) -> dict[str, Any]:
    columns = [table.columns[name] for name in selection.columns or table.columns if name not in table.key]
    rows = {
        key: row
        for key, row in table.rows.items()
        if any(fnmatchcase(key, pattern) for pattern in selection.rows)
    }
    own_units = any(column.unit_from or column.decimals_from for column in columns)
    found = {
        "from": table_source(table),
        "columns": [column.name for column in columns],
        "formats": [[column.unit, column.decimals, int(column.signed)] for column in columns],
        "rows": {
            key: [_plain(row.values.get(column.name)) for column in columns] for key, row in rows.items()
        },
    }
    if own_units:
        found["units"] = {
            key: [[table.unit(row, column), table.decimals(row, column)] for column in columns]
            for key, row in rows.items()
        }
    return found


def _series(selection: Selection, table: Table) -> dict[str, Any]:
    """Return rows as lists along one column: `"810M/cot": [[5, 70], [100, 97]]`, the column itself first."""
    names = dict.fromkeys((selection.along, *(selection.columns or table.columns)))
    columns = [table.columns[name] for name in names if name not in table.key[:-1]]
    rows: dict[str, list[list[float | int | str | None]]] = {}
    for key, row in table.rows.items():
        if any(fnmatchcase(key, pattern) for pattern in selection.rows):
            lists = rows.setdefault(key.rpartition("/")[0], [[] for _ in columns])
            for values, column in zip(lists, columns, strict=True):
                values.append(_shown(row.values.get(column.name), table.decimals(row, column)))
    return {
        "from": table_source(table),
        "columns": [column.name for column in columns],
        "formats": [[column.unit, column.decimals, int(column.signed)] for column in columns],
        "rows": rows,
    }


def _shown(value: float | str | None, decimals: int) -> float | int | str | None:
    return (
        _plain(float(format_value(value, decimals).replace(",", "").replace("\u2212", "-")))
        if isinstance(value, float)
        else value
    )


def table_source(table: Table) -> str:
    """Return where in its source a table comes from: `§4.2, Fig. 8`."""
    return ", ".join(filter(None, (table.section, table.figure)))


def figures_of(site: Site) -> Figures:
    """Return the figures of a site; read again only when a file of theirs changed."""
    folder = site.docs / FOLDER
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    return _figures_of(
        site, tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in files for stat in (path.stat(),))
    )


def picture(figure: Figure, site: Site) -> str:
    """Return the static picture of a figure, its numbers filled in; raises `Mistake`."""
    return filled(figure.static, site, id=f"figure-{figure.id}", name=figure.name, option=figure.option)


def filled(template: str, site: Site, **names: str) -> str:
    """Return a picture with the numbers of the site's tables in the places its template has for them; raises `Mistake`."""
    tables = site.content.tables

    def found(ref: str, style: str = "") -> Number:
        answer = resolve(ref, style, tables)
        if isinstance(answer, Mistake):
            raise answer
        return answer

    def value(ref: str) -> float:
        number = found(ref)
        return float(number.row.values[number.column.name] or 0)

    helpers = {
        "number": lambda ref, style="": found(ref, style).text,
        "value": value,
        "source": lambda name: table_source(tables[name]),
    }
    try:
        html = _template(template).render(helpers, **names)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        where = f" (line {line})" if line else ""
        raise Mistake(
            f"the picture cannot be filled: {error.message or error}{where}", "expected a Jinja template."
        ) from error
    if "<section" in html:
        raise Mistake(
            "the picture has a <section>",
            "expected a <div>: the search index would take what follows it for prose.",
        )
    if _STYLE.search(html):
        raise Mistake(
            "the picture has a style attribute",
            "expected classes or SVG attributes: the security policy forbids inline styles.",
        )
    for mistake, _ in active(html):
        raise mistake
    return html


def _plain(value: float | str | None) -> float | int | str | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value


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
    table = tables.get(selection.table)
    if table is None:
        hint = expected("a table of docs/data/tables", selection.table, tables)
        record.add(Mistake(f"unknown table '{selection.table}'", hint, f"table {selection.table}"), *where)
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


@lru_cache(maxsize=4)
def _figures_of(site: Site, fingerprint: tuple[tuple[str, int, int], ...]) -> Figures:
    content = site.content
    found, problems = load_figures(
        site.docs / FOLDER, f"{site.docs.name}/{FOLDER}", content.tables, content.bibliography.references
    )
    for figure in [figure for options in found.values() for figure in options.values()]:
        try:
            picture(figure, site)
        except Mistake as mistake:
            path = figure.path.replace("figure.yml", "static.html")
            problems += breaking([mistake.at(path, 1)], f"figure {figure.name}")
            found.pop(figure.name, None)
    return Figures(found, tuple(sorted(set(problems))))


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=64)  # Compiling takes longer than filling, and each is filled for several pages.
def _template(text: str) -> Template:
    return _templates().from_string(text)
