"""Cells of tables: numbers keep their digits wherever they go, and a cell that is none is told what was meant."""

from __future__ import annotations

import pytest

from explainer.content.content import Content
from explainer.evidence.cells import plain_number
from explainer.evidence.tables import parse_table
from explainer.exports.downloads import exports
from support.helpers import said

ABOUT = "title: T\nobtained: stated\nconfidence: high\nkey: [n]\ncolumns:\n  n: {meaning: N, type: number}\n  v: {meaning: V}\n"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"), (-0.0, "0"), (3.0, "3"), (39.5, "39.5"), (1000001.0, "1000001"), (123456.789, "123456.789"), (999999.5, "999999.5"),
        (1e15, "1000000000000000"), (1e16, "1e+16"), (6.02e23, "6.02e+23"), (1e-07, "1e-07"), (0.1, "0.1"),
    ],
)  # fmt: skip
def test_a_number_is_written_with_all_its_digits(number: float, text: str) -> None:
    """As short as it can be read back."""
    assert plain_number(number) == text
    assert float(text) == number


def test_numbers_of_more_than_six_digits_are_not_rounded() -> None:
    """As keys they are told apart, and a download has what the file has."""
    values = "n,v\n1000001,123456.789\n1000002,999999.5\n123456.7,0.0000001\n"
    table, problems = parse_table("t", values, ABOUT, "t")
    assert table, said(problems)
    assert list(table.rows) == ["1000001", "1000002", "123456.7"]
    assert exports(Content(tables={"t": table}), "", "")["data/t.csv"] == values.replace("0.0000001", "1e-07")
    twice = parse_table("t", "n,v\n1000001,1\n1000001.0,2\n", ABOUT, "t")[1]
    assert said(twice) == ["t.csv:3: the row '1000001' is given twice (first on line 2) — expected each key once."]


@pytest.mark.parametrize(
    ("cell", "guess"),
    [
        ("39,5", " Did you mean '39.5'?"),
        ("1,000", " Did you mean '1000'?"),
        ("1 000.5", " Did you mean '1000.5'?"),
        ("40%", " Did you mean '40'?"),
        ("~3 steps", " Did you mean '3'?"),
        ("-2,5 points", " Did you mean '-2.5'?"),
        ("about 3", ""),
        ("3 or 4", ""),
        ("1.2.3", ""),
    ],
)
def test_what_is_nearly_a_number_is_guessed_at(cell: str, guess: str) -> None:
    """A comma for a point, thousands parted, a unit behind it; nothing else."""
    assert said(parse_table("t", f'n,v\n1,"{cell}"\n', ABOUT, "t")[1]) == [f"t.csv:2: column 'v' is '{cell}' — expected a number.{guess}"]


@pytest.mark.parametrize("cell", ["1e308", "-1e308", "1e999", "5e-324"])
def test_a_number_that_nothing_can_draw_is_refused(cell: str) -> None:
    """What is drawn is subtracted and multiplied, and must stay a number."""
    hint = "expected 0, or a number from 1e-100 to 1e+100 or its negative."
    assert said(parse_table("t", f"n,v\n1,{cell}\n", ABOUT, "t")[1]) == [f"t.csv:2: column 'v' is {cell} — {hint}"]
