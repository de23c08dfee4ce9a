"""Numbers in prose: `[=size-scan/810M/normal.last]` becomes the formatted value, with a card on its source.

In a table with one column of numbers the column may be left out: `[=paper-facts/questions]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from explainer.evidence.columns import Column
from explainer.evidence.tables import Row, Table
from explainer.problems import Mistake, Problem, expected
from explainer.text_files import prose

# [=size-scan/810M/normal.last], [=since/probes-auroc.value|bare], [=code-rl/1.3/cot/triggered.last|1]
# Whatever begins so is meant as one, where the site has such data; what cannot be read is told.
NUMBER_RE = r"\[=([^\[\]|]*)(?:\|([^\[\]]*))?\]"
_STYLES = "bare, 0, 1, 2 or 3"
_EXACT = Context(prec=400)  # Digits: enough for the largest float.
# 23%, 1.5 per cent – not a part of a word, an address or a span of numbers
_TYPED = re.compile(r"(?<![\w.=/\-])\d+(?:[.,]\d+)?\s?(?:%|per cent\b|percent\b)")
_ANY_REFERENCE = re.compile(r"\[=[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Number:
    """A value found in a table, as a reader sees it."""

    ref: str
    text: str
    table: Table
    row: Row
    column: Column

    @property
    def value(self) -> float:
        """As the table has it."""
        value = self.row.values[self.column.name]
        assert isinstance(value, float), "`resolve` gives only numbers that have a value"
        return value


def resolve(ref: str, style: str, tables: Mapping[str, Table]) -> Number | Mistake:
    """Return the number that `ref` names, or what is wrong and what is accepted."""
    if ref != ref.strip() or not ref:
        hint = "expected `[=table/row.column]`, without spaces."
        return Mistake(f"the number '[={ref}]' cannot be read", hint)
    name, _, rest = ref.partition("/")
    table = tables.get(name)
    if table is None:
        hint = expected("a table of docs/data/tables", name, tables)
        return Mistake(f"the number '{ref}' names the unknown table '{name}'", hint, f"table {name}")
    only = table.numbers
    key, _, column_name = rest.rpartition(".")
    if rest in table.rows and len(only) == 1:
        key, column_name = rest, only[0]
    row, column = table.rows.get(key), table.columns.get(column_name)
    if row is None and rest in table.rows:  # A key may hold dots itself: 1.3/cot.
        return Mistake(f"the number '{ref}' names no column", expected("one of " + ", ".join(only)))
    if row is None:
        hint = expected(f"a row of {table.path}", key or rest, table.rows)
        return Mistake(f"the number '{ref}' names the unknown row '{key or rest}'", hint)
    if column is None or column.type != "number":
        hint = expected("one of " + ", ".join(only), column_name, only)
        return Mistake(f"the number '{ref}' names the unknown column '{column_name}'", hint)
    value = row.values.get(column_name)
    if not isinstance(value, float):
        return Mistake(f"the number '{ref}' has no value in its table", "expected a cell that is not empty.")
    if style not in ("", "bare", "0", "1", "2", "3"):
        hint = expected(_STYLES, style, _STYLES.split(", "))
        return Mistake(f"the number '{ref}' is asked for in the style '{style}'", hint)
    decimals = int(style) if style.isdigit() else table.decimals(row, column)
    unit = "" if style == "bare" else table.unit(row, column)
    return Number(ref, format_value(value, decimals, unit, signed=column.signed), table, row, column)


def number_mistakes(text: str, tables: Mapping[str, Table]) -> Iterator[Mistake]:
    """Yield what is wrong with each number in a text."""
    for match in re.finditer(NUMBER_RE, text):
        found = resolve(match[1], match[2] or "", tables)
        if isinstance(found, Mistake):
            yield found


def format_value(value: float, decimals: int, unit: str = "", *, signed: bool = False) -> str:
    """Return a value for readers: `23%`, `+0.8 points`, `25,000`; with a true minus sign and hard spaces."""
    # Half up, as readers round: 84.5 is 85. Decimal sees the digits of the file, not their binary neighbours.
    rounded = f"{Decimal(repr(abs(value))).quantize(Decimal((0, (1,), -decimals)), ROUND_HALF_UP, _EXACT):,f}"
    negative = value < 0 and float(rounded.replace(",", "")) != 0
    sign = "\u2212" if negative else "+" if signed else ""
    joint = "" if unit in ("", "%") else "\u00a0"
    return f"{sign}{rounded}{joint}{'' if unit == 'count' else unit}".rstrip("\u00a0")


def band_text(number: Number) -> str:
    """Return the band of a value in words, or nothing."""
    ends = [number.row.values.get(name) for name in number.column.band or ()]
    if len(ends) != 2 or not all(isinstance(end, float) for end in ends):
        return ""
    decimals = number.table.decimals(number.row, number.column)
    unit = number.table.unit(number.row, number.column)
    low, high = (format_value(float(end or 0), decimals, unit) for end in ends)
    return f"{number.table.band} {low} to {high}"


def bare_percentages(markdown: str, path: str, first_line: int, allowed: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each percentage typed into prose instead of referred to.

    `allowed` maps a text such as `100%` to the reason why it may stand as it is.
    """
    hint = "expected a reference such as [=table/row.column]."
    return [
        Problem(path, first_line + line - 1, f"the percentage '{match[0]}' is typed into the text", hint)
        for line, row in prose(markdown)
        if "%" in row or "per" in row
        for match in _TYPED.finditer(_ANY_REFERENCE.sub("", row))
        if re.sub(r"\s", "", match[0]) not in allowed
    ]
