"""Tables of numbers: a CSV of values, and a YAML that says what columns mean and where values came from.

A row is known by its key columns joined by slashes (`810M/normal`), a value by that and its column
(`810M/normal.last`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explainer.echoes import breaking
from explainer.evidence.cells import plain_number, read_cell
from explainer.evidence.columns import DECIMALS, Column, read_column, unknown_columns
from explainer.problems import Mistake, Problem, expected
from explainer.records import Record
from explainer.text_files import read_text
from explainer.yaml_data import parse_yaml

OBTAINED = {
    "printed": "printed in the figure or table",
    "digitised": "recovered from the vector drawing of the figure",
    "by-eye": "read by eye from a bitmap, so approximate",
    "stated": "stated in the text",
    "second-hand": "reported by others; the source itself was not read",
    "mixed": "obtained in different ways, row by row",
    "read": "read in the source",
    "abstract": "from the authors’ abstract",
    "measured": "measured here, by runs of this site’s own lab",
}
"""How a value came here, in words; a table with a column `obtained` says it row by row."""
CONFIDENCE = ("high", "medium", "low")
MOST_ROWS = 20_000

# size-scan
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values by column, numbers as floats and empty cells as None."""

    key: str
    line: int
    values: Mapping[str, float | str | None]


@dataclass(frozen=True, slots=True)
class Table:
    """A checked table."""

    name: str
    path: str
    title: str
    source: str
    figure: str
    section: str
    model: str
    obtained: str
    confidence: str
    date: str
    note: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    rows: Mapping[str, Row]
    band: str = "95% band"
    """What the ends of its columns' bands are."""
    source_line: int = 1
    """Where the description names its source."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The columns whose values may be said, drawn or compared."""
        columns = self.columns.values()
        return tuple(one.name for one in columns if one.type == "number" and one.name not in self.key)

    def condition(self, row: Row) -> str:
        """Say in words which row this is: `810 million parameters, normal`."""
        said = []
        for name in self.key:
            column = self.columns[name]
            value = str(_plain_key(row.values.get(name)))
            own = str(row.values.get(column.label) or value) if column.label else column.values.get(value)
            said.append(own or value)
        return ", ".join(said)

    def unit(self, row: Row, column: Column) -> str:
        """Return the unit of one value; some tables give it row by row."""
        return str(row.values.get(column.unit_from) or "") if column.unit_from else column.unit

    def decimals(self, row: Row, column: Column) -> int:
        """Return how many decimals one value is shown with."""
        raw = row.values.get(column.decimals_from) if column.decimals_from else column.decimals
        return int(float(raw)) if raw not in (None, "") else 0


def table_named(name: str, tables: Mapping[str, Table]) -> Table:
    """Return the table of a name; raises `Mistake`."""
    if name not in tables:
        hint = expected("a table of docs/data/tables", name, tables)
        raise Mistake(f"unknown table '{name}'", hint, f"table {name}")
    return tables[name]


def load_tables(folder: Path, name: str) -> tuple[dict[str, Table], list[Problem]]:
    """Return every table in a folder by its name, and every problem; a table with a problem is left out."""
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    paths = folder.glob("[!.]*") if folder.is_dir() else ()
    for stem in sorted({path.stem for path in paths if path.suffix in (".csv", ".yml")}):
        table, found = load_table(folder / stem, f"{name}/{stem}")
        problems += breaking(found, f"table {stem}")
        if table:
            tables[stem] = table
    return tables, problems


def load_table(stem: Path, name: str) -> tuple[Table | None, list[Problem]]:
    """Return the table in `<stem>.csv` and `<stem>.yml`, or None and why not."""
    about, problems = read_text(stem.with_name(stem.name + ".yml"), f"{name}.yml")
    values, more = read_text(stem.with_name(stem.name + ".csv"), f"{name}.csv")
    if about is None or values is None:
        return None, [*problems, *more]
    return parse_table(stem.name, values, about, name)


