"""What an author's table shows without being told: numbers at their decimal point, rows that belong together.

Only looks are changed, by classes: no cell gains or loses a word.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Sequence
from itertools import pairwise

# 0.5, -3, 1,200, 99.7%, $7
_NUMBER = re.compile(r"[^\w\s]?\d[\d,]*(?:\.(\d+))?(?:\s?%)?")
_NOTHING = frozenset(("", "–", "—", "-"))


def tidy(table: etree.Element) -> None:
    """Mark the columns of numbers, and where a group of rows begins and goes on."""
    body = table.find("tbody")
    rows = [list(row) for row in body] if body is not None else []
    for column in range(1, min(map(len, rows), default=0)):  # The first says what a row is.
        _align([row[column] for row in rows])
    head = table.find("thead/tr")
    for cell, below in zip(head if head is not None else (), rows[0] if rows else (), strict=False):
        if "numeric" in (below.get("class") or "").split():
            _mark(cell, "numeric")
    _group(rows)


def _align(cells: Sequence[etree.Element]) -> None:
    """Set a column to the right, and make room where a number has fewer decimals than others."""
    said = ["".join(cell.itertext()).strip() for cell in cells]
    found = [_NUMBER.fullmatch(text) for text in said]
    others = [text for text, match in zip(said, found, strict=True) if not match]
    if len(others) == len(said) or not _NOTHING.issuperset(others):
        return
    most = max(len(match[1] or "") for match in found if match)
    for cell, match in zip(cells, found, strict=True):
        _mark(cell, "numeric")
        short = most - len(match[1] or "") if match else 0
        if short:
            missing = ("" if match and match[1] else ".") + "0" * short
            etree.SubElement(cell, "span", {"class": "decimals", "data-missing": missing})


def _group(rows: Sequence[Sequence[etree.Element]]) -> None:
    """Tell the first row of each group from those that repeat its first cell."""
    firsts = ["".join(row[0].itertext()).strip() if row else "" for row in rows]
    if len(set(firsts)) in (1, len(firsts)):
        return
    for (above, here), row in zip(pairwise(firsts), rows[1:], strict=True):
        _mark(row[0], "again" if here == above else "group")
        if here != above:
            for cell in row[1:]:
                _mark(cell, "group")


def _mark(cell: etree.Element, kind: str) -> None:
    cell.set("class", f"{cell.get('class', '')} {kind}".strip())
