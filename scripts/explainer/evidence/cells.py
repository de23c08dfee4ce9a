"""One cell of a table: the text or number in it, what is wrong with it, and what was probably meant.

A number is known everywhere by the digits its file gave: in the key of its row, in a download, on the axis of
a chart.
"""

from __future__ import annotations

import re

from explainer.evidence.columns import Column
from explainer.problems import expected

LARGEST_WHOLE = 1e16  # Larger ones are not all floats, and are written with an exponent.
LARGEST = 1e100  # What is drawn is subtracted and multiplied, and must stay a number.
SMALLEST = 1e-100

# 39,5 and 1,000.5 %, ~3
_WRITTEN = re.compile(r"[~≈<>$€£]?\s*([+-]?[\d.,\s\u2009\u202f\u00a0']*\d)\s*[^\d\s]*")
_PARTED = re.compile(r"[+-]?\d{1,3}(?:[,\s\u2009\u202f\u00a0']\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?")


def read_cell(raw: str, column: Column) -> tuple[float | str | None, tuple[str, str] | None]:
    """Return the value of a cell, and what is wrong with it and accepted there, if anything is."""
    if not raw and column.optional:
        return None, None
    if not raw:
        return None, ("is empty", "expected a value, or `optional: true` in the .yml.")
    if column.values and raw not in column.values:
        return raw, (f"is '{raw}'", expected("one of " + ", ".join(column.values), raw, column.values))
    if column.type != "number":
        return raw, None
    if not _NUMBER.fullmatch(raw):
        unit = f" of {column.unit}" if column.unit else ""
        return None, (f"is '{raw}'", f"expected a number{unit}.{_meant(raw)}")
    value = float(raw)
    if not column.low <= value <= column.high:
        return value, (f"is {raw}", f"expected {plain_number(column.low)} to {plain_number(column.high)}.")
    if not (value == 0 or SMALLEST <= abs(value) <= LARGEST):
        return value, (f"is {raw}", f"expected 0, or a number from {SMALLEST} to {LARGEST} or its negative.")
    return value, None


def plain_number(value: float) -> str:
    """Return a number with all its digits, a whole one without a point: it is known by what its file gave."""
    return str(int(value)) if value.is_integer() and abs(value) < LARGEST_WHOLE else repr(value)


def _meant(raw: str) -> str:
    """Guess the number in a cell with parted thousands, decimal comma or unit: ` Did you mean '39.5'?`."""
    match = _WRITTEN.fullmatch(raw)
    if not match:
        return ""
    parted = _PARTED.fullmatch(match[1])
    number = re.sub(r"[,\s\u2009\u202f\u00a0']", "", match[1]) if parted else match[1].replace(",", ".")
    return f" Did you mean '{number}'?" if _NUMBER.fullmatch(number) else ""
