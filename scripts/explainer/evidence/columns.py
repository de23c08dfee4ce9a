"""The columns of a table, as its description says them: meaning, unit, decimals, range, band.

A column may leave unit and decimals to another one, which then says them row by row.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from explainer.problems import Problem, expected
from explainer.records import Record

TYPES = ("number", "text", "citation")
DECIMALS = re.compile(r"[0-9]")  # 1


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds."""

    name: str
    meaning: str
    type: str = "number"
    unit: str = ""
    decimals: int = 0
    low: float = -math.inf
    high: float = math.inf
    band: tuple[str, str] | None = None
    """The columns with the lower and upper end of the 95 % band of this one."""
    values: Mapping[str, str] = field(default_factory=dict)
    """For a key column: each accepted value and how it is said."""
    label: str = ""
    """For a key column: the column whose text says what the row is, in place of `values`."""
    unit_from: str = ""
    decimals_from: str = ""
    optional: bool = False
    signed: bool = False


def read_column(name: str, record: Record, is_key: bool) -> Column:
    """Return a column as the description of its table has it; what is wrong there is added to `record`."""
    meaning = record.text("meaning", required=True)
    unit, unit_from = _own_or_from(record, "unit")
    decimals, decimals_from = _own_or_from(record, "decimals")
    values = {str(key): str(value) for key, value in record.mapping("values").items()}
    label = record.text("label")
    kind = record.choice("type", TYPES, default="text" if is_key else "number")
    band = record.texts("band")
    if band and len(band) != 2:
        record.problem("'band' needs two columns", "expected `band: [lo, hi]`.", "band")
    low, high = _limits(record)
    if not DECIMALS.fullmatch(decimals):
        record.problem(f"'decimals' is '{decimals}'", "expected 0, 1, 2 …", "decimals")
        decimals = "0"
    column = Column(
        name,
        meaning,
        kind,
        unit,
        int(decimals),
        low,
        high,
        band=(band[0], band[1]) if len(band) == 2 else None,
        values=values,
        label=label,
        unit_from=unit_from,
        decimals_from=decimals_from,
        optional=record.flag("optional"),
        signed=record.flag("signed"),
    )
    record.finish()
    return column


def unknown_columns(columns: Mapping[str, Column], path: str, record: Record) -> Iterator[Problem]:
    """Yield a problem for each column that another names and that is not there."""
    for column in columns.values():
        for other in (*(column.band or ()), column.label, column.unit_from, column.decimals_from):
            if other and other not in columns:
                what = f"column '{column.name}' names the unknown column '{other}'"
                hint = expected("a column", other, columns)
                yield Problem(path, record.line("columns", column.name), what, hint)


def _limits(record: Record) -> tuple[float, float]:
    """Return the ends of `range: [0, 100]`, without bounds where there is none."""
    record.texts("range")
    match record.value.get("range"):
        case None:
            return -math.inf, math.inf
        case [int() | float() as low, int() | float() as high] if low <= high:
            return float(low), float(high)
    record.problem("'range' is not two numbers in order", "expected `range: [0, 100]`.", "range")
    return -math.inf, math.inf


def _own_or_from(record: Record, key: str) -> tuple[str, str]:
    """Read `unit: "%"` or `unit: {from: column}`."""
    usual = "0" if key == "decimals" else ""
    if not isinstance(record.value.get(key), dict):
        return record.text(key, default=usual), ""
    record.mapping(key)
    other = Record(record.document, (*record.keys, key), record.problems, f"{record.label}: {key}")
    source = other.text("from", required=True)
    other.finish()
    return usual, source
