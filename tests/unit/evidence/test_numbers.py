"""Numbers in prose: how values look, and the exact words for a reference that leads nowhere."""

from __future__ import annotations

import html
import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from explainer.content.content import Content
from explainer.evidence.numbers import Number, band_text, bare_percentages, format_value, resolve
from explainer.evidence.tables import Table, parse_table
from explainer.problems import Mistake
from support.helpers import render, said

ABOUT = """\
title: Rates
obtained: printed
confidence: high
key: [size]
columns:
  size: {meaning: Size}
  rate: {meaning: Share, unit: "%", band: [low, high]}
  low: {meaning: Low, optional: true}
  high: {meaning: High, optional: true}
  change: {meaning: Change, unit: points, decimals: 1, signed: true, optional: true}
  note: {meaning: Note, type: text, optional: true}
"""
FACTS = """\
title: Facts
obtained: stated
confidence: high
key: [id]
columns:
  id: {meaning: Fact, label: what}
  value: {meaning: Value, unit: {from: unit}, decimals: {from: decimals}}
  unit: {meaning: Unit, type: text}
  decimals: {meaning: Decimals}
  what: {meaning: What, type: text}
"""


def table(name: str, about: str, values: str) -> Table:
    """Return a sound table."""
    found, problems = parse_table(name, values, about, f"t/{name}")
    assert found, said(problems)
    return found


TABLES = {
    "rates": table("rates", ABOUT, "size,rate,low,high,change,note\n810M,84.5,80,90,-0.55,x\n1.3/cot,7,,,12,\n22B,1,,,,\n"),
    "facts": table("facts", "".join(FACTS.replace("  decimals: {meaning: Decimals}", "  decimals: {meaning: Decimals, type: text}")), "id,value,unit,decimals,what\nquestions,25000,count,0,questions asked\ncost,0.01,US dollars,2,paid\n"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "style", "text"),
    [
        ("rates/810M.rate", "", "85%"),
        ("rates/810M.rate", "bare", "85"),
        ("rates/810M.rate", "2", "84.50%"),
        ("rates/810M.change", "", "\u22120.6\u00a0points"),
        ("rates/1.3/cot.change", "", "+12.0\u00a0points"),
        ("rates/1.3/cot.rate", "", "7%"),
        # One column of numbers beside its unit and decimals: the column may be left out
        ("facts/questions", "", "25,000"),
        ("facts/questions.value", "", "25,000"),
        ("facts/cost", "", "0.01\u00a0US dollars"),
        ("facts/cost", "bare", "0.01"),
    ],
)
def test_a_reference_becomes_the_value_as_readers_see_it(ref: str, style: str, text: str) -> None:
    """Unit, decimals and sign come from the table; an author may ask for the bare number or other decimals."""
    found = resolve(ref, style, TABLES)
    assert isinstance(found, Number)
    assert found.text == text


def test_a_number_and_its_unit_are_one() -> None:
    """They are one link, which does not break, whether the unit comes with the number or stands in the text."""
    said = " and ".join(f"[=rates/22B.rate|bare]{unit}" for unit in ("B", " million", "\npoints", " Bees", " people"))
    page = LexborHTMLParser(render(f"{said}.\n", Content(tables=TABLES)).html)
    assert [link.text() for link in page.css("a.number")] == ["1B", "1\u00a0million", "1\u00a0points", "1", "1"]
    assert page.css_first("p").text().endswith("1 Bees and 1 people.")


def test_a_column_of_traced_numbers_says_so_in_its_head() -> None:
    """Once, in place of a mark at each of them."""
    page = "|a|b|\n|---|---|\n|x|[=rates/22B.rate]|\n"
    html = render(page, Content(tables=TABLES), settings={"tidy_tables": True}).html
    assert re.findall(r"<th\b[^>]*>", html) == ["<th>", '<th class="traced numeric">']


