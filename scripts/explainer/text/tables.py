"""What an author's table shows without being told: numbers at their decimal point, rows that belong together.

Only looks are changed, by classes: no cell gains or loses a word.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Sequence
from itertools import groupby, pairwise

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
    """Tell the first row of each group from those that only repeat what it says of the group."""
    found = repeats([[_words(cell) for cell in row] for row in rows])
    going_on = [0 in again for again in found[1:]]
    if not any(going_on) or all(going_on):
        return
    for row, again in zip(rows[1:], found[1:], strict=True):
        for at, cell in enumerate(row):
            if at in again:
                _mark(cell, "again")
            elif 0 not in again:
                _mark(cell, "group")


def repeats(rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return for each row the columns in which it says again what the row above says of their group.

    A group has the same first cell. Columns part it further from left to right; one that is the same all
    through each group is said of the group too. An empty text repeats nothing.
    """
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row[:1])]
    common = {
        at
        for at in range(min(map(len, rows), default=0))
        if all(len({row[at] for row in group}) == 1 for group in groups)
    }
    found: list[list[int]] = []
    for group in groups:
        for above, here in pairwise([[], *group]):
            pairs = enumerate(zip(above, here, strict=False))
            same = [at for at, (one, other) in pairs if one == other != ""]
            leading = [at for index, at in enumerate(same) if at == index]
            found.append(sorted({*leading, *(common & set(same))}) if leading else [])
    return found


def _words(cell: etree.Element) -> str:
    """Return what a cell says, or nothing for a value or a link, which is never said of a group."""
    text = "".join(cell.itertext()).strip()
    value = "numeric" in (cell.get("class") or "").split() or cell.find(".//a") is not None
    return "" if value or text in _NOTHING else text


def _mark(cell: etree.Element, kind: str) -> None:
    cell.set("class", f"{cell.get('class', '')} {kind}".strip())
