"""The rows of tables that the model of a figure is given, as JSON in the page.

Models compute with the values of the tables; only rows sent as lists are rounded, to what readers see.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from explainer.content.figure_files import Figure, Selection
from explainer.evidence.columns import Column
from explainer.evidence.numbers import format_value
from explainer.evidence.tables import Row, Table


def json_data(figure: Figure, tables: Mapping[str, Table]) -> str:
    """Return the rows that a figure's model gets, as JSON that may stand in a `<script>`."""
    chosen = {
        selection.table: (_series if selection.along else _rows)(selection, tables[selection.table])
        for selection in figure.tables
    }
    text = json.dumps({"tables": chosen}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def table_source(table: Table) -> str:
    """Return where in its source a table comes from: `§4.2, Fig. 8`."""
    return ", ".join(filter(None, (table.section, table.figure)))


def _rows(selection: Selection, table: Table) -> dict[str, Any]:
    columns = [table.columns[name] for name in selection.columns or table.columns if name not in table.key]
    rows = dict(_selected(selection, table))
    cells = {key: [_plain(row.values.get(one.name)) for one in columns] for key, row in rows.items()}
    found = _head(table, columns) | {"rows": cells}
    if any(column.unit_from or column.decimals_from for column in columns):
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
    for key, row in _selected(selection, table):
        lists = rows.setdefault(key.rpartition("/")[0], [[] for _ in columns])
        for values, column in zip(lists, columns, strict=True):
            values.append(_shown(row.values.get(column.name), table.decimals(row, column)))
    return _head(table, columns) | {"rows": rows}


def _selected(selection: Selection, table: Table) -> Iterator[tuple[str, Row]]:
    for key, row in table.rows.items():
        if any(fnmatchcase(key, pattern) for pattern in selection.rows):
            yield key, row


def _head(table: Table, columns: Sequence[Column]) -> dict[str, Any]:
    """Return what a model is told of a table besides its rows."""
    return {
        "from": table_source(table),
        "columns": [column.name for column in columns],
        "formats": [[column.unit, column.decimals, int(column.signed)] for column in columns],
    }


def _shown(value: float | str | None, decimals: int) -> float | int | str | None:
    if not isinstance(value, float):
        return value
    return _plain(float(format_value(value, decimals).replace(",", "").replace("\u2212", "-")))


def _plain(value: float | str | None) -> float | int | str | None:
    return int(value) if isinstance(value, float) and value.is_integer() else value
