"""Read interactive figures from their folders: the words of each, and which rows its model is given.

A figure is a folder with `figure.yml`, `static.html`, `model.js` and `view.js`; what becomes of it on a page,
`explainer.blocks.figure` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from explainer.echoes import breaking
from explainer.evidence.bibliography import Reference
from explainer.evidence.citations import citation_mistakes
from explainer.evidence.numbers import number_mistakes
from explainer.evidence.tables import Table, table_named
from explainer.problems import Mistake, Problem, expected
from explainer.records import Record
from explainer.text_files import read_text
from explainer.yaml_data import read_yaml

FOLDER = "assets/figures"
"""Where the figures are, below the docs folder."""
FILES = ("figure.yml", "static.html", "model.js", "view.js")
WORDS = ("title", "summary", "start", "omits")
"""What `figure.yml` says of a figure, and may say anew of each of its options."""


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
    folder: Path, name: str, tables: Mapping[str, Table], references: Mapping[str, Reference]
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
    path: Path, name: str, tables: Mapping[str, Table], references: Mapping[str, Reference]
) -> tuple[dict[str, Figure], list[Problem]]:
    missing = [file for file in FILES if not (path / file).is_file()]
    if missing:
        hint = expected(", ".join(FILES))
        return {}, [Problem(f"{name}/{file}", 1, "the file is missing", hint) for file in missing]
    document, problems = read_yaml(path / "figure.yml", f"{name}/figure.yml")
    static, wrong = read_text(path / "static.html", f"{name}/static.html")
    problems += wrong
    if problems or static is None:
        return {}, problems
    css = f"{FOLDER}/{path.name}/figure.css" if (path / "figure.css").is_file() else ""
    record = Record(document, (), problems, f"figure '{path.name}'")
    words = {key: record.text(key) for key in WORDS}
    shared = _selections(record, tables)
    whole = Figure(path.name, "", **words, tables=shared, path=document.path, static=static, css=css)
    options: dict[str, Figure] = {}
    for option, nested in record.nested("options"):
        own = {key: nested.text(key) or text for key, text in words.items()}
        options[option] = replace(whole, option=option, tables=_selections(nested, tables) or shared, **own)
        nested.finish()
    record.finish()
    options = options or {"": whole}
    for figure in options.values():
        problems += _check(figure, record, tables, references)
    return options, problems


def _check(
    figure: Figure, record: Record, tables: Mapping[str, Table], references: Mapping[str, Reference]
) -> Iterator[Problem]:
    for key in WORDS:
        text = getattr(figure, key)
        keys = ("options", figure.option, key) if figure.option else (key,)
        if not text and key != "start":
            what = f"the figure '{figure.id}' has no '{key}'"
            yield Problem(figure.path, record.line(*keys), what, f"expected a line `{key}: …`.")
        for mistake in (*number_mistakes(text, tables), *citation_mistakes(text, references)):
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
            hint = expected("a column", column, table.columns)
            record.problem(f"unknown column '{column}' of '{table.name}'", hint, *where)
    if selection.along and selection.along != table.key[-1]:
        hint = f"expected the last key column, '{table.key[-1]}'."
        record.problem(f"'along' names the column '{selection.along}'", hint, *where)
        return False
    for pattern in selection.rows:
        if not any(fnmatchcase(key, pattern) for key in table.rows):
            hint = expected("the key of a row", pattern, table.rows)
            record.problem(f"no row of '{table.name}' fits '{pattern}'", hint, *where)
    return True
