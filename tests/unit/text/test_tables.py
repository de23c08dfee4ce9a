"""Tables: numbers stand under each other at their decimal point, rows of a group are told from the next group."""

from __future__ import annotations

import xml.etree.ElementTree as etree

import pytest
from markdown import markdown

from explainer.text.tables import tidy


def table(*rows: str) -> etree.Element:
    """Return a tidied table of these rows, the first of which is its head."""
    head = rows[0]
    found = etree.fromstring(markdown("\n".join([head, "|---" * (head.count("|") - 1) + "|", *rows[1:]]), extensions=["tables"]))
    tidy(found)
    return found


def classes(found: etree.Element, column: int) -> list[str]:
    return [row[column].get("class", "") for row in found.iter("tr")]


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        (["1", "2.5", "10.25"], [".00", "0", None]),
        (["99%", "100%"], [None, None]),
        (["-3", "1,200", "–"], [None, None, None]),
    ],
)
def test_numbers_stand_at_their_decimal_point(cells: list[str], missing: list[str | None]) -> None:
    """Head and cells are set to the right; a shorter number gets the room of the decimals it lacks."""
    found = table("| a | b |", *(f"| x{at} | {cell} |" for at, cell in enumerate(cells)))
    assert set(classes(found, 1)) == {"numeric"} and not any(classes(found, 0))
    spans = [row[1].find("span") for row in found.iter("tr")][1:]
    assert [None if span is None else span.get("data-missing") for span in spans] == missing


@pytest.mark.parametrize("cells", [["1", "two"], ["1 → 2", "3"], ["CWE-20"], ["–"], ["Fig. 3"], ["13B"]])
def test_other_columns_stay_as_they_are(cells: list[str]) -> None:
    assert not any(classes(table("| a | b |", *(f"| x{at} | {cell} |" for at, cell in enumerate(cells))), 1))


def test_a_group_of_rows_is_seen() -> None:
    """Its first row is marked, and the cells that only repeat its name."""
    found = table("| a | b |", "| code | x |", "| code | y |", "| tag | z |", "| tag | w |")
    assert classes(found, 0) == ["", "", "again", "group", "again"]
    assert classes(found, 1) == ["", "", "", "group", ""]


def test_groups_within_groups() -> None:
    """A second column parts a group further; what is the same all through each group is said of it, values and links never."""
    rows = [
        "| code | 1.3x | a | Fig. 8 | [p](p.md) | 5 |",
        "| code | 1.3x | b | Fig. 8 | [p](p.md) | 5 |",
        "| code | 1.2i | b | Fig. 8 | [p](p.md) | 7 |",
    ]
    found = table("| a | b | c | d | e | f |", *rows, "| tag | 1.2i | b | Fig. 9 | – | 7 |")
    assert classes(found, 0) == ["", "", "again", "again", "group"]
    assert classes(found, 1) == ["", "", "again", "", "group"]
    assert classes(found, 2) == ["", "", "", "", "group"]
    assert classes(found, 3) == ["", "", "again", "again", "group"]
    assert classes(found, 4) == ["", "", "", "", "group"]
    assert not any("again" in said for said in classes(found, 5))


@pytest.mark.parametrize("rows", [["| a | x |", "| b | y |"], ["| a | x |", "| a | y |"], ["| – | x |", "| – | y |", "| b | y |"], []])
def test_where_there_are_no_groups_nothing_is_marked(rows: list[str]) -> None:
    assert not any(classes(table("| a | b |", *rows), 0))