@pytest.mark.parametrize(
    ("ref", "style", "message", "hint"),
    [
        (
            "rats/810M.rate",
            "",
            "the number 'rats/810M.rate' names the unknown table 'rats'",
            "expected a table of docs/data/tables. Did you mean 'rates'?",
        ),
        ("rates", "", "the number 'rates' names the unknown row ''", "expected a row of t/rates.csv."),
        ("rates/811M.rate", "", "the number 'rates/811M.rate' names the unknown row '811M'", "expected a row of t/rates.csv. Did you mean '810M'?"),
        (
            "facts/question",
            "",
            "the number 'facts/question' names the unknown row 'question'",
            "expected a row of t/facts.csv. Did you mean 'questions'?",
        ),
        (
            "rates/810M.rat",
            "",
            "the number 'rates/810M.rat' names the unknown column 'rat'",
            "expected one of rate, low, high, change. Did you mean 'rate'?",
        ),
        ("rates/810M.note", "", "the number 'rates/810M.note' names the unknown column 'note'", "expected one of rate, low, high, change."),
        ("rates/810M", "", "the number 'rates/810M' names no column", "expected one of rate, low, high, change."),
        ("rates/1.3/cot", "", "the number 'rates/1.3/cot' names no column", "expected one of rate, low, high, change."),
        ("rates/22B.change", "", "the number 'rates/22B.change' has no value in its table", "expected a cell that is not empty."),
        ("rates/810M.rate", "4", "the number 'rates/810M.rate' is asked for in the style '4'", "expected bare, 0, 1, 2 or 3."),
        (
            "rates/810M.rate",
            "bear",
            "the number 'rates/810M.rate' is asked for in the style 'bear'",
            "expected bare, 0, 1, 2 or 3. Did you mean 'bare'?",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_why(ref: str, style: str, message: str, hint: str) -> None:
    """What is wrong, what is accepted, and a guess where one is near."""
    found = resolve(ref, style, TABLES)
    assert isinstance(found, Mistake)
    assert (found.message, found.hint) == (message, hint)


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "signed", "text"),
    [
        # Half up, as readers round, on the digits of the file
        (84.5, 0, "%", False, "85%"),
        (0.125, 2, "", False, "0.13"),
        (2.675, 2, "", False, "2.68"),
        (-0.5, 0, "", False, "\u22121"),
        # No minus nought
        (-0.4, 0, "", False, "0"),
        (-0.0, 1, "", True, "+0.0"),
        # Thousands, signs, units
        (1234567.0, 0, "", False, "1,234,567"),
        (0.8, 1, "points", True, "+0.8\u00a0points"),
        (-3.0, 0, "%", True, "\u22123%"),
        (12.0, 0, "count", False, "12"),
        (12.0, 0, "GB", False, "12\u00a0GB"),
        # As large and small as numbers get
        (1e300, 0, "", False, "1" + ",000" * 100),
        (5e-324, 3, "", False, "0.000"),
    ],
)
def test_values_look_as_readers_write_them(value: float, decimals: int, unit: str, signed: bool, text: str) -> None:
    """A true minus sign, thousands apart, a space that does not break before a unit that is a word."""
    assert format_value(value, decimals, unit, signed=signed) == text


UNITS = ["<script>x()</script>", "<img src=x onerror=x()>", "[here](javascript:x)", "*per* `cent`", "&lt;b&gt;", "p_good", "$x$"]


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_text_whatever_it_holds(unit: str) -> None:
    """Data are not trusted as pages are: neither HTML nor Markdown in them becomes a part of the page."""
    about = ABOUT.replace('unit: "%"', f"unit: {json.dumps(unit)}")
    content = Content(tables={"rates": table("rates", about, "size,rate,low,high,change,note\n810M,84.5,80,90,1,x\n")})
    page = LexborHTMLParser(render("It was [=rates/810M.rate].\n", content).html)
    link = page.css_first("p > a.number")
    assert html.unescape(link.text()) == html.unescape(f"85\u00a0{unit}")
    assert page.css("p *") == [link]


def test_a_band_is_said_in_words() -> None:
    """With unit and decimals of its value; nothing where one end is unknown."""
    whole, half = resolve("rates/810M.rate", "", TABLES), resolve("rates/1.3/cot.rate", "", TABLES)
    assert isinstance(whole, Number)
    assert isinstance(half, Number)
    assert band_text(whole) == "95% band 80% to 90%"
    assert band_text(half) == ""
    runs = table("rates", "band: lowest to highest run\n" + ABOUT, "size,rate,low,high,change,note\n810M,84.5,80,90,1,x\n")
    spread = resolve("rates/810M.rate", "", {"rates": runs})
    assert isinstance(spread, Number)
    assert band_text(spread) == "lowest to highest run 80% to 90%"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was 12% of them.", ["12%"]),
        ("It was 12 % and 1.5 per cent and 99 percent.", ["12 %", "1.5 per cent", "99 percent"]),
        # References, code and addresses are not prose
        ("[=rates/810M.rate] and `12%`", []),
        ("x/12%20y and v=12% and 95-12%", []),
        ("```\n12%\n```\n13%", ["13%"]),
        ("~~~\n12%\n~~~", []),
        ("````\n```\n12%\n```\n````\n13%", ["13%"]),
        # Allowed with a reason
        ("all 100% of them, 100 % too", []),
    ],
)
def test_a_percentage_typed_by_hand_is_a_problem_on_its_line(text: str, found: list[str]) -> None:
    """Only references can be followed to the data."""
    problems = bare_percentages(text, "docs/x.md", 5, {"100%": "a way of speaking"})
    line = 5 + text.count("\n", 0, text.find(found[0])) if found else 0
    hint = "expected a reference such as [=table/row.column]."
    assert [str(problem) for problem in problems] == [f"docs/x.md:{line}: the percentage '{item}' is typed into the text — {hint}" for item in found]
