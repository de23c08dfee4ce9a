"""Tables as Markdown writes them: what they get besides, cell by cell."""

from __future__ import annotations

import re

import pytest

from explainer.content.content import Content
from explainer.evidence.bibliography import Bibliography, Name, Reference
from support.helpers import render

WORK = Reference("w2024", "T", (Name("W"),), more_authors=False, year="2024")
TIDY = {"tidy_tables": True}
CONTENT = Content(bibliography=Bibliography(references={"w2024": WORK}))


def table(*cells: str, below: str = "") -> str:
    """Render a table of one row and what stands below it."""
    rows = ["| a " * len(cells) + "|", "|---" * len(cells) + "|", "".join(f"| {cell} " for cell in cells) + "|"]
    return render("\n".join(rows) + f"\n\n{below}\n", CONTENT, settings=TIDY).html


@pytest.mark.parametrize("cell", ["Fig. 17", "CWE-502", "100% → 28%", "*Fig.* 17", "chain-of-thought"])
def test_a_short_cell_stands_on_one_line(cell: str) -> None:
    """Whatever room its neighbours would take."""
    assert '<td class="unbroken">' in table(cell)


@pytest.mark.parametrize("cell", ["a pull towards the other model", "3% [@w2024]"])
def test_a_cell_of_words_may_break(cell: str) -> None:
    """A citation is longer than it looks in the source."""
    assert "unbroken" not in table(cell)


def test_a_citation_alone_below_a_table_is_its_source() -> None:
    """It stands close to it."""
    assert re.search(r'</table>\s*</div>\s*<p class="table-source"><span class="cites">', table("a", below="[@w2024, Fig. 8]"))


@pytest.mark.parametrize("below", ["The rows differ [@w2024].", "[@w2024] The rows differ.", "Nothing.", "*[@w2024]*"])
def test_a_sentence_below_a_table_is_none(below: str) -> None:
    """With a citation or without."""
    assert "table-source" not in table("a", below=below)


def test_a_citation_elsewhere_is_none() -> None:
    """Only a table has a source of that kind."""
    assert "table-source" not in render("A.\n\n[@w2024]\n", CONTENT, settings=TIDY).html


def test_a_table_has_a_frame_to_scroll_in() -> None:
    """Of its own, so that it is the same before the theme's script has come; wherever it stands, and nothing around it is lost."""
    html = render("A\n\n|a|\n|---|\n|b|\n\nB\n\n- C\n\n    |a|\n    |---|\n    |b|\n\n    D\n", CONTENT, settings=TIDY).html
    assert (
        html.count('<div class="table-scroll table-scroll--fit"><table>') + html.count('<div class="table-scroll table-scroll--fit">\n<table>') == 2
    )
    assert re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", html)) == "AabBCabD"


def test_the_tables_of_another_site_stay_as_they_are() -> None:
    """They are their author's: nothing is changed that was not asked for."""
    html = render("|  | a |\n|---|---|\n| b | [@w2024] |\n\n[@w2024]\n", CONTENT).html
    assert html.count("<th></th>") == 1
    assert "class" not in html.partition("</table>")[0].partition("<td>")[0]


def test_an_empty_heading_heads_nothing() -> None:
    """The first corner is a plain cell: it would be read out as a heading without words."""
    html = render("|  | a |\n|---|---|\n| b | c |\n", settings=TIDY).html
    assert html.count("<th>") == 1
    assert "<td" in html.partition("</thead>")[0]
