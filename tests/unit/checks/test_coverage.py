"""Coverage of the notes: a place counts only if it is there and holds the words by which the point is known."""

from __future__ import annotations

import pytest

from explainer.checks.coverage import check_points, section
from explainer.evidence.claims import Point
from support.helpers import said

PATH = "docs/data/notes-points.yml"
PAGE = (
    '<h1 id="size">Size</h1><p>Models differ.</p>'
    '<h2 class="x" id="daily-life">Daily life</h2><p>More <a href="#x">cap</a>able&nbsp;models,\n used <em>every</em> day.</p>'
    '<h3 id="deeper">Deeper</h3><p>Still part of it.</p>'
    '<h2 id="next">Next</h2><p>Elsewhere.</p>'
)


def problems(place: str, *words: str) -> list[str]:
    """Return what an author is told of one point with one place."""
    point = Point("P20", "p", "s", (), (place,), words, PATH, line=7)
    return said(check_points([point], {"size.md": PAGE, "other.md": "<p>Nothing.</p>"}))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        # Markup, line breaks and capitals make no difference
        ("size.md#daily-life", ("capable models", "every day", "daily life")),
        ("size.md#daily-life", ("still part",)),
        ("size.md#deeper", ("still part",)),
        # Without an anchor, the whole page
        ("size.md", ("differ", "elsewhere")),
    ],
)
def test_a_place_that_holds_the_words_is_no_problem(place: str, words: tuple[str, ...]) -> None:
    """The section counts to the next heading of its own level."""
    assert problems(place, *words) == []


@pytest.mark.parametrize(
    ("place", "words", "found"),
    [
        ("size.md#daily-live", ("x",), "'size.md' has no section '#daily-live' — expected the anchor of a heading there. Did you mean 'daily-life'?"),
        (
            "size.md#daily-life",
            ("elsewhere",),
            "'size.md#daily-life' does not hold 'elsewhere' — expected the words of the point there, other words, or another place.",
        ),
        ("other.md", ("every day",), "'other.md' does not hold 'every day' — expected the words of the point there, other words, or another place."),
    ],
)
def test_a_place_that_does_not_is_told_on_the_line_of_the_point(place: str, words: tuple[str, ...], found: str) -> None:
    """A section that is not there, and one that speaks of something else."""
    assert problems(place, *words) == [f"{PATH}:7: point 'P20': {found}"]


def test_a_section_ends_where_the_next_begins() -> None:
    """Deeper headings belong to it; the last one runs to the end of the page."""
    assert section(PAGE, "daily-life").endswith("<p>Still part of it.</p>")
    assert section(PAGE, "next").endswith("<p>Elsewhere.</p>")
