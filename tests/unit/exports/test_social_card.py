"""The picture of a page as SVG: what it says, and that long titles stay within it."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as etree

import pytest

from explainer.exports.chart_pictures import COLOURS
from explainer.exports.head import HEIGHT, WIDTH, card_path
from explainer.exports.social_card import card_png, card_svg, chart_card
from explainer.pages.page import Page

TITLES = ["Limits", "Deceptive instrumental alignment", "A title of a page " * 4, "word " * 60, "Unbreakable" * 20, "<b>&amp;"]


@pytest.mark.parametrize("title", TITLES)
def test_every_title_fits(title: str) -> None:
    """At most four lines, between the chapter above and the name below; the SVG is sound whatever the title holds."""
    texts = list(etree.fromstring(card_svg(title, "Chapter", "Site & co", COLOURS)).iter("{http://www.w3.org/2000/svg}text"))
    assert [texts[0].text, texts[-1].text] == ["Chapter", "Site & co"]
    lines = texts[1:-1]
    assert 1 <= len(lines) <= 4
    assert all(float(line.get("y", 0)) - float(line.get("font-size", 0)) * 0.8 > 150 for line in lines)
    assert all(float(line.get("y", 0)) < HEIGHT - 100 for line in lines)


def test_a_title_that_is_cut_says_so() -> None:
    assert re.search(r" …</text>", card_svg("word " * 60, "", "", COLOURS))


def test_where_it_stands() -> None:
    assert card_path("a/b.md") == "social/a/b.png"


def test_a_page_with_a_chart_shows_it() -> None:
    """The first one, in the size of all pictures; a page without shows its title."""
    chart = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 900" width="720" height="900"><rect width="9" height="9"/></svg>'
    assert f'viewBox="0 0 720 900" width="{WIDTH}" height="{HEIGHT}"><rect width="9" height="9"/>' in chart_card(chart, COLOURS)
    page = Page(title="Title", html='<figure class="chart" data-chart="one">')
    pictures = {card_png(page, "Site", charts, COLOURS) for charts in ({}, {"one": chart})}
    assert len(pictures) == 2 and all(picture[16:24] == struct.pack(">II", WIDTH, HEIGHT) for picture in pictures)
