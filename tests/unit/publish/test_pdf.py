"""The site on paper: which pages come, in which order."""

from __future__ import annotations

import re

from explainer.publish.pdf import described, reading_order, section


def test_every_page_of_the_map_is_in_the_book() -> None:
    """Whatever its title holds, and however its file is called."""
    llms = "# Site\n\n> About.\n\n## Start\n\n- [Home](index.md): [a](b.md).\n- [[1] and (2)](a/index.md): x\n- [An index](a/reindex.md): x\n"
    assert reading_order(llms) == ["index.html", "a/index.html", "a/reindex/index.html"]


def test_a_link_out_of_the_site_stays_as_it_is() -> None:
    """Also one that leaves the scheme to the page."""
    page = '<article><h1>A</h1><a href="//example.org/x">x</a> <a href="https://example.org/">y</a> <a href="../b/#c">z</a></article>'
    body = section("a/index.html", page, ["a/index.html", "b/index.html"]).body
    assert re.findall(r'href="([^"]+)"', body) == ["//example.org/x", "https://example.org/", "#page-b--c"]


def test_a_heading_is_not_taken_for_a_page_of_its_name() -> None:
    """Else the contents give the page of the heading."""
    known = ["a/index.html", "a/b/index.html"]
    page = section("a/index.html", '<article><h1>A</h1><h2 id="b">B</h2></article>', known)
    other = section("a/b/index.html", '<article><h1>B</h1><a href="../#b">B</a></article>', known)
    assert f'id="{other.id}"' not in page.body
    assert re.findall(r'href="#([^"]+)"', other.body) == re.findall(r'id="([^"]+)"', page.body)


def test_the_book_speaks_the_language_of_its_pages_under_their_licence() -> None:
    """Both are what the pages tell programs; nothing is made up where they tell nothing."""
    page = '<head><script type="application/ld+json">{"inLanguage": "de", "license": "https://example.org/licence"}</script></head>'
    assert described(page) == {"inLanguage": "de", "license": "https://example.org/licence"}
    assert described("<head></head>") == {}