def parse_table(table_name: str, values: str, about: str, name: str) -> tuple[Table | None, list[Problem]]:
    """Return a table from the texts of its two files; `name` is their path without the ending."""
    document, problems = parse_yaml(about, f"{name}.yml")
    if problems:
        return None, problems
    record = Record(document, (), problems)
    if not NAME.fullmatch(table_name):
        hint = "expected small letters, digits and single hyphens."
        record.problem(f"the table is named '{table_name}'", hint)
    texts = ("title", "source", "figure", "section", "model", "note")
    head = {item: record.text(item, required=item == "title") for item in texts}
    head["date"] = record.date("date")
    head["band"] = record.text("band", default="95% band")
    obtained = record.choice("obtained", OBTAINED, required=True)
    confidence = record.choice("confidence", CONFIDENCE, required=True)
    key = record.texts("key")
    columns = {
        column.name: column
        for column in (read_column(item, nested, item in key) for item, nested in record.nested("columns"))
    }
    record.finish()
    if not key:
        record.problem("'key' is missing", "expected the names of the columns that tell the rows apart.")
    for item in key:
        if item not in columns:
            hint = expected("a column", item, columns)
            record.problem(f"'key' names the unknown column '{item}'", hint, "key")
    problems += unknown_columns(columns, document.path, record)
    if problems:
        return None, problems
    rows, problems = _rows(values, f"{name}.csv", key, columns)
    if problems:
        return None, problems
    head |= {"obtained": obtained, "confidence": confidence}
    line = record.line("source")
    return Table(table_name, f"{name}.csv", key=key, columns=columns, rows=rows, source_line=line, **head), []


def _rows(
    text: str, path: str, key: tuple[str, ...], columns: Mapping[str, Column]
) -> tuple[dict[str, Row], list[Problem]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: dict[str, Row] = {}
    try:
        header = next(reader, [])
        problems = list(_header(header, path, columns))
        if problems:
            return rows, problems
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                comma = "a decimal has a point, and a text with a comma stands in quotes."
                what = f"the row has {len(cells)} cells"
                problems.append(Problem(path, reader.line_num, what, f"expected {len(header)}; {comma}"))
                continue
            row, found = _row(dict(zip(header, cells, strict=True)), reader.line_num, path, key, columns)
            problems += found
            if row.key in rows:
                what = f"the row '{row.key}' is given twice (first on line {rows[row.key].line})"
                problems.append(Problem(path, row.line, what, "expected each key once."))
            rows.setdefault(row.key, row)
            if len(rows) > MOST_ROWS:
                what = f"the table has more than {MOST_ROWS:,} rows"
                return rows, [Problem(path, 1, what, "expected only the values that a page uses.")]
    except csv.Error as error:
        hint = "expected commas between cells and quotes in pairs."
        return rows, [Problem(path, max(reader.line_num, 1), f"CSV does not parse: {error}", hint)]
    if not rows and not problems:
        problems.append(Problem(path, 1, "the table has no rows", "expected at least one."))
    return rows, problems


def _header(header: list[str], path: str, columns: Mapping[str, Column]) -> Iterator[Problem]:
    for name in columns:
        if name not in header:
            hint = expected("the columns " + ", ".join(columns))
            yield Problem(path, 1, f"the column '{name}' is missing", hint)
    for name in header:
        if name not in columns:
            hint = expected("a column described in the .yml", name, columns)
            yield Problem(path, 1, f"unknown column '{name}'", hint)
        elif header.count(name) > 1:
            yield Problem(path, 1, f"the column '{name}' is given twice", "expected each column once.")


def _row(
    cells: Mapping[str, str], line: int, path: str, key: tuple[str, ...], columns: Mapping[str, Column]
) -> tuple[Row, list[Problem]]:
    values: dict[str, float | str | None] = {}
    problems = []
    for name, raw in cells.items():
        value, wrong = read_cell(raw.strip(), columns[name])
        values[name] = value
        if wrong:
            problems.append(Problem(path, line, f"column '{name}' {wrong[0]}", wrong[1]))
    for name, column in columns.items():
        asked = str(_plain_key(values.get(column.decimals_from)) or 0)
        if not DECIMALS.fullmatch(asked):
            what = f"column '{column.decimals_from}' is '{asked}'"
            problems.append(Problem(path, line, what, "expected 0, 1, 2 …"))
        match [values.get(place) for place in (*(column.band or ()), name)]:
            case [float(low), float(high), float(value)] if not low <= value <= high:
                said = [plain_number(number) for number in (value, low, high)]
                what = f"column '{name}' is {said[0]}, outside its band {said[1]} to {said[2]}"
                problems.append(Problem(path, line, what, "expected a band that holds its value."))
    return Row("/".join(str(_plain_key(values.get(name))) for name in key), line, values), problems


def _plain_key(value: Any) -> Any:
    return plain_number(value) if isinstance(value, float) else value
